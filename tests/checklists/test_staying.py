"""Tasks measured from the admission or from going home get their times when those are known."""

from datetime import date, time

import pytest

from procedures.checklists.models import Reminder, SurgeryEvent, WorkItem
from procedures.checklists.rescheduling import preview, reschedule
from procedures.checklists.staying import ImpossibleStay, record_stay
from procedures.checklists.surgery_times import SurgeryIsOver
from tests.checklists.scenes import FOOD, at, before, fresh, item_of, make_list

pytestmark = [pytest.mark.django_db, pytest.mark.database]
CALL = {
    "phase": "recovery",
    "title": "Call us and tell how you are",
    "timing": {"relation": "after", "from": "P2D", "to": "P2D", "kind": "due", "anchor": "discharge"},
}
HOME = at("2026-12-10", "11:00")
LATER = at("2026-12-10", "12:00")
IN = at("2026-12-08", "07:10")


def test_going_home_gives_what_comes_after_it_its_time_and_its_reminder() -> None:
    checklist = make_list(CALL)
    assert item_of(checklist).due_at is None

    assert record_stay(checklist.surgery, admitted_at=None, discharged_at=HOME, by=None, now=LATER)

    assert item_of(checklist).due_at == at("2026-12-12", "23:59")
    told = Reminder.objects.get(kind="task", status=Reminder.Status.SCHEDULED)
    assert told.due_at == at("2026-12-11", "18:00")
    assert SurgeryEvent.objects.filter(act="stay recorded").count() == 1


def test_entered_by_mistake_it_is_taken_back() -> None:
    checklist = make_list(CALL)
    record_stay(checklist.surgery, admitted_at=None, discharged_at=HOME, by=None, now=LATER)

    record_stay(checklist.surgery, admitted_at=None, discharged_at=None, by=None, now=LATER)

    assert item_of(checklist).due_at is None
    assert not Reminder.objects.filter(kind="task", status=Reminder.Status.SCHEDULED).exists()


def test_entering_the_same_twice_changes_nothing() -> None:
    surgery = make_list(CALL).surgery
    record_stay(surgery, admitted_at=IN, discharged_at=HOME, by=None, now=LATER)

    assert not record_stay(fresh(surgery), admitted_at=IN, discharged_at=HOME, by=None, now=LATER)


def test_preparing_stays_tied_to_the_planned_arrival() -> None:
    stop = FOOD | {"timing": before("PT6H", anchor="admission")}
    checklist = make_list(stop)
    planned = item_of(checklist).due_at

    record_stay(checklist.surgery, admitted_at=IN, discharged_at=None, by=None, now=at("2026-12-08", "09:00"))

    assert item_of(checklist).due_at == planned == at("2026-12-08", "00:30")
    assert not WorkItem.objects.filter(kind=WorkItem.Kind.TOO_LATE, reminder__due_at__gt=planned).exists()


@pytest.mark.parametrize(
    ("admitted_at", "discharged_at", "words"),
    [
        (None, at("2026-12-11", "11:00"), "still to come"),
        (HOME, IN, "before coming in"),
        (at("2026-10-01", "11:00"), None, "30 days"),
        (None, at("2026-12-07", "11:00"), "reschedule or cancel"),
    ],
)
def test_an_impossible_stay_is_refused(admitted_at: object, discharged_at: object, words: str) -> None:
    surgery = make_list(CALL).surgery

    with pytest.raises(ImpossibleStay, match=words):
        record_stay(surgery, admitted_at=admitted_at, discharged_at=discharged_at, by=None, now=LATER)

    assert fresh(surgery).discharged_at is None


def test_a_cancelled_operation_has_no_stay() -> None:
    surgery = make_list(CALL).surgery
    type(surgery).objects.update(status="cancelled")

    with pytest.raises(SurgeryIsOver):
        record_stay(surgery, admitted_at=IN, discharged_at=None, by=None, now=LATER)


def test_moved_to_another_day_the_stay_begins_anew() -> None:
    checklist = make_list(CALL)
    surgery = checklist.surgery
    record_stay(surgery, admitted_at=IN, discharged_at=HOME, by=None, now=LATER)
    moved = {"surgery_date": date(2026, 12, 20), "start_time": time(8), "arrival_time": None}

    seen = preview(fresh(surgery), now=LATER, **moved)
    reschedule(surgery, by=None, now=LATER, **moved)

    assert [move.new_due_at for move in seen.moves] == [None]
    assert fresh(surgery).discharged_at is None
    assert item_of(checklist).due_at is None
