"""“Send me a new link”: only to what we know of the patient, and without telling a stranger whether we know it."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from procedures.checklists.models import Reminder
from procedures.patients.models import Patient

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("contact", ["(212) 555-0123", "+1 212 555 0123", "maria@example.org", "MARIA@example.org"])
def test_whoever_lost_the_link_has_it_sent_to_the_number_or_address_that_we_know(
    client: Client, maria: Patient, contact: str
) -> None:
    client.post(reverse("patient-new-link"), {"contact": contact})

    sent = Reminder.objects.get(kind=Reminder.Kind.LINK)
    assert sent.surgery.patient == maria
    assert sent.channels == ("email" if "@" in contact else "sms")


def test_a_stranger_does_not_learn_whether_a_number_is_known(client: Client, maria: Patient) -> None:
    known = client.post(reverse("patient-new-link"), {"contact": "(212) 555-0123"})
    unknown = client.post(reverse("patient-new-link"), {"contact": "(212) 555-0199"})

    def said(page: str) -> str:
        return re.sub(r'csrfmiddlewaretoken" value="\w+"', "", page)

    assert (known.status_code, said(known.content.decode())) == (unknown.status_code, said(unknown.content.decode()))
    assert Reminder.objects.filter(kind=Reminder.Kind.LINK).count() == 1


def test_no_phone_is_filled_with_links(client: Client, maria: Patient) -> None:
    for _ in range(8):
        client.post(reverse("patient-new-link"), {"contact": "(212) 555-0123"})

    assert Reminder.objects.filter(kind=Reminder.Kind.LINK).count() == 3


@pytest.mark.parametrize("contact", ["", "12", "maria@", "not a number", "\0"])
def test_what_is_neither_number_nor_address_is_told(client: Client, maria: Patient, contact: str) -> None:
    page = client.post(reverse("patient-new-link"), {"contact": contact}).content.decode()

    assert 'role="alert"' in page
    assert not Reminder.objects.filter(kind=Reminder.Kind.LINK).exists()
