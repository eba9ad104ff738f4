"""A theatre's list as a file: read kindly, shown whole, assigned all or not at all, and never twice."""

import io
from datetime import date, time

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from procedures.checklists.models import Surgery
from procedures.hospitals.models import Role, Unit
from procedures.patients.models import Patient
from tests.cast import make_hospital, make_nurse, make_patient, make_procedure, make_template, make_unit
from tests.web.theatre import HEAD, JOSE, MARIA, confirm, sheet, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at", "template")]


def test_nothing_is_saved_by_looking_and_all_of_it_by_confirming(nurse: Client) -> None:
    preview = upload(nurse, sheet(MARIA, JOSE))
    before = Surgery.objects.count(), Patient.objects.count()

    done = confirm(nurse, preview)

    assert before == (0, 0)
    assert "Tuesday 8 December 2026, start 13:15" in preview
    assert "2 patients have the list" in done
    maria = Surgery.objects.get(patient__record_number="H-1")
    assert (maria.surgery_date, maria.start_time, maria.arrival_time) == (date(2026, 12, 8), time(8), time(6, 30))
    assert (maria.surgeon, maria.place, str(maria.patient.phone)) == ("Dr. Adams", "Desk 4", "+12125550123")
    assert maria.patient.birth_date == date(1951, 4, 9)
    assert list(maria.patient.consents.values_list("channel", flat=True)) == ["sms"]
    assert maria.checklists.exists()


def test_the_same_file_again_makes_no_doubles(nurse: Client) -> None:
    for _ in range(2):
        page = confirm(nurse, upload(nurse, sheet(MARIA, JOSE)))

    assert Surgery.objects.count() == Patient.objects.count() == 2
    assert "Here already: 2" in upload(nurse, sheet(MARIA, JOSE))
    assert "2 had the list already" in page


def test_confirming_twice_is_confirming_once(nurse: Client) -> None:
    preview = upload(nurse, sheet(MARIA))

    confirm(nurse, preview)
    confirm(nurse, preview)

    assert Surgery.objects.count() == 1


def test_a_moved_date_is_shown_as_a_move_with_its_preview_and_is_not_taken(nurse: Client) -> None:
    confirm(nurse, upload(nurse, sheet(MARIA)))
    moved = MARIA.replace("2026-12-08,8:00", "2026-12-10,9:00")

    preview = upload(nurse, sheet(moved, JOSE))
    confirm(nurse, preview)

    surgery = Surgery.objects.get(patient__record_number="H-1")
    address = f"{reverse('surgery-reschedule', args=[surgery.pk])}?surgery_date=2026-12-10&amp;start_time=09%3A00"
    assert surgery.surgery_date == date(2026, 12, 8)
    assert address in preview
    assert Surgery.objects.count() == 2
    form = nurse.get(address.replace("&amp;", "&")).content.decode()
    assert 'value="2026-12-10"' in form
    assert 'value="09:00"' in form


def test_another_date_can_be_said_to_be_a_second_operation(nurse: Client) -> None:
    confirm(nurse, upload(nurse, sheet(MARIA)))
    preview = upload(nurse, sheet(MARIA.replace("2026-12-08", "2026-12-29")))

    again = confirm(nurse, preview, second="2", look_again="1")
    confirm(nurse, again, second="2")

    assert set(Surgery.objects.values_list("surgery_date", flat=True)) == {date(2026, 12, 8), date(2026, 12, 29)}


def test_one_wrong_row_keeps_all_from_being_saved_and_every_error_is_told_at_once(nurse: Client) -> None:
    wrong = "H-3,Wong,Amy,31/31/1950,Hip replacment,soon,25:00,,,12,maybe"
    past = "H-4,Kim,Ann,1950-01-01,Knee replacement,2020-01-01,8:00,,,,"

    preview = upload(nurse, sheet(MARIA, wrong, past))
    done = confirm(nurse, preview)

    for words in (
        "“31/31/1950” is not a date.",
        "No list of this unit is published for “Hip replacment”.",
        "“soon” is not a date.",
        "“25:00” is not a time.",
        "“12” is not a telephone number.",
        "“maybe” is neither yes nor no.",
        "is over. Choose a date still to come.",
        "2 rows must be put right first",
    ):
        assert words in preview, words
    assert "Assign 1 list" not in preview
    assert not Surgery.objects.exists()
    assert "must be put right" in done


def test_an_operation_written_nearly_right_is_guessed_at_and_not_taken(nurse: Client) -> None:
    assert "Did you mean “Knee replacement”?" in upload(
        nurse, sheet(MARIA.replace("knee replacement", "Knee replacment"))
    )


def test_one_patient_twice_in_a_file_is_a_slip(nurse: Client) -> None:
    assert "same patient, operation and day as row 2" in upload(nurse, sheet(MARIA, MARIA))


def test_a_number_that_is_another_patients_is_refused_without_telling_whose(nurse: Client, unit: Unit) -> None:
    make_patient(unit, "Zora", "Novak", record_number="H-1")

    preview = upload(nurse, sheet(MARIA))

    assert "This number belongs to a patient with another name or date of birth." in preview
    assert "Novak" not in preview


def test_a_known_patient_keeps_what_the_file_is_silent_about_and_changes_are_shown(nurse: Client, unit: Unit) -> None:
    known = make_patient(unit, record_number="H-1", phone="+12125550199")
    silent = "H-1,Lopez,Maria,1951-04-09,Knee replacement,2026-12-08,8:00,,,,"

    confirm(nurse, upload(nurse, sheet(silent)))
    told = upload(nurse, sheet(MARIA))

    known.refresh_from_db()
    assert str(known.phone) == "+12125550199"
    assert known.consents.standing().count() == 2
    assert "the phone number changes from +12125550199 to +12125550123" in told


def test_a_workbook_is_read_with_its_dates_and_hours(nurse: Client) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Record number", "Patient", "Date of birth", "Operation", "Date", "Start", "Session"])
    book.active.append([10001, "Lopez, Maria", date(1951, 4, 9), "Knee replacement", date(2026, 12, 8), time(8), None])
    book.active.append([10002, "Amy Wong", date(1960, 1, 2), "Knee replacement", date(2026, 12, 8), None, "PM list"])
    stream = io.BytesIO()
    book.save(stream)

    confirm(nurse, upload(nurse, stream.getvalue(), "list.xlsx"))

    maria, amy = Surgery.objects.order_by("patient__record_number")
    assert (str(maria.patient), maria.patient.record_number, maria.start_time) == ("Maria Lopez", "10001", time(8))
    assert (amy.start_time, amy.theatre_list) == (None, "afternoon")


def test_a_missing_column_is_named(nurse: Client) -> None:
    page = upload(nurse, sheet("H-1,Lopez", head="MRN,Last name"))

    assert "No column was found for: Date of birth, Operation, Date, First name and Family name" in page


def test_a_column_nobody_knows_is_said_to_be_unused(nurse: Client) -> None:
    page = upload(nurse, sheet(MARIA + ",blue", head=HEAD + ",Favourite colour"))

    assert "Columns that are not used: Favourite colour." in page


@pytest.mark.parametrize("cell", ["=HYPERLINK(1)", "@SUM(1)", "+cmd", "-2"])
def test_a_cell_that_a_spreadsheet_would_run_is_refused(nurse: Client, cell: str) -> None:
    assert "as a formula does" in upload(nurse, sheet(MARIA.replace("Lopez", cell)))


def test_a_phone_number_may_begin_with_a_plus(nurse: Client) -> None:
    assert "as a formula does" not in upload(nurse, sheet(MARIA.replace("(212) 555-0123", "+12125550123")))


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_empty_list_can_be_filled_in_and_taken(nurse: Client, kind: str) -> None:
    data = nurse.get(reverse(f"theatre-list-{kind}")).content

    assert "Assign 1 list" in upload(nurse, data, f"list.{kind}")


def test_what_another_person_looked_at_cannot_be_confirmed(nurse: Client, unit: Unit) -> None:
    preview = upload(nurse, sheet(MARIA))
    nurse.force_login(make_nurse(unit, username="otto"))

    assert "looked at too long ago, or by someone else" in confirm(nurse, preview)
    assert not Surgery.objects.exists()


def test_a_nurse_assigns_into_her_own_units_only(nurse: Client, unit: Unit) -> None:
    elsewhere = make_unit(make_hospital("Hillside Clinic"))
    make_template(make_procedure(elsewhere))

    page = upload(nurse, sheet(MARIA), unit=str(elsewhere.pk))

    assert "Select a valid choice" in page
    nurse.force_login(make_nurse(elsewhere, username="eve"))
    nurse.get(reverse("theatre-list"))
    assert not Surgery.objects.exists()


def test_an_auditor_does_not_get_in(client: Client, unit: Unit) -> None:
    auditor = make_nurse(make_unit(unit.hospital, "Day surgery"), username="ada")
    auditor.memberships.all().delete()
    auditor.memberships.create(unit=unit, role=Role.AUDITOR)
    client.force_login(auditor)

    assert client.get(reverse("theatre-list")).status_code == 403
