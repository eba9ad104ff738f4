"""A surgery whose hour is not known yet: it is on the morning list, the afternoon list, or on none."""

from datetime import date, time

import pytest

from procedures.checklists.models import Reminder, Surgery
from procedures.checklists.rescheduling import ImpossibleTime, MovedMeanwhile, preview, reschedule
from tests.checklists.scenes import FLUIDS, FOOD, NOW, SURGERY_DAY, at, fresh, item_of, make_list

pytestmark = [pytest.mark.django_db, pytest.mark.database]
UNKNOWN = {"start_time": None, "arrival_time": None}


@pytest.mark.parametrize(("theatre_list", "stop"), [("", "05:00"), ("morning", "05:00"), ("afternoon", "10:30")])
def test_hours_are_reckoned_for_the_earliest_start_of_the_list_and_say_so(theatre_list: str, stop: str) -> None:
    checklist = make_list(FLUIDS, **UNKNOWN, theatre_list=theatre_list)

    item = item_of(checklist)
    assert item.due_at == at("2026-12-08", stop)
    assert item.is_assumed


def test_the_moment_the_time_is_set_the_exact_fasting_times_stand_on_the_list() -> None:
    checklist = make_list(FOOD, FLUIDS, **UNKNOWN, theatre_list="afternoon")
    surgery = checklist.surgery

    reschedule(surgery, surgery_date=SURGERY_DAY, start_time=time(14, 0), arrival_time=None, by=None, now=NOW)

    food, fluids = item_of(checklist, 1), item_of(checklist, 2)
    assert (food.due_at, fluids.due_at) == (at("2026-12-08", "06:00"), at("2026-12-08", "12:00"))
    assert not food.is_assumed
    assert fresh(surgery).theatre_list == ""
    assert Reminder.objects.get(kind="moved").step == "time_set"


def test_moving_to_another_list_is_a_move_of_its_own() -> None:
    surgery = make_list(FLUIDS, **UNKNOWN, theatre_list="morning").surgery
    changed = {"surgery_date": SURGERY_DAY, **UNKNOWN, "theatre_list": "afternoon"}

    seen = preview(surgery, now=NOW, **changed)
    reschedule(surgery, by=None, now=NOW, **changed)

    assert [move.new_due_at for move in seen.moves] == [at("2026-12-08", "10:30")]
    assert fresh(surgery).theatre_list == Surgery.TheatreList.AFTERNOON
    assert Reminder.objects.get(kind="moved").step == "time_changed"


def test_a_time_and_a_list_together_are_refused() -> None:
    with pytest.raises(ImpossibleTime, match="not both"):
        make_list(FLUIDS, theatre_list="morning")

    assert not Surgery.objects.exists()


def test_only_the_surgery_that_was_looked_at_is_moved() -> None:
    surgery = make_list(FLUIDS).surgery
    seen = surgery.generation
    elsewhere = fresh(surgery)
    times = {"start_time": time(9, 0), "arrival_time": None, "by": None, "now": NOW}
    reschedule(elsewhere, surgery_date=date(2026, 12, 9), **times)

    with pytest.raises(MovedMeanwhile):
        reschedule(surgery, surgery_date=date(2026, 12, 10), seen_generation=seen, **times)

    assert fresh(surgery).surgery_date == date(2026, 12, 9)


def test_the_rules_that_times_were_reckoned_with_are_written_down() -> None:
    surgery = make_list(FLUIDS).surgery

    assert surgery.reckoned_with.startswith("tzdata 20")
    assert "holidays" in surgery.reckoned_with
