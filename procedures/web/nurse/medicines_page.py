"""What the staff's pages show of a patient's medicines: each rule in words, and what contradicts it."""

from collections.abc import Sequence
from dataclasses import dataclass

from procedures.checklists.medicines.conflicts import conflicting, plans_of
from procedures.checklists.medicines.doses import names
from procedures.checklists.medicines.rules import lines_of, said
from procedures.checklists.models import ChecklistItem, Medicine, Surgery
from procedures.core.medicine_classes import NAMES
from procedures.core.medicine_defaults import USUAL
from procedures.core.tasks import Category, Phase

# For staff only (safety rule 1): by class, its name, what is usual, and the source.
USUAL_BY_CLASS = {
    key.value: {"name": NAMES[key], "words": usual.words, "source": usual.source} for key, usual in USUAL.items()
}


@dataclass(frozen=True, slots=True)
class Line:
    """One medicine: its rule as the patient reads it once confirmed, and the rules of other plans that differ."""

    medicine: Medicine
    words: Sequence[str]
    differing: Sequence[str] = ()

    @property
    def is_waiting(self) -> bool:
        """True while a clinician can confirm it."""
        return self.medicine.status == Medicine.Status.DRAFTED and not self.differing


def line_of(medicine: Medicine, others: Sequence[Medicine] = ()) -> Line:
    """One medicine beside the patient's other plans."""
    differing = [said(other, other.surgery) for other in conflicting(medicine, others)]
    counts = medicine.status in (Medicine.Status.DRAFTED, Medicine.Status.CONFIRMED)
    return Line(medicine, lines_of(medicine, medicine.surgery), differing if counts else ())


def medicines_of(surgery: Surgery) -> list[Line]:
    """The plan of one operation, in the order in which it was entered."""
    others = plans_of(surgery)
    plan = surgery.medicines.standing().select_related("confirmed_by", "surgery__unit__hospital")
    return [line_of(medicine, others) for medicine in plan]


def general_steps_for(medicine: Medicine) -> list[ChecklistItem]:
    """The steps of the patient's list that speak of this medicine for everyone, and give way to its own rule."""
    general = ChecklistItem.objects.standing().filter(
        checklist__surgery=medicine.surgery_id, category=Category.MEDICATION, phase=Phase.PREPARATION
    )
    steps = general.filter(task__isnull=False).select_related("task").order_by("number")
    return [item for item in steps if item.task and names(item.task, medicine)]
