"""Every act by which a screen that was left open could do great harm asks once more who is there, and then does it.

Keys that seal are changed by a command, and single sign-on by the environment: nobody does either on a page. There is
no page that makes two patients one.
"""

from collections.abc import Mapping

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from procedures.admin.evidence import EvidenceAdmin
from procedures.hospitals.models import Role, Unit, User
from procedures.web.signing.admin_asks import AsksAgain
from tests.cast import make_nurse, make_patient, make_staff, make_surgery, make_unit
from tests.signed_in import mark
from tests.web.signing.people import PASSWORD

pytestmark = pytest.mark.django_db
LONG_SINCE = "2020-01-01T00:00:00+00:00"
EMERGENCY = {"given_name": "Maria", "family_name": "Lopez", "birth_date": "1951-04-09", "reason": "She is bleeding"}
POLICY = {"topic": "fasting", "because": "Why"}
# The name of the page, the row behind its number, and what is posted there.
ACTS: dict[str, tuple[str, str, Mapping[str, str]]] = {
    "taking out all that is held on a patient, as JSON": ("record-json", "patient", {}),
    "taking out all that is held on a patient, as PDF": ("record-pdf", "patient", {}),
    "erasing a patient": ("record-erase", "patient", {"sure": "ERASE"}),
    "recording a death": ("surgery-death", "surgery", {"is_sure": "on"}),
    "opening a record in an emergency": ("emergency-open", "", EMERGENCY),
    "adding someone": ("admin:procedures_user_add", "", {"username": "eve"}),
    "changing what someone may do": ("admin:procedures_user_change", "user", {"is_superuser": "on"}),
    "giving someone a first password": ("admin:auth_user_password_change", "user", {"password1": "x"}),
    "taking someone's second step away": (
        "admin:procedures_user_changelist",
        "",
        {"action": "forget_second_step", "_selected_action": "1"},
    ),
    "signing someone out everywhere": (
        "admin:procedures_user_changelist",
        "",
        {"action": "sign_out", "_selected_action": "1"},
    ),
    "changing what patients are told": ("admin:procedures_policystep_add", "", POLICY),
    "changing how long a hospital keeps its patients": ("admin:procedures_hospital_change", "hospital", {"name": "x"}),
    "changing a unit": ("admin:procedures_unit_change", "unit", {"name": "x"}),
    "setting up another app": ("mfa_activate_totp", "", {"code": "000000"}),
    "taking one's app away": ("mfa_deactivate_totp", "", {}),
    "adding a passkey": ("mfa_add_webauthn", "", {}),
    "new spare codes": ("mfa_generate_recovery_codes", "", {}),
    "signing out everywhere": ("sessions-end", "", {}),
    "ending a session elsewhere": ("session-end", "session", {}),
}


@pytest.fixture
def unit() -> Unit:
    return make_unit()


@pytest.fixture
def ada(client: Client, unit: Unit) -> User:
    """May do everything, and was last proved to be there long ago."""
    ada = make_staff(unit, *Role, username="ada")
    ada.is_staff = ada.is_superuser = True
    ada.save()
    client.force_login(ada)
    mark(client, proved=LONG_SINCE)
    return ada


@pytest.mark.parametrize("act", ACTS)
def test_a_dangerous_act_asks_once_more_who_is_there(client: Client, unit: Unit, ada: User, act: str) -> None:
    name, row, data = ACTS[act]
    patient = make_patient(unit)
    rows = {
        "patient": patient.pk,
        "surgery": make_surgery(unit, patient).pk,
        "user": make_nurse(unit).pk,
        "hospital": unit.hospital_id,
        "unit": unit.pk,
        "session": 1,
    }

    answer = client.post(reverse(name, args=[rows[row]] if row else []), data)

    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_reauthenticate")), act


def test_whoever_proves_it_gets_what_they_asked_for_done(client: Client, unit: Unit, ada: User) -> None:
    maria = make_patient(unit)
    page = reverse("record-erase", args=[maria.pk])

    asked = client.post(page, {"sure": "ERASE"})
    wrong = client.post(asked.url, {"password": "a wrong password", "next": page})
    still_there = type(maria).objects.filter(pk=maria.pk).exists()
    client.post(asked.url, {"password": PASSWORD, "next": page})

    assert wrong.status_code == 200
    assert still_there
    assert not type(maria).objects.filter(pk=maria.pk).exists()


@pytest.mark.parametrize("chosen", ["", "x", "²", "9" * 40, "-1"])
def test_an_act_on_what_is_on_no_list_is_told_and_nothing_is_done(client: Client, ada: User, chosen: str) -> None:
    page = reverse("admin:procedures_user_changelist")

    answer = client.post(page, {"action": "forget_second_step", "_selected_action": chosen}, follow=True)

    assert "nothing was done" in answer.content.decode()


def test_no_page_of_the_administrator_changes_anything_without_asking() -> None:
    open_ones = [
        model.__name__
        for model, page in admin.site._registry.items()
        if not isinstance(page, (EvidenceAdmin, AsksAgain))
    ]

    assert open_ones == []
