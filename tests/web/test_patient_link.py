"""The link shows nothing of the patient, does no harm when looked at, and says what to do when it does not work."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from procedures.hospitals.models import User
from procedures.patients.links import LIFETIME, link_for, token_of
from procedures.patients.models import Patient, PatientLink
from tests.cast import make_patient, make_unit
from tests.web.patient_cast import BIRTH_DATE, NOON, make_list

pytestmark = pytest.mark.django_db
At = Callable[[datetime], None]


@pytest.fixture
def maria(at: At) -> Patient:
    at(NOON)
    return make_list().patient


def address(patient: Patient) -> str:
    return reverse("patient-link", args=[token_of(link_for(patient, now=NOON))])


def test_before_the_birth_date_the_page_names_the_hospital_and_nothing_of_the_patient(
    client: Client, maria: Patient
) -> None:
    page = client.get(address(maria)).content.decode()

    assert "Lakeside Hospital" in page
    assert "(212) 555-0101" in page
    for private in ("Maria", "Lopez", "Knee", "8 December", "Stop eating", "1951-"):
        assert private not in page


def test_a_mail_scanner_that_follows_the_link_changes_nothing(client: Client, maria: Patient) -> None:
    link = address(maria)
    before = PatientLink.objects.values().get()

    for _ in range(20):
        client.head(link)
        client.get(link)

    assert PatientLink.objects.values().get() == before
    assert client.get(reverse("patient-list")).status_code == 403


def test_the_right_birth_date_opens_the_list(client: Client, maria: Patient) -> None:
    answer = client.post(address(maria), BIRTH_DATE, follow=True)

    assert answer.redirect_chain == [(reverse("patient-list"), 302)]
    assert "Maria" in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]


def test_opening_a_list_signs_staff_out_so_that_their_sign_in_lasts_no_longer_than_a_shift(
    client: Client, maria: Patient
) -> None:
    client.force_login(User.objects.get())
    old_key = client.session.session_key

    client.post(address(maria), BIRTH_DATE)

    assert "_auth_user_id" not in client.session
    assert client.session.session_key != old_key
    assert client.get(reverse("patient-list")).status_code == 200


def test_a_wrong_birth_date_leaves_staff_signed_in(client: Client, maria: Patient) -> None:
    client.force_login(User.objects.get())

    client.post(address(maria), BIRTH_DATE | {"year": "1952"})

    assert "_auth_user_id" in client.session


def test_a_wrong_birth_date_is_told_plainly_with_the_number_to_call(client: Client, maria: Patient) -> None:
    answer = client.post(address(maria), BIRTH_DATE | {"year": "1952"})

    assert "not the date of birth we have" in answer.content.decode()
    assert "(212) 555-0101" in answer.content.decode()
    assert client.get(reverse("patient-list")).status_code == 403


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
    client: Client, maria: Patient, day: str, month: str, year: str, words: str
) -> None:
    answer = client.post(address(maria), {"day": day, "month": month, "year": year})

    assert words in answer.content.decode()
    assert PatientLink.objects.get().failures == 0


def test_after_five_wrong_tries_it_waits_and_says_how_long(client: Client, maria: Patient, at: At) -> None:
    for _ in range(5):
        answer = client.post(address(maria), BIRTH_DATE | {"year": "1952"})
    locked = client.post(address(maria), BIRTH_DATE)

    assert "Try again in 15 minutes" in answer.content.decode()
    assert "Try again in 15 minutes" in locked.content.decode()
    at(NOON + timedelta(minutes=16))
    assert client.post(address(maria), BIRTH_DATE).status_code == 302


def test_a_link_that_was_tampered_with_says_what_to_do(client: Client, maria: Patient) -> None:
    answer = client.get(address(maria)[:-4] + "xxx/")

    assert answer.status_code == 404
    assert "Open the newest message" in answer.content.decode()


def test_an_old_link_names_the_number_to_call(client: Client, maria: Patient, at: At) -> None:
    old = address(maria)
    at(NOON + LIFETIME + timedelta(days=1))

    answer = client.get(old)

    assert answer.status_code == 410
    assert "(212) 555-0101" in answer.content.decode()
    assert "Maria" not in answer.content.decode()


def test_taking_a_link_back_closes_the_list_that_it_opened(client: Client, maria: Patient) -> None:
    client.post(address(maria), BIRTH_DATE)
    PatientLink.objects.update(revoked_at=NOON)

    assert client.get(reverse("patient-list")).status_code == 403


def test_the_secret_in_the_address_is_not_written_into_the_log(
    client: Client, maria: Patient, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(6):
        client.post(address(maria), BIRTH_DATE | {"year": "1952"})

    assert token_of(PatientLink.objects.get()) not in caplog.text


def test_americans_write_the_month_first(client: Client, maria: Patient) -> None:
    page = client.get(address(maria)).content.decode()

    assert page.index('name="month"') < page.index('name="day"') < page.index('name="year"')


def test_a_patient_without_a_list_reads_that_none_is_ready(client: Client, at: At) -> None:
    at(NOON)
    client.post(address(make_patient(make_unit())), BIRTH_DATE)

    page = client.get(reverse("patient-list")).content.decode()

    assert "There is no list for you yet" in page
