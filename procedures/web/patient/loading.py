"""Fetch what one patient's list is made of: the surgeries, and the lines of one of them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.db.models import Case, Exists, F, OuterRef, Subquery, Value, When
from django.db.models.functions import Substr

from procedures.checklists.medicines.doses import FOLLOW
from procedures.checklists.models import Appointment, ChecklistItem, ItemEvent, Surgery
from procedures.core.tasks import ASK_ABOUT_MEDICINES
from procedures.patients.models import Caregiver, Patient
from procedures.web.patient.rows import Row, row_of_arrival, row_of_item, row_of_visit
from procedures.web.patient.times import Wall
from procedures.web.patient.told import Told, told_of

# Of the whole document the database hands over one sentence for each step.
SENTENCE = Case(
    When(
        task__start__isnull=False,
        task__end__isnull=False,
        then=Substr("checklist__template__document__text", F("task__start") + 1, F("task__end") - F("task__start")),
    ),
    default=Value(""),
)

# What staff wrote down of it is for colleagues: the patient reads that it was missed, and no words of another's.
_BY_STAFF_SINCE = ItemEvent.objects.filter(
    item=OuterRef("item"), act=ItemEvent.Act.MISSED, by__isnull=False, pk__gt=OuterRef("pk")
)
_LAST_TOLD = (
    ItemEvent.objects.filter(item=OuterRef("pk"), act=ItemEvent.Act.MISSED, by=None)
    .exclude(Exists(_BY_STAFF_SINCE))
    .order_by("-at", "-pk")
)
# What was last told of a step that was missed, and by which caregiver; None for all others, and for the patient.
TOLD, TOLD_BY = (
    Case(When(status=ChecklistItem.Status.MISSED, then=Subquery(_LAST_TOLD.values(name)[:1])))
    for name in ("note", "caregiver")
)


def surgeries_of(patient: Patient) -> list[Surgery]:
    """The surgeries of `patient` for which there is a list, by date."""
    return list(
        Surgery.objects.filter(patient=patient, checklists__isnull=False)
        .select_related("unit__hospital", "procedure")
        .distinct()
        .order_by("surgery_date", "pk")
    )


def chosen(surgeries: Sequence[Surgery], wanted: int | None, today: date) -> Surgery | None:
    """The surgery to show: the one asked for, else the next one planned, else the latest that was."""
    for surgery in surgeries:
        if surgery.pk == wanted:
            return surgery
    planned = [surgery for surgery in surgeries if surgery.status != Surgery.Status.CANCELLED]
    to_come = [surgery for surgery in planned if surgery.surgery_date >= today]
    return next(iter([*to_come, *reversed(planned), *reversed(surgeries)]), None)


def items_and_rows(
    surgery: Surgery, wall: Wall, *, caregiver: Caregiver | None = None
) -> tuple[list[ChecklistItem], list[Row]]:
    """All items, warning signs among them, and all lines in the order of their time. Two queries.

    A `caregiver` who reads gets no words that another wrote of a missed step: they were written for a nurse.
    """
    items = list(
        ChecklistItem.objects.standing()
        .filter(checklist__surgery=surgery)
        .annotate(source=SENTENCE, told=TOLD, told_by=TOLD_BY)
        .order_by("checklist_id", "number")
    )
    visits = list(surgery.appointments.exclude(status=Appointment.Status.CANCELLED).order_by("starts_at", "pk"))
    # One that is held back gives its step no time, and stands by itself.
    booked = [visit for visit in visits if visit.status == Appointment.Status.BOOKED]
    by_item = {visit.item_id: visit for visit in reversed(booked) if visit.item_id}
    first_of = {visit.pk for visit in by_item.values()}
    rows = [
        row_of_item(item, by_item.get(item.pk), _source(item), _told(item, caregiver), wall)
        for item in _said_once(items)
        if not item.is_red_flag
    ]
    rows += [row_of_visit(visit, wall) for visit in visits if visit.pk not in first_of]
    if arrival := row_of_arrival(surgery, wall):
        rows.append(arrival)
    return items, sorted(rows, key=lambda row: (row.due_at is None, row.due_at or wall.now))


def _said_once(items: Sequence[ChecklistItem]) -> list[ChecklistItem]:
    """The items, with one of those that all say to follow the own medicine plan: one still to do, if there is one."""
    pointing = [item for item in items if item.instruction == FOLLOW[1]]
    pointing.sort(key=lambda item: (item.status != ChecklistItem.Status.OPEN, item.number))
    return [item for item in items if item not in pointing[1:]]


def _told(item: ChecklistItem, reader: Caregiver | None) -> Told | None:
    if item.status != ChecklistItem.Status.MISSED:
        return None
    told = told_of(getattr(item, "told", None) or "")
    may_read = reader is None or getattr(item, "told_by", None) == reader.pk
    return told if may_read else replace(told, words="")


def _source(item: ChecklistItem) -> str:
    """The hospital's own words for it; "" for what a person added by hand.

    Also "" where the patient is told to ask about medicines, or to follow the own plan: safety rules 1 and 3.
    """
    if item.instruction in (ASK_ABOUT_MEDICINES, FOLLOW[1]):
        return ""
    return getattr(item, "source", None) or ""
