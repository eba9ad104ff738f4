"""The patient's own clock is another one than when the messages were planned: none disturbs the night that is now."""

from datetime import datetime, timedelta

import pytest

from procedures.checklists.assigning import Assignment, assign
from procedures.checklists.models import Checklist, Reminder
from procedures.core.wall_clock import wall_instant
from procedures.messaging.models import Delivery
from procedures.patients.models import Patient
from tests.cast import make_patient, make_template, make_unit
from tests.checklists.scenes import FOOD, NOW, RIDE, at, make_list
from tests.core.places import LONDON
from tests.messaging.due import dispatch_at

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def in_london(moment: datetime) -> int:
    return moment.astimezone(LONDON).hour


def moves_to_london(patient: Patient) -> None:
    """As registering does."""
    Patient.objects.filter(pk=patient.pk).update(zone_name="Europe/London")


def go_on(since: datetime, until: datetime) -> None:
    """A pass every half hour."""
    while since <= until:
        dispatch_at(since)
        since += HOUR / 2


def make_told_in_the_evening(checklist: Checklist, **fields: object) -> Reminder:
    """Due at 18:00 in New York: 23:00 in London."""
    evening = at("2026-12-07", "18:00")
    values = {"due_at": evening, "latest_at": at("2026-12-08", "06:00"), "kind": "task"} | fields
    return Reminder.objects.create(
        surgery=checklist.surgery, next_attempt_at=evening, generation=1, created_at=NOW, **values
    )


def test_what_was_planned_for_an_evening_that_is_night_now_waits_for_the_morning() -> None:
    checklist = make_list()
    Reminder.objects.all().delete()
    make_told_in_the_evening(checklist)
    make_told_in_the_evening(checklist, is_critical=True)
    moves_to_london(checklist.surgery.patient)

    go_on(at("2026-12-07", "18:00"), at("2026-12-08", "06:00"))

    assert {in_london(one.armed_at) for one in Delivery.objects.all()} == {8}
    assert set(Reminder.objects.values_list("status", flat=True)) == {"sent"}


def test_what_must_not_be_missed_and_is_no_use_in_the_morning_wakes_all_the_same() -> None:
    checklist = make_list()
    Reminder.objects.all().delete()
    make_told_in_the_evening(checklist, is_critical=True, latest_at=at("2026-12-08", "00:00"))
    moves_to_london(checklist.surgery.patient)

    go_on(at("2026-12-07", "18:00"), at("2026-12-07", "19:00"))

    assert {in_london(one.armed_at) for one in Delivery.objects.all()} == {23}


@pytest.mark.parametrize("is_the_same", [True, False])
def test_who_is_registered_again_with_another_clock_is_told_by_it_of_the_other_plan_too(is_the_same: bool) -> None:
    unit = make_unit()
    patient = make_patient(unit)
    first = make_list(FOOD, RIDE, unit=unit, patient=patient)
    template = first.template if is_the_same else make_template(first.template.procedure, RIDE, version=2)
    moves_to_london(patient)
    again = Assignment(
        template, first.surgery.surgery_date, first.surgery.start_time, arrival_time=first.surgery.arrival_time
    )

    assign(again, patient=Patient.objects.get(pk=patient.pk), unit=unit, by=None, now=NOW)

    fasting = Reminder.objects.get(surgery=first.surgery, kind="fasting", status="scheduled")
    assert fasting.due_at == wall_instant(at("2026-12-07", "12:00").date(), "20:00", LONDON), "the evening before"
