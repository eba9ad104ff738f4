"""A patient says that they come to the operation, and whether someone takes them home."""

from datetime import timedelta

import pytest

from procedures.checklists.answering import CannotBeAnswered
from procedures.checklists.cancelling import cancel
from procedures.checklists.coming import confirm_arrival, needs_a_ride, tell_ride
from procedures.checklists.models import PolicyStep, Surgery, WorkItem
from procedures.checklists.policies.changing import change_policy
from tests.cast import make_unit
from tests.checklists.scenes import NOW, RIDE, at, fresh, make_list

pytestmark = pytest.mark.django_db


def steps(surgery: Surgery) -> list[str]:
    told = surgery.reminders.stoppable().filter(kind="arrival").order_by("due_at")
    return list(told.values_list("step", flat=True))


def test_confirming_stops_the_nagging_and_what_must_not_be_missed_stays() -> None:
    unit = make_unit()
    nagging = PolicyStep(
        hospital=unit.hospital, topic="arrival", shape="hour", step="week_before", rule="days_before", days=7
    )
    change_policy(nagging, by=None, because="We like to say it early", now=NOW)
    surgery = make_list(unit=unit).surgery
    before = steps(surgery)

    confirm_arrival(surgery, by_channel="sms", now=NOW)

    assert before == ["week_before", "evening_before"]
    assert steps(surgery) == ["evening_before"]


def test_after_the_hour_to_come_or_a_cancelling_nothing_is_confirmed() -> None:
    surgery = make_list().surgery

    with pytest.raises(CannotBeAnswered):
        confirm_arrival(surgery, by_channel="page", now=at("2026-12-08", "06:30"))
    cancel(surgery, by=None, reason="Unwell", now=NOW)
    with pytest.raises(CannotBeAnswered):
        tell_ride(surgery, has_ride=False, by_channel="page", now=NOW)

    assert fresh(surgery).confirmed_at is None
    assert fresh(surgery).has_ride is None


def test_saying_twice_that_nobody_takes_one_home_is_one_item() -> None:
    surgery = make_list(RIDE).surgery

    for minutes in (0, 5):
        tell_ride(surgery, has_ride=False, by_channel="sms", now=NOW + timedelta(minutes=minutes))

    assert WorkItem.objects.filter(kind=WorkItem.Kind.RIDE).count() == 1
    assert fresh(surgery).ride_told_at == NOW


@pytest.mark.parametrize(
    ("title", "asks"), [("Arrange for an adult to take you home", True), ("Bring your papers", False)]
)
def test_only_a_list_with_a_step_about_the_way_home_asks_for_a_ride(title: str, asks: bool) -> None:
    assert needs_a_ride(make_list(RIDE | {"title": title}).surgery) is asks
