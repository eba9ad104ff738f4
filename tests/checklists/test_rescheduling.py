"""Moving a surgery moves everything; nothing stale goes out."""

from datetime import date, time
from uuid import uuid4

import pytest

from procedures.checklists.assigning import Visit
from procedures.checklists.booking import move_visit
from procedures.checklists.cancelling import cancel
from procedures.checklists.models import Appointment, Checklist, ChecklistItem, ItemEvent, Reminder, Surgery, WorkItem
from procedures.checklists.rescheduling import (
    ImpossibleTime,
    Rescheduled,
    SurgeryInThePast,
    SurgeryIsOver,
    preview,
    reschedule,
)
from procedures.checklists.ticking import tick
from tests.checklists.medicines.plans import confirmed
from tests.checklists.scenes import FLUIDS, FOOD, MEDICINE, NOW, RED_FLAG, RIDE, at, fresh, item_of, make_list

pytestmark = pytest.mark.django_db
Kind, Status = Reminder.Kind, Reminder.Status
LATER = date(2026, 12, 15)


def move(checklist: Checklist, day: date = LATER, start: time | None = time(8, 0), **more: object) -> Rescheduled:
    values = {"arrival_time": time(6, 30), "by": None, "now": NOW} | more
    return reschedule(checklist.surgery, surgery_date=day, start_time=start, **values)  # type: ignore[arg-type]


def test_the_items_move_with_the_surgery() -> None:
    checklist = make_list(FOOD, MEDICINE)

    move(checklist)

    assert item_of(checklist, 1).due_at == at("2026-12-15", "00:00")
    assert item_of(checklist, 2).due_at == at("2026-12-10", "23:59")
    surgery = fresh(checklist.surgery)
    assert (surgery.surgery_date, surgery.starts_at, surgery.generation) == (LATER, at("2026-12-15", "08:00"), 2)
    assert surgery.events.get(act="moved").note == "From Tuesday 8 December, 08:00 to Tuesday 15 December, 08:00."


def test_what_waits_is_superseded_and_planned_anew_under_a_new_generation() -> None:
    checklist = make_list(FOOD)
    waiting = Reminder.objects.stoppable().count()

    moved = move(checklist)

    old, new = Reminder.objects.filter(generation=1), Reminder.objects.filter(generation=2)
    assert moved.superseded == waiting == old.filter(status=Status.SUPERSEDED).count()
    assert not old.stoppable().exists()
    assert set(moved.planned) == set(new)
    assert new.get(kind=Kind.FASTING).due_at == at("2026-12-14", "18:00")


def test_one_correction_goes_at_once() -> None:
    checklist = make_list(FOOD)

    move(checklist)
    move(checklist, date(2026, 12, 16))

    told = Reminder.objects.get(kind=Kind.MOVED, status=Status.SCHEDULED)
    assert (told.due_at, told.is_critical, told.generation) == (NOW, True, 3)


def test_a_correction_waits_for_the_morning_only_while_both_dates_are_far() -> None:
    checklist = make_list(FOOD)
    night, eve = at("2026-11-20", "23:00"), at("2026-12-07", "23:00")

    move(checklist, now=night)
    assert Reminder.objects.get(kind=Kind.MOVED).due_at == at("2026-11-21", "08:00")

    move(checklist, date(2026, 12, 8), now=night)
    move(checklist, now=eve)  # the patient fasts for tomorrow
    assert Reminder.objects.get(kind=Kind.MOVED, generation=4).due_at == eve


def test_who_may_still_be_fasting_for_a_time_just_past_is_told_at_once() -> None:
    checklist = make_list(FOOD, start_time=time(20, 0), arrival_time=time(19, 0))
    night = at("2026-12-08", "22:00")

    move(checklist, now=night)

    assert Reminder.objects.get(kind=Kind.MOVED).due_at == night


def test_what_is_going_out_already_is_reported() -> None:
    checklist = make_list(FOOD)
    armed = Reminder.objects.get(kind=Kind.LIST_READY)
    lease = {"claim_token": "8d5ac0cd-0b4c-4a5e-8a38-9d6e5ddb1d4e", "lease_until": NOW}
    Reminder.objects.filter(pk=armed.pk).update(status=Status.ARMED, **lease)

    moved = move(checklist)

    assert moved.already_going_out == (armed,)
    assert Reminder.objects.get(pk=armed.pk).status == Status.ARMED


def test_a_claimed_reminder_is_taken_from_its_worker() -> None:
    checklist = make_list(FOOD)
    lease = {"claim_token": "8d5ac0cd-0b4c-4a5e-8a38-9d6e5ddb1d4e", "lease_until": NOW}
    Reminder.objects.filter(kind=Kind.LIST_READY).update(status=Status.CLAIMED, **lease)

    move(checklist)

    ended = Reminder.objects.get(kind=Kind.LIST_READY)
    assert (ended.status, ended.claim_token) == (Status.SUPERSEDED, None)


def test_safety_rule_6_moving_the_surgery_voids_ticks() -> None:
    lasting = {"category": "lifestyle", "title": "Stop smoking"}
    checklist = make_list(FOOD, MEDICINE, RIDE, lasting)
    for item in checklist.items.all():
        tick(item, by=None, now=NOW)

    move(checklist)

    states = [(item.status, item.voided_at is not None) for item in checklist.items.all()]
    assert states == [("open", True)] * 3 + [("done", False)]
    assert ItemEvent.objects.filter(act=ItemEvent.Act.VOIDED).count() == 3


def test_safety_rule_6_a_medicine_done_for_the_old_date_is_an_alarm() -> None:
    checklist = make_list(MEDICINE, RIDE)
    for item in checklist.items.all():
        tick(item, by=None, now=NOW)

    moved = move(checklist)

    assert moved.judge_again == (item_of(checklist, 1),)
    alarm = WorkItem.objects.get(kind=WorkItem.Kind.JUDGE_AGAIN)
    assert alarm.is_urgent
    assert alarm.item == item_of(checklist, 1)
    assert "Tuesday 8 December" in alarm.summary


def test_a_visit_keeps_its_date_and_its_tick() -> None:
    visit = Visit(Appointment.Kind.ASSESSMENT, date(2026, 12, 1), time(9, 0), "Clinic 3")
    checklist = make_list({"category": "assessment", "title": "Assessment"}, visits=(visit,))
    tick(item_of(checklist), by=None, now=NOW)

    move(checklist)

    assert item_of(checklist).status == ChecklistItem.Status.DONE
    assert item_of(checklist).due_at == at("2026-12-01", "09:00")


def test_a_reminder_of_an_unmoved_visit_that_was_sent_is_not_sent_twice() -> None:
    visit = Visit(Appointment.Kind.ASSESSMENT, date(2026, 11, 23), time(14, 0), "Clinic 3")
    checklist = make_list(visits=(visit,))
    Reminder.objects.filter(step="day_before").update(status=Status.SENT, ended_at=NOW)

    move(checklist)

    assert Reminder.objects.filter(step="day_before").count() == 1
    assert Reminder.objects.filter(step="two_hours_before", generation=2).count() == 1


def test_word_of_a_moved_visit_that_waits_for_the_morning_is_not_lost_when_the_surgery_moves() -> None:
    checklist = make_list(visits=(Visit(Appointment.Kind.ASSESSMENT, date(2026, 11, 25), time(9, 0), "Clinic 3"),))
    night = at("2026-11-20", "23:00")
    later = Visit(Appointment.Kind.ASSESSMENT, date(2026, 11, 30), time(9, 0), "Clinic 3")
    move_visit(Appointment.objects.get(), later, by=None, now=night)

    move(checklist, now=night)

    word = Reminder.objects.get(kind=Kind.APPOINTMENT, step="moved")
    assert (word.status, word.due_at, word.generation) == (Status.SCHEDULED, at("2026-11-21", "08:00"), 2)


@pytest.mark.parametrize("status", [Status.ARMED, Status.UNKNOWN])
def test_what_is_going_out_and_still_holds_is_not_stale_after_the_move(status: str) -> None:
    visit = Visit(Appointment.Kind.ASSESSMENT, date(2026, 11, 23), time(14, 0), "Clinic 3")
    checklist = make_list(FOOD, visits=(visit,))
    held = {"claim_token": uuid4(), "lease_until": NOW} if status == Status.ARMED else {}
    Reminder.objects.filter(step="day_before").update(status=status, **held)
    Reminder.objects.filter(kind=Kind.FASTING).update(status=status, **held)

    move(checklist)

    assert Reminder.objects.get(step="day_before").generation == 2
    assert Reminder.objects.get(kind=Kind.FASTING, status=status).generation == 1


def test_a_visit_that_ends_up_on_the_wrong_side_is_a_work_item() -> None:
    visit = Visit(Appointment.Kind.ASSESSMENT, date(2026, 12, 4), time(9, 0), "Clinic 3")
    checklist = make_list(visits=(visit,))

    moved = move(checklist, date(2026, 12, 2))

    assert moved.misplaced_visits == (Appointment.objects.get(),)
    assert "Friday 4 December no longer fits" in WorkItem.objects.get(kind=WorkItem.Kind.VISIT).summary


def test_a_nearer_date_loses_nothing() -> None:
    checklist = make_list(FOOD, MEDICINE)
    now = at("2026-12-02", "19:00")

    move(checklist, date(2026, 12, 3), now=now)

    fasting = Reminder.objects.get(kind=Kind.FASTING, generation=2)
    medicine = Reminder.objects.get(kind=Kind.MEDICATION, generation=2)
    assert (fasting.status, fasting.due_at) == (Status.SCHEDULED, now)
    assert medicine.status == Status.EXPIRED  # five days before is over
    assert WorkItem.objects.get(kind=WorkItem.Kind.TOO_LATE).reminder == medicine


def test_setting_the_theatre_time_gives_exact_hours_and_keeps_what_does_not_hang_on_it() -> None:
    checklist = make_list(FOOD, MEDICINE, start_time=None, arrival_time=None)
    tick(item_of(checklist, 2), by=None, now=NOW)
    assert item_of(checklist, 1).is_assumed

    move(checklist, date(2026, 12, 8), time(13, 0))

    food, medicine = checklist.items.all()
    assert (food.due_at, food.is_assumed) == (at("2026-12-08", "05:00"), False)
    assert medicine.status == ChecklistItem.Status.DONE
    assert Reminder.objects.get(kind=Kind.MOVED).step == "time_set"


@pytest.mark.parametrize("was_told", [True, False])
def test_another_hour_of_the_day_is_told_as_such_unless_the_day_itself_was_never_told(was_told: bool) -> None:
    checklist = make_list(FOOD)
    move(checklist, date(2026, 12, 15))
    if was_told:
        Reminder.objects.filter(kind=Kind.MOVED).update(status=Status.SENT, ended_at=NOW)

    move(checklist, date(2026, 12, 15), time(9, 30))
    move(checklist, date(2026, 12, 15), time(10, 30))

    correction = Reminder.objects.get(kind=Kind.MOVED, status=Status.SCHEDULED)
    assert correction.step == ("time_changed" if was_told else "moved")


def test_what_was_sent_of_the_date_and_of_doses_is_shown_as_wrong_after_the_move() -> None:
    checklist = make_list(RIDE)
    confirmed(checklist.surgery)
    told = Reminder.objects.filter(item__medicine__isnull=False, item__phase="preparation")
    assert told.update(status=Status.SENT, ended_at=NOW)

    shown = preview(checklist.surgery, surgery_date=date(2026, 12, 15), start_time=time(8), arrival_time=None, now=NOW)

    assert set(told) <= set(shown.already_sent)


def test_the_second_click_changes_nothing() -> None:
    checklist = make_list(FOOD)
    move(checklist)

    assert move(checklist) == Rescheduled()
    assert fresh(checklist.surgery).generation == 2


@pytest.mark.parametrize(
    ("day", "start", "refusal"),
    [
        (date(2026, 11, 1), time(8, 0), SurgeryInThePast),
        (date(2026, 12, 15), time(6, 0), ImpossibleTime),  # before the arrival
        (date(2027, 3, 14), time(2, 30), ImpossibleTime),  # a missing hour
    ],
)
def test_a_date_that_cannot_be_is_refused_and_nothing_is_changed(
    day: date, start: time, refusal: type[Exception]
) -> None:
    checklist = make_list(FOOD)
    before = list(Reminder.objects.values()), list(Surgery.objects.values()), list(ChecklistItem.objects.values())

    with pytest.raises(refusal):
        move(checklist, day, start)

    assert (
        list(Reminder.objects.values()),
        list(Surgery.objects.values()),
        list(ChecklistItem.objects.values()),
    ) == before


def test_a_cancelled_surgery_cannot_be_moved() -> None:
    checklist = make_list(FOOD)
    cancel(checklist.surgery, by=None, reason="Fever", now=NOW)

    with pytest.raises(SurgeryIsOver, match="cancelled"):
        move(checklist)


def test_the_preview_says_what_the_move_then_does() -> None:
    visit = Visit(Appointment.Kind.ASSESSMENT, date(2026, 12, 4), time(9, 0), "Clinic 3")
    checklist = make_list(FOOD, FLUIDS, MEDICINE, RIDE, RED_FLAG, visits=(visit,))
    for number in (3, 4):
        tick(item_of(checklist, number), by=None, now=NOW)
    Reminder.objects.filter(step="evening_before", item__category="fasting").update(status=Status.SENT, ended_at=NOW)
    new = {"surgery_date": date(2026, 12, 2), "start_time": time(9, 0), "arrival_time": time(7, 0)}

    shown = preview(checklist.surgery, **new, now=NOW)  # type: ignore[arg-type]
    assert fresh(checklist.surgery).surgery_date == date(2026, 12, 8)
    moved = reschedule(checklist.surgery, **new, by=None, now=NOW)  # type: ignore[arg-type]

    after = {item.pk: item.due_at for item in checklist.items.all()}
    assert {one.item.pk: one.new_due_at for one in shown.moves} == {
        pk: due for pk, due in after.items() if pk in {one.item.pk for one in shown.moves}
    }
    assert shown.judge_again == moved.judge_again
    assert [item.number for item in shown.voided] == [3, 4]
    assert shown.misplaced_visits == moved.misplaced_visits
    assert len(shown.already_sent) == 2
    planned = [(one.kind, one.step, one.due_at) for one in moved.planned if one.kind != Kind.MOVED]
    assert sorted(planned) == sorted((one.kind, one.step, one.at) for one in shown.to_tell + shown.too_late)
