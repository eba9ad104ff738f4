"""The date of birth before the code, where the hospital wants it too."""

from datetime import timedelta

import pytest
from django.test import Client

from procedures.hospitals.models import Hospital
from procedures.patients.models import Patient, PatientLink, SignInCode
from tests.web.patient_cast import BIRTH_DATE, NOON, At
from tests.web.patient_door import address, enter, is_open

pytestmark = pytest.mark.django_db


@pytest.fixture
def careful(maria: Patient) -> Patient:
    Hospital.objects.update(asks_birth_date=True)
    maria.hospital.refresh_from_db()
    return maria


def test_where_the_hospital_wants_it_the_birth_date_comes_before_the_code(client: Client, careful: Patient) -> None:
    refused = client.post(address(careful), {"by": "sms"}).content.decode()
    assert "Enter your date of birth" in refused
    assert not SignInCode.objects.exists()

    client.post(address(careful), BIRTH_DATE)
    client.post(address(careful), {"by": "sms"})
    enter(client)

    assert is_open(client)


def test_the_birth_date_alone_opens_nothing(client: Client, careful: Patient) -> None:
    client.post(address(careful), BIRTH_DATE)

    assert not is_open(client)


def test_a_wrong_birth_date_is_told_plainly_with_the_number_to_call(client: Client, careful: Patient) -> None:
    answer = client.post(address(careful), BIRTH_DATE | {"year": "1952"})

    assert "not the date of birth we have" in answer.content.decode()
    assert "(212) 555-0101" in answer.content.decode()


@pytest.mark.parametrize(
    ("day", "month", "year", "words"),
    [
        ("31", "2", "1951", "There is no such date"),
        ("", "4", "1951", "Fill in all three boxes"),
        ("nine", "4", "1951", "Fill in all three boxes"),
        ("９", "4", "1951", "Fill in all three boxes"),
        ("9", "4", "51", "four figures"),
        ("9", "4", "2951", "four figures"),
        ("9", "4", "0", "no such date"),
    ],
)
def test_what_is_no_date_is_told_and_not_counted_as_a_try(
    client: Client, careful: Patient, day: str, month: str, year: str, words: str
) -> None:
    answer = client.post(address(careful), {"day": day, "month": month, "year": year})

    assert words in answer.content.decode()
    assert PatientLink.objects.get().failures == 0


def test_after_five_wrong_tries_it_waits_and_says_how_long(client: Client, careful: Patient, at: At) -> None:
    for _ in range(5):
        answer = client.post(address(careful), BIRTH_DATE | {"year": "1952"})
    locked = client.post(address(careful), BIRTH_DATE)

    assert "Try again in 15 minutes" in answer.content.decode()
    assert "Try again in 15 minutes" in locked.content.decode()
    at(NOON + timedelta(minutes=16))
    assert client.post(address(careful), BIRTH_DATE).status_code == 302


def test_americans_write_the_month_first(client: Client, careful: Patient) -> None:
    page = client.get(address(careful)).content.decode()

    assert page.index('name="month"') < page.index('name="day"') < page.index('name="year"')
