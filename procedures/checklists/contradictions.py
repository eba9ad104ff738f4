"""Safety rule 3: values that contradict each other are shown to staff, and none of them reaches the patient."""

from collections.abc import Sequence

from procedures.checklists.models import ChecklistItem
from procedures.core.tasks import Category, Phase
from procedures.core.timeline import SurgeryTimes


def contradicting(items: Sequence[ChecklistItem], times: SurgeryTimes) -> list[ChecklistItem]:
    """The fasting items, in order, whose hours cannot all be meant.

    Two stops for the same intake at different hours contradict each other; an item that names no intake speaks of
    both food and fluids. So does a stop that comes only when the operation has begun. Days without an hour are not
    compared: "light meals on the day before" goes well with "nothing after midnight".
    """
    stops = [
        item
        for item in items
        if item.category == Category.FASTING
        and item.phase == Phase.PREPARATION
        and item.is_exact
        and item.due_at is not None
        and not item.is_red_flag
    ]
    found = [item for item in stops if any(_contradict(item, other) for other in stops)]
    begins = times.starts_at or times.first_known_at
    return [item for item in stops if item in found or (item.due_at is not None and item.due_at > begins)]


def _contradict(one: ChecklistItem, other: ChecklistItem) -> bool:
    same_intake = not one.intake or not other.intake or one.intake == other.intake
    return same_intake and one.due_at != other.due_at
