"""What falls on a day on which nobody works at the hospital: the operation, its visits, and steps that are visits.

Nothing is refused: some hospitals operate on a Saturday. But a blood test on a Sunday is found before anyone stands
before a closed door.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from procedures.checklists.models import ChecklistItem, Surgery
from procedures.checklists.previewing import Move
from procedures.checklists.unbooked import nearest_worked, unbooked_among
from procedures.checklists.visits import kind_for
from procedures.core.tasks import Phase
from procedures.core.wording_of_time import day_of, day_words
from procedures.hospitals.calendar_rules import rest_words


@dataclass(frozen=True, slots=True)
class Resting:
    """Something on a day of rest: what it is, when, why nobody works then, and what to do about it."""

    what: str
    day: date
    why: str
    advice: str

    def __str__(self) -> str:
        return f"{self.what}, {day_words(self.day)}: {self.why}. {self.advice}"


def resting_after(surgery: Surgery) -> list[Resting]:
    """Of `surgery` as it is planned now."""
    visits = surgery.appointments.booked().order_by("starts_at", "pk")
    booked = [_booked(surgery, visit.get_kind_display(), visit.visit_date) for visit in visits]
    steps = unbooked_among(ChecklistItem.objects.filter(checklist__surgery=surgery)).order_by("checklist", "number")
    return [each for each in (_operation(surgery, surgery.surgery_date), *booked, *_steps(surgery, steps)) if each]


def resting_if_moved(surgery: Surgery, surgery_date: date, moves: Iterable[Move]) -> list[Resting]:
    """Of `surgery` if it moves to `surgery_date`, and `moves` are what moves with it. Booked visits stay."""
    moved = {move.item.pk: move.new_due_at for move in moves}
    steps = list(unbooked_among(ChecklistItem.objects.filter(pk__in=moved)).order_by("checklist", "number"))
    for step in steps:
        step.due_at = moved[step.pk]  # unsaved: as it will be
    return [each for each in (_operation(surgery, surgery_date), *_steps(surgery, steps)) if each]


def _operation(surgery: Surgery, day: date) -> Resting | None:
    why = rest_words(surgery.unit.hospital, day)
    advice = "Choose another day, or make sure that the theatre works then."
    return Resting("The operation", day, why, advice) if why else None


def _booked(surgery: Surgery, what: str, day: date) -> Resting | None:
    why = rest_words(surgery.unit.hospital, day)
    return Resting(what, day, why, "Move the visit, or make sure that someone is there.") if why else None


def _steps(surgery: Surgery, items: Iterable[ChecklistItem]) -> Iterable[Resting]:
    """Those that are visits and not booked: each with the nearest day worked, before the operation an earlier one."""
    hospital = surgery.unit.hospital
    for item in items:
        if item.due_at is None or kind_for(item) is None:
            continue
        day = day_of(item.due_at, surgery.zone, is_exact=item.is_exact)
        if why := rest_words(hospital, day):
            near = nearest_worked(day, surgery, is_before=item.phase == Phase.PREPARATION)
            yield Resting(item.title, day, why, f"Book it on {day_words(near)} instead.")
