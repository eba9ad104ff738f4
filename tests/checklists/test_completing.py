"""The care around an operation is over: everything stops, with one last word."""

from datetime import timedelta

import pytest

from procedures.checklists.cancelling import cancel
from procedures.checklists.completing import CannotBeReopened, StillToCome, complete, reopen
from procedures.checklists.models import Reminder, Surgery, WorkItem
from procedures.checklists.surgery_times import SurgeryIsOver
from tests.checklists.scenes import FOOD, NOW, RIDE, at, fresh, make_list

pytestmark = [pytest.mark.django_db, pytest.mark.database]
STITCHES = {
    "phase": "follow_up",
    "category": "appointment",
    "title": "Have your stitches taken out",
    "timing": {"relation": "after", "from": "P10D", "to": "P10D", "kind": "due", "anchor": "surgery"},
}
THE_DAY_AFTER = at("2026-12-09", "10:00")
Status = Reminder.Status


def test_everything_stops_but_the_last_word() -> None:
    surgery = make_list(FOOD, STITCHES).surgery

    done = complete(surgery, by=None, now=THE_DAY_AFTER)

    assert done.is_new
    assert done.stopped
    waiting = Reminder.objects.filter(surgery=surgery, status=Status.SCHEDULED)
    assert [one.kind for one in waiting] == ["completed"]
    assert fresh(surgery).status == Surgery.Status.COMPLETED
    assert fresh(surgery).completed_at == THE_DAY_AFTER


def test_the_last_word_waits_for_the_morning() -> None:
    surgery = make_list(FOOD).surgery

    done = complete(surgery, by=None, now=at("2026-12-09", "23:00"))

    assert done.notice is not None
    assert done.notice.due_at == at("2026-12-10", "08:00")


def test_completing_twice_tells_once() -> None:
    surgery = make_list(FOOD).surgery
    complete(surgery, by=None, now=THE_DAY_AFTER)

    again = complete(fresh(surgery), by=None, now=THE_DAY_AFTER)

    assert not again.is_new
    assert Reminder.objects.filter(kind="completed").count() == 1


def test_an_operation_still_to_come_cannot_be_completed() -> None:
    surgery = make_list(FOOD).surgery

    with pytest.raises(StillToCome):
        complete(surgery, by=None, now=NOW)

    assert fresh(surgery).status == Surgery.Status.PLANNED


def test_a_cancelled_operation_cannot_be_completed() -> None:
    surgery = make_list(FOOD).surgery
    cancel(surgery, by=None, reason="Ill", now=NOW)

    with pytest.raises(SurgeryIsOver):
        complete(surgery, by=None, now=THE_DAY_AFTER)


def test_opened_again_only_what_lies_ahead_is_planned() -> None:
    surgery = make_list(FOOD, RIDE, STITCHES).surgery
    complete(surgery, by=None, now=THE_DAY_AFTER)

    reopen(fresh(surgery), by=None, now=THE_DAY_AFTER + timedelta(hours=1))

    waiting = Reminder.objects.filter(surgery=surgery, status=Status.SCHEDULED)
    assert {one.kind for one in waiting} == {"task"}
    assert all(one.due_at > THE_DAY_AFTER for one in waiting)
    assert not WorkItem.objects.exists()


def test_only_a_completed_operation_can_be_opened_again() -> None:
    with pytest.raises(CannotBeReopened):
        reopen(make_list(FOOD).surgery, by=None, now=NOW)
