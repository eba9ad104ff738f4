"""Two plans of one patient that name two hours to stop eating or drinking: the patient is given neither."""

from datetime import date, time

import pytest

from procedures.checklists.beside import Clash, conflicts_beside
from procedures.checklists.cancelling import cancel
from procedures.checklists.models import Checklist, ChecklistItem, Reminder, Surgery, WorkItem
from procedures.checklists.previewing import preview
from procedures.checklists.rescheduling import reschedule
from procedures.hospitals.models import Unit
from tests.cast import make_patient, make_unit
from tests.checklists.scenes import FLUIDS, FOOD, NOW, SURGERY_DAY, at, make_list

pytestmark = pytest.mark.django_db
Kind = Reminder.Kind
WEEK_LATER = date(2026, 12, 15)


def two_plans(**second: object) -> tuple[Checklist, Checklist]:
    """One operation at 8:00, and another at 9:00 of the same day in another unit, each with its own two hours."""
    unit = make_unit()
    other = Unit.objects.create(hospital=unit.hospital, name="Eyes", telephone="+12125550102")
    patient = make_patient(unit)
    first = make_list(FOOD, FLUIDS, unit=unit, patient=patient)
    values = {"start_time": time(9, 0), "arrival_time": time(7, 30)} | second
    return first, make_list(FOOD, FLUIDS, unit=other, patient=patient, **values)


def hours_of(checklist: Checklist) -> list[object]:
    return list(ChecklistItem.objects.filter(checklist=checklist).order_by("number").values_list("due_at", flat=True))


def waiting(surgery: Surgery, kind: Reminder.Kind) -> int:
    return surgery.reminders.filter(kind=kind, status=Reminder.Status.SCHEDULED, item__due_at__isnull=False).count()


def test_safety_rule_3_two_plans_with_two_fasting_hours_give_the_patient_neither() -> None:
    first, second = two_plans()

    assert hours_of(first) == [None, None]
    assert hours_of(second) == [None, None]
    assert not Reminder.objects.filter(kind=Kind.FASTING, status__in=Reminder.OPEN, item__due_at__isnull=False).exists()


def test_safety_rule_3_a_nurse_of_each_plan_is_told_which_steps_contradict_which_other_plan() -> None:
    first, second = two_plans()

    for checklist in (first, second):
        concern = WorkItem.objects.get(surgery=checklist.surgery, kind=WorkItem.Kind.CONFLICT)
        assert concern.is_urgent
        assert "Step 1 and 2" in concern.summary
        assert "Tuesday 8 December" in concern.summary


def test_the_patient_hears_that_the_list_given_first_has_changed() -> None:
    first, _second = two_plans()

    changed = first.surgery.reminders.filter(kind=Kind.LIST_CHANGED)
    told = changed.count() + first.surgery.reminders.filter(kind=Kind.LIST_READY, status__in=Reminder.OPEN).count()
    assert told == 1  # word that the list is ready waits already, and is word of the list as it is by then


def test_the_nurse_still_sees_both_hours_before_giving_the_second_list() -> None:
    first, second = two_plans()

    fasting = [one for one in conflicts_beside(second.surgery) if one.clash is Clash.FASTING]

    assert [(one.here and one.here.due_at, one.there and one.there.due_at) for one in fasting] == [
        (at(SURGERY_DAY, "01:00"), at("2026-12-07", "24:00")),
        (at(SURGERY_DAY, "07:00"), at(SURGERY_DAY, "06:00")),
    ]
    assert {one.other for one in fasting} == {first.surgery}


def test_moving_one_of_the_two_gives_both_their_hours_back() -> None:
    first, second = two_plans()

    reschedule(
        second.surgery, surgery_date=WEEK_LATER, start_time=time(9, 0), arrival_time=time(7, 30), by=None, now=NOW
    )

    assert hours_of(first) == [at("2026-12-07", "24:00"), at(SURGERY_DAY, "06:00")]
    assert hours_of(second) == [at(WEEK_LATER, "01:00"), at(WEEK_LATER, "07:00")]
    assert waiting(first.surgery, Kind.FASTING) == waiting(second.surgery, Kind.FASTING) > 0


def test_moving_one_onto_the_day_of_another_takes_the_hours_of_both_away_and_the_preview_says_so() -> None:
    first, second = two_plans(surgery_date=WEEK_LATER)
    move = {"surgery_date": SURGERY_DAY, "start_time": time(9, 0), "arrival_time": time(7, 30), "now": NOW}

    shown = preview(second.surgery, **move)
    reschedule(second.surgery, by=None, **move)

    assert [one.new_due_at for one in shown.moves] == [None, None]
    assert hours_of(first) == hours_of(second) == [None, None]


def test_cancelling_one_of_the_two_gives_the_other_its_hours_back() -> None:
    first, second = two_plans()

    cancel(second.surgery, by=None, reason="No bed", now=NOW)

    assert hours_of(first) == [at("2026-12-07", "24:00"), at(SURGERY_DAY, "06:00")]
    assert waiting(first.surgery, Kind.FASTING) > 0


def test_two_plans_for_different_days_keep_their_hours() -> None:
    first, second = two_plans(surgery_date=WEEK_LATER)

    assert None not in hours_of(first)
    assert None not in hours_of(second)
    assert not WorkItem.objects.exists()


def test_a_fast_that_is_over_before_the_next_one_begins_keeps_its_hours() -> None:
    first, second = two_plans(start_time=time(20, 0), arrival_time=time(19, 0))

    assert None not in [*hours_of(first), *hours_of(second)]


def test_two_plans_that_name_the_same_hours_contradict_in_nothing() -> None:
    first, second = two_plans(start_time=time(8, 0), arrival_time=time(6, 30))

    assert hours_of(first) == hours_of(second) == [at("2026-12-07", "24:00"), at(SURGERY_DAY, "06:00")]
    assert not WorkItem.objects.exists()
