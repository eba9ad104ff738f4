"""Visits that are on the list and not booked: a day to suggest, and a nurse's item when the booking is due."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import CharField, Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat

from procedures.checklists.apart import each_apart
from procedures.checklists.escalating import raise_work_item
from procedures.checklists.models import Appointment, ChecklistItem, Surgery, SurgeryEvent, WorkItem
from procedures.checklists.surgery_times import times_of
from procedures.checklists.visits import kind_for
from procedures.core.tasks import Actor, Category, Phase
from procedures.core.wording_of_time import day_of, day_words
from procedures.hospitals.calendar_rules import is_working_day_of
from procedures.hospitals.models import User

VISITS = (Category.APPOINTMENT, Category.ASSESSMENT, Category.TEST, Category.WOUND_CARE, Category.OTHER)
# No hospital books longer ahead; what lies further off is not looked at yet.
LONGEST_LEAD = timedelta(days=365)
# A suggested day is brought to the next one worked within this.
SEARCHED = 14  # days


@dataclass(frozen=True, slots=True)
class Unbooked:
    """A step that is a visit without an appointment. `suggested` is a working day near the document's own time."""

    item: ChecklistItem
    kind: Appointment.Kind
    suggested: date | None


def unbooked_of(surgery: Surgery, *, now: datetime) -> list[Unbooked]:
    """The visits of one surgery that are still to be booked, in the order of their times.

    Without a stated time none is suggested: no time is ever made up.
    """
    items = unbooked_among(ChecklistItem.objects.filter(checklist__surgery=surgery))
    found = [(item, kind_for(item)) for item in items.order_by("checklist", "number")]
    suggestions = [Unbooked(item, kind, _suggested(item, surgery, now)) for item, kind in found if kind is not None]
    return sorted(suggestions, key=lambda one: (one.suggested is None, one.suggested or date.max, one.item.number))


def raise_unbooked(*, now: datetime) -> int:
    """Put every visit on the nurse's list whose booking is due; returns how many are new. Any number at once is once.

    It is due the hospital's lead before the document's time; without one, that long before the operation, and for what
    comes after it by the operation. An item that a nurse closed comes back only after a move. One that fails is left
    for the next time, and does not hold up the others.
    """
    today = now.date()
    near = Q(due_at__lte=now + LONGEST_LEAD) | Q(due_at=None)
    soon = Q(checklist__surgery__surgery_date__lte=today + LONGEST_LEAD)
    planned = soon & Q(checklist__surgery__status=Surgery.Status.PLANNED)
    ahead = Q(checklist__surgery__surgery_date__gte=today - timedelta(days=1)) | Q(due_at__gt=now)
    moved = SurgeryEvent.objects.filter(surgery=OuterRef("checklist__surgery"), act="moved").order_by()
    moves = Coalesce(Subquery(moved.values("surgery").annotate(found=Count("pk")).values("found")), 0)
    once = Concat(Value("unbooked:"), Cast("pk", CharField()), Value(":"), Cast(moves, CharField()))
    items = unbooked_among(ChecklistItem.objects.filter(near, planned, ahead)).annotate(once=once)
    new = items.exclude(Exists(WorkItem.objects.filter(once=OuterRef("once"))))
    found = new.select_related("checklist__surgery__unit__hospital").order_by("pk")
    parts = (
        (f"asking about step {item.pk}, not booked,", partial(_raise_if_due, item, item.once, now)) for item in found
    )
    return sum(is_new or False for is_new in each_apart(parts).values())


def close_booked(items: Collection[ChecklistItem | None], *, by: User | None, now: datetime) -> None:
    """Close the nurse's items about steps that have a visit now."""
    waiting = WorkItem.objects.open().filter(kind=WorkItem.Kind.VISIT_UNBOOKED)
    waiting = waiting.filter(item__in=[item for item in items if item is not None])
    waiting.update(closed_at=now, closed_by=by, closing_note="The visit is booked.")


def unbooked_among(items: QuerySet[ChecklistItem]) -> QuerySet[ChecklistItem]:
    """Those among `items` that are still to do, are visits by their category, and have no appointment that stands."""
    standing = Appointment.objects.filter(item=OuterRef("pk")).exclude(status=Appointment.Status.CANCELLED)
    to_do = items.filter(status=ChecklistItem.Status.OPEN, is_red_flag=False, withdrawn_at=None, category__in=VISITS)
    return to_do.exclude(actor=Actor.CARE_TEAM).filter(~Exists(standing))


def _raise_if_due(item: ChecklistItem, once: str, now: datetime) -> bool:
    is_due = kind_for(item) is not None and _book_by(item, item.checklist.surgery) <= now
    if is_due:
        _raise(item, once, now)
    return is_due


@transaction.atomic
def _raise(item: ChecklistItem, once: str, now: datetime) -> None:
    surgery = item.checklist.surgery
    # What is asked anew after a move takes the place of what was asked for the old date.
    before = WorkItem.objects.open().filter(kind=WorkItem.Kind.VISIT_UNBOOKED, item=item)
    # Not what another look, at the same moment, has just raised under this very name.
    before.exclude(once=once).update(closed_at=now, closing_note="The operation moved: asked anew for the new date.")
    when = f" It is due by {day_words(_day(item, surgery))}." if item.due_at else ""
    raise_work_item(
        surgery,
        kind=WorkItem.Kind.VISIT_UNBOOKED,
        summary=f"Not booked yet: {item.title}.{when} Book it, and tell the patient.",
        item=item,
        once=once,
        now=now,
    )


def _book_by(item: ChecklistItem, surgery: Surgery) -> datetime:
    lead = timedelta(days=surgery.unit.hospital.visit_lead_days)
    if item.due_at is not None:
        return item.due_at - lead
    operation = times_of(surgery).first_known_at
    return operation - lead if item.phase == Phase.PREPARATION else operation


def _suggested(item: ChecklistItem, surgery: Surgery, now: datetime) -> date | None:
    """The document's day, or the nearest day worked: before the operation earlier, after it later."""
    if item.due_at is None:
        return None
    day = nearest_worked(_day(item, surgery), surgery, is_before=item.phase == Phase.PREPARATION)
    return day if day >= now.astimezone(surgery.zone).date() else None


def nearest_worked(day: date, surgery: Surgery, *, is_before: bool) -> date:
    """`day`, or the nearest one worked: for what comes before the operation earlier, after it later."""
    is_working_day = is_working_day_of(surgery.unit.hospital)
    step = timedelta(days=-1 if is_before else 1)
    for _ in range(SEARCHED):
        if is_working_day(day):
            break
        day += step
    return day


def _day(item: ChecklistItem, surgery: Surgery) -> date:
    at = item.due_at or times_of(surgery).first_known_at
    return day_of(at, surgery.zone, is_exact=item.is_exact)
