"""What whoever opens a patient's list does at the door, into the audit trail."""

from datetime import datetime

from procedures.audit.acts import Act
from procedures.audit.recording import record
from procedures.checklists.models import Surgery
from procedures.patients.models import Patient, PatientLink


def note(act: Act, link: PatientLink, *, now: datetime, about: str | int = "") -> None:
    """Write down that the patient, or the caregiver whose link it is, did `act`, to which device or by which way."""
    label = f"caregiver {link.caregiver_id}" if link.caregiver_id else "patient"
    record(
        act, by=None, by_label=label, patient_id=link.patient_id, unit_id=unit_of(link.patient_id), now=now, about=about
    )


def unit_of(patient: int) -> int | None:
    """The unit whose auditors read of it: that of the newest operation, else one that cares for the patient."""
    newest = Surgery.objects.filter(patient=patient).order_by("-pk").values_list("unit_id", flat=True).first()
    return newest or Patient.objects.filter(pk=patient).values_list("units", flat=True).first()
