"""What tests of the door before a patient's list do: open the link, enter a code, look whether the list is open."""

from django.test import Client
from django.urls import reverse

from procedures.messaging.models import OutboxMessage
from procedures.patients.links import link_for, token_of
from procedures.patients.models import Patient, SignInCode
from procedures.patients.signing_in import digits_of
from tests.web.patient_cast import NOON


def address(patient: Patient) -> str:
    return reverse("patient-link", args=[token_of(link_for(patient, now=NOON))])


def enter(client: Client, digits: str = "", **more: str) -> str:
    code = SignInCode.objects.latest("pk")
    return client.post(reverse("patient-code"), {"code": digits or digits_of(code.nonce)} | more).content.decode()


def texts(words: str) -> list[OutboxMessage]:
    """The texts that came and say `words`."""
    return [text for text in OutboxMessage.objects.order_by("pk") if words in text.body]


def is_open(client: Client) -> bool:
    return client.get(reverse("patient-list")).status_code == 200
