"""Registering: the same person is found again, and consents are what the patient last said."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from procedures.patients.models import Channel, Consent, Patient
from procedures.patients.registering import DetailsNotRight, PatientDetails, known_patient, register
from tests.cast import make_hospital, make_nurse, make_unit

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
MARIA = PatientDetails(
    given_name="Maria",
    family_name="Lopez",
    birth_date=date(1951, 4, 9),
    phone="+12125550123",
    email="maria@example.org",
    language="es",
    channels=frozenset({Channel.SMS}),
)


def test_a_patient_is_written_down_with_consents_and_by_whom() -> None:
    unit = make_unit()
    nurse = make_nurse(unit)

    patient = register(MARIA, unit=unit, by=nurse, now=NOW)

    assert (patient.zone_name, patient.language, list(patient.units.all())) == ("America/New_York", "es", [unit])
    consent = Consent.objects.get()
    assert (consent.channel, consent.given_at, consent.recorded_by) == (Channel.SMS, NOW, nurse)
    assert consent.wording_version


def test_the_same_person_is_found_again_however_the_name_is_typed() -> None:
    unit = make_unit()
    other = make_unit(unit.hospital, "Eyes")
    first = register(MARIA, unit=unit, by=None, now=NOW)

    again = register(replace(MARIA, given_name=" MARIA ", phone="+12125550199"), unit=other, by=None, now=NOW)

    assert again == first
    assert set(again.units.all()) == {unit, other}
    assert str(Patient.objects.get().phone) == "+12125550199"


def test_a_form_may_ask_who_is_known_already_without_writing_anything() -> None:
    unit = make_unit()
    typed = replace(MARIA, given_name=" maria ", family_name="LOPEZ")
    unknown = known_patient(typed, hospital=unit.hospital)
    maria = register(MARIA, unit=unit, by=None, now=NOW)

    assert unknown is None
    assert known_patient(typed, hospital=unit.hospital) == maria


def test_another_birth_date_or_hospital_is_another_person() -> None:
    unit = make_unit()
    register(MARIA, unit=unit, by=None, now=NOW)

    register(replace(MARIA, birth_date=date(1951, 4, 10)), unit=unit, by=None, now=NOW)
    register(MARIA, unit=make_unit(make_hospital("Other")), by=None, now=NOW)

    assert Patient.objects.count() == 3


def test_a_consent_not_given_again_is_withdrawn_and_a_standing_one_stays() -> None:
    unit = make_unit()
    both = replace(MARIA, channels=frozenset({Channel.SMS, Channel.EMAIL}))
    register(both, unit=unit, by=None, now=NOW)

    register(replace(MARIA, channels=frozenset({Channel.EMAIL})), unit=unit, by=None, now=NOW)

    assert {(one.channel, one.withdrawn_at) for one in Consent.objects.all()} == {("sms", NOW), ("email", None)}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"given_name": "  "}, "given_name"),
        ({"birth_date": date(2027, 1, 1)}, "birth_date"),
        ({"birth_date": date(1851, 4, 9)}, "birth_date"),
        ({"phone": ""}, "phone"),
        ({"phone": "12"}, "phone"),
        ({"email": "", "channels": frozenset({"email"})}, "email"),
        ({"email": "no address"}, "email"),
        ({"zone_name": "Mars/Olympus"}, "zone_name"),
        ({"channels": frozenset({"pigeon"})}, "channels"),
    ],
)
def test_details_that_cannot_be_are_refused_by_field_and_nothing_is_saved(wrong: dict[str, object], field: str) -> None:
    unit = make_unit()

    with pytest.raises(DetailsNotRight) as refused:
        register(replace(MARIA, **wrong), unit=unit, by=None, now=NOW)  # type: ignore[arg-type]

    assert list(refused.value.fields) == [field]
    assert not Patient.objects.exists()
