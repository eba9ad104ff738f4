"""A name and a birth date are known to many: they tell a nurse of another unit nothing of how to reach the patient."""

import pytest
from django.test import Client

from procedures.audit.acts import Act
from procedures.audit.models import AuditEntry
from procedures.checklists.models import Surgery, WorkItem
from procedures.hospitals.models import Unit
from procedures.patients.models import Patient
from tests.cast import make_nurse, make_patient, make_procedure, make_surgery, make_template, make_unit
from tests.web.test_assigning import send
from tests.web.theatre import MARIA, confirm, sheet, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at")]
SECRET = ("555-0177", "5550177", "hidden@example.org")


@pytest.fixture
def unit() -> Unit:
    unit = make_unit()
    make_template(make_procedure(unit), {"title": "Bring your papers"})
    return unit


@pytest.fixture
def nurse(client: Client, unit: Unit) -> Client:
    client.force_login(make_nurse(unit))
    return client


@pytest.fixture
def maria(unit: Unit) -> Patient:
    """A patient of the same hospital, and not of the nurse's unit."""
    return make_patient(make_unit(unit.hospital, "Eyes"), phone="+12125550177", email="hidden@example.org")


def test_the_form_tells_nothing_of_them(nurse: Client, maria: Patient) -> None:
    page = send(nurse, patient__agrees_to_sms="").content.decode()

    assert "differs from what another unit wrote down" in page
    assert not [words for words in SECRET if words in page]
    assert "no more text messages" not in page


def test_a_file_tells_nothing_of_them(nurse: Client, maria: Patient) -> None:
    page = upload(nurse, sheet(MARIA))

    assert "differs from what another unit wrote down" in page
    assert not [words for words in SECRET if words in page]


def test_what_is_ones_own_is_told_in_full(nurse: Client, unit: Unit, maria: Patient) -> None:
    maria.units.add(unit)

    assert "the phone number changes from +12125550177 to +12125550123" in send(nurse).content.decode()


def test_each_patient_of_a_file_is_in_the_trail_and_that_it_was_looked_at(nurse: Client, maria: Patient) -> None:
    confirm(nurse, upload(nurse, sheet(MARIA)))

    told = [(entry.act, entry.patient_id) for entry in AuditEntry.objects.order_by("number")]
    assert told == [(Act.LIST_READ, None), (Act.ASSIGNED, maria.pk)]


@pytest.fixture
def of_eyes(maria: Patient) -> Surgery:
    """Her operation in the other unit."""
    return make_surgery(maria.units.get(), maria)


def told(surgery: Surgery) -> list[str]:
    return [one.summary for one in WorkItem.objects.filter(surgery=surgery)]


def test_the_other_unit_hears_that_its_patient_is_reached_another_way(
    nurse: Client, maria: Patient, of_eyes: Surgery
) -> None:
    """The code that opens her list, their operation in it, goes to that telephone from here."""
    send(nurse, patient__who=f"same-{maria.pk}", has_seen_conflicts="on")

    assert [words.partition(".")[0] for words in told(of_eyes)] == [
        "Nora Quinn of another unit changed the telephone or email of this patient"
    ]
    assert "555" not in told(of_eyes)[0]


def test_a_file_tells_the_other_unit_too(nurse: Client, maria: Patient, of_eyes: Surgery) -> None:
    confirm(nurse, upload(nurse, sheet(MARIA)), has_seen_conflicts="1")

    assert len(told(of_eyes)) == 1


def test_looking_ahead_tells_nobody(nurse: Client, maria: Patient, of_eyes: Surgery) -> None:
    send(nurse, patient__who=f"same-{maria.pk}", look_ahead="1")
    upload(nurse, sheet(MARIA))

    assert told(of_eyes) == []


def test_a_unit_that_knows_is_not_told(nurse: Client, unit: Unit, maria: Patient, of_eyes: Surgery) -> None:
    of_eyes.unit.memberships.create(user_id=nurse.session["_auth_user_id"], role="nurse")

    send(nurse, patient__who=f"same-{maria.pk}", has_seen_conflicts="on")

    assert told(of_eyes) == []
