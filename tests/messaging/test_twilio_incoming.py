"""Twilio brings what patients write: believed only with a signature that its own SDK would make."""

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from procedures.checklists.models import WorkItem
from procedures.messaging.models import IncomingMessage
from tests.cast import make_patient, make_surgery, make_unit
from tests.fakes.twilio import FakeTwilio, signature

pytestmark = pytest.mark.django_db
PUBLIC = "https://prep.example.org"
PATH = "/webhooks/twilio/incoming/"


@pytest.fixture(autouse=True)
def _public_url(settings: Settings, twilio: FakeTwilio) -> None:
    settings.PUBLIC_URL = PUBLIC


def bring(body: str, *, sid: str = "SM1", token: str | None = None, **form: str) -> HttpResponse:
    """Twilio calls, through a proxy that shows us another host than the public one."""
    form = {"MessageSid": sid, "From": "+12125550123", "To": "+12125550199", "Body": body, "NumMedia": "0"} | form
    signed = signature(PUBLIC + PATH, form, token=token) if token else signature(PUBLIC + PATH, form)
    return Client().post(PATH, form, headers={"X-Twilio-Signature": signed})


def make_maria() -> None:
    unit = make_unit()
    make_surgery(unit, make_patient(unit))


def test_what_a_patient_writes_reaches_the_nurse_and_twilio_is_told_nothing() -> None:
    make_maria()

    response = bring("May I drink tea?")

    assert response.status_code == 200
    assert response.content.endswith(b"<Response/>")
    assert WorkItem.objects.get().words == "May I drink tea?"


def test_brought_again_it_changes_nothing() -> None:
    make_maria()

    for _ in range(3):
        assert bring("May I drink tea?").status_code == 200

    assert IncomingMessage.objects.count() == WorkItem.objects.count() == 1


@pytest.mark.parametrize("token", ["another token", " "])
def test_what_is_forged_is_refused_and_not_kept(token: str) -> None:
    make_maria()

    assert bring("STOP", token=token).status_code == 403
    assert not IncomingMessage.objects.exists()


def test_a_body_that_was_changed_on_the_way_is_refused() -> None:
    form = {"MessageSid": "SM1", "From": "+12125550123", "Body": "DONE 1"}
    signed = signature(PUBLIC + PATH, form)

    response = Client().post(PATH, form | {"Body": "DONE 2"}, headers={"X-Twilio-Signature": signed})

    assert response.status_code == 403


def test_without_its_id_it_cannot_be_told_from_another() -> None:
    assert bring("Hello", sid="").status_code == 400


def test_that_there_was_a_picture_is_kept() -> None:
    make_maria()

    bring("My knee", NumMedia="1", MediaUrl0="https://api.example.org/1")

    assert WorkItem.objects.get().words == "My knee [sent with 1 picture(s) or file(s), which are not kept]"
