"""A patient with warfarin to stop, and the two people who decide of it."""

from dataclasses import replace
from datetime import date, datetime, time

from procedures.checklists.assigning import Assignment, assign
from procedures.checklists.medicines.confirming import confirm_medicine
from procedures.checklists.medicines.entering import enter_medicine
from procedures.checklists.medicines.rules import MedicineRule
from procedures.checklists.models import Checklist, ChecklistItem, Medicine, Surgery
from procedures.hospitals.models import User
from tests.cast import make_clinician, make_nurse
from tests.checklists.scenes import NOW

# The operation is on Tuesday 8 December 2026.
WARFARIN = MedicineRule(
    "Warfarin 5 mg",
    "warfarin",
    last_dose_date=date(2026, 12, 3),
    restart_date=date(2026, 12, 9),
    note="Take it in the evening",
    decided_by="Dr. Ito",
)
BETA_BLOCKER = MedicineRule("Bisoprolol", "beta_blocker", is_continued=True)
METFORMIN = replace(WARFARIN, name="Metformin", medicine_class="metformin", last_dose_date=date(2026, 12, 7))


def another_list(first: Checklist, day: date) -> Checklist:
    """The same list again, for another operation of the same patient."""
    surgery = first.surgery
    assignment = Assignment(first.template, day, time(8, 0), time(6, 30))
    return assign(assignment, patient=surgery.patient, unit=surgery.unit, by=None, now=NOW)


def nurse_of(surgery: Surgery) -> User:
    return User.objects.filter(username="nora").first() or make_nurse(surgery.unit)


def clinician_of(surgery: Surgery) -> User:
    return User.objects.filter(username="carl").first() or make_clinician(surgery.unit)


def entered(surgery: Surgery, rule: MedicineRule = WARFARIN, now: datetime = NOW) -> Medicine:
    return enter_medicine(surgery, rule, by=nurse_of(surgery), now=now)


def confirmed(surgery: Surgery, rule: MedicineRule = WARFARIN, now: datetime = NOW) -> Medicine:
    medicine = entered(surgery, rule, now)
    return confirm_medicine(medicine, version=medicine.version, by=clinician_of(surgery), now=now)


def doses(surgery: Surgery) -> list[ChecklistItem]:
    return list(ChecklistItem.objects.standing().filter(checklist__surgery=surgery, medicine__isnull=False))
