"""Writing a patient down for an operation, where other units may care for the same person.

Whoever is written down again gets the newest telephone and mail address, for all units. To it go the code and the link
that open the list. So the other units hear of it: a nurse there may know better.
"""

from datetime import datetime

from procedures.checklists.escalating import raise_work_item
from procedures.checklists.models import Surgery, WorkItem
from procedures.hospitals.models import Role, Unit, User
from procedures.patients.models import Patient
from procedures.patients.registering import PatientDetails, known_patient, register


def write_down(details: PatientDetails, *, unit: Unit, by: User, now: datetime) -> Patient:
    """Register the patient; where that changes how they are reached, put it on the work lists of other units.

    :raises DetailsNotRight: nothing is saved.
    """
    known = known_patient(details, hospital=unit.hospital)
    before = _reached(known) if known else None
    patient = register(details, unit=unit, by=by, now=now)
    if before is not None and before != _reached(patient):
        _tell_other_units(patient, by, now)
    return patient


def _reached(patient: Patient) -> tuple[str, str]:
    return str(patient.phone or ""), patient.email


def _tell_other_units(patient: Patient, by: User, now: datetime) -> None:
    """One concern a unit, at its next operation. What a nurse who works there writes down, the unit knows."""
    own = Unit.objects.for_staff(by, Role.NURSE)
    planned = Surgery.objects.filter(patient=patient).planned().exclude(unit__in=own)
    soonest: dict[int, Surgery] = {}
    for surgery in planned.select_related("patient", "unit__hospital").order_by("-surgery_date", "-pk"):
        soonest[surgery.unit_id] = surgery
    said = "changed the telephone or email of this patient. Ask the patient if it is right."
    for surgery in soonest.values():
        raise_work_item(
            surgery,
            kind=WorkItem.Kind.PHONE_PATIENT,
            summary=f"{by} of another unit {said}",
            once=f"reached anew {now.isoformat()}",
            now=now,
        )
