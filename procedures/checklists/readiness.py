"""Who is not ready: one surgery's row on the nurse's board, and what is missing in words.

`lacking` asks the database the same, of all surgeries at once.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import NamedTuple

from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from procedures.checklists.lacking import SOON, VISITS, can_be_told, is_booked, the_patients
from procedures.checklists.models import ChecklistItem, Reminder, Surgery, WorkItem
from procedures.checklists.models.surgery import SurgeryQuerySet
from procedures.checklists.visits import is_call
from procedures.core.tasks import Category
from procedures.hospitals.models import Asker

NO_WAY = "no way to send reminders"
NOT_DONE = {
    Category.FASTING: "fasting not confirmed",
    Category.MEDICATION: "medicines not confirmed",
}
DONE, MISSED, OPEN = ChecklistItem.Status.DONE, ChecklistItem.Status.MISSED, ChecklistItem.Status.OPEN


class Step(NamedTuple):
    """What the board needs to know of one step of the patient's."""

    number: int
    title: str
    category: str
    status: str
    due_at: datetime | None
    is_booked: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One planned surgery as the board shows it. `missing` is in words; the instants are UTC."""

    surgery: Surgery
    missing: tuple[str, ...]
    next_due_at: datetime | None
    next_reminder_at: datetime | None
    work_items: tuple[WorkItem, ...]
    ticked: int
    total: int

    @property
    def is_reachable(self) -> bool:
        """True when reminders have a way to the patient; without one, a nurse is told at their hour instead."""
        return NO_WAY not in self.missing

    @property
    def is_ready(self) -> bool:
        """True when nothing is missing and no concern is open."""
        return not self.missing and not self.work_items


def soonest_first(surgeries: SurgeryQuerySet) -> SurgeryQuerySet:
    """In the order of the board: by day and hour. Without an hour the earliest is assumed: first of the day."""
    return surgeries.annotate(hour=Coalesce("start_time", time.min)).order_by("surgery_date", "hour", "pk")


def with_row_facts(surgeries: SurgeryQuerySet) -> SurgeryQuerySet:
    """Loaded with what a row tells of the surgery itself: whom it is about, and when its patient is told next."""
    waiting = Reminder.objects.stoppable().filter(surgery=OuterRef("pk")).order_by("next_attempt_at", "pk")
    return surgeries.select_related("patient", "procedure", "unit__hospital", "owner").annotate(
        can_be_told=Case(When(can_be_told(), then=Value(True)), default=Value(False)),
        next_reminder_at=Subquery(waiting.values("next_attempt_at")[:1]),
    )


def rows_of(surgeries: Sequence[Surgery], *, now: datetime) -> list[Row]:
    """The row of each, in their order; they come from `with_row_facts`. Two queries, however many."""
    keys = [surgery.pk for surgery in surgeries]
    steps: dict[int, list[Step]] = defaultdict(list)
    of_patients = the_patients(ChecklistItem.objects.filter(checklist__surgery__in=keys)).annotate(booked=is_booked())
    fields = ("number", "title", "category", "status", "due_at", "booked")
    in_order = of_patients.order_by("checklist", "number")
    for key, *facts in in_order.annotate(key=F("checklist__surgery_id")).values_list("key", *fields):
        steps[key].append(Step(*facts))
    concerns: dict[int, list[WorkItem]] = defaultdict(list)
    open_ones = WorkItem.objects.open().filter(surgery__in=keys).select_related("owner")
    for concern in open_ones.order_by("-is_urgent", "raised_at", "pk"):
        concerns[concern.surgery_id].append(concern)
    return [_row(surgery, steps[surgery.pk], concerns[surgery.pk], now) for surgery in surgeries]


def board(user: Asker, *roles: str, now: datetime) -> list[Row]:
    """All planned surgeries of the units where the asker holds one of `roles`, or any without them, soonest first.

    A past one stays while a concern is open.
    """
    # Today began at most a day ago, wherever the hospital is.
    recent = (now - timedelta(days=1)).date()
    with_concern = WorkItem.objects.open().values("surgery")
    surgeries = Surgery.objects.for_staff(user, *roles).planned()
    on_it = surgeries.filter(Q(surgery_date__gte=recent) | Q(pk__in=with_concern))
    return rows_of(list(with_row_facts(soonest_first(on_it))), now=now)


def _row(surgery: Surgery, steps: Sequence[Step], concerns: Sequence[WorkItem], now: datetime) -> Row:
    return Row(
        surgery=surgery,
        missing=tuple(_missing(surgery, steps, now)),
        next_due_at=min((at for at in map(_due_at, steps) if at and at > now), default=None),
        next_reminder_at=getattr(surgery, "next_reminder_at", None),
        work_items=tuple(concerns),
        ticked=sum(step.status == DONE for step in steps),
        total=len(steps),
    )


def _due_at(step: Step) -> datetime | None:
    return step.due_at if step.status == OPEN else None


def _missing(surgery: Surgery, steps: Sequence[Step], now: datetime) -> list[str]:
    """What stands between the patient and the operation, in words, the gravest first, each once."""
    words: list[str] = []
    words += [f"missed: {step.title}" for step in steps if step.status == MISSED]
    if surgery.start_time is None:
        words.append("theatre time not known")
    if surgery.arrival_time is None:
        words.append("arrival time not known")
    if not getattr(surgery, "can_be_told", False):
        words.append(NO_WAY)
    # Without an hour the day alone counts, whatever the zone: some hours too early rather than too late.
    is_soon = surgery.starts_at - now <= SOON if surgery.starts_at else surgery.surgery_date <= (now + SOON).date()
    for step in steps:
        if step.status != OPEN:
            continue
        category = Category(step.category)
        if category in VISITS and not step.is_booked and step.due_at is None and not is_call(step.title):
            words.append(f"not booked: {step.title}")
        elif is_soon or (step.due_at is not None and step.due_at <= now):
            words.append(NOT_DONE.get(category, f"not done: {step.title}"))
    return list(dict.fromkeys(words))
