"""The door before the list: it shows nothing of the patient, sends nothing by being looked at, and says what to do."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from procedures.checklists.models import Reminder
from procedures.patients.links import LIFETIME, token_of
from procedures.patients.models import Patient, PatientLink, SignInCode
from tests.messaging.due import dispatch_at as run_engine
from tests.web.patient_cast import (
    NOON,
    At,
)
from tests.web.patient_door import address, texts

pytestmark = pytest.mark.django_db


def test_the_page_names_the_hospital_and_nothing_of_the_patient(client: Client, maria: Patient) -> None:
    page = client.get(address(maria)).content.decode()

    assert "Lakeside Hospital" in page
    assert "(212) 555-0101" in page
    for private in ("Maria", "Lopez", "Knee", "8 December", "Stop eating", "1951-", "555-0123", "maria@"):
        assert private not in page


def test_it_shows_enough_of_a_number_to_know_ones_own(client: Client, maria: Patient) -> None:
    page = client.get(address(maria)).content.decode()

    assert "number ending in …23" in page
    assert "m…@example.org" in page


def test_a_mail_scanner_that_follows_the_link_changes_and_sends_nothing(client: Client, maria: Patient) -> None:
    link = address(maria)
    before, waiting = PatientLink.objects.values().get(), Reminder.objects.count()

    for _ in range(20):
        client.head(link)
        client.get(link)

    assert PatientLink.objects.values().get() == before
    assert Reminder.objects.count() == waiting
    assert not SignInCode.objects.exists()
    assert client.get(reverse("patient-list")).status_code == 403


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


def test_from_an_old_link_one_has_a_new_one_sent_without_calling(client: Client, maria: Patient, at: At) -> None:
    old = address(maria)
    late = NOON + LIFETIME + timedelta(days=1)
    at(late)

    answer = client.post(f"{old}new/")
    run_engine(late)

    assert "Look at your messages" in answer.content.decode()
    (sent,) = texts("as you asked")
    link = re.search(r"/p/[\w-]+/", sent.body)
    assert link
    assert client.get(link[0]).status_code == 200


def test_the_secret_in_the_address_is_not_written_into_the_log(
    client: Client, maria: Patient, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(8):
        client.post(address(maria), {"by": "sms"})

    assert token_of(PatientLink.objects.get()) not in caplog.text
