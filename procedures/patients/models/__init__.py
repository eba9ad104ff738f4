"""The people whom things are told, and how they may be reached."""

from procedures.patients.models.calendar_feed import CalendarFeed
from procedures.patients.models.caregiver import Caregiver, CaregiverConsent
from procedures.patients.models.opening import EmergencyOpening, opened_to
from procedures.patients.models.patient import Channel, Consent, Patient, PatientQuerySet
from procedures.patients.models.signing_in import Device, PatientLink, SignInCode
from procedures.patients.models.suppression import Suppression

__all__ = [
    "CalendarFeed",
    "Caregiver",
    "CaregiverConsent",
    "Channel",
    "Consent",
    "Device",
    "EmergencyOpening",
    "Patient",
    "PatientLink",
    "PatientQuerySet",
    "SignInCode",
    "Suppression",
    "opened_to",
]
