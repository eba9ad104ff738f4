"""The code that opens a patient's list: whom it reaches, for whom it works, and what a wrong one says."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from procedures.checklists.models import Reminder
from procedures.hospitals.models import Hospital
from procedures.messaging.models import Delivery
from procedures.patients.models import Patient, SignInCode
from procedures.patients.signing_in import digits_of
from tests.cast import make_patient, make_unit
from tests.messaging.due import dispatch_at as run_engine
from tests.web.patient_cast import (
    NOON,
    At,
)
from tests.web.patient_door import address, enter, is_open, texts

pytestmark = pytest.mark.django_db


def test_a_code_by_text_opens_the_list(client: Client, maria: Patient) -> None:
    answer = client.post(address(maria), {"by": "sms"}, follow=True)
    assert "text to the number ending in …23" in answer.content.decode()
    run_engine(NOON)
    (text,) = texts("your code")
    digits = re.search(r"\b\d{6}\b", text.body)
    assert digits

    answer = client.post(reverse("patient-code"), {"code": digits[0], "is_own": "on"}, follow=True)

    assert answer.redirect_chain == [(reverse("patient-list"), 302)]
    assert "Maria" in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]


def test_it_goes_at_five_in_the_morning_too_and_whatever_else_was_said_that_day(
    client: Client, maria: Patient, at: At
) -> None:
    Hospital.objects.update(messages_a_day=1)
    night = NOON + timedelta(hours=17)
    at(night)

    client.post(address(maria), {"by": "sms"})
    run_engine(night)

    assert [text.accepted_at for text in texts("your code")] == [night]


def test_without_consent_to_reminders_a_code_goes_to_who_asks_for_it(client: Client, maria: Patient) -> None:
    maria.consents.update(withdrawn_at=NOON)

    client.post(address(maria), {"by": "sms"})
    run_engine(NOON)

    assert texts("your code")


def test_whoever_reads_the_messages_of_a_patient_cannot_open_the_list_with_one(client: Client, maria: Patient) -> None:
    client.post(address(maria), {"by": "sms"})
    run_engine(NOON)

    kept = Delivery.objects.get(reminders__kind=Reminder.Kind.CODE)

    assert "••••••" in kept.body
    assert digits_of(SignInCode.objects.get().nonce) not in f"{kept.body}{kept.subject}{kept.html}"


def test_the_code_is_bound_to_the_browser_that_asked(client: Client, maria: Patient) -> None:
    client.post(address(maria), {"by": "sms"})
    thief = Client()

    enter(thief)

    assert not is_open(thief)
    enter(client)
    assert is_open(client)


def test_a_wrong_code_is_told_plainly_with_the_number_to_call(client: Client, maria: Patient) -> None:
    client.post(address(maria), {"by": "sms"})
    right = digits_of(SignInCode.objects.get().nonce)

    page = enter(client, f"{(int(right) + 1) % 10**6:06}")

    assert "not the code we sent" in page
    assert "You have 4 tries left" in page
    assert "(212) 555-0101" in page
    assert not is_open(client)


@pytest.mark.parametrize("said", ["", "12345", "1234567", "abcdef", "１２３４５６"])
def test_what_is_no_code_is_told_and_not_counted_as_a_try(client: Client, maria: Patient, said: str) -> None:
    client.post(address(maria), {"by": "sms"})

    page = client.post(reverse("patient-code"), {"code": said}).content.decode()

    assert "6 digits" in page
    assert SignInCode.objects.get().tries == 0


def test_a_browser_that_never_asked_is_told_to_open_the_link(client: Client, maria: Patient) -> None:
    answer = client.get(reverse("patient-code"))

    assert answer.status_code == 403
    assert "Please open your link again" in answer.content.decode()


def test_whoever_gets_no_messages_may_call_for_a_code(client: Client, maria: Patient) -> None:
    maria.phone, maria.email = "", ""
    maria.save()

    page = client.get(address(maria)).content.decode()
    assert "a nurse will read one out" in page
    waiting = Reminder.objects.count()
    client.post(address(maria), {"by": "telephone"})

    assert Reminder.objects.count() == waiting
    enter(client)
    assert is_open(client)


def test_a_patient_without_a_list_reads_that_none_is_ready(client: Client, at: At) -> None:
    at(NOON)
    client.post(address(make_patient(make_unit())), {"by": "telephone"})
    enter(client)

    page = client.get(reverse("patient-list")).content.decode()

    assert "There is no list for you yet" in page
