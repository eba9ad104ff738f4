"""Opening a record of another unit in an emergency: for some hours, with a reason, and in everybody's sight.

A patient comes to the wrong door at night. Keeping whoever is there from the fasting times would be worse than letting
them look. So they look, and the unit's work list says who did and why; the auditor sees it too.
"""

from datetime import date, datetime, timedelta

from django.db import transaction

from procedures.audit.acts import Act
from procedures.audit.recording import record
from procedures.checklists.escalating import raise_work_item
from procedures.checklists.models import Surgery, WorkItem
from procedures.checklists.refused import Refused
from procedures.hospitals.models import Role, Unit, User
from procedures.patients.models import EmergencyOpening, Patient

LASTS = timedelta(hours=4)
SHORTEST_REASON = 10


class NobodyFound(Refused):
    """No patient of the hospital has this name and was born on that day."""


class NoReason(Refused):
    """The reason says nothing."""


def find_in_hospital(asker: User, *, given_name: str, family_name: str, birth_date: date) -> Patient:
    """The patient whom someone at the door names whole, at a hospital where `asker` cares for patients.

    Nothing less than all three finds anyone, so that nobody can leaf through other units' patients.

    :raises NobodyFound: nobody, or more than one.
    """
    hospitals = Unit.objects.for_staff(asker, Role.NURSE, Role.CLINICIAN).values("hospital")
    named = Patient.objects.filter(
        hospital__in=hospitals, given_name__iexact=given_name.strip(), family_name__iexact=family_name.strip()
    )
    found = [patient for patient in named if patient.birth_date == birth_date]
    if len(found) != 1:
        raise NobodyFound(
            "Nobody at your hospital has this name and this date of birth. Check both, or phone the patient's unit."
        )
    return found[0]


@transaction.atomic
def open_in_emergency(patient: Patient, *, by: User, reason: str, now: datetime) -> EmergencyOpening:
    """Let `by` look at `patient` for some hours, and tell the patient's unit.

    :raises NoReason: nothing is opened.
    """
    reason = " ".join(reason.split())
    if len(reason) < SHORTEST_REASON:
        raise NoReason("Write in a few words why you must see this now. The unit and the auditor read it.")
    opening = EmergencyOpening.objects.create(patient=patient, by=by, reason=reason, opened_at=now, until=now + LASTS)
    surgery = newest_surgery(patient)
    if surgery is not None:
        raise_work_item(
            surgery,
            kind=WorkItem.Kind.OPENED,
            summary=f"{by} of another unit opened this record in an emergency: {reason}",
            once=f"opening {opening.pk}",
            now=now,
        )
    for unit in patient.units.order_by("pk"):
        record(Act.BREAK_GLASS, by=by, patient_id=patient.pk, unit_id=unit.pk, opening=opening.pk, now=now)
    return opening


def newest_surgery(patient: Patient) -> Surgery | None:
    """The operation that matters now: a planned one before those that are over, the latest first."""
    planned = patient.surgeries.planned().order_by("surgery_date", "pk").first()
    return planned or patient.surgeries.order_by("-surgery_date", "-pk").first()
