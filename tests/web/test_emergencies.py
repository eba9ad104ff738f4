"""A nurse of another unit sees nothing, unless in an emergency: one patient, for some hours, in everybody's sight."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from procedures.audit.models import AuditEntry
from procedures.checklists.emergencies import LASTS
from procedures.checklists.models import Surgery, WorkItem
from procedures.hospitals.models import Role, Unit, User
from procedures.patients.models import EmergencyOpening
from tests.cast import make_hospital, make_nurse, make_patient, make_staff, make_surgery, make_unit
from tests.signed_in import mark

pytestmark = pytest.mark.django_db
MARIA = {"given_name": "Maria", "family_name": "Lopez", "birth_date": "1951-04-09"}
WHY = "She is here with chest pain and cannot say when she ate"


@pytest.fixture
def otto(unit: Unit, client: Client) -> User:
    """A nurse of the same hospital who does not work in Maria's unit, signed in."""
    nurse = make_nurse(make_unit(unit.hospital, "Emergency"), username="otto")
    client.force_login(nurse)
    return nurse


def open_record(client: Client, **said: str) -> Any:
    return client.post(reverse("emergency-open"), MARIA | {"reason": WHY} | said)


def page(client: Client, surgery: Surgery) -> Any:
    return client.get(reverse("surgery", args=[surgery.pk]))


def test_the_record_opens_for_whoever_names_the_patient_whole_and_says_why(
    client: Client, surgery: Surgery, otto: User
) -> None:
    before = page(client, surgery)

    answer = open_record(client, given_name="maria ")

    shown = page(client, surgery).content.decode()
    assert before.status_code == 404
    assert answer.url == reverse("surgery", args=[surgery.pk])
    assert "Opened in an emergency." in shown
    assert "Lopez" in shown
    assert WHY in shown


def test_it_can_be_looked_at_and_not_changed(client: Client, surgery: Surgery, otto: User) -> None:
    open_record(client)

    acts = [
        client.post(reverse(name, args=[surgery.pk])).status_code
        for name in ("surgery-cancel", "surgery-reschedule", "surgery-link", "surgery-death", "surgery-reopen")
    ]

    assert set(acts) == {404}
    assert "Reschedule" not in page(client, surgery).content.decode()


def test_the_patients_own_link_is_not_shown(client: Client, surgery: Surgery, unit: Unit, otto: User) -> None:
    nurse = Client()
    nurse.force_login(make_nurse(unit))
    nurse.post(reverse("surgery-link", args=[surgery.pk]))
    open_record(client)

    assert "/p/" in page(nurse, surgery).content.decode()
    assert "/p/" not in page(client, surgery).content.decode()


def test_no_other_patient_opens_and_no_list_names_this_one(client: Client, surgery: Surgery, otto: User) -> None:
    other = make_surgery(surgery.unit, make_patient(surgery.unit, "Ben", "Stone"), procedure=surgery.procedure)
    open_record(client)

    assert page(client, other).status_code == 404
    for name in ("board", "work-list"):
        assert "Lopez" not in client.get(reverse(name)).content.decode()


def test_it_ends_by_itself(client: Client, surgery: Surgery, otto: User) -> None:
    open_record(client)
    opening = EmergencyOpening.objects.get()
    lasts = opening.until - opening.opened_at
    EmergencyOpening.objects.update(until=timezone.now() - timedelta(seconds=1))

    assert lasts == LASTS
    assert page(client, surgery).status_code == 404


def test_it_ends_when_the_nurse_leaves_the_hospital(client: Client, surgery: Surgery, otto: User) -> None:
    open_record(client)
    otto.memberships.update(ends_at=timezone.now() - timedelta(seconds=1))

    assert page(client, surgery).status_code == 403


def test_it_is_open_to_nobody_else(client: Client, surgery: Surgery, otto: User) -> None:
    open_record(client)
    colleague = Client()
    colleague.force_login(make_nurse(otto.memberships.get().unit, username="olga"))

    assert page(colleague, surgery).status_code == 404


def test_the_unit_finds_it_on_its_work_list(client: Client, surgery: Surgery, otto: User, unit: Unit) -> None:
    open_record(client)
    nurse = Client()
    nurse.force_login(make_nurse(unit))

    shown = nurse.get(reverse("work-list")).content.decode()

    assert "of another unit opened this record in an emergency" in shown
    assert WHY in shown


def test_the_auditor_sees_who_and_why_and_not_the_patient(
    client: Client, surgery: Surgery, otto: User, unit: Unit
) -> None:
    open_record(client)
    auditor = Client()
    auditor.force_login(make_staff(unit, Role.AUDITOR, username="aud"))

    shown = auditor.get(reverse("openings")).content.decode()

    assert WHY in shown
    assert f"number {surgery.patient_id}" in shown
    assert "Lopez" not in shown
    assert page(auditor, surgery).status_code == 403
    entry = AuditEntry.objects.get(act="break-glass")
    assert (entry.by_id, entry.patient_id, entry.unit_id) == (otto.pk, surgery.patient_id, unit.pk)


def test_an_auditor_of_another_unit_sees_nothing_of_it(client: Client, surgery: Surgery, otto: User) -> None:
    open_record(client)
    auditor = Client()
    auditor.force_login(make_staff(make_unit(make_hospital("Hillside")), Role.AUDITOR, username="aud"))

    assert WHY not in auditor.get(reverse("openings")).content.decode()


@pytest.mark.parametrize(
    "said",
    [{"given_name": "Marie"}, {"family_name": "Lope"}, {"birth_date": "1951-04-10"}, {"given_name": "%"}],
)
def test_nothing_less_than_the_whole_finds_anyone(
    client: Client, surgery: Surgery, otto: User, said: dict[str, str]
) -> None:
    answer = open_record(client, **said)

    assert "Nobody at your hospital has this name" in answer.content.decode()
    assert WHY in answer.content.decode()
    assert not EmergencyOpening.objects.exists()
    assert AuditEntry.objects.get(act="break-glass").facts == {"outcome": "nobody-found"}


def test_names_cannot_be_tried_at_length(client: Client, surgery: Surgery, otto: User) -> None:
    for _ in range(5):
        open_record(client, given_name="Marie")

    assert "too many tries" in open_record(client).content.decode()
    assert not EmergencyOpening.objects.exists()


def test_a_reason_that_says_nothing_is_refused(client: Client, surgery: Surgery, otto: User) -> None:
    answer = open_record(client, reason="x")

    assert "Write in a few words why" in answer.content.decode()
    assert not EmergencyOpening.objects.exists()


def test_a_nurse_of_another_hospital_finds_nobody(client: Client, surgery: Surgery) -> None:
    client.force_login(make_nurse(make_unit(make_hospital("Hillside Clinic")), username="otto"))

    answer = open_record(client)

    assert "Nobody at your hospital" in answer.content.decode()
    assert page(client, surgery).status_code == 404


@pytest.mark.parametrize("role", [Role.AUTHOR, Role.AUDITOR, Role.ADMINISTRATOR])
def test_whoever_cares_for_no_patients_opens_none(client: Client, surgery: Surgery, role: str) -> None:
    client.force_login(make_staff(make_unit(surgery.unit.hospital, "Day"), role, username="otto"))

    assert open_record(client).status_code == 403


def test_one_of_ones_own_patients_needs_no_emergency(client: Client, surgery: Surgery, unit: Unit) -> None:
    client.force_login(make_nurse(unit))

    answer = open_record(client)

    assert answer.url == reverse("surgery", args=[surgery.pk])
    assert not EmergencyOpening.objects.exists()
    assert not WorkItem.objects.exists()


def test_a_screen_left_open_is_not_enough(client: Client, surgery: Surgery, otto: User) -> None:
    mark(client, proved="2020-01-01T00:00:00+00:00")

    asked = open_record(client)
    client.post(asked.url, {"password": "a long test password", "next": reverse("emergency-open")})

    assert asked.url.startswith(reverse("account_reauthenticate"))
    assert EmergencyOpening.objects.get().by == otto


def test_proving_it_with_a_wrong_password_opens_nothing(client: Client, surgery: Surgery, otto: User) -> None:
    mark(client, proved="2020-01-01T00:00:00+00:00")
    asked = open_record(client)

    answer = client.post(asked.url, {"password": "wrong"})

    assert "This is not your password." in answer.content.decode()
    assert not EmergencyOpening.objects.exists()


def test_nobody_who_is_not_signed_in_gets_there(client: Client, surgery: Surgery) -> None:
    for name in ("emergency-open", "openings"):
        assert client.get(reverse(name)).url.startswith(reverse("sign-in"))
