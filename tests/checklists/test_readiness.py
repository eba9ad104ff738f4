"""The board: who is not ready, soonest first."""

from datetime import date, time

import pytest
from pytest_django import DjangoAssertNumQueries

from procedures.checklists.assigning import Visit
from procedures.checklists.cancelling import cancel
from procedures.checklists.escalating import raise_work_item
from procedures.checklists.models import Appointment, WorkItem
from procedures.checklists.readiness import Row, board
from procedures.checklists.ticking import report_missed, tick
from procedures.hospitals.models import User
from tests.cast import make_nurse, make_patient, make_unit
from tests.checklists.scenes import FOOD, MEDICINE, NOW, RED_FLAG, RIDE, at, item_of, make_list

pytestmark = pytest.mark.django_db
EVE = at("2026-12-07", "12:00")


def the_row(nurse: User, now: object = EVE) -> Row:
    (row,) = board(nurse, now=now)  # type: ignore[arg-type]
    return row


def test_what_is_missing_is_said_in_words() -> None:
    checklist = make_list(FOOD, MEDICINE, RIDE, {"category": "assessment", "title": "Assessment"}, RED_FLAG)
    nurse = make_nurse(checklist.surgery.unit)

    row = the_row(nurse)

    assert row.missing == (
        "fasting not confirmed",
        "medicines not confirmed",
        "not done: Arrange a ride home",
        "not booked: Assessment",
    )
    assert (row.ticked, row.total) == (0, 4)
    assert not row.is_ready


def test_far_from_the_operation_only_what_cannot_wait_is_missing() -> None:
    checklist = make_list(FOOD, MEDICINE, RIDE, start_time=None, arrival_time=None)

    row = the_row(make_nurse(checklist.surgery.unit), NOW)

    assert row.missing == ("theatre time not known", "arrival time not known")


def test_who_has_done_all_is_ready() -> None:
    checklist = make_list(FOOD, RIDE)
    for item in checklist.items.all():
        tick(item, by=None, now=NOW)

    row = the_row(make_nurse(checklist.surgery.unit))

    assert row.is_ready
    assert (row.ticked, row.total) == (2, 2)


def test_a_miss_comes_first_and_its_concern_is_shown() -> None:
    checklist = make_list(FOOD, MEDICINE)
    report_missed(item_of(checklist, 2), by=None, note="", now=NOW)

    row = the_row(make_nurse(checklist.surgery.unit))

    assert row.missing[0] == "missed: Take your last warfarin"
    assert [item.kind for item in row.work_items] == [WorkItem.Kind.MISSED]


def test_a_patient_whom_nothing_reaches_is_shown() -> None:
    unit = make_unit()
    make_list(unit=unit, patient=make_patient(unit, phone="", channels=("sms",)))

    assert "no way to send reminders" in the_row(make_nurse(unit)).missing


def test_the_next_thing_due_and_the_next_message_are_shown() -> None:
    checklist = make_list(FOOD, MEDICINE)

    row = the_row(make_nurse(checklist.surgery.unit), NOW)

    assert row.next_due_at == at("2026-12-03", "23:59")
    assert row.next_reminder_at == checklist.surgery.reminders.earliest("next_attempt_at").next_attempt_at


def test_the_soonest_operation_comes_first() -> None:
    unit = make_unit()
    later = make_list(unit=unit, surgery_date=date(2026, 12, 9)).surgery
    afternoon = make_list(unit=make_unit(unit.hospital, "Eyes"), start_time=time(14, 0)).surgery
    morning = make_list(unit=make_unit(unit.hospital, "Ears")).surgery
    nurse = make_nurse(unit)
    for other in (afternoon.unit, morning.unit):
        nurse.memberships.create(unit=other, role="nurse")

    assert [row.surgery for row in board(nurse, now=NOW)] == [morning, afternoon, later]


def test_only_the_askers_units_are_shown() -> None:
    unit = make_unit()
    make_list(FOOD, unit=unit)

    assert board(make_nurse(make_unit(unit.hospital, "Eyes")), now=NOW) == []


def test_cancelled_ones_leave_the_board_and_past_ones_stay_while_a_concern_is_open() -> None:
    unit = make_unit()
    past, gone = make_list(unit=unit).surgery, make_list(unit=make_unit(unit.hospital, "Eyes")).surgery
    nurse = make_nurse(unit)
    nurse.memberships.create(unit=gone.unit, role="nurse")
    cancel(gone, by=nurse, reason="", now=NOW)
    assert [row.surgery for row in board(nurse, now=NOW)] == [past]
    weeks_later = at("2026-12-30", "12:00")
    assert board(nurse, now=weeks_later) == []

    raise_work_item(past, kind=WorkItem.Kind.QUESTION, summary="?", now=weeks_later)

    assert [row.surgery for row in board(nurse, now=weeks_later)] == [past]


@pytest.mark.parametrize("patients", [1, 6])
def test_the_board_takes_as_many_queries_for_many_as_for_one(
    patients: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = make_unit()
    nurse = make_nurse(first)
    visit = Visit(Appointment.Kind.ASSESSMENT, date(2026, 12, 1), time(9, 0), "Clinic 3")
    for number in range(patients):
        unit = make_unit(first.hospital, f"Ward {number}")
        nurse.memberships.create(unit=unit, role="nurse")
        checklist = make_list(FOOD, MEDICINE, RIDE, unit=unit, visits=(visit,))
        report_missed(item_of(checklist), by=None, note="", now=NOW)

    with django_assert_num_queries(3):
        rows = board(nurse, now=NOW)
        shown = [(str(row.surgery.patient), row.surgery.zone, row.missing, row.next_due_at) for row in rows]

    assert len(shown) == patients
