"""The small drawing beside each step, by what kind of step it is."""

from procedures.catalog.models import Intake
from procedures.checklists.models import ChecklistItem
from procedures.core.tasks import Category

MARKS = {
    Category.MEDICATION: "pill",
    Category.PAIN_MANAGEMENT: "pill",
    Category.TEST: "drop",
    Category.ASSESSMENT: "calendar",
    Category.APPOINTMENT: "calendar",
    Category.HYGIENE: "shower",
    Category.WOUND_CARE: "plaster",
    Category.DIET: "bowl",
    Category.ACTIVITY: "walk",
    Category.THERAPY: "walk",
    Category.LOGISTICS: "car",
    Category.HOSPITAL_STAY: "bed",
    Category.MONITORING: "thermometer",
    Category.LIFESTYLE: "heart",
}


def mark_of(item: ChecklistItem) -> str:
    """The name of the drawing for `item`, as in `templates/pieces/marks.html`."""
    if item.category == Category.FASTING:
        return "glass" if item.intake == Intake.CLEAR_FLUIDS else "food"
    return MARKS.get(Category(item.category), "paper")
