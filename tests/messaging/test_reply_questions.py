"""C, YES and NO to the arrival and to the ride home: taken where it is plain what they answer, else read by a nurse."""

from datetime import timedelta

import pytest

from procedures.checklists.models import Reminder, Surgery, WorkItem
from procedures.checklists.rescheduling import reschedule
from tests.cast import make_delivery, make_item, make_reminder
from tests.messaging.due import HOUR, NOW, dispatch_at
from tests.messaging.texting import MARIA, answers, make_listed, make_told, make_visit, text

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def make_expected(*, ride: bool = False) -> Surgery:
    """A patient who was told when to arrive."""
    surgery = make_listed()
    if ride:
        make_item(surgery.checklists.get(), category="logistics", title="Arrange for an adult to take you home")
    make_told(surgery, kind="arrival")
    return surgery


def test_c_confirms_the_arrival_that_was_told_last() -> None:
    surgery = make_expected()

    text("C")
    text("Yes", now=NOW + MINUTE)

    surgery.refresh_from_db()
    assert (surgery.confirmed_at, surgery.confirmed_by_channel) == (NOW, "sms")
    assert answers() == ["confirmed", "confirmed"]
    assert surgery.events.filter(act="coming confirmed").count() == 1


def test_c_to_a_text_about_several_things_confirms_the_one_that_asks() -> None:
    surgery = make_listed()
    fields = {"due_at": NOW - HOUR, "latest_at": NOW + HOUR, "status": "sent", "ended_at": NOW}
    arrival = make_reminder(surgery, kind="arrival", **fields)
    make_delivery(arrival, make_reminder(surgery, **fields), address=MARIA, status="sent", armed_at=NOW - HOUR)

    text("C")

    surgery.refresh_from_db()
    assert surgery.confirmed_at == NOW


def test_c_to_a_text_about_a_visit_and_the_arrival_is_read_by_a_nurse() -> None:
    surgery = make_listed()
    visit = make_visit(surgery)
    fields = {"due_at": NOW - HOUR, "latest_at": NOW + HOUR, "status": "sent", "ended_at": NOW}
    both = (
        make_reminder(surgery, kind="arrival", **fields),
        make_reminder(surgery, kind="appointment", appointment=visit, **fields),
    )
    make_delivery(*both, address=MARIA, status="sent", armed_at=NOW - HOUR)

    text("C")

    surgery.refresh_from_db()
    visit.refresh_from_db()
    assert surgery.confirmed_at is visit.confirmed_at is None
    assert WorkItem.objects.get().kind == WorkItem.Kind.MESSAGE


def test_no_to_the_arrival_reaches_a_nurse_urgently() -> None:
    make_expected()

    text("No")

    concern = WorkItem.objects.get()
    assert (concern.kind, concern.is_urgent) == (WorkItem.Kind.MESSAGE, True)


@pytest.mark.parametrize(
    ("said", "has_ride", "answer", "concerns"), [("YES", True, "ride_found", 0), ("no", False, "no_ride", 1)]
)
def test_who_comes_is_asked_for_a_ride_home_and_no_reaches_a_nurse_urgently(
    said: str, has_ride: bool, answer: str, concerns: int
) -> None:
    surgery = make_expected(ride=True)

    text("C")
    dispatch_at(NOW)
    text(said, now=NOW + MINUTE)

    surgery.refresh_from_db()
    assert answers() == ["ride", answer]
    assert surgery.has_ride is has_ride
    assert WorkItem.objects.filter(kind=WorkItem.Kind.RIDE, is_urgent=True).count() == concerns


def test_a_second_c_is_not_taken_for_yes_to_the_ride() -> None:
    surgery = make_expected(ride=True)

    text("C")
    dispatch_at(NOW)
    text("c", now=NOW + MINUTE)

    surgery.refresh_from_db()
    assert surgery.has_ride is None
    assert answers() == ["ride", "ride"]


def test_yes_before_the_question_went_out_says_nothing_of_a_ride() -> None:
    surgery = make_expected(ride=True)

    text("C")
    text("YES", now=NOW + MINUTE)

    surgery.refresh_from_db()
    assert surgery.confirmed_at == NOW
    assert surgery.has_ride is None


def test_yes_after_something_else_was_told_is_no_answer_about_the_ride() -> None:
    surgery = make_expected(ride=True)
    text("C")
    dispatch_at(NOW)
    later = make_reminder(surgery, due_at=NOW, latest_at=NOW + HOUR, status="sent", ended_at=NOW)
    make_delivery(later, address=MARIA, status="sent", armed_at=NOW + MINUTE)

    text("YES", now=NOW + 2 * MINUTE)

    surgery.refresh_from_db()
    assert surgery.has_ride is None
    assert WorkItem.objects.get().kind == WorkItem.Kind.MESSAGE


def test_a_move_asks_anew_and_an_answer_before_its_word_counts_for_nothing() -> None:
    surgery = make_expected(ride=True)
    text("C")
    dispatch_at(NOW)
    text("YES", now=NOW + MINUTE)
    surgery.refresh_from_db()
    day = surgery.surgery_date + timedelta(days=3)

    reschedule(surgery, surgery_date=day, start_time=None, arrival_time=None, by=None, now=NOW + 2 * MINUTE)
    text("C", now=NOW + 3 * MINUTE)

    surgery = Surgery.objects.get()
    assert surgery.confirmed_at is surgery.has_ride is None
    assert Reminder.objects.filter(kind=Reminder.Kind.MOVED).exists()
    assert WorkItem.objects.filter(kind=WorkItem.Kind.MESSAGE).exists()
