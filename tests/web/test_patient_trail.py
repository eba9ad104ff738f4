"""Who looked at one patient: for auditors of the patient's units, in numbers and not in names."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from procedures.audit.models import AuditEntry
from procedures.audit.recording import record
from procedures.hospitals.models import Role, Unit
from procedures.patients.models import Patient
from tests.cast import make_hospital, make_nurse, make_patient, make_staff, make_surgery, make_unit
from tests.web.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def maria(unit: Unit) -> Patient:
    return make_patient(unit)


@pytest.fixture
def olga(client: Client, unit: Unit, at: Callable[[datetime], None]) -> Client:
    client.force_login(make_staff(unit, Role.AUDITOR, username="olga", full_name="Olga Stern"))
    return client


def show(client: Client, patient: int) -> str:
    return client.get(reverse("audit-patient", args=[patient])).content.decode()


def test_each_person_stands_once_with_how_often_and_when(olga: Client, unit: Unit, maria: Patient) -> None:
    nora, otto = make_nurse(unit), make_nurse(make_unit(unit.hospital, "Eyes"), "otto")
    for hours in (1, 5):
        record(
            "page read", by=nora, patient_id=maria.pk, unit_id=unit.pk, now=NOW - timedelta(hours=hours), page="surgery"
        )
    record("break-glass", by=otto, patient_id=maria.pk, unit_id=unit.pk, now=NOW)
    record("page read", by=nora, patient_id=maria.pk + 1, unit_id=unit.pk, now=NOW)

    page = show(olga, maria.pk)

    assert "<strong>Nora Quinn (nora)</strong>: 2 times, first on" in page
    assert "22 November 2026, 09:00" in page
    assert "opened in an emergency" in page
    assert page.count("not of this unit now") == 1  # Otto
    assert "Lopez" not in page


def test_that_it_was_read_is_an_entry_as_well(olga: Client, maria: Patient) -> None:
    show(olga, maria.pk)

    assert AuditEntry.objects.first().facts == {"about": maria.pk}


def test_the_trail_of_an_erased_patient_can_still_be_read(olga: Client, unit: Unit) -> None:
    record("erased", by=None, patient_id=999, unit_id=unit.pk, now=NOW)

    assert "No longer held here" in show(olga, 999)


def test_nobody_else_gets_it(olga: Client, unit: Unit, maria: Patient) -> None:
    record("page read", by=None, patient_id=maria.pk, unit_id=unit.pk, now=NOW)
    elsewhere = make_unit(make_hospital("Hillside Clinic"))
    page = reverse("audit-patient", args=[maria.pk])

    for user, code in ((make_nurse(unit), 403), (make_staff(elsewhere, Role.AUDITOR, username="otto"), 404)):
        client = Client()
        client.force_login(user)
        assert client.get(page).status_code == code
    assert olga.get(reverse("audit-patient", args=[12345])).status_code == 404


def test_the_ways_from_the_patients_page_are_shown_to_whom_they_are_open(
    unit: Unit, maria: Patient, at: Callable[[datetime], None]
) -> None:
    surgery = make_surgery(unit, maria)
    audit, data = reverse("audit-patient", args=[maria.pk]), reverse("record", args=[maria.pk])
    both = make_staff(unit, Role.NURSE, Role.AUDITOR, Role.ADMINISTRATOR, username="bea")
    seen = {}
    for user in (make_nurse(unit), both):
        client = Client()
        client.force_login(user)
        page = client.get(reverse("surgery", args=[surgery.pk])).content.decode()
        assert reverse("surgery-sheet", args=[surgery.pk]) in page
        seen[user.username] = [way in page for way in (audit, data, reverse("audit-trail"), reverse("records"))]

    assert seen == {"nora": [False] * 4, "bea": [True] * 4}
