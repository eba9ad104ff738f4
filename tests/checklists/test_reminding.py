"""When a patient is told what."""

from datetime import date, time, timedelta

import pytest

from procedures.checklists.assigning import Visit
from procedures.checklists.models import Appointment, Reminder, WorkItem
from procedures.checklists.reminding import plan_reminders
from procedures.messaging.engine.expire import expire
from tests.cast import make_hospital, make_patient, make_unit
from tests.checklists.scenes import FLUIDS, FOOD, MEDICINE, NOW, RED_FLAG, RIDE, at, before, make_list

pytestmark = pytest.mark.django_db
Kind, Status = Reminder.Kind, Reminder.Status


def told(kind: str) -> list[tuple[str, object]]:
    """Step and time of what is planned of a kind, in order."""
    return list(
        Reminder.objects.filter(kind=kind, status=Status.SCHEDULED)
        .order_by("due_at", "step")
        .values_list("step", "due_at")
    )


def test_fasting_is_told_in_the_evening_and_an_hour_before_if_that_is_by_day() -> None:
    make_list(FOOD, FLUIDS, start_time=time(14, 0), arrival_time=time(12, 0))

    assert told(Kind.FASTING) == [
        ("evening_before", at("2026-12-07", "18:00")),  # food, until 06:00
        ("evening_before", at("2026-12-07", "18:00")),  # fluids, until 12:00
        ("hour_before", at("2026-12-08", "11:00")),
    ]


def test_stop_eating_at_midnight_is_told_that_evening_and_is_of_no_use_after() -> None:
    make_list(FOOD)

    reminder = Reminder.objects.get(kind=Kind.FASTING)

    assert reminder.due_at == at("2026-12-07", "18:00")
    assert reminder.latest_at == at("2026-12-08", "00:00")
    assert reminder.is_critical


def test_a_medicine_of_a_day_is_told_the_evening_before_and_on_the_day() -> None:
    make_list(MEDICINE)

    assert told(Kind.MEDICATION) == [
        ("evening_before", at("2026-12-02", "18:00")),
        ("on_the_day", at("2026-12-03", "09:00")),
    ]


def test_the_evening_of_a_medicine_is_the_hour_of_its_reminder() -> None:
    make_list(MEDICINE | {"timing": before("P1D", "P1D", kind="due", part_of_day="evening")})

    assert ("on_the_day", at("2026-12-07", "18:00")) in told(Kind.MEDICATION)


def test_medicines_without_a_time_are_told_a_week_before() -> None:
    make_list(MEDICINE | {"timing": None, "instruction": ""})

    assert told(Kind.MEDICATION) == [("week_before", at("2026-12-01", "10:00"))]


def test_a_visit_is_told_a_week_a_day_and_two_hours_before() -> None:
    make_list(visits=(Visit(Appointment.Kind.IMAGING, date(2026, 12, 1), time(14, 0), "X-ray"),))

    assert told(Kind.APPOINTMENT) == [
        ("week_before", at("2026-11-24", "10:00")),
        ("day_before", at("2026-11-30", "10:00")),
        ("two_hours_before", at("2026-12-01", "12:00")),
    ]


def test_the_arrival_is_told_the_evening_before_once_an_hour_is_known() -> None:
    make_list(FOOD)
    assert told(Kind.ARRIVAL) == [("evening_before", at("2026-12-07", "18:00"))]
    Reminder.objects.all().delete()

    make_list(FOOD, unit=make_unit(make_hospital("Other")), start_time=None, arrival_time=None)

    assert told(Kind.ARRIVAL) == []


def test_red_flags_and_the_teams_own_tasks_are_never_a_reminder() -> None:
    make_list(RED_FLAG, {"category": "test", "actor": "care_team", "title": "We take your blood"})

    assert set(Reminder.objects.values_list("kind", flat=True)) == {Kind.LIST_READY, Kind.ARRIVAL}


def test_each_plain_task_has_a_reminder_of_its_own() -> None:
    checklist = make_list(RIDE, RIDE | {"title": "Pack a bag"})

    assert {each.item for each in Reminder.objects.filter(kind=Kind.TASK)} == set(checklist.items.all())


def test_quiet_hours_run_on_the_patients_clock() -> None:
    # 18:00 in New York is 23:00 in London: pulled forward to 20:00 there.
    unit = make_unit()

    make_list(FOOD, unit=unit, patient=make_patient(unit, zone_name="Europe/London"))

    assert told(Kind.FASTING) == [("evening_before", at("2026-12-07", "15:00"))]


def test_what_is_past_but_must_not_be_missed_is_told_now() -> None:
    now = at("2026-12-07", "19:30")

    make_list(FOOD, FLUIDS, now=now)

    assert told(Kind.FASTING) == [("evening_before", now), ("evening_before", now)]


def test_what_is_of_no_more_use_is_not_sent_and_reaches_a_nurse() -> None:
    checklist = make_list(FOOD, now=at("2026-12-08", "03:00"))

    reminder = Reminder.objects.get(kind=Kind.FASTING)

    assert reminder.status == Status.EXPIRED
    work_item = WorkItem.objects.get()
    assert (work_item.kind, work_item.reminder, work_item.is_urgent) == (WorkItem.Kind.TOO_LATE, reminder, True)
    assert work_item.surgery == checklist.surgery


def test_planning_twice_changes_nothing() -> None:
    checklist = make_list(FOOD, FLUIDS, MEDICINE, RIDE)
    planned = list(Reminder.objects.order_by("pk").values())

    assert plan_reminders(checklist.surgery, now=NOW) == ()
    assert list(Reminder.objects.order_by("pk").values()) == planned


def test_what_waits_for_a_late_worker_is_left_alone_by_planning() -> None:
    checklist = make_list(FOOD, RIDE)
    planned = list(Reminder.objects.order_by("pk").values_list("pk", "status", "due_at"))

    plan_reminders(checklist.surgery, now=at("2026-12-07", "20:00"))

    assert list(Reminder.objects.order_by("pk").values_list("pk", "status", "due_at")) == planned


def test_what_went_out_is_not_planned_again() -> None:
    checklist = make_list(FOOD)
    Reminder.objects.filter(kind=Kind.FASTING).update(status=Status.SENT, ended_at=NOW)

    plan_reminders(checklist.surgery, now=NOW)

    assert Reminder.objects.filter(kind=Kind.FASTING).count() == 1


def test_a_reminder_left_waiting_past_its_use_ends_and_reaches_a_nurse_if_critical() -> None:
    make_list(FOOD, RIDE)
    late = at("2026-12-08", "00:01")

    assert expire(now=late) == 1  # fasting; the rest is of use until the arrival
    assert expire(now=late) == 0

    assert Reminder.objects.get(status=Status.EXPIRED).kind == Kind.FASTING
    assert WorkItem.objects.get().kind == WorkItem.Kind.TOO_LATE
    expire(now=late + timedelta(days=1))
    assert not Reminder.objects.filter(status=Status.SCHEDULED).exists()
