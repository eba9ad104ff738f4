"""The nurse writes down whom the patient named, with whose word, and takes it back when they wish."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from procedures.checklists.models import Surgery
from procedures.patients.models import Caregiver, CaregiverConsent, Suppression
from tests.cast import LONG_AGO, make_nurse, make_surgery, make_unit
from tests.web.conftest import NOW

pytestmark = pytest.mark.django_db
ANA = {
    "name": "Ana Lopez",
    "relation": "daughter",
    "phone": "(212) 555-0177",
    "language": "es",
    "is_named": "on",
    "agrees_to_sms": "on",
}


@pytest.fixture
def surgery(client: Client, at: Callable[[datetime], None]) -> Surgery:
    unit = make_unit()
    client.force_login(make_nurse(unit))
    return make_surgery(unit)


def add(client: Client, surgery: Surgery, **changes: str | None) -> str:
    form = {name: value for name, value in (ANA | changes).items() if value is not None}
    return client.post(reverse("caregiver-add", args=[surgery.pk]), form, follow=True).content.decode()


def test_a_caregiver_is_written_down_with_the_words_that_were_agreed_to(client: Client, surgery: Surgery) -> None:
    page = add(client, surgery)

    consent = CaregiverConsent.objects.get()
    assert (str(consent.caregiver.phone), consent.channel, consent.given_at) == ("+12125550177", "sms", NOW)
    assert "Ana Lopez" in page
    assert "hears only that the patient should call" in page


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"is_named": None}, "Ask the patient first"),
        ({"agrees_to_sms": None}, "Choose how we may tell them"),
        ({"phone": ""}, "Write a phone number"),
        ({"phone": "12"}, "is not a telephone number"),
        ({"name": " "}, "Write the caregiver&#x27;s name."),
    ],
)
def test_without_their_word_or_a_way_nothing_is_saved(
    client: Client, surgery: Surgery, changes: dict[str, str | None], words: str
) -> None:
    page = add(client, surgery, **changes)

    assert words in page
    assert not Caregiver.objects.exists()


def test_the_details_can_be_changed(client: Client, surgery: Surgery) -> None:
    add(client, surgery)
    page = reverse("caregiver-change", args=[Caregiver.objects.get().pk])

    assert "Ana Lopez" in client.get(page).content.decode()
    client.post(page, ANA | {"may_name_details": "on"})

    assert Caregiver.objects.get().may_name_details
    assert CaregiverConsent.objects.count() == 1


def test_taken_back_the_caregiver_is_told_nothing_more(client: Client, surgery: Surgery) -> None:
    add(client, surgery)
    caregiver = Caregiver.objects.get()

    client.post(reverse("caregiver-withdraw", args=[caregiver.pk]), {"because": "The patient asked"})

    caregiver.refresh_from_db()
    assert (caregiver.withdrawn_at, caregiver.withdrawn_because) == (NOW, "The patient asked")
    assert "Nobody is named." in client.get(reverse("surgery", args=[surgery.pk])).content.decode()
    assert client.get(reverse("caregiver-change", args=[caregiver.pk])).status_code == 404


def test_the_page_tells_that_a_number_answered_stop(client: Client, surgery: Surgery) -> None:
    Suppression.objects.create(address=str(surgery.patient.phone), since=LONG_AGO, because="the patient answered STOP")

    assert "This number answered STOP." in client.get(reverse("surgery", args=[surgery.pk])).content.decode()


def test_what_a_colleague_wrote_meanwhile_is_shown_and_nothing_that_was_typed_is_lost(
    client: Client, surgery: Surgery
) -> None:
    add(client, surgery)
    caregiver = Caregiver.objects.get()
    page = reverse("caregiver-change", args=[caregiver.pk])
    begun = client.get(page).context["form"].initial["seen"]
    values = {"name": "Ana", "is_named": "on", "agrees_to_sms": "on", "language": "en", "seen": begun}

    client.post(page, values | {"phone": "(212) 555-0178"})
    asked = client.post(page, values | {"phone": "(212) 555-0179"})
    kept = str(Caregiver.objects.get().phone)
    client.post(page, values | {"phone": "(212) 555-0179", "seen": asked.context["form"]["seen"].value()})

    shown = asked.content.decode()
    assert kept == "+12125550178"
    assert "There is now: +12125550178" in shown
    assert "(212) 555-0179" in shown
    assert str(Caregiver.objects.get().phone) == "+12125550179"
