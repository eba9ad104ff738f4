"""What moving a visit would bring about, before anyone decides: the act is carried out, looked at and taken back."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from procedures.checklists.booking import move_visit
from procedures.checklists.cancelling_visits import GONE
from procedures.checklists.models import Appointment, ChecklistItem, Reminder, Surgery
from procedures.checklists.previewing import Move
from procedures.checklists.refused import Refused
from procedures.checklists.told import WAITING
from procedures.checklists.visits import Visit


class VisitStays(Refused):
    """The visit is booked so already: there is nothing to look at."""


@dataclass(frozen=True, slots=True)
class VisitPreview:
    """What moves with a visit, what the patient was told of its old time, what comes, and the ticks that end.

    `told_at` (UTC) is when the patient hears of the move; None where nobody writes of it in time.
    """

    moves: tuple[Move, ...]
    already_sent: tuple[Reminder, ...]
    told_at: datetime | None
    to_tell: tuple[Reminder, ...]
    too_late: tuple[Reminder, ...]
    voided: tuple[ChecklistItem, ...]


def preview_visit(appointment: Appointment, visit: Visit, *, now: datetime) -> VisitPreview:
    """What `move_visit` would do with `appointment`. Nothing is kept; like the act, it holds its rows for a moment.

    :raises VisitStays: where nothing would change.
    :raises SurgeryIsOver, VisitIsCancelled, VisitInThePast, ImpossibleTime: as `move_visit` would.
    """
    if appointment.status == Appointment.Status.BOOKED and Visit.of(appointment) == visit:
        raise VisitStays("So it is booked already. Change the date, the time or the place.")
    surgery = appointment.surgery
    already_sent = tuple(appointment.reminders.filter(status__in=GONE).order_by("due_at", "pk"))
    before = {item.pk: item for item in _items(surgery)}
    with transaction.atomic():
        there = Appointment.objects.select_related("surgery__unit__hospital", "surgery__patient").get(pk=appointment.pk)
        newest = Reminder.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        move_visit(there, visit, by=None, now=now)
        after = _items(surgery)
        moves = tuple(
            Move(item, before[item.pk].due_at, item.due_at, item.is_exact)
            for item in after
            if item.pk in before and before[item.pk].due_at != item.due_at
        )
        about = Q(appointment=appointment) | Q(item__in=[move.item.pk for move in moves])
        reminders = Reminder.objects.filter(about, surgery=surgery).select_related("item", "appointment")
        told = list(reminders.order_by("due_at", "pk"))
        transaction.set_rollback(True)
    word = next((one for one in told if one.step == "moved" and one.pk > newest), None)
    return VisitPreview(
        moves=moves,
        already_sent=already_sent,
        told_at=word.due_at if word else None,
        to_tell=tuple(one for one in told if one.status in WAITING and one != word),
        too_late=tuple(one for one in told if one.status == Reminder.Status.EXPIRED and one.pk > newest),
        voided=tuple(item for item in after if item.pk in before and item.voided_at != before[item.pk].voided_at),
    )


def _items(surgery: Surgery) -> list[ChecklistItem]:
    standing = ChecklistItem.objects.standing().filter(checklist__surgery=surgery)
    return list(standing.select_related("task", "medicine").order_by("checklist", "number"))
