"""What whoever opens a patient's list does at the door, into the audit trail."""

from datetime import datetime

from procedures.audit.acts import Act
from procedures.audit.recording import record
from procedures.patients.models import PatientLink


def note(act: Act, link: PatientLink, *, now: datetime, about: str | int = "") -> None:
    """Write down that the patient, or the caregiver whose link it is, did `act`, to which device or by which way."""
    label = f"caregiver {link.caregiver_id}" if link.caregiver_id else "patient"
    record(act, by=None, by_label=label, patient_id=link.patient_id, now=now, about=about)
