"""Visits are booked, moved and cancelled with the care that a surgery gets."""

from datetime import date, time, timedelta
from uuid import uuid4

import pytest

from procedures.checklists.booking import (
    Visit,
    VisitInThePast,
    VisitIsCancelled,
    book_visit,
    cancel_visit,
    move_visit,
)
from procedures.checklists.cancelling import cancel
from procedures.checklists.cancelling_visits import preview_visit_cancel
from procedures.checklists.models import Appointment, Checklist, Reminder, WorkItem
from procedures.checklists.rescheduling import reschedule
from procedures.checklists.surgery_times import ImpossibleTime, SurgeryIsOver
from procedures.checklists.ticking import tick
from procedures.messaging.engine.judging import end_before_sending
from tests.checklists.scenes import NOW, RIDE, at, item_of, make_list

pytestmark = pytest.mark.django_db
Kind, Status = Appointment.Kind, Reminder.Status
ASSESSMENT = {"category": "assessment", "title": "Assessment"}
VISIT = Visit(Kind.ASSESSMENT, date(2026, 12, 1), time(14, 0), "Clinic 3")
MOVED = Visit(Kind.ASSESSMENT, date(2026, 12, 3), time(9, 30), "Clinic 4")


def waiting(appointment: Appointment) -> list[tuple[str, object]]:
    rows = appointment.reminders.stoppable().order_by("due_at")
    return list(rows.values_list("step", "due_at"))


def booked(checklist: Checklist, visit: Visit = VISIT) -> Appointment:
    return book_visit(checklist.surgery, visit, by=None, now=NOW)


def test_a_booked_visit_dates_its_item_and_is_told_at_once_and_again_in_time() -> None:
    checklist = make_list(ASSESSMENT)

    appointment = booked(checklist)

    assert appointment.item == item_of(checklist)
    assert item_of(checklist).due_at == at("2026-12-01", "14:00")
    assert waiting(appointment) == [
        ("booked", NOW),
        ("week_before", at("2026-11-24", "10:00")),
        ("day_before", at("2026-11-30", "10:00")),
        ("two_hours_before", at("2026-12-01", "12:00")),
    ]


def test_a_visit_booked_for_tomorrow_is_told_once() -> None:
    appointment = booked(make_list(ASSESSMENT), Visit(Kind.ASSESSMENT, date(2026, 11, 21), time(9, 30), "Clinic 3"))

    assert waiting(appointment) == [("booked", NOW)]


@pytest.mark.parametrize("status", [Status.SENT, Status.ARMED])
def test_a_visit_of_tomorrow_that_was_told_is_not_told_again_after_an_unrelated_change(status: str) -> None:
    checklist = make_list(ASSESSMENT, RIDE)
    soon = at("2026-11-20", "14:00")
    tomorrow = Visit(Kind.ASSESSMENT, date(2026, 11, 21), time(9, 30), "Clinic 3")
    appointment = book_visit(checklist.surgery, tomorrow, by=None, now=soon)
    held = {"claim_token": uuid4(), "lease_until": soon} if status == Status.ARMED else {"ended_at": soon}
    appointment.reminders.filter(step="booked").update(status=status, **held)

    tick(item_of(checklist, 2), by=None, now=soon)
    book_visit(checklist.surgery, VISIT, by=None, now=soon + timedelta(minutes=30))

    assert waiting(appointment) == []


def test_a_visit_of_tomorrow_whose_first_word_came_too_late_is_told_as_the_day_before() -> None:
    checklist = make_list(ASSESSMENT)
    tomorrow = Visit(Kind.ASSESSMENT, date(2026, 11, 21), time(9, 30), "Clinic 3")
    soon = at("2026-11-20", "14:00")
    appointment = book_visit(checklist.surgery, tomorrow, by=None, now=soon)
    appointment.reminders.filter(step="booked").update(status=Status.UNDELIVERABLE, ended_at=soon)

    book_visit(checklist.surgery, VISIT, by=None, now=soon + timedelta(minutes=30))

    assert waiting(appointment) == [("day_before", soon + timedelta(minutes=30))]


def test_a_second_visit_of_a_kind_goes_to_the_next_item_and_a_third_to_none() -> None:
    follow_up = {"phase": "follow_up", "category": "appointment", "title": "Check-up"}
    checklist = make_list(follow_up, follow_up)
    days = (date(2026, 12, 22), date(2027, 1, 19), date(2027, 12, 8))

    found = [booked(checklist, Visit(Kind.FOLLOW_UP, day, time(9, 0), "Clinic 3")).item for day in days]

    assert found == [item_of(checklist, 1), item_of(checklist, 2), None]


def test_a_visit_goes_to_the_item_whose_own_time_is_nearest() -> None:
    weeks = [
        {"phase": "follow_up", "category": "appointment", "timing": {"relation": "after", "from": length, "to": length}}
        for length in ("P2W", "P6W", "P1Y")
    ]
    checklist = make_list(*weeks)

    appointment = booked(checklist, Visit(Kind.FOLLOW_UP, date(2027, 1, 21), time(9, 0), "Clinic 3"))

    assert appointment.item == item_of(checklist, 2)


def test_a_scan_is_not_taken_for_another_test() -> None:
    checklist = make_list(
        {"category": "test", "title": "Contact us for tests"}, {"category": "test", "title": "Have an X-ray"}
    )

    appointment = booked(checklist, Visit(Kind.IMAGING, date(2026, 12, 1), time(9, 0), "X-ray"))

    assert appointment.item == item_of(checklist, 2)


def test_a_moved_visit_leaves_nothing_of_its_old_time() -> None:
    checklist = make_list(ASSESSMENT)
    appointment = booked(checklist)

    move_visit(appointment, MOVED, by=None, now=NOW)

    assert (appointment.starts_at, appointment.place, appointment.sequence) == (
        at("2026-12-03", "09:30"),
        "Clinic 4",
        1,
    )
    assert item_of(checklist).due_at == at("2026-12-03", "09:30")
    assert waiting(appointment)[0] == ("moved", NOW)
    assert ("day_before", at("2026-12-02", "10:00")) in waiting(appointment)
    assert ("day_before", at("2026-11-30", "10:00")) not in waiting(appointment)


def test_a_moved_visit_is_told_also_to_a_patient_who_ticked_its_step_too_early() -> None:
    checklist = make_list(ASSESSMENT)
    appointment = booked(checklist)
    tick(item_of(checklist), by=None, now=NOW)

    move_visit(appointment, MOVED, by=None, now=NOW)

    word = appointment.reminders.stoppable().get(step="moved")
    assert end_before_sending(word, now=NOW) is None


def test_a_visit_that_was_told_is_told_again_for_its_new_date() -> None:
    appointment = booked(make_list(ASSESSMENT))
    appointment.reminders.filter(step="week_before").update(status=Status.SENT, ended_at=NOW)

    move_visit(appointment, MOVED, by=None, now=NOW)

    assert ("week_before", at("2026-11-26", "10:00")) in waiting(appointment)


def test_moving_to_the_same_time_changes_nothing() -> None:
    appointment = booked(make_list(ASSESSMENT))

    move_visit(appointment, VISIT, by=None, now=NOW)

    assert appointment.sequence == 0
    assert waiting(appointment)[0][0] == "booked"


def test_booking_the_same_visit_again_answers_with_the_one_that_is_there() -> None:
    checklist = make_list(ASSESSMENT)

    first, second = booked(checklist), booked(checklist)

    assert first == second
    assert [step for step, _ in waiting(first)].count("booked") == 1


def test_a_visit_that_becomes_another_kind_leaves_its_item_for_one_that_fits() -> None:
    scan = {"category": "test", "title": "Have an X-ray"}
    checklist = make_list(ASSESSMENT, scan)
    appointment = booked(checklist)

    move_visit(appointment, Visit(Kind.IMAGING, date(2026, 12, 3), time(9, 30), "X-ray"), by=None, now=NOW)

    assert appointment.item == item_of(checklist, 2)
    assert item_of(checklist, 1).due_at is None
    assert item_of(checklist, 2).due_at == at("2026-12-03", "09:30")


def test_a_visit_that_another_nurse_has_just_cancelled_is_not_moved() -> None:
    appointment = booked(make_list(ASSESSMENT))
    left_open = Appointment.objects.get()
    cancel_visit(appointment, by=None, reason="Not needed", now=NOW)

    with pytest.raises(VisitIsCancelled):
        move_visit(left_open, MOVED, by=None, now=NOW)

    assert Appointment.objects.get().starts_at == at("2026-12-01", "14:00")
    assert waiting(appointment) == [("cancelled", NOW)]


def test_of_a_cancelled_visit_the_patient_hears_once_that_it_is_cancelled_and_no_more() -> None:
    checklist = make_list(ASSESSMENT)
    appointment = booked(checklist)

    for _ in range(2):
        cancel_visit(appointment, by=None, reason="Not needed", now=NOW)

    (told,) = appointment.reminders.stoppable()
    assert (told.kind, told.is_critical, told.due_at) == (Reminder.Kind.VISIT_CANCELLED, True, NOW)
    assert item_of(checklist).due_at is None
    assert not WorkItem.objects.exists()


def test_word_of_a_cancelled_visit_is_kept_when_the_operation_moves() -> None:
    checklist = make_list(ASSESSMENT)
    appointment = booked(checklist)
    cancel_visit(appointment, by=None, reason="Not needed", now=NOW)

    reschedule(checklist.surgery, surgery_date=date(2026, 12, 10), start_time=None, arrival_time=None, by=None, now=NOW)

    (told,) = appointment.reminders.stoppable()
    assert end_before_sending(Reminder.objects.get(pk=told.pk), now=NOW) is None


def test_when_the_operation_is_cancelled_first_a_nurse_tells_of_the_cancelled_visit() -> None:
    checklist = make_list(ASSESSMENT)
    appointment = booked(checklist)
    cancel_visit(appointment, by=None, reason="Not needed", now=NOW)

    cancel(checklist.surgery, by=None, reason="Unwell", now=NOW)

    assert waiting(appointment) == []
    assert "the visit on Tuesday 1 December is cancelled" in WorkItem.objects.get(kind="phone_patient").summary


def test_within_a_day_of_a_cancelled_visit_a_nurse_phones_too() -> None:
    checklist = make_list(ASSESSMENT)
    appointment = booked(checklist)
    now = appointment.starts_at - timedelta(hours=20)
    seen = preview_visit_cancel(appointment, now=now)

    cancel_visit(appointment, by=None, reason="Not needed", now=now)

    assert seen.phone_too
    assert seen.told_at == appointment.reminders.stoppable().get().due_at
    assert WorkItem.objects.get().kind == WorkItem.Kind.PHONE_PATIENT


def test_the_preview_of_cancelling_says_what_stops_and_what_moves_and_writes_nothing() -> None:
    checklist = make_list(ASSESSMENT)
    appointment = booked(checklist)

    seen = preview_visit_cancel(appointment, now=NOW)

    assert set(seen.stops) == set(appointment.reminders.stoppable())
    assert seen.stops
    assert [move.item for move in seen.moves] == [item_of(checklist)]
    assert (seen.told_at, seen.phone_too) == (NOW, False)
    assert Appointment.objects.get().status == Appointment.Status.BOOKED


@pytest.mark.parametrize(
    ("visit", "refusal"),
    [
        (Visit(Kind.OTHER, date(2026, 11, 20), time(9, 0), "X"), VisitInThePast),
        (Visit(Kind.OTHER, date(2027, 3, 14), time(2, 30), "X"), ImpossibleTime),
        (Visit(Kind.OTHER, date(2062, 3, 14), time(9, 0), "X"), ImpossibleTime),
    ],
)
def test_a_visit_that_cannot_be_is_refused(visit: Visit, refusal: type[Exception]) -> None:
    checklist = make_list(ASSESSMENT)
    appointment = booked(checklist)

    with pytest.raises(refusal):
        booked(checklist, visit)
    with pytest.raises(refusal):
        move_visit(appointment, visit, by=None, now=NOW)

    assert Appointment.objects.get().starts_at == at("2026-12-01", "14:00")


def test_nothing_is_booked_for_a_cancelled_surgery() -> None:
    checklist = make_list(ASSESSMENT)
    cancel(checklist.surgery, by=None, reason="", now=NOW)

    with pytest.raises(SurgeryIsOver):
        booked(checklist)
