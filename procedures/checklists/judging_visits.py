"""Visits that a moved operation leaves on its wrong side: held back until a nurse keeps, moves or cancels them."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import models, transaction

from procedures.checklists.booking import VisitIsCancelled
from procedures.checklists.cancelling_visits import tell_cancelled
from procedures.checklists.escalating import raise_work_item
from procedures.checklists.following_visits import close_concerns
from procedures.checklists.holding import lock_planned
from procedures.checklists.models import Appointment, Reminder, Surgery, SurgeryEvent, WorkItem
from procedures.checklists.reminding import plan_reminders
from procedures.checklists.retiming import locked_items, retime_items
from procedures.checklists.superseding import end_reminders
from procedures.core.wording_of_time import day_words
from procedures.hospitals.models import User

Status = Appointment.Status


class Judgement(models.TextChoices):
    """What a nurse decides of a visit on the wrong side, when the operation moves."""

    HOLD = "hold", "Decide later: its reminders wait"
    KEEP = "keep", "Keep it as it is"
    MOVE = "move", "Move it: next I give the new time"
    CANCEL = "cancel", "Cancel it"


def judge_misplaced(
    surgery: Surgery,
    visits: Iterable[Appointment],
    judgements: Mapping[int, str],
    *,
    by: User | None,
    now: datetime,
) -> None:
    """Carry out what was decided of each visit. Part of moving: the caller holds the surgery, and plans afterwards."""
    for visit in visits:
        match judgements.get(visit.pk, Judgement.HOLD):
            case Judgement.KEEP:
                _record(surgery, visit, "visit kept", by, now)
            case Judgement.CANCEL:
                visit.status = Status.CANCELLED
                visit.sequence += 1
                visit.save(update_fields=["status", "sequence"])
                _end(visit, Reminder.Status.STOPPED, "The visit is cancelled", now)
                _record(surgery, visit, "visit cancelled", by, now)
                tell_cancelled(visit, now=now)
            case _:
                visit.status = Status.HELD
                visit.save(update_fields=["status"])
                _end(visit, Reminder.Status.SUPERSEDED, "Held back: the operation moved past the visit", now)
                _ask(surgery, visit, now)


def free_fitting(surgery: Surgery, visits: Iterable[Appointment], *, by: User | None, now: datetime) -> None:
    """Let held visits stand again that another move brings back to their side. Part of moving, as `judge_misplaced`."""
    for visit in visits:
        visit.status = Status.BOOKED
        visit.save(update_fields=["status"])
        close_concerns(visit, by=by, note="The operation moved again, and the visit fits it.", now=now)
        _record(surgery, visit, "visit fits again", by, now)


@transaction.atomic
def keep_visit(appointment: Appointment, *, by: User | None, now: datetime) -> Appointment:
    """Let a held visit stand as it is, and plan its reminders again. Twice is the same as once.

    :raises SurgeryIsOver, VisitIsCancelled: nothing is changed.
    """
    surgery = appointment.surgery
    lock_planned(surgery, now=now)
    appointment.refresh_from_db()
    if appointment.status == Status.CANCELLED:
        raise VisitIsCancelled("This visit is cancelled. Book a new one instead.")
    if appointment.status == Status.BOOKED:
        return appointment
    appointment.status = Status.BOOKED
    appointment.save(update_fields=["status"])
    close_concerns(appointment, by=by, note="The visit stays as it is.", now=now)
    retime_items(surgery, locked_items(surgery), now=now)
    plan_reminders(surgery, now=now)
    _record(surgery, appointment, "visit kept", by, now)
    return appointment


def _end(visit: Appointment, status: Reminder.Status, because: str, now: datetime) -> None:
    """Also word of a visit just booked: it would be told of a date that may not stand."""
    end_reminders(visit.reminders.all(), status=status, because=because, now=now)


def _ask(surgery: Surgery, visit: Appointment, now: datetime) -> None:
    raise_work_item(
        surgery,
        kind=WorkItem.Kind.VISIT,
        summary=f"{visit.get_kind_display()}: {day_words(visit.visit_date)} no longer fits the operation on "
        f"{day_words(surgery.surgery_date)}. Its reminders wait. Keep it, move it or cancel it.",
        item=visit.item,
        appointment=visit,
        is_urgent=True,
        now=now,
    )


def _record(surgery: Surgery, visit: Appointment, act: str, by: User | None, now: datetime) -> None:
    said = f"{visit.get_kind_display()}, {day_words(visit.visit_date)}."
    SurgeryEvent.objects.create(surgery=surgery, act=act, at=now, by=by, note=said)
