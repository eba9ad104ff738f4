"""Two versions of a list, for the tests of moving a patient from one to the other."""

from datetime import time

from procedures.catalog.models import ChecklistTemplate
from procedures.checklists.assigning import Assignment, assign
from procedures.checklists.models import Checklist, ChecklistItem, Surgery
from procedures.hospitals.models import Unit
from procedures.patients.models import Patient
from tests.cast import LONG_AGO, make_patient, make_procedure, make_template, make_unit
from tests.checklists.scenes import FLUIDS, FOOD, NOW, RED_FLAG, RIDE, SURGERY_DAY, before

SHOWER = {"category": "hygiene", "title": "Shower", "instruction": "Shower in the evening.", "timing": before("P1D")}
GLASSES = {"category": "logistics", "title": "Bring your glasses"}
OLD = (FOOD | {"instruction": "Stop eating 8 hours before."}, FLUIDS, SHOWER, GLASSES, RIDE, RED_FLAG)
# Food has another limit, the glasses are gone, and papers are new.
SIX_HOURS = FOOD | {"instruction": "Stop eating 6 hours before.", "timing": before("PT6H")}
PAPERS = {"category": "logistics", "title": "Bring your insurance papers"}
NEW = (SIX_HOURS, FLUIDS, SHOWER, RIDE, PAPERS, RED_FLAG)


def make_versions(
    *new: dict[str, object], old: tuple[dict[str, object], ...] = OLD, unit: Unit | None = None
) -> tuple[ChecklistTemplate, ChecklistTemplate]:
    """Version 1 and version 2 of one procedure, published."""
    procedure = make_procedure(unit or make_unit())
    first = make_template(procedure, *old)
    second = make_template(procedure, *(new or NEW), version=None)
    second.based_on, second.version, second.published_at = first, 2, LONG_AGO
    second.save()
    return first, second


def give(template: ChecklistTemplate, patient: Patient | None = None, **more: object) -> Checklist:
    """Assign a version by the real act: the surgery is on 8 December at 08:00, arrival 06:30."""
    values = {"surgery_date": SURGERY_DAY, "start_time": time(8, 0), "arrival_time": time(6, 30)} | more
    unit = template.procedure.unit
    return assign(Assignment(template, **values), patient=patient or make_patient(unit), unit=unit, by=None, now=NOW)


def step(surgery: Surgery, title: str) -> ChecklistItem:
    """The standing step of that title."""
    return ChecklistItem.objects.standing().get(checklist__surgery=surgery, title=title)


def off(surgery: Surgery, title: str) -> ChecklistItem:
    """The step of that title that was taken off the list."""
    return ChecklistItem.objects.get(checklist__surgery=surgery, title=title, withdrawn_at__isnull=False)
