"""Two plans of one patient are reckoned again one after the other: neither takes from the other what it must tell."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from procedures.checklists.models import Checklist, ChecklistItem, Reminder, Surgery, WorkItem
from procedures.checklists.reckoning import reckon_again, reckon_all, reckon_for_new_closed_days, reckon_for_new_hours
from procedures.hospitals.models import ClosedDay, Hospital, Unit
from tests.cast import make_patient, make_unit
from tests.checklists.scenes import FLUIDS, FOOD, NOW, before, fresh, make_list

pytestmark = [pytest.mark.django_db, pytest.mark.database]
Status = Reminder.Status
NEW_RULES = "tzdata 2099z"
LATER = NOW + timedelta(days=2)
EVE = datetime(2026, 12, 7, 23, 30, tzinfo=UTC)  # after the evening's messages
DIET = FOOD | {
    "intake": "",
    "title": "Start the diet",
    "timing": before("P1D", "P1D", kind="due") | {"working_days": True},
}


def two_plans(*tasks: dict[str, object], **second: object) -> tuple[Checklist, Checklist]:
    """One operation at 8:00, and another in another unit, of the same day and hour where `second` says nothing else."""
    unit = make_unit()
    other = Unit.objects.create(hospital=unit.hospital, name="Eyes", telephone="+12125550102")
    patient = make_patient(unit)
    first = make_list(*tasks, unit=unit, patient=patient)
    return first, make_list(*tasks, unit=other, patient=patient, **second)


def hours_of(checklist: Checklist) -> list[datetime | None]:
    return list(ChecklistItem.objects.filter(checklist=checklist).order_by("number").values_list("due_at", flat=True))


def concerns(checklist: Checklist, kind: WorkItem.Kind) -> int:
    return WorkItem.objects.filter(surgery=checklist.surgery, kind=kind, is_urgent=True).count()


def test_a_nurse_hears_of_the_other_day_of_both_plans() -> None:
    plans = two_plans(DIET)
    hospital = Hospital.objects.get()
    ClosedDay.objects.create(hospital=hospital, day=date(2026, 12, 7), name="Staff training")
    reckon_for_new_closed_days(hospital)

    assert reckon_all(now=NOW) == 2

    assert [concerns(plan, WorkItem.Kind.CLOCK_CHANGE) for plan in plans] == [1, 1]


def test_nothing_that_was_sent_of_the_second_plan_is_sent_again() -> None:
    two_plans(FOOD, FLUIDS)
    Reminder.objects.filter(status=Status.SCHEDULED, due_at__lte=EVE).update(status=Status.SENT, ended_at=EVE)
    sent = set(Reminder.objects.filter(status=Status.SENT).values_list("surgery", "kind", "step", "item"))
    Hospital.objects.update(zone_name="America/Chicago")

    assert reckon_all(now=EVE, rules=NEW_RULES) == 2

    again = Reminder.objects.exclude(status__in=[Status.SENT, Status.SUPERSEDED])
    assert sent
    assert not sent & set(again.values_list("surgery", "kind", "step", "item"))


def test_safety_rule_3_new_hours_that_make_two_plans_contradict_each_other_give_the_patient_neither() -> None:
    first, second = two_plans(FOOD, FLUIDS, start_time=None, arrival_time=None)
    Hospital.objects.update(earliest_start=time(8, 0))
    reckon_for_new_hours(Hospital.objects.get())
    reckon_all(now=NOW)
    assert None not in hours_of(first) + hours_of(second)
    old = hours_of(second)
    Hospital.objects.update(earliest_start=time(7, 0))
    reckon_for_new_hours(Hospital.objects.get())

    reckon_again(fresh(first.surgery), now=NOW)  # and that of the second fails, say

    assert hours_of(first) == [None, None]
    assert concerns(first, WorkItem.Kind.CONFLICT) == 1
    assert hours_of(second) == old

    assert reckon_all(now=NOW) == 1  # it was left for this time

    assert hours_of(first) == hours_of(second) == [None, None]
    assert concerns(second, WorkItem.Kind.CONFLICT) == 1


def test_a_plan_reckoned_again_gives_both_their_hours_back_and_the_patient_hears_of_both() -> None:
    first, second = two_plans(FOOD, FLUIDS, start_time=None, arrival_time=None)
    Hospital.objects.update(earliest_start=time(7, 0))
    reckon_for_new_hours(Hospital.objects.get())
    reckon_all(now=NOW)
    assert hours_of(first) == hours_of(second) == [None, None]
    Hospital.objects.update(earliest_start=time(8, 0))
    Surgery.objects.filter(pk=second.surgery_id).update(reckoned_with="before")
    Reminder.objects.filter(status=Status.SCHEDULED, due_at__lte=LATER).update(status=Status.SENT, ended_at=LATER)

    assert reckon_all(now=LATER) == 1

    assert None not in hours_of(first) + hours_of(second)
    for plan in (first, second):
        assert plan.surgery.reminders.get(status=Status.SCHEDULED, kind=Reminder.Kind.LIST_CHANGED)
