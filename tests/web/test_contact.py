"""How a patient is reached can be put right after the list was given; nothing else about them changes."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from procedures.audit.acts import Act
from procedures.audit.models import AuditEntry
from procedures.checklists.models import Surgery
from procedures.hospitals.models import Unit
from procedures.patients.models import Patient
from tests.cast import LONG_AGO, make_nurse, make_patient, make_unit
from tests.web.nurse_cast import REACHED

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at")]


def change(client: Client, surgery: Surgery, **changes: str) -> str:
    entries = REACHED | {f"patient-{name}": value for name, value in changes.items()}
    entries = {name: value for name, value in entries.items() if value or "agrees" not in name}
    page = client.post(reverse("surgery-contact", args=[surgery.pk]), entries, follow=True)
    return " ".join(strip_tags(page.content.decode()).split())


def test_the_page_begins_with_what_is_known(nurse: Client, surgery: Surgery) -> None:
    page = nurse.get(reverse("surgery-contact", args=[surgery.pk])).content.decode()

    assert 'value="+1 212-555-0123"' in page
    assert 'value="maria@example.org"' in page
    assert 'name="patient-given_name"' not in page
    assert (
        reverse("surgery-contact", args=[surgery.pk])
        in nurse.get(reverse("surgery", args=[surgery.pk])).content.decode()
    )


def test_a_number_is_put_right_and_the_patient_stays_the_same(nurse: Client, surgery: Surgery) -> None:
    page = change(nurse, surgery, phone="212 555 0199")

    patient = Patient.objects.get()
    assert (str(patient.phone), str(patient), patient.birth_date) == ("+12125550199", "Maria Lopez", date(1951, 4, 9))
    assert set(patient.consents.standing().values_list("given_at", flat=True)) == {LONG_AGO}
    assert "Messages go there from now on" in page
    assert "Nora Quinn changed how the patient is reached." in page
    assert AuditEntry.objects.filter(act=Act.CONTACT_CHANGED, patient_id=patient.pk).count() == 1


def test_a_consent_is_given_and_taken_back(nurse: Client, surgery: Surgery) -> None:
    change(nurse, surgery, agrees_to_sms="", agrees_to_email="")
    assert not surgery.patient.consents.standing().exists()

    change(nurse, surgery, agrees_to_email="")

    assert list(surgery.patient.consents.standing().values_list("channel", "recorded_by__username")) == [
        ("sms", "nora")
    ]


def test_a_patient_who_agrees_to_nothing_any_more_is_said_to_be_the_nurses(nurse: Client, surgery: Surgery) -> None:
    assert "reminders come to you instead" in change(nurse, surgery, agrees_to_sms="", agrees_to_email="")


def test_what_stood_there_already_changes_nothing(nurse: Client, surgery: Surgery) -> None:
    assert "So it stood there already." in change(nurse, surgery)
    assert not surgery.events.exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"phone": "12"}, "is not a telephone number"),
        ({"phone": ""}, "Write a phone number, or untick text messages."),
        ({"email": "maria"}, "This is not an email address."),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_saved(
    nurse: Client, surgery: Surgery, changes: dict[str, str], words: str
) -> None:
    assert words in change(nurse, surgery, **changes)
    assert str(Patient.objects.get().phone) == "+12125550123"


def test_a_number_that_another_patient_has_is_asked_about_first(nurse: Client, surgery: Surgery, unit: Unit) -> None:
    make_patient(unit, "Juan", "Lopez", phone="+12125550177", birth_date=date(1949, 2, 1))

    asked = change(nurse, surgery, phone="212 555 0177")

    surgery.patient.refresh_from_db()
    assert "is the number of Juan Lopez already" in asked
    assert str(surgery.patient.phone) == "+12125550123"
    change(nurse, surgery, phone="212 555 0177", whose_phone="shared +12125550177")
    surgery.patient.refresh_from_db()
    assert str(surgery.patient.phone) == "+12125550177"


def test_two_nurses_at_once_learn_of_each_other_and_nothing_typed_is_lost(nurse: Client, surgery: Surgery) -> None:
    began = nurse.get(reverse("surgery-contact", args=[surgery.pk])).context["form"]["seen"].value()
    change(nurse, surgery, phone="212 555 0177")

    page = change(nurse, surgery, phone="212 555 0199", seen=began)

    assert "A colleague changed this in the meantime" in page
    assert str(Patient.objects.get().phone) == "+12125550177"
    again = nurse.post(
        reverse("surgery-contact", args=[surgery.pk]),
        REACHED | {"patient-phone": "212 555 0199", "patient-seen": began},
    )
    assert 'value="212 555 0199"' in again.content.decode()


def test_only_a_nurse_of_the_unit_changes_it(nurse: Client, surgery: Surgery, unit: Unit) -> None:
    nurse.force_login(make_nurse(make_unit(unit.hospital, "Eyes"), username="eve"))

    answer = nurse.post(reverse("surgery-contact", args=[surgery.pk]), REACHED | {"patient-phone": "212 555 0199"})

    assert answer.status_code == 404
    assert str(Patient.objects.get().phone) == "+12125550123"


def test_of_a_patient_who_died_nothing_is_changed(nurse: Client, surgery: Surgery) -> None:
    Patient.objects.update(death_recorded_at=LONG_AGO)

    assert nurse.get(reverse("surgery-contact", args=[surgery.pk])).status_code == 404
