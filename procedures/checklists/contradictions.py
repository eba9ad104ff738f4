"""Safety rule 3: values that contradict each other are shown to staff, and none of them reaches the patient."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from procedures.checklists.models import ChecklistItem
from procedures.core.events import SurgeryTimes
from procedures.core.tasks import NEEDS_CLINICIAN, Category, Phase


@dataclass(frozen=True, slots=True)
class Stop:
    """By when another plan of the same patient says to stop eating or drinking, and when its operation begins."""

    intake: str
    due_at: datetime
    begins: datetime


def contradicting(items: Sequence[ChecklistItem], times: SurgeryTimes) -> list[ChecklistItem]:
    """The items, in order, whose hours cannot be meant.

    Two stops for the same intake at different hours contradict each other; an item that names no intake speaks of
    both food and fluids. A stop, or a medicine, that comes only when the operation has begun contradicts the operation.
    Days without an hour are not compared: "light meals on the day before" goes well with "nothing after midnight".
    """
    begins = beginning(times)
    exact = [item for item in items if _is_exact_preparation(item)]
    stops = [item for item in exact if is_stop(item)]
    return [
        item
        for item in exact
        if (item.due_at is not None and item.due_at > begins)
        or (item in stops and any(_differ(item.intake, item.due_at, other.intake, other.due_at) for other in stops))
    ]


def clashing_with(beside: Sequence[Stop], items: Sequence[ChecklistItem], times: SurgeryTimes) -> list[ChecklistItem]:
    """The items, in order, that name another hour to stop than one `beside` does for the same fast.

    Two fasts are the same where neither is over, as its operation begins, when the other one starts.
    """
    begins = beginning(times)
    return [
        item
        for item in items
        if is_stop(item)
        and item.due_at is not None
        and any(
            _differ(item.intake, item.due_at, other.intake, other.due_at)
            and item.due_at < other.begins
            and other.due_at < begins
            for other in beside
        )
    ]


def beginning(times: SurgeryTimes) -> datetime:
    """When the operation begins; while that is not known, when the patient is expected at the earliest."""
    return times.starts_at or times.first_known_at


def is_stop(item: ChecklistItem) -> bool:
    """True for an hour to stop eating or drinking before the operation."""
    return item.category == Category.FASTING and _is_exact_preparation(item)


def _is_exact_preparation(item: ChecklistItem) -> bool:
    is_about_them = item.category in NEEDS_CLINICIAN and item.phase == Phase.PREPARATION and not item.is_red_flag
    return is_about_them and item.is_exact and item.due_at is not None


def _differ(one: str, one_at: datetime | None, other: str, other_at: datetime | None) -> bool:
    same_intake = not one or not other or one == other
    return same_intake and one_at != other_at
