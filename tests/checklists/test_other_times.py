"""Closed days and hours of the hospital change: what then falls on another day or hour of the wall is told."""

from datetime import time, timedelta

import pytest

from procedures.checklists.models import Checklist, Reminder, WorkItem
from procedures.checklists.reckoning import reckon_all, reckon_for_new_closed_days, reckon_for_new_hours
from procedures.hospitals.models import ClosedDay, Hospital
from tests.checklists.scenes import FOOD, MEDICINE, at, before, item_of, make_list

pytestmark = pytest.mark.django_db
LAST_DOSE = MEDICINE | {"timing": before("P2D", "P2D", kind="due") | {"working_days": True}}
THURSDAY = at("2026-12-03", "19:00")
Kind, Status = Reminder.Kind, Reminder.Status


def send_until_thursday() -> None:
    Reminder.objects.filter(status=Status.SCHEDULED, due_at__lte=THURSDAY).update(status=Status.SENT, ended_at=THURSDAY)


def close(checklist: Checklist, day: str) -> None:
    hospital = checklist.surgery.unit.hospital
    ClosedDay.objects.create(hospital=hospital, day=day, name="Staff training")
    reckon_for_new_closed_days(hospital)
    reckon_all(now=THURSDAY)


def test_a_medicine_that_a_new_closed_day_puts_on_an_earlier_day_is_told_anew_and_a_nurse_looks() -> None:
    checklist = make_list(LAST_DOSE)
    friday = item_of(checklist).due_at
    send_until_thursday()

    close(checklist, "2026-12-04")

    due = item_of(checklist).due_at
    assert friday is not None
    assert due is not None
    assert friday - due == timedelta(days=1)
    waiting = checklist.surgery.reminders.filter(status=Status.SCHEDULED)
    assert waiting.filter(kind=Kind.LIST_CHANGED).count() == 1
    assert waiting.filter(kind=Kind.MEDICATION, latest_at=due).exists()
    concern = WorkItem.objects.get(kind=WorkItem.Kind.CLOCK_CHANGE)
    assert concern.is_urgent
    assert "step 1" in concern.summary


def test_a_closed_day_that_moves_nothing_of_the_list_says_nothing() -> None:
    checklist = make_list(LAST_DOSE)
    send_until_thursday()

    close(checklist, "2026-12-24")

    assert not WorkItem.objects.exists()
    assert not checklist.surgery.reminders.filter(kind=Kind.LIST_CHANGED).exists()


def test_another_earliest_start_moves_the_assumed_fasting_hour_and_the_patient_hears_of_it() -> None:
    checklist = make_list(FOOD, start_time=None, arrival_time=None)
    Reminder.objects.filter(status=Status.SCHEDULED).update(status=Status.SENT, ended_at=THURSDAY)
    Hospital.objects.update(earliest_start=time(6, 0))

    reckon_for_new_hours(checklist.surgery.unit.hospital)
    reckon_for_new_closed_days(checklist.surgery.unit.hospital)
    reckon_all(now=THURSDAY)

    assert item_of(checklist).due_at == at("2026-12-07", "22:00")
    waiting = checklist.surgery.reminders.filter(status=Status.SCHEDULED)
    assert waiting.filter(kind=Kind.FASTING, item=item_of(checklist)).exists()
    assert waiting.filter(kind=Kind.LIST_CHANGED).count() == 1
    assert WorkItem.objects.filter(kind=WorkItem.Kind.CLOCK_CHANGE).exists()


def test_another_zone_of_the_hospital_keeps_the_hours_on_the_wall_and_tells_nothing_twice() -> None:
    checklist = make_list(FOOD)
    Reminder.objects.filter(status=Status.SCHEDULED).update(status=Status.SENT, ended_at=THURSDAY)
    Hospital.objects.update(zone_name="America/Chicago")

    reckon_for_new_closed_days(checklist.surgery.unit.hospital)
    reckon_all(now=THURSDAY)

    checklist.surgery.refresh_from_db()
    assert checklist.surgery.starts_at == at("2026-12-08", "09:00")
    assert item_of(checklist).due_at == at("2026-12-08", "01:00")
    assert not checklist.surgery.reminders.filter(status=Status.SCHEDULED, kind=Kind.FASTING).exists()
