"""How the patient of an operation is reached, put right by a nurse: a number that was wrong, a consent given later."""

from datetime import datetime

from django.db import transaction

from procedures.checklists.models import Surgery, SurgeryEvent
from procedures.checklists.refused import Refused
from procedures.hospitals.models import Hospital, User
from procedures.patients.models import Patient
from procedures.patients.registering import PatientDetails, register


class ContactChangedMeanwhile(Refused):
    """A colleague changed it since the page was shown."""


class NotTheSamePerson(Refused):
    """What is known of the patient finds another one: nothing may be written down for either."""


@transaction.atomic
def change_contact(
    surgery: Surgery,
    details: PatientDetails,
    *,
    seen: str | None = None,
    note: str = "",
    by: User | None,
    now: datetime,
) -> bool:
    """Write down the contact and the consents of `details` for the patient of `surgery`; the rest of them is as it was.

    What waits to be told goes the new way. Returns False where all of it stood there already. `seen` is the
    `contact_of` what the nurse began with, checked where it is given; `note` says in words what changes.

    :raises ContactChangedMeanwhile, NotTheSamePerson: nothing is changed.
    :raises DetailsNotRight: from `register`; nothing is changed.
    """
    # As registering does: whoever comes second sees what the first one wrote.
    Hospital.objects.select_for_update(no_key=True).get(pk=surgery.unit.hospital_id)
    there = contact_of(Patient.objects.get(pk=surgery.patient_id))
    patient = register(details, unit=surgery.unit, by=by, now=now)
    if patient.pk != surgery.patient_id:
        raise NotTheSamePerson(
            "Another patient has this name and date of birth. Ask your administrator to look at both."
        )
    if contact_of(patient) == there:
        return False
    if seen is not None and seen != there:
        raise ContactChangedMeanwhile(
            "A colleague changed this in the meantime. Yours is not saved yet, and stands below: save it once more to "
            "put it in that place."
        )
    SurgeryEvent.objects.create(surgery=surgery, act="contact changed", at=now, by=by, note=note[:300])
    return True


def contact_of(patient: Patient) -> str:
    """All that says how `patient` is reached, to be held against what it was."""
    agreed = sorted(patient.consents.standing().values_list("channel", flat=True))
    names = str(patient.may_name_details)
    return "|".join([str(patient.phone or ""), patient.email, patient.language, patient.zone_name, names, *agreed])
