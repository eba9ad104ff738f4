"""Safety rule 6 for medicines: a move ends what was confirmed for the old date, and grave changes turn red."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from procedures.checklists.cancelling import cancel
from procedures.checklists.medicines.confirming import confirm_medicine
from procedures.checklists.medicines.entering import change_medicine
from procedures.checklists.models import Checklist, Medicine, Reminder, WorkItem
from procedures.checklists.previewing import preview
from procedures.checklists.refused import Refused
from procedures.checklists.rescheduling import Rescheduled, reschedule
from procedures.checklists.ticking import tick
from procedures.core.medicine_classes import RED_WHEN_MOVED
from procedures.core.tasks import ASK_ABOUT_MEDICINES
from tests.cast import LONG_AGO
from tests.checklists.medicines.plans import (
    BETA_BLOCKER,
    METFORMIN,
    WARFARIN,
    clinician_of,
    confirmed,
    doses,
    entered,
    nurse_of,
)
from tests.checklists.scenes import NOW, RIDE, at, before, item_of, make_list

pytestmark = pytest.mark.django_db
LATER = {"surgery_date": date(2026, 12, 15), "start_time": time(8, 0), "arrival_time": time(6, 30)}
AFTER_LAST_DOSE = at("2026-12-04", "10:00")


def move(checklist: Checklist, *, now: datetime = NOW, **changes: object) -> Rescheduled:
    return reschedule(checklist.surgery, **(LATER | changes), by=None, now=now)


def items(checklist: Checklist, kind: str) -> list[WorkItem]:
    return list(checklist.surgery.work_items.filter(kind=kind).order_by("pk"))


@pytest.mark.parametrize("rule", [WARFARIN, BETA_BLOCKER])
def test_rule_6_moving_the_operation_voids_the_confirmation_and_a_nurse_is_asked(rule: object) -> None:
    checklist = make_list(RIDE)
    medicine = confirmed(checklist.surgery, rule)

    done = move(checklist)

    medicine.refresh_from_db()
    assert done.void_medicines == (medicine,)
    assert (medicine.status, medicine.confirmed_by, medicine.confirmed_at) == (Medicine.Status.VOID, None, None)
    assert doses(checklist.surgery) == []
    (asked,) = items(checklist, WorkItem.Kind.MEDICINES)
    assert rule.name in asked.summary


def test_rule_6_no_reminder_of_a_voided_medicine_is_left() -> None:
    checklist = make_list(RIDE)
    confirmed(checklist.surgery)

    move(checklist)

    left = Reminder.objects.stoppable().filter(surgery=checklist.surgery, item__medicine__isnull=False)
    assert not left.exists()
    assert not checklist.surgery.reminders.stoppable().filter(step="plan_ready").exists()


def test_rule_6_a_draft_for_the_old_date_cannot_be_confirmed_after_the_move() -> None:
    checklist = make_list(RIDE)
    medicine = entered(checklist.surgery)
    move(checklist)
    medicine.refresh_from_db()

    with pytest.raises(Refused, match="has moved"):
        confirm_medicine(medicine, version=medicine.version, by=clinician_of(checklist.surgery), now=NOW)


def test_a_void_medicine_that_is_entered_anew_can_be_confirmed() -> None:
    checklist = make_list(RIDE)
    medicine = confirmed(checklist.surgery)
    move(checklist)
    medicine.refresh_from_db()
    anew = replace(WARFARIN, last_dose_date=date(2026, 12, 10), restart_date=date(2026, 12, 16))

    change_medicine(medicine, anew, version=medicine.version, by=nurse_of(checklist.surgery), now=NOW)
    confirm_medicine(medicine, version=medicine.version, by=clinician_of(checklist.surgery), now=NOW)

    assert doses(checklist.surgery)[0].due_at == at("2026-12-10", "23:59")


def test_another_hour_of_the_same_day_voids_only_what_has_an_hour() -> None:
    checklist = make_list(RIDE)
    by_day = confirmed(checklist.surgery)
    by_hour = confirmed(checklist.surgery, replace(METFORMIN, last_dose_time=time(18, 0)))

    done = move(checklist, surgery_date=date(2026, 12, 8), start_time=time(14, 0), arrival_time=time(12, 0))

    assert done.void_medicines == (by_hour,)
    assert {item.medicine for item in doses(checklist.surgery)} == {by_day}


@pytest.mark.parametrize("medicine_class", sorted(RED_WHEN_MOVED))
def test_a_grave_medicine_that_was_already_changed_is_red_for_the_nurse(medicine_class: str) -> None:
    checklist = make_list(RIDE)
    confirmed(checklist.surgery, replace(WARFARIN, medicine_class=medicine_class))

    move(checklist, now=AFTER_LAST_DOSE)

    (red,) = items(checklist, WorkItem.Kind.JUDGE_AGAIN)
    assert red.is_urgent
    assert "Tuesday 8 December, which has moved" in red.summary
    assert "Warfarin 5 mg" in red.summary


def test_nothing_is_red_before_the_last_dose() -> None:
    checklist = make_list(RIDE)
    confirmed(checklist.surgery)

    move(checklist)

    assert items(checklist, WorkItem.Kind.JUDGE_AGAIN) == []


def test_a_dose_that_was_ticked_early_is_red() -> None:
    checklist = make_list(RIDE)
    confirmed(checklist.surgery)
    tick(doses(checklist.surgery)[0], by=None, now=NOW)

    move(checklist)

    assert len(items(checklist, WorkItem.Kind.JUDGE_AGAIN)) == 1


def test_another_class_that_was_already_changed_makes_the_nurses_item_urgent() -> None:
    checklist = make_list(RIDE)
    confirmed(checklist.surgery, replace(WARFARIN, name="Aspirin", medicine_class="aspirin"))

    move(checklist, now=AFTER_LAST_DOSE)

    assert items(checklist, WorkItem.Kind.JUDGE_AGAIN) == []
    assert [one.is_urgent for one in items(checklist, WorkItem.Kind.MEDICINES)] == [True]


def test_what_no_clinician_had_confirmed_was_never_told_and_is_not_red() -> None:
    checklist = make_list(RIDE)
    entered(checklist.surgery)

    move(checklist, now=AFTER_LAST_DOSE)

    assert items(checklist, WorkItem.Kind.JUDGE_AGAIN) == []


def test_the_preview_says_what_the_move_will_do_and_writes_nothing() -> None:
    checklist = make_list(RIDE)
    grave, kept = confirmed(checklist.surgery), confirmed(checklist.surgery, BETA_BLOCKER)

    seen = preview(checklist.surgery, **LATER, now=AFTER_LAST_DOSE)

    grave.refresh_from_db()
    assert set(seen.medicines.void) == {grave, kept}
    assert seen.medicines.changed == seen.medicines.red == (grave,)
    assert grave.status == Medicine.Status.CONFIRMED
    assert not [telling for telling in seen.to_tell if telling.item and telling.item.medicine_id]
    assert len(doses(checklist.surgery)) == 2


def test_moving_to_the_same_time_again_voids_nothing_more() -> None:
    checklist = make_list(RIDE)
    confirmed(checklist.surgery)
    move(checklist)

    assert move(checklist, now=NOW + timedelta(minutes=1)).void_medicines == ()


def test_a_general_step_says_to_ask_again_after_the_move() -> None:
    drafted = {"category": "medication", "title": "Stop blood thinners", "confirmed_at": None}
    checklist = make_list(drafted)
    confirmed(checklist.surgery)

    move(checklist)

    assert item_of(checklist).instruction == ASK_ABOUT_MEDICINES


@pytest.mark.parametrize(("now", "count"), [(NOW, 0), (AFTER_LAST_DOSE, 1)])
def test_cancelling_after_the_last_dose_is_red_too(now: datetime, count: int) -> None:
    checklist = make_list(RIDE)
    confirmed(checklist.surgery)

    cancel(checklist.surgery, by=None, reason="Fever", now=now)

    red = [one for one in items(checklist, WorkItem.Kind.JUDGE_AGAIN) if one.closed_at is None]
    assert len(red) == count


STOP = {
    "category": "medication",
    "title": "Stop your blood thinner",
    "instruction": "Stop taking warfarin 5 days before surgery.",
    "timing": before("P5D", None, kind="start"),
    "confirmed_at": LONG_AGO,
}


def red(checklist: Checklist) -> list[str]:
    return [one.summary for one in items(checklist, WorkItem.Kind.JUDGE_AGAIN) if one.is_urgent]


def test_a_step_of_the_document_whose_day_had_come_is_red_although_nobody_ticked_it() -> None:
    checklist = make_list(STOP)
    shown = preview(checklist.surgery, **LATER, now=AFTER_LAST_DOSE)

    done = move(checklist, now=AFTER_LAST_DOSE)

    assert shown.begun == ("Stop your blood thinner",)
    assert [item.title for item in done.begun] == list(shown.begun)
    (words,) = red(checklist)
    assert "Stop your blood thinner" in words
    assert "Phone the patient now" in words


@pytest.mark.parametrize(
    ("changed", "now"),
    [
        ({}, NOW),  # its day is still to come
        ({"instruction": ASK_ABOUT_MEDICINES}, AFTER_LAST_DOSE),  # it only says to ask
        ({"title": "Stop your vitamins", "instruction": "Stop vitamin C."}, AFTER_LAST_DOSE),
    ],
)
def test_a_step_that_changed_no_grave_medicine_yet_is_not_red(changed: dict[str, object], now: datetime) -> None:
    checklist = make_list(STOP | changed)

    assert move(checklist, now=now).begun == ()
    assert red(checklist) == []


def test_setting_the_hour_of_the_same_day_makes_no_day_red() -> None:
    checklist = make_list(STOP)

    move(checklist, surgery_date=date(2026, 12, 8), start_time=time(14), arrival_time=None, now=AFTER_LAST_DOSE)

    assert red(checklist) == []


@pytest.mark.parametrize("is_ticked", [True, False])
def test_what_was_changed_for_an_operation_that_is_cancelled_needs_a_clinician(is_ticked: bool) -> None:
    checklist = make_list(STOP)
    if is_ticked:
        tick(item_of(checklist), by=None, now=NOW)

    cancel(checklist.surgery, by=None, reason="", now=NOW if is_ticked else AFTER_LAST_DOSE)

    (words,) = red(checklist)
    assert "when to start it again" in words
