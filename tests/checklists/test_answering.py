"""A patient confirms a visit, or asks for another time: it reaches who must know, and the nagging stops."""

from datetime import date, time, timedelta

import pytest

from procedures.checklists.answering import CannotBeAnswered, ask_for_another_time, confirm_visit
from procedures.checklists.booking import Visit, book_visit, cancel_visit, move_visit
from procedures.checklists.models import Appointment, Reminder, WorkItem
from tests.checklists.scenes import NOW, at, make_list

pytestmark = pytest.mark.django_db
ASSESSMENT = {"category": "assessment", "title": "Assessment"}
VISIT = Visit("assessment", date(2026, 12, 1), time(14, 0), "Clinic 3")
MOVED = Visit("assessment", date(2026, 12, 3), time(10, 30), "Clinic 4")


def booked() -> Appointment:
    return book_visit(make_list(ASSESSMENT).surgery, VISIT, by=None, now=NOW)


def waiting(visit: Appointment) -> list[str]:
    return list(visit.reminders.stoppable().order_by("due_at").values_list("step", flat=True))


def test_confirming_stops_the_nagging_and_the_day_before_stays() -> None:
    visit = booked()

    confirm_visit(visit, by_channel="sms", now=NOW)

    assert waiting(visit) == ["day_before"]
    assert (visit.confirmed_at, visit.answered_by_channel) == (NOW, "sms")


def test_confirming_twice_is_confirming_once() -> None:
    visit = booked()

    confirm_visit(visit, by_channel="sms", now=NOW)
    confirm_visit(visit, by_channel="page", now=NOW + timedelta(hours=1))

    visit.refresh_from_db()
    assert (visit.confirmed_at, visit.answered_by_channel) == (NOW, "sms")
    assert visit.surgery.events.filter(act="visit confirmed").count() == 1


def test_a_visit_that_moves_must_be_confirmed_anew() -> None:
    visit = booked()
    confirm_visit(visit, by_channel="page", now=NOW)

    move_visit(visit, MOVED, by=None, now=NOW)

    visit.refresh_from_db()
    assert visit.confirmed_at is None
    assert "two_hours_before" in waiting(visit)


def test_an_answer_that_comes_before_word_of_the_move_does_not_confirm_the_new_time() -> None:
    visit = booked()
    visit.reminders.all().update(status=Reminder.Status.SENT, ended_at=NOW)
    move_visit(visit, MOVED, by=None, now=NOW)

    with pytest.raises(CannotBeAnswered, match="has changed"):
        confirm_visit(visit, by_channel="sms", now=NOW)

    visit.refresh_from_db()
    assert visit.confirmed_at is None


def test_a_page_that_shows_the_old_time_does_not_confirm_the_new_one() -> None:
    visit = booked()
    seen = visit.sequence
    move_visit(visit, MOVED, by=None, now=NOW)

    with pytest.raises(CannotBeAnswered, match="has changed"):
        confirm_visit(visit, by_channel="page", sequence=seen, now=NOW)


def test_asking_for_another_time_reaches_a_nurse_with_the_patients_words_and_the_visit_stays_booked() -> None:
    visit = booked()

    concern = ask_for_another_time(visit, words=" I work on\nTuesdays ", by_channel="page", now=NOW)

    assert concern.kind == WorkItem.Kind.VISIT_TIME
    assert concern.appointment == visit
    assert "“I work on Tuesdays”" in concern.summary
    assert not concern.is_urgent
    assert visit.status == Appointment.Status.BOOKED
    assert "day_before" in waiting(visit)


def test_asking_on_the_eve_is_urgent_and_asking_the_same_again_is_one_item() -> None:
    visit = booked()
    eve = at("2026-11-30", "12:00")

    first = ask_for_another_time(visit, words="", by_channel="sms", now=eve)
    second = ask_for_another_time(visit, words="", by_channel="sms", now=eve)

    assert first == second
    assert first.is_urgent


def test_asking_takes_a_confirmation_back() -> None:
    visit = booked()
    confirm_visit(visit, by_channel="page", now=NOW)

    ask_for_another_time(visit, words="", by_channel="page", now=NOW)

    visit.refresh_from_db()
    assert visit.confirmed_at is None
    assert "two_hours_before" in waiting(visit)


def test_a_cancelled_visit_and_one_that_is_over_take_no_answer() -> None:
    visit, over = booked(), at("2026-12-01", "14:00")

    with pytest.raises(CannotBeAnswered, match="has passed"):
        confirm_visit(visit, by_channel="page", now=over)
    cancel_visit(visit, by=None, reason="The room is closed", now=NOW)
    with pytest.raises(CannotBeAnswered, match="cancelled"):
        ask_for_another_time(visit, words="", by_channel="sms", now=NOW)
