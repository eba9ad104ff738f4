"""Safety rule 3: values that contradict each other are shown to staff, and none of them reaches the patient."""

from collections.abc import Sequence

from procedures.checklists.models import ChecklistItem
from procedures.core.events import SurgeryTimes
from procedures.core.tasks import NEEDS_CLINICIAN, Category, Phase


def contradicting(items: Sequence[ChecklistItem], times: SurgeryTimes) -> list[ChecklistItem]:
    """The items, in order, whose hours cannot be meant.

    Two stops for the same intake at different hours contradict each other; an item that names no intake speaks of
    both food and fluids. A stop, or a medicine, that comes only when the operation has begun contradicts the operation.
    Days without an hour are not compared: "light meals on the day before" goes well with "nothing after midnight".
    """
    begins = times.starts_at or times.first_known_at
    exact = [item for item in items if _is_exact_preparation(item)]
    stops = [item for item in exact if item.category == Category.FASTING]
    return [
        item
        for item in exact
        if (item.due_at is not None and item.due_at > begins)
        or (item in stops and any(_contradict(item, other) for other in stops))
    ]


def _is_exact_preparation(item: ChecklistItem) -> bool:
    is_about_them = item.category in NEEDS_CLINICIAN and item.phase == Phase.PREPARATION and not item.is_red_flag
    return is_about_them and item.is_exact and item.due_at is not None


def _contradict(one: ChecklistItem, other: ChecklistItem) -> bool:
    same_intake = not one.intake or not other.intake or one.intake == other.intake
    return same_intake and one.due_at != other.due_at
