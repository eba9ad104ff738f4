"""Registering a patient: the same person is found again, and what they agreed to is written down."""

import zoneinfo
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from procedures.hospitals.models import Hospital, Unit, User
from procedures.patients.finding import numbered
from procedures.patients.models import Channel, Consent, Patient

# The words on the form beside the boxes. Change this when they change.
CONSENT_WORDING = "2026-1"
OLDEST = 125  # years
_ANOTHERS = "This number belongs to a patient with another name or date of birth. Check all three."
_HAS_ANOTHER = "A patient with this name and date of birth has another number here. Check it with the wristband."
_TELLS_APART = "Two people with the same name and date of birth are told apart by this number. Write it."


class DetailsNotRight(Exception):
    """Something about the patient's details cannot be so. `fields` maps each wrong field to a message for the nurse."""

    def __init__(self, fields: dict[str, str]) -> None:
        super().__init__(" ".join(fields.values()))
        self.fields = fields


@dataclass(frozen=True, slots=True)
class PatientDetails:
    """What a nurse enters. `channels` are those that the patient agrees to be told things over.

    `is_another` says that a person looked, and that this is not whoever has the same names and birth date here.
    """

    given_name: str
    family_name: str
    birth_date: date
    phone: str = ""
    email: str = ""
    language: str = "en"
    zone_name: str = ""
    may_name_details: bool = False
    channels: frozenset[str] = frozenset()
    record_number: str = ""
    is_another: bool = False


def known_patient(details: PatientDetails, *, hospital: Hospital) -> Patient | None:
    """The patient of `hospital` who has this record number, or else these names and this birth date.

    Names are compared as people write them: capitals and extra spaces make no other person.

    :raises DetailsNotRight: when the number is another's, or this person has another number.
    """
    wanted = _names_of(details)
    number = details.record_number.strip()
    if number:
        numbered_so = Patient.objects.filter(numbered(number), hospital=hospital).first()
        if numbered_so is not None:
            if _name_and_birth(numbered_so) != (*wanted, details.birth_date):
                raise DetailsNotRight({"record_number": _ANOTHERS})
            return numbered_so
    same = of_this_name_and_birth(details, hospital=hospital)
    if details.is_another:
        if same and not number:
            raise DetailsNotRight({"record_number": _TELLS_APART})
        return None
    if number and any(one.record_number for one in same):
        raise DetailsNotRight({"record_number": _HAS_ANOTHER})
    return same[0] if same else None


def of_this_name_and_birth(details: PatientDetails, *, hospital: Hospital) -> list[Patient]:
    """Whoever of `hospital` has these names and this birth date, the first who came first."""
    of_that_day = Patient.objects.filter(hospital=hospital, birth_date=details.birth_date).order_by("pk")
    return [one for one in of_that_day if _name_and_birth(one)[:2] == _names_of(details)]


def _names_of(details: PatientDetails) -> tuple[str, str]:
    return _tidy(details.given_name).casefold(), _tidy(details.family_name).casefold()


def _name_and_birth(patient: Patient) -> tuple[str, str, date]:
    return patient.given_name.casefold(), patient.family_name.casefold(), patient.birth_date


@transaction.atomic
def register(details: PatientDetails, *, unit: Unit, by: User | None, now: datetime) -> Patient:
    """Write down a patient of `unit`. Whoever has the same names and birth date in the same hospital is that person.

    The newest contact details count, and `channels` are all that the patient agrees to: a consent that is not among
    them is withdrawn. An empty zone is the hospital's.

    :raises DetailsNotRight: nothing is saved.
    """
    # Two nurses registering the same person at once: the second waits, and finds the first one's patient.
    hospital = Hospital.objects.select_for_update(no_key=True).get(pk=unit.hospital_id)
    _check(details, hospital, now)
    patient = known_patient(details, hospital=hospital) or Patient(hospital=hospital, created_at=now)
    patient.given_name, patient.family_name = _tidy(details.given_name), _tidy(details.family_name)
    patient.record_number = details.record_number.strip() or patient.record_number
    patient.birth_date, patient.phone, patient.email = details.birth_date, details.phone, details.email.strip()
    patient.language, patient.zone_name = details.language, details.zone_name or hospital.zone_name
    patient.may_name_details = details.may_name_details
    try:
        patient.full_clean()
    except ValidationError as error:
        raise DetailsNotRight({field: " ".join(said) for field, said in error.message_dict.items()}) from error
    patient.save()
    patient.units.add(unit)
    _record_consents(patient, details.channels, by=by, now=now)
    return patient


def _check(details: PatientDetails, hospital: Hospital, now: datetime) -> None:
    wrong: dict[str, str] = {}
    for field in ("given_name", "family_name"):
        if not _tidy(getattr(details, field)):
            wrong[field] = "Write the patient's name."
    today = now.astimezone(hospital.zone).date()
    if details.birth_date > today:
        wrong["birth_date"] = "The date of birth lies in the future. Check the year."
    elif today.year - details.birth_date.year > OLDEST:
        wrong["birth_date"] = f"The date of birth is more than {OLDEST} years ago. Check the year."
    if details.zone_name and details.zone_name not in zoneinfo.available_timezones():
        wrong["zone_name"] = "Choose a time zone from the list."
    if Channel.SMS in details.channels and not details.phone:
        wrong["phone"] = "Write a phone number, or untick text messages."
    if Channel.EMAIL in details.channels and not details.email.strip():
        wrong["email"] = "Write an email address, or untick email."
    if not details.channels <= set(Channel.values):
        wrong["channels"] = "Choose text messages, email, or both."
    if wrong:
        raise DetailsNotRight(wrong)


def _tidy(name: str) -> str:
    return " ".join(name.split())


def _record_consents(patient: Patient, channels: frozenset[str], *, by: User | None, now: datetime) -> None:
    standing = patient.consents.standing()
    standing.exclude(channel__in=channels).update(
        withdrawn_at=now, withdrawn_because="Not among those agreed to when registered again"
    )
    agreed = set(standing.values_list("channel", flat=True))
    Consent.objects.bulk_create(
        Consent(patient=patient, channel=channel, wording_version=CONSENT_WORDING, given_at=now, recorded_by=by)
        for channel in sorted(channels - agreed)
    )
