"""What is sealed: unreadable in the database, plain in Python, and refused when somebody changed it."""

import base64
from datetime import date

import pytest
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from procedures.checks import keys
from procedures.messaging.models import Delivery, IncomingMessage
from procedures.patients.models import Caregiver, Patient, Suppression
from procedures.privacy.keys import keyring
from procedures.privacy.sealing import BLIND_LENGTH, SealBroken, seal, unseal
from tests.cast import LONG_AGO, make_patient, make_unit

pytestmark = pytest.mark.django_db
OTHER = "b:" + base64.b64encode(b"another key of thirty-two bytes!").decode()


def stored(table: str, column: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table}")
        return str(cursor.fetchone()[0])


def put(table: str, column: str, value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = %s", [value])


@given(text=st.text())
def test_what_was_sealed_opens_to_the_same(text: str) -> None:
    assert unseal(seal(text, context="a.b"), context="a.b") == text


def test_the_same_text_never_looks_the_same_twice() -> None:
    assert len({seal("+12125550123", context="a.b") for _ in range(100)}) == 100


def test_a_model_keeps_its_values_and_the_database_shows_none_of_them() -> None:
    patient = make_patient(make_unit(), phone="+12125550123", email="maria@example.org", birth_date=date(1951, 4, 9))

    again = Patient.objects.get()

    assert (again.phone, again.email, again.birth_date) == ("+12125550123", "maria@example.org", date(1951, 4, 9))
    assert again.phone.as_national == "(212) 555-0123"
    assert again == patient
    for column, part in (("phone", "5550123"), ("email", "maria"), ("birth_date", "1951")):
        assert part not in stored("procedures_patient", column)


def test_an_empty_value_stays_empty() -> None:
    make_patient(make_unit(), phone="", email="")

    assert stored("procedures_patient", "phone") == ""
    assert Patient.objects.get(phone="", email="").phone == ""


def test_a_whole_value_is_found_and_capitals_of_a_mail_address_do_not_matter() -> None:
    unit = make_unit()
    maria = make_patient(unit)
    ana = Caregiver.objects.create(
        patient=maria, name="Ana", phone="+12125550199", wording_version="test", named_at=LONG_AGO
    )

    assert Patient.objects.get(phone="+12125550123") == maria
    assert Patient.objects.get(email="Maria@Example.org") == maria
    assert Patient.objects.get(birth_date__in=[date(1951, 4, 9), date(1951, 9, 4)]) == maria
    assert Patient.objects.get(caregivers__phone="+12125550199") == maria
    assert Caregiver.objects.get(patient__phone="+12125550123") == ana
    assert not Patient.objects.filter(phone="+12125550124").exists()
    assert not Patient.objects.filter(phone__in=[]).exists()
    assert not Patient.objects.exclude(phone="+12125550123").exists()


def test_a_part_of_a_value_cannot_be_looked_up_and_the_error_says_so() -> None:
    with pytest.raises(FieldError, match="sealed: it cannot be looked up by “startswith”"):
        Patient.objects.filter(phone__startswith="+1212")
    with pytest.raises(FieldError, match="sealed: it cannot be looked up by “exact”"):
        Delivery.objects.filter(body="anything")


def test_update_seals_too_and_keeps_what_it_is_found_by() -> None:
    make_patient(make_unit())

    Patient.objects.update(phone="+12125550177")

    assert "5550177" not in stored("procedures_patient", "phone")
    assert Patient.objects.get(phone="+12125550177").phone == "+12125550177"


def test_one_number_is_stopped_once() -> None:
    Suppression.objects.create(address="+12125550123", since=LONG_AGO, because="-")
    with pytest.raises(IntegrityError), transaction.atomic():
        Suppression.objects.create(address="+12125550123", since=LONG_AGO, because="-")

    assert Suppression.objects.among(["+12125550123", "+12125550124"]) == {"+12125550123"}


def test_a_value_that_was_changed_is_refused_and_the_error_shows_none_of_it() -> None:
    make_patient(make_unit())
    value = stored("procedures_patient", "phone")
    put("procedures_patient", "phone", value[:-4] + ("AAAA" if value[-4:] != "AAAA" else "BBBB"))

    with pytest.raises(SealBroken, match=r"procedures_patient.phone cannot be opened: it was changed") as broken:
        Patient.objects.get()
    assert value not in str(broken.value)


def test_a_value_that_was_copied_from_another_column_is_refused() -> None:
    make_patient(make_unit())
    put("procedures_patient", "email", stored("procedures_patient", "phone"))

    with pytest.raises(SealBroken, match=r"procedures_patient.email cannot be opened: it was changed, or belongs"):
        Patient.objects.get()


def test_a_value_that_was_never_sealed_is_refused() -> None:
    IncomingMessage.objects.create(from_address="+12125550123", body="Hello", received_at=LONG_AGO, meaning="words")
    put("procedures_incomingmessage", "body", "Stop all medicines")

    with pytest.raises(SealBroken, match="it is not sealed"):
        IncomingMessage.objects.get()


def test_a_missing_key_is_named(settings: Settings) -> None:
    make_patient(make_unit())
    settings.SEALING_KEYS = OTHER

    with pytest.raises(SealBroken, match="its key “tests” is not among SEALING_KEYS"):
        Patient.objects.get()


def test_the_index_of_one_column_tells_nothing_about_another() -> None:
    make_patient(make_unit())
    Suppression.objects.create(address="+12125550123", since=LONG_AGO, because="-")

    phone, address = stored("procedures_patient", "phone"), stored("procedures_suppression", "address")

    assert phone[:BLIND_LENGTH] != address[:BLIND_LENGTH]


@pytest.mark.parametrize("written", ["", "a:short", "a:" + "!" * 44, OTHER + "," + OTHER, "no id"])
def test_keys_that_are_not_right_are_named_without_telling_them(settings: Settings, written: str) -> None:
    settings.SEALING_KEYS = written

    (said,) = keys()

    assert "SEALING_KEYS" in said.msg
    assert "short" not in said.msg
    with pytest.raises(ImproperlyConfigured):
        keyring()


def test_one_key_for_both_is_refused(settings: Settings) -> None:
    settings.SEALING_KEYS = settings.INDEX_KEYS = OTHER

    assert [one.id for one in keys()] == ["prepapp.E006"]
