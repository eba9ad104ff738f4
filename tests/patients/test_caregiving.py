"""Whom the patient named: with whose word, for which address, and until when."""

from datetime import UTC, datetime

import pytest

from procedures.patients.caregiving import CAREGIVER_WORDING, CaregiverDetails, withdraw_caregiver, write_caregiver
from procedures.patients.models import Caregiver, CaregiverConsent, Patient
from procedures.patients.registering import DetailsNotRight
from tests.cast import make_nurse, make_patient, make_unit

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
ANA = CaregiverDetails("Ana Lopez", "daughter", phone="+12125550177", channels=frozenset({"sms"}))


def write(patient: Patient, details: CaregiverDetails = ANA, **more: object) -> Caregiver:
    return write_caregiver(patient, details, **({"by": None, "now": NOW} | more))  # type: ignore[arg-type]


def test_it_is_written_down_who_agreed_to_which_words_and_when() -> None:
    unit = make_unit()
    nurse = make_nurse(unit)

    caregiver = write(make_patient(unit), by=nurse)

    consent = CaregiverConsent.objects.get()
    assert (caregiver.wording_version, caregiver.named_at, caregiver.recorded_by) == (CAREGIVER_WORDING, NOW, nurse)
    assert (consent.channel, consent.wording_version, consent.given_at) == ("sms", CAREGIVER_WORDING, NOW)


def test_the_same_person_named_twice_is_one() -> None:
    patient = make_patient(make_unit())

    assert write(patient) == write(patient)

    assert CaregiverConsent.objects.count() == 1


def test_a_consent_does_not_pass_to_another_number() -> None:
    patient = make_patient(make_unit())
    caregiver = write(patient)

    other = CaregiverDetails("Ana Lopez", phone="+12125550178", channels=frozenset({"sms"}))
    write(patient, other, caregiver=caregiver)

    assert CaregiverConsent.objects.filter(withdrawn_at=NOW).count() == 1
    assert CaregiverConsent.objects.standing().count() == 1


def test_once_taken_back_no_consent_stands() -> None:
    caregiver = write(make_patient(make_unit()))

    assert withdraw_caregiver(caregiver, because="The patient asked", now=NOW)
    assert not withdraw_caregiver(caregiver, because="Again", now=NOW)

    assert not CaregiverConsent.objects.standing().exists()
    assert caregiver.withdrawn_because == "The patient asked"


@pytest.mark.parametrize(
    ("details", "field"),
    [
        (CaregiverDetails(" ", phone="+12125550177", channels=frozenset({"sms"})), "name"),
        (CaregiverDetails("Ana", channels=frozenset({"sms"})), "phone"),
        (CaregiverDetails("Ana", channels=frozenset({"email"})), "email"),
        (CaregiverDetails("Ana", phone="+12125550177"), "channels"),
        (CaregiverDetails("Ana", phone="12", channels=frozenset({"sms"})), "phone"),
    ],
)
def test_what_cannot_be_so_is_refused_and_nothing_is_saved(details: CaregiverDetails, field: str) -> None:
    with pytest.raises(DetailsNotRight) as refused:
        write(make_patient(make_unit()), details)

    assert set(refused.value.fields) == {field}
    assert not Caregiver.objects.exists()
