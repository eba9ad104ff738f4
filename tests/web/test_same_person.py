"""Nobody is written down twice by accident, and no message goes to another's phone unasked; families may share one."""

import re
from datetime import date

import pytest
from django.test import Client

from procedures.checklists.models import Surgery
from procedures.hospitals.models import Unit
from procedures.patients.models import Patient
from tests.cast import make_patient, make_unit
from tests.web.nurse_cast import send
from tests.web.theatre import JOSE, MARIA, sheet, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at", "template")]


@pytest.fixture
def husband(unit: Unit) -> Patient:
    """Of the phone that the form gives for Maria."""
    return make_patient(unit, "Juan", "Lopez", birth_date=date(1949, 2, 1), record_number="MR-7")


def answers(page: str, field: str) -> list[str]:
    return re.findall(rf'name="patient-{field}" value="([^"]*)"', page)


def test_a_phone_that_another_patient_has_is_asked_about_and_nothing_is_saved(nurse: Client, husband: Patient) -> None:
    page = send(nurse).content.decode()

    assert "+1 212-555-0123 is the number of Juan Lopez already." in page
    assert "born Tuesday 1 February 1949, record number MR-7. Take what is known." in page
    assert answers(page, "whose_phone") == [f"patient-{husband.pk}", "shared +12125550123"]
    assert not Surgery.objects.exists()
    assert Patient.objects.count() == 1


def test_a_shared_family_number_is_taken_once_someone_says_so(nurse: Client, husband: Patient) -> None:
    answer = send(nurse, patient__whose_phone="shared +12125550123")

    assert answer.status_code == 302
    assert Surgery.objects.get().patient != husband
    assert Patient.objects.filter(phone="+12125550123").count() == 2


def test_it_is_asked_once_and_not_at_the_next_operation(nurse: Client, husband: Patient) -> None:
    send(nurse, patient__whose_phone="shared +12125550123")

    again = send(nurse, surgery__surgery_date="2026-12-15")

    assert again.status_code == 302
    assert Surgery.objects.count() == 2


def test_the_answer_for_one_number_does_not_hold_for_another(nurse: Client, husband: Patient) -> None:
    page = send(nurse, patient__whose_phone="shared +12125550199").content.decode()

    assert "is the number of Juan Lopez already" in page


def test_taking_the_patient_who_is_known_loses_nothing_of_the_operation(nurse: Client, husband: Patient) -> None:
    page = send(nurse, patient__whose_phone=f"patient-{husband.pk}").content.decode()

    assert "This is what is known of Juan Lopez." in page
    for typed in ("Juan", "1949-02-01", "MR-7", "2026-12-08", "08:00", "Clinic B"):
        assert f'value="{typed}"' in page
    assert Patient.objects.count() == 1


def test_a_patient_of_a_unit_that_is_not_ones_own_is_not_named(nurse: Client, unit: Unit) -> None:
    stranger = make_patient(make_unit(unit.hospital, "Eyes"), "Wilma", "Wong", birth_date=date(1950, 1, 1))

    page = send(nurse).content.decode()

    assert "is the number of a patient of another unit already" in page
    assert "Wong" not in page
    assert answers(page, "whose_phone") == ["shared +12125550123"]
    assert send(nurse, patient__whose_phone=f"patient-{stranger.pk}").status_code == 404
    assert send(nurse, patient__whose_phone="shared +12125550123").status_code == 302


def test_two_people_with_one_name_and_birth_date_can_be_two_by_their_numbers(nurse: Client, unit: Unit) -> None:
    maria = make_patient(unit, record_number="MR-1")
    changes = {"patient__record_number": "MR-2", "patient__phone": "(212) 555-0188"}

    page = send(nurse, **changes).content.decode()
    done = send(nurse, **changes, patient__who=f"another-{maria.pk}")

    assert "has another record number" in page
    assert answers(page, "who") == [f"patient-{maria.pk}", f"another-{maria.pk}"]
    assert done.status_code == 302
    assert set(Patient.objects.values_list("record_number", flat=True)) == {"MR-1", "MR-2"}


def test_another_of_the_same_name_without_a_number_is_refused_with_what_to_do(nurse: Client, unit: Unit) -> None:
    maria = make_patient(unit)

    page = send(nurse, patient__phone="(212) 555-0188", patient__who=f"another-{maria.pk}").content.decode()

    assert "are told apart by this number. Write it." in page
    assert Patient.objects.count() == 1


def test_a_record_number_of_somebody_else_leads_to_that_patient(nurse: Client, husband: Patient) -> None:
    page = send(nurse, patient__record_number="mr-7", patient__phone="(212) 555-0188").content.decode()

    assert "This record number belongs to a patient with another name or date of birth." in page
    assert answers(page, "who") == [f"patient-{husband.pk}", ""]
    assert not Surgery.objects.exists()


def test_the_record_number_of_a_patient_elsewhere_in_the_hospital_names_nobody(nurse: Client, unit: Unit) -> None:
    make_patient(make_unit(unit.hospital, "Eyes"), "Wilma", "Wong", phone="", record_number="MR-9")

    page = send(nurse, patient__record_number="MR-9").content.decode()

    assert "This record number belongs to a patient with another name or date of birth." in page
    assert "Wong" not in page
    assert not Surgery.objects.exists()


def test_in_a_list_of_many_a_shared_phone_is_shown_beside_the_row(nurse: Client, husband: Patient) -> None:
    preview = upload(nurse, sheet(MARIA, JOSE))

    assert preview.count("the same phone number as Juan Lopez") == 1
