"""A visit as a nurse enters it, the item of the list that it belongs to, and the visits that a move leaves behind."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Self

from procedures.checklists.models import Appointment, ChecklistItem
from procedures.core.events import SurgeryTimes
from procedures.core.tasks import Category, Phase


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit as a nurse enters it: `kind` is one of Appointment.Kind, date and time are the hospital's wall clock."""

    kind: str
    visit_date: date
    visit_time: time
    place: str

    @classmethod
    def of(cls, appointment: Appointment) -> Self:
        """What stands written of `appointment`."""
        return cls(appointment.kind, appointment.visit_date, appointment.visit_time, appointment.place)


@dataclass(frozen=True, slots=True)
class _Fitting:
    """The items that visits of a kind belong to; where `words` are given, one of them must stand in the title."""

    phase: Phase
    categories: frozenset[Category]
    words: re.Pattern[str] = re.compile("")


# How the title of a step begins that is a call to make, or holds only under a condition: nobody books it.
CALLS = (
    "Call ", "Phone ", "Ring ", "Telephone ", "Tell ", "Ask ", "Contact ", "Report ", "Let ", "Inform ", "Notify ",
    "Talk ", "Speak ", "If ", "When ", "Should ",
)  # fmt: skip
_FITTING = {
    Appointment.Kind.ASSESSMENT: _Fitting(Phase.PREPARATION, frozenset({Category.ASSESSMENT})),
    Appointment.Kind.IMAGING: _Fitting(
        Phase.PREPARATION,
        frozenset({Category.TEST}),
        re.compile(r"\b(x-?rays?|mris?|ct|scans?|imaging|ultrasound|radiographs?)\b", re.IGNORECASE),
    ),
    Appointment.Kind.BLOOD_TEST: _Fitting(
        Phase.PREPARATION, frozenset({Category.TEST}), re.compile(r"\bblood\b", re.IGNORECASE)
    ),
    Appointment.Kind.STITCHES_OUT: _Fitting(
        Phase.FOLLOW_UP,
        frozenset({Category.APPOINTMENT, Category.ASSESSMENT, Category.WOUND_CARE, Category.OTHER}),
        re.compile(r"\b(stitch(es)?|sutures?|staples?|clips)\b", re.IGNORECASE),
    ),
    Appointment.Kind.FOLLOW_UP: _Fitting(Phase.FOLLOW_UP, frozenset({Category.APPOINTMENT, Category.ASSESSMENT})),
}


def item_for(kind: str, starts_at: datetime, items: Iterable[ChecklistItem]) -> ChecklistItem | None:
    """The item that a visit belongs to: of those it fits, the one whose own time is nearest; None if it fits none."""
    fitting = _FITTING.get(Appointment.Kind(kind))
    if fitting is None:
        return None
    fits = [item for item in items if _fits(item, fitting)]

    def distance(item: ChecklistItem) -> timedelta:
        return abs(item.due_at - starts_at) if item.due_at else timedelta.max

    return min(fits, key=lambda item: (distance(item), item.number), default=None)


def kind_for(item: ChecklistItem) -> Appointment.Kind | None:
    """What kind of visit a step is; None for what is no visit, such as a call to make."""
    if is_call(item.title):
        return None
    kinds = (kind for kind, fitting in _FITTING.items() if _fits(item, fitting))
    return next(kinds, None)


def is_call(title: str) -> bool:
    """True for "Call us if you have a fever" and "If you catch a cold, ring us"."""
    return title.casefold().startswith(tuple(start.casefold() for start in CALLS))


def _fits(item: ChecklistItem, fitting: _Fitting) -> bool:
    is_of_it = item.phase == fitting.phase and item.category in fitting.categories and not item.is_red_flag
    is_of_it = is_of_it and item.withdrawn_at is None
    return is_of_it and bool(fitting.words.search(item.title))


def out_of_place(
    visits: Iterable[Appointment], *, old: SurgeryTimes, new: SurgeryTimes, now: datetime
) -> list[Appointment]:
    """The booked visits still to come that lay on one side of the operation and now lie on the other."""
    before, after = old.first_known_at, new.first_known_at
    return [
        visit for visit in visits if visit.starts_at > now and (visit.starts_at < before) != (visit.starts_at < after)
    ]
