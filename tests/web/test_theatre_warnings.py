"""What a nurse is warned of before many are assigned: other plans of a patient, and addresses that two give."""

from datetime import date, time

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from procedures.checklists.models import Surgery, WorkItem
from procedures.hospitals.models import Unit
from procedures.patients.models import Patient
from tests.cast import make_patient, make_procedure, make_template, make_unit
from tests.checklists.scenes import FOOD, make_list
from tests.web.conftest import NOW
from tests.web.theatre import HEAD, JOSE, MARIA, confirm, sheet, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at")]
HIP = MARIA.replace("knee replacement", "hip replacement").replace("8:00,06:30", "11:00,09:30")


@pytest.fixture
def unit() -> Unit:
    unit = make_unit()
    make_template(make_procedure(unit), FOOD)
    make_template(make_procedure(unit, "Hip replacement"), FOOD)
    return unit


@pytest.fixture
def maria(unit: Unit) -> Patient:
    return make_patient(unit, record_number="H-1")


@pytest.fixture
def elsewhere(unit: Unit, maria: Patient) -> Surgery:
    """Maria's eye, in another unit, on the day of her knee."""
    eyes = Unit.objects.create(hospital=unit.hospital, name="Eyes", telephone="+12125550102")
    return make_list(
        FOOD, unit=eyes, patient=maria, now=NOW, surgery_date=date(2026, 12, 8), start_time=time(9)
    ).surgery


def words(page: str) -> str:
    return " ".join(strip_tags(page).split())


def with_mail(row: str, mail: str) -> str:
    return f"{row},{mail}"


def test_safety_rule_3_another_plan_is_shown_beside_its_row_before_anything_is_saved(
    nurse: Client, elsewhere: Surgery
) -> None:
    preview = words(upload(nurse, sheet(JOSE, MARIA)))

    assert "1 row contradicts another plan of the same patient" in preview
    assert "Row 3, Maria Lopez" in preview
    assert "Two fasting rules (food), beside an operation in another unit on Tuesday 8 December 2026." in preview
    assert "This list: Stop eating, by Mon 7 Dec, 24:00." in preview
    assert "The other: Stop eating, by Tue 8 Dec, 01:00." in preview
    assert "Two operations on one day" in preview
    assert not WorkItem.objects.exists()
    assert Surgery.objects.get() == elsewhere


def test_safety_rule_3_nothing_is_assigned_until_someone_says_that_the_other_plan_was_seen(
    nurse: Client, elsewhere: Surgery
) -> None:
    preview = upload(nurse, sheet(MARIA))

    again = confirm(nurse, preview)

    assert "say at the foot of the page that you have seen them" in again
    assert Surgery.objects.get() == elsewhere
    done = confirm(nurse, again, has_seen_conflicts="1")
    assert "On your list: 1 with another plan that says something else" in done
    assert WorkItem.objects.open().filter(kind=WorkItem.Kind.CONFLICT, surgery__unit__name="Surgery 2").exists()


def test_safety_rule_3_two_operations_of_one_file_are_held_against_each_other(nurse: Client) -> None:
    preview = upload(nurse, sheet(MARIA, JOSE, HIP))

    assert "Two fasting rules (food), beside Knee replacement in row 2 on Tuesday 8 December 2026." in words(preview)
    assert not Surgery.objects.exists()
    confirm(nurse, preview, has_seen_conflicts="1")
    assert Surgery.objects.count() == 3


def test_a_plan_that_came_since_the_look_is_shown_before_anything_is_saved(nurse: Client, unit: Unit) -> None:
    maria = make_patient(unit, record_number="H-1")
    preview = upload(nurse, sheet(MARIA))
    make_list(FOOD, unit=make_unit(unit.hospital, "Eyes"), patient=maria, now=NOW, surgery_date=date(2026, 12, 8))

    page = words(confirm(nurse, preview, has_seen_conflicts="1"))

    assert "Something has changed since you looked" in page
    assert "Two operations on one day" in page
    assert Surgery.objects.count() == 1


def test_where_nothing_contradicts_there_is_nothing_to_say(nurse: Client) -> None:
    preview = upload(nurse, sheet(MARIA, JOSE))

    assert "another plan" not in preview
    assert "has_seen_conflicts" not in preview


def test_two_patients_of_one_file_with_the_same_phone_are_both_told_of(nurse: Client) -> None:
    preview = words(upload(nurse, sheet(MARIA, JOSE.replace("Dr. Adams,,", "Dr. Adams,212-555-0123,"))))

    assert "2 rows give a phone number or email address that another patient has too" in preview
    assert "It is the same phone number as row 3, José Peña. A family’s, or a slip?" in preview
    assert "It is the same phone number as row 2, Maria Lopez. A family’s, or a slip?" in preview


def test_two_patients_of_one_file_with_the_same_mail_are_both_told_of(nurse: Client) -> None:
    rows = [with_mail(MARIA, "Home@example.org"), with_mail(JOSE, "home@example.org")]

    preview = words(upload(nurse, sheet(*rows, head=f"{HEAD},Email")))

    assert "It is the same email address as row 3, José Peña." in preview
    assert "It is the same email address as row 2, Maria Lopez." in preview


def test_one_patient_with_two_operations_shares_a_phone_with_nobody(nurse: Client) -> None:
    assert "the same phone number" not in upload(nurse, sheet(MARIA, HIP))


def test_an_address_of_a_patient_who_is_known_is_told_of_too(nurse: Client, unit: Unit) -> None:
    make_patient(unit, "Juan", "Lopez", phone="+12125550199", email="home@example.org", birth_date=date(1949, 2, 1))

    preview = words(upload(nurse, sheet(with_mail(MARIA, "home@example.org"), head=f"{HEAD},Email")))

    assert "It is the same email address as Juan Lopez." in preview


def test_a_known_patient_who_takes_anothers_number_is_told_of(nurse: Client, unit: Unit, maria: Patient) -> None:
    Patient.objects.filter(pk=maria.pk).update(phone="+12125550177")
    make_patient(unit, "Juan", "Lopez", email="", birth_date=date(1949, 2, 1))

    assert "the same phone number as Juan Lopez" in upload(nurse, sheet(MARIA))


def test_a_number_that_a_family_shares_since_long_is_not_told_of_again(
    nurse: Client, unit: Unit, maria: Patient
) -> None:
    make_patient(unit, "Juan", "Lopez", birth_date=date(1949, 2, 1), record_number="H-9")

    assert "the same phone number" not in upload(nurse, sheet(MARIA))


def test_safety_a_patient_of_another_unit_is_not_named(nurse: Client, unit: Unit) -> None:
    make_patient(make_unit(unit.hospital, "Eyes"), "Zora", "Novak", email="", birth_date=date(1949, 2, 1))

    preview = upload(nurse, sheet(MARIA))

    assert "the same phone number as a patient of another unit" in preview
    assert "Novak" not in preview


def test_the_work_list_is_one_press_away(nurse: Client, elsewhere: Surgery) -> None:
    done = confirm(nurse, upload(nurse, sheet(MARIA)), has_seen_conflicts="1")

    assert f'href="{reverse("work-list")}"' in done
