"""Who may take or erase what is held on a patient, and who may read the trail."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from procedures.audit.acts import Act
from procedures.audit.models import AuditEntry
from procedures.audit.recording import record
from procedures.hospitals.models import Role, Unit, User
from procedures.patients.models import Patient
from tests.cast import LONG_AGO, make_hospital, make_nurse, make_patient, make_staff, make_surgery, make_unit
from tests.signed_in import mark
from tests.web.conftest import NOW

pytestmark = pytest.mark.django_db
RECORD = ["record", "record-json", "record-pdf", "record-erase"]


@pytest.fixture
def maria(unit: Unit) -> Patient:
    return make_patient(unit)


def signed_in(user: User, *, is_fresh: bool = True) -> Client:
    client = Client()
    client.force_login(user)
    if not is_fresh:
        mark(client, proved=LONG_AGO.isoformat())
    return client


def found(client: Client, words: str) -> HttpResponse:
    """The page after a search, which leaves nothing of the words in the address."""
    return client.post(reverse("records-search"), {"search": words}, follow=True)


@pytest.fixture
def ada(unit: Unit, at: Callable[[datetime], None]) -> Client:
    return signed_in(make_staff(unit, Role.ADMINISTRATOR, username="ada"))


def test_an_administrator_finds_a_patient_and_hands_out_a_copy(ada: Client, maria: Patient) -> None:
    assert reverse("record", args=[maria.pk]) in found(ada, "lopez").content.decode()
    assert "Lopez" not in ada.get(reverse("records")).content.decode()
    assert reverse("admin:index") not in ada.get(reverse("records")).content.decode()  # she is no superuser

    answer = ada.post(reverse("record-json", args=[maria.pk]))

    assert answer.headers["Content-Disposition"] == f'attachment; filename="record-{maria.pk}.json"'
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.json()["patient"][0]["phone"] == "+12125550123"
    assert ada.post(reverse("record-pdf", args=[maria.pk])).content.startswith(b"%PDF")
    assert [entry.act for entry in AuditEntry.objects.filter(patient_id=maria.pk)] == [Act.EXPORTED] * 2


@pytest.mark.parametrize("words", ["mr-00012", "Lopez", "maria  lopez"])
def test_a_patient_is_found_by_what_people_know_and_not_by_our_own_number(ada: Client, unit: Unit, words: str) -> None:
    maria = make_patient(unit, record_number="MR-00012")
    make_patient(unit, "Juan", "Lopezo", record_number=str(maria.pk))

    page = found(ada, words).content.decode()

    assert "Maria Lopez, born 9 April 1951, record number MR-00012" in page
    assert "Lopezo" not in page


def test_a_record_number_comes_before_our_own_and_a_part_of_a_name_finds_nobody(ada: Client, unit: Unit) -> None:
    maria = make_patient(unit)
    make_patient(unit, "Juan", "Berg", record_number=str(maria.pk))

    by_number = found(ada, str(maria.pk)).content.decode()
    by_part = found(ada, "lop").content.decode()

    assert "Juan Berg" in by_number
    assert "Maria Lopez" not in by_number
    assert "Maria Lopez" not in by_part
    assert "a part of a name is not enough" in by_part


def test_the_record_number_of_another_units_patient_finds_nobody(ada: Client, unit: Unit) -> None:
    make_patient(make_unit(unit.hospital, "Eyes"), "Wilma", "Wong", record_number="MR-7")

    assert "Wong" not in found(ada, "MR-7").content.decode()


def test_a_patient_of_other_units_too_is_said_and_their_trails_tell_of_a_copy_and_of_erasing(
    ada: Client, maria: Patient, unit: Unit
) -> None:
    heart = make_unit(unit.hospital, name="Heart")
    maria.units.add(heart)

    page = ada.get(reverse("record", args=[maria.pk])).content.decode()
    ada.post(reverse("record-pdf", args=[maria.pk]))
    ada.post(reverse("record-erase", args=[maria.pk]), {"sure": "ERASE"})

    assert "Other units have this patient too: Heart" in " ".join(page.split())
    for act in (Act.EXPORTED, Act.ERASED):
        assert set(AuditEntry.objects.filter(act=act).values_list("unit_id", flat=True)) == {unit.pk, heart.pk}


def test_erasing_asks_for_the_word_and_then_everything_is_gone(ada: Client, maria: Patient) -> None:
    unsure = ada.post(reverse("record-erase", args=[maria.pk]), {"sure": "yes"})
    assert "Nothing was erased" in unsure.content.decode()
    assert Patient.objects.exists()

    ada.post(reverse("record-erase", args=[maria.pk]), {"sure": "erase"})

    assert not Patient.objects.exists()


def test_open_care_is_said_and_stays(ada: Client, maria: Patient, unit: Unit) -> None:
    make_surgery(unit, maria)

    assert "Care is still open" in ada.get(reverse("record", args=[maria.pk])).content.decode()
    answer = ada.post(reverse("record-erase", args=[maria.pk]), {"sure": "ERASE"}, follow=True)

    assert "Nothing was erased" in answer.content.decode()
    assert Patient.objects.exists()


@pytest.mark.parametrize("name", RECORD[1:])
def test_whoever_signed_in_long_ago_proves_again_who_they_are(
    unit: Unit, maria: Patient, at: Callable[[datetime], None], name: str
) -> None:
    client = signed_in(make_staff(unit, Role.ADMINISTRATOR, username="ada"), is_fresh=False)

    answer = client.post(reverse(name, args=[maria.pk]), {"sure": "ERASE"})

    assert answer.status_code == 302
    assert "confirm" in answer.url
    assert Patient.objects.exists()


@pytest.mark.parametrize("name", RECORD)
def test_nobody_else_gets_at_it(unit: Unit, maria: Patient, at: Callable[[datetime], None], name: str) -> None:
    elsewhere = make_unit(make_hospital("Hillside Clinic"))
    others = [
        (signed_in(make_nurse(unit)), 403),
        (signed_in(make_staff(unit, Role.AUDITOR, username="olga")), 403),
        (signed_in(make_staff(elsewhere, Role.ADMINISTRATOR, username="otto")), 404),
        (Client(), 302),
    ]

    for client, code in others:
        method = client.get if name == "record" else client.post
        assert method(reverse(name, args=[maria.pk]), {"sure": "ERASE"}).status_code == code
    assert Patient.objects.exists()


def test_an_auditor_reads_the_trail_of_their_units_and_searches_it(unit: Unit, maria: Patient) -> None:
    nora = make_nurse(unit)
    record("page read", by=nora, patient_id=maria.pk, unit_id=unit.pk, now=LONG_AGO, page="surgery")
    record("moved", by=nora, patient_id=maria.pk + 1, unit_id=unit.pk, now=NOW)
    olga = signed_in(make_staff(unit, Role.AUDITOR, username="olga"))

    def rows(**asked: str) -> int:
        return (
            olga.post(reverse("audit-search"), asked, follow=True)
            .content.decode()
            .count('data-label="Patient" class="figures"><a href="/audit/patients/')
        )

    assert rows() == 2
    assert rows(patient=str(maria.pk)) == rows(patient="lopez") == rows(act="moved") == rows(day="2026-01-01") == 1
    assert rows(person="nora") == 2
    assert rows(person="otto") == 0
    assert "Lopez" not in olga.get(reverse("audit-trail")).content.decode()


def test_nobody_else_reads_the_trail(unit: Unit, maria: Patient) -> None:
    record("page read", by=None, patient_id=maria.pk, unit_id=unit.pk, now=LONG_AGO)
    elsewhere = make_unit(make_hospital("Hillside Clinic"))

    for user in (make_nurse(unit), make_staff(unit, Role.ADMINISTRATOR, username="ada")):
        assert signed_in(user).get(reverse("audit-trail")).status_code == 403
    other = signed_in(make_staff(elsewhere, Role.AUDITOR, username="otto")).get(reverse("audit-trail"))
    assert f"number {maria.pk}" not in other.content.decode()
    assert Client().get(reverse("audit-trail")).status_code == 302
