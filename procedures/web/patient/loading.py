"""Fetch what one patient's list is made of: the surgeries, and the lines of one of them."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Case, Exists, F, OuterRef, Subquery, Value, When
from django.db.models.functions import Substr

from procedures.checklists.medicines.doses import FOLLOW
from procedures.checklists.models import Appointment, ChecklistItem, ItemEvent, Surgery
from procedures.core.tasks import ASK_ABOUT_MEDICINES
from procedures.patients.models import Patient
from procedures.web.patient.rows import Row, row_of_arrival, row_of_item, row_of_visit
from procedures.web.patient.times import Wall

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
# What the patient last told of a step that was missed; None for all others.
TOLD = Case(
    When(
        status=ChecklistItem.Status.MISSED,
        then=Subquery(
            ItemEvent.objects.filter(item=OuterRef("pk"), act=ItemEvent.Act.MISSED, by=None)
            .exclude(Exists(_BY_STAFF_SINCE))
            .order_by("-at", "-pk")
            .values("note")[:1]
        ),
    )
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


def items_and_rows(surgery: Surgery, wall: Wall) -> tuple[list[ChecklistItem], list[Row]]:
    """All items, warning signs among them, and all lines in the order of their time. Two queries."""
    items = list(
        ChecklistItem.objects.standing()
        .filter(checklist__surgery=surgery)
        .annotate(source=SENTENCE, told=TOLD)
        .order_by("checklist_id", "number")
    )
    visits = list(surgery.appointments.exclude(status=Appointment.Status.CANCELLED).order_by("starts_at", "pk"))
    # One that is held back gives its step no time, and stands by itself.
    booked = [visit for visit in visits if visit.status == Appointment.Status.BOOKED]
    by_item = {visit.item_id: visit for visit in reversed(booked) if visit.item_id}
    first_of = {visit.pk for visit in by_item.values()}
    rows = [
        row_of_item(item, by_item.get(item.pk), _source(item), wall)
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


def _source(item: ChecklistItem) -> str:
    """The hospital's own words for it; "" for what a person added by hand.

    Also "" where the patient is told to ask about medicines, or to follow the own plan: safety rules 1 and 3.
    """
    if item.instruction in (ASK_ABOUT_MEDICINES, FOLLOW[1]):
        return ""
    return getattr(item, "source", None) or ""
