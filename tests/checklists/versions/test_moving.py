"""Moving a patient's list to a newer version: what stays, what goes, what comes, and who is told."""

from datetime import UTC, datetime, time, timedelta

import pytest

from procedures.catalog.editions import Change
from procedures.checklists.cancelling import cancel
from procedures.checklists.models import ChecklistItem, ItemEvent, Reminder, WorkItem
from procedures.checklists.refused import Refused
from procedures.checklists.surgery_times import SurgeryIsOver
from procedures.checklists.ticking import tick
from procedures.checklists.versions import ChangedMeanwhile, NotMovable, move_to_version, touched
from procedures.checklists.visits import Visit
from procedures.hospitals.models import Role
from tests.cast import make_hospital, make_nurse, make_patient, make_procedure, make_template, make_unit
from tests.checklists.medicines.plans import METFORMIN, confirmed
from tests.checklists.scenes import FLUIDS, FOOD, MEDICINE, NOW, RIDE, at, before, fresh
from tests.checklists.versions.editions import (
    GLASSES,
    NEW,
    OLD,
    PAPERS,
    SHOWER,
    SIX_HOURS,
    give,
    make_versions,
    off,
    step,
)

LATER = NOW + timedelta(hours=1)
Kind, Status = Reminder.Kind, Reminder.Status
pytestmark = pytest.mark.django_db


def test_a_new_version_changes_no_list_by_itself() -> None:
    first, _ = make_versions()
    checklist = give(first)

    assert checklist.template == first
    assert step(checklist.surgery, "Stop eating").instruction == "Stop eating 8 hours before."


def test_unchanged_steps_keep_their_numbers_and_ticks_and_new_ones_get_new_numbers() -> None:
    first, second = make_versions()
    checklist = give(first)
    tick(step(checklist.surgery, "Shower"), by=None, now=NOW)

    moved = move_to_version(checklist, second, by=None, now=LATER)

    surgery = checklist.surgery
    shower = step(surgery, "Shower")
    assert (shower.number, shower.status, shower.task and shower.task.template) == (3, "done", second)
    assert {step(surgery, title).number for title in ("Stop eating", "Bring your insurance papers")} == {7, 8}
    assert off(surgery, "Stop eating").number == 1
    assert moved.plan is not None
    assert {(change.kind, change.title) for change in moved.plan.changes} == {
        (Change.RETIMED, "Stop eating"),
        (Change.GONE, "Bring your glasses"),
        (Change.ADDED, "Bring your insurance papers"),
    }


def test_what_goes_is_kept_as_evidence_with_its_words_its_tick_and_its_times() -> None:
    first, second = make_versions()
    checklist = give(first)
    old = step(checklist.surgery, "Stop eating")
    tick(old, by=None, now=NOW)

    move_to_version(checklist, second, by=None, now=LATER)

    kept = off(checklist.surgery, "Stop eating")
    assert (kept.instruction, kept.due_at, kept.status) == (old.instruction, old.due_at, "done")
    assert list(kept.events.values_list("act", flat=True)) == [ItemEvent.Act.TICKED, ItemEvent.Act.REPLACED]
    assert off(checklist.surgery, "Bring your glasses").events.get().act == ItemEvent.Act.GONE


def test_the_new_steps_get_their_dates_and_reminders_under_a_new_generation() -> None:
    first, second = make_versions()
    checklist = give(first)

    move_to_version(checklist, second, by=None, now=LATER)

    surgery = fresh(checklist.surgery)
    food = step(surgery, "Stop eating")
    assert surgery.generation == 2
    assert food.due_at == at("2026-12-08", "02:00")
    assert {one.generation for one in surgery.reminders.stoppable()} == {2}
    assert food.reminders.stoppable().exists()
    assert not off(surgery, "Stop eating").reminders.stoppable().exists()
    assert not off(surgery, "Bring your glasses").reminders.stoppable().exists()


def test_what_was_ticked_and_is_said_another_way_now_goes_to_a_nurse() -> None:
    first, second = make_versions()
    checklist = give(first)
    for title in ("Stop eating", "Bring your glasses"):
        tick(step(checklist.surgery, title), by=None, now=NOW)

    move_to_version(checklist, second, by=None, now=LATER)

    concern = WorkItem.objects.get(kind=WorkItem.Kind.JUDGE_AGAIN)
    assert "Stop eating" in concern.summary
    assert concern.is_urgent
    assert step(checklist.surgery, "Stop eating").status == ChecklistItem.Status.OPEN


def test_safety_rule_1_a_fast_that_may_have_begun_is_judged_even_without_a_tick() -> None:
    first, second = make_versions()
    checklist = give(first)

    move_to_version(checklist, second, by=None, now=at("2026-12-08", "01:00"))

    assert "Perhaps begun" in WorkItem.objects.get(kind=WorkItem.Kind.JUDGE_AGAIN).summary


def test_the_patient_gets_one_correction_and_not_in_the_night() -> None:
    first, second = make_versions()
    checklist = give(first)
    Reminder.objects.filter(kind=Kind.LIST_READY).update(status=Status.SENT, ended_at=NOW)

    moved = move_to_version(checklist, second, by=None, now=at("2026-11-21", "23:30"))

    correction = Reminder.objects.get(kind=Kind.LIST_CHANGED)
    assert moved.told == correction
    assert at("2026-11-22", "06:00") < correction.due_at < at("2026-11-22", "10:00")


def test_a_list_that_was_not_told_of_yet_needs_no_correction_and_its_news_is_not_lost() -> None:
    first, second = make_versions()
    checklist = give(first)

    move_to_version(checklist, second, by=None, now=LATER)

    news = checklist.surgery.reminders.get(kind=Kind.LIST_READY)
    assert (news.status, news.generation) == (Status.SCHEDULED, 2)
    assert not Reminder.objects.filter(kind=Kind.LIST_CHANGED).exists()


def test_what_only_the_team_does_tells_the_patient_nothing() -> None:
    theirs = {"category": "test", "title": "Take blood", "actor": "care_team"}
    first, second = make_versions(RIDE, theirs, old=(RIDE,))
    checklist = give(first)
    Reminder.objects.filter(kind=Kind.LIST_READY).update(status=Status.SENT, ended_at=NOW)

    moved = move_to_version(checklist, second, by=None, now=LATER)

    assert moved.told is None
    assert step(checklist.surgery, "Take blood")


def test_unchanged_steps_are_not_told_twice() -> None:
    first, second = make_versions()
    checklist = give(first)
    sent = step(checklist.surgery, "Stop drinking").reminders.order_by("due_at").first()
    assert sent is not None
    Reminder.objects.filter(pk=sent.pk).update(status=Status.SENT, ended_at=sent.due_at)

    move_to_version(checklist, second, by=None, now=sent.due_at + timedelta(minutes=1))

    again = Reminder.objects.filter(item=sent.item, step=sent.step, latest_at=sent.latest_at)
    assert list(again) == [sent]


def test_messages_that_are_wrong_now_are_named() -> None:
    first, second = make_versions()
    checklist = give(first)
    wrong = step(checklist.surgery, "Stop eating").reminders.order_by("due_at").first()
    right = step(checklist.surgery, "Stop drinking").reminders.order_by("due_at").first()
    assert wrong is not None
    assert right is not None
    Reminder.objects.filter(pk__in=[wrong.pk, right.pk]).update(status=Status.SENT, ended_at=wrong.due_at)

    moved = move_to_version(checklist, second, by=None, now=LATER)

    assert moved.plan is not None
    assert moved.plan.wrong == (wrong,)


def test_moving_twice_is_the_same_as_once() -> None:
    first, second = make_versions()
    checklist = give(first)
    move_to_version(checklist, second, by=None, now=LATER)
    rows = list(ChecklistItem.objects.order_by("pk").values())

    again = move_to_version(checklist, second, by=None, now=LATER)

    assert not again.is_new
    assert list(ChecklistItem.objects.order_by("pk").values()) == rows
    assert checklist.surgery.events.filter(act="list moved").count() == 1


def test_a_number_is_never_used_again_over_several_versions() -> None:
    first, second = make_versions()
    third = make_template(first.procedure, FLUIDS, GLASSES, version=3)
    checklist = give(first)

    move_to_version(checklist, second, by=None, now=LATER)
    move_to_version(checklist, third, by=None, now=LATER)

    standing = checklist.items.standing().values_list("number", "title")
    assert dict(standing) == {2: "Stop drinking", 9: "Bring your glasses"}


def test_after_the_patient_was_expected_preparing_stays_as_it_was() -> None:
    walk = {"phase": "recovery", "category": "activity", "title": "Walk a little"}
    first, second = make_versions(*NEW, walk)
    checklist = give(first)

    move_to_version(checklist, second, by=None, now=at("2026-12-08", "12:00"))

    surgery = checklist.surgery
    assert step(surgery, "Stop eating").instruction == "Stop eating 8 hours before."
    assert step(surgery, "Bring your glasses")
    assert step(surgery, "Walk a little")
    assert not WorkItem.objects.filter(kind=WorkItem.Kind.JUDGE_AGAIN).exists()


def test_a_visit_follows_its_step_and_a_nurse_checks_it() -> None:
    scan = {"category": "test", "title": "Have an X-ray", "instruction": "Have an X-ray of the knee."}
    first, second = make_versions(scan | {"instruction": "Have an X-ray of both knees."}, old=(scan,))
    visit = Visit("imaging", datetime(2026, 12, 1, tzinfo=UTC).date(), time(9, 0), "X-ray")
    checklist = give(first, visits=(visit,))
    told = Reminder.objects.filter(appointment__isnull=False).count()

    move_to_version(checklist, second, by=None, now=LATER)

    item = step(checklist.surgery, "Have an X-ray")
    assert checklist.surgery.appointments.get().item == item
    assert item.due_at == at("2026-12-01", "09:00")
    assert WorkItem.objects.get(kind=WorkItem.Kind.VISIT).appointment == checklist.surgery.appointments.get()
    assert Reminder.objects.stoppable().filter(appointment__isnull=False).count() == told


def test_what_a_new_version_says_of_medicines_is_not_settled_by_confirming_another_medicine() -> None:
    first, second = make_versions(MEDICINE | {"instruction": "Take the last one at noon."}, old=(MEDICINE,))
    surgery = give(first).surgery
    confirmed(surgery)
    move_to_version(surgery.checklists.get(), second, by=None, now=LATER)

    confirmed(surgery, METFORMIN, now=LATER)

    assert [one for one in WorkItem.objects.open() if one.summary.startswith("The new version says something else")]


def test_a_tick_from_a_page_that_was_overtaken_is_kept_and_judged() -> None:
    first, second = make_versions()
    checklist = give(first)
    seen = step(checklist.surgery, "Stop eating")
    move_to_version(checklist, second, by=None, now=LATER)

    assert tick(seen, by=None, now=LATER)

    assert off(checklist.surgery, "Stop eating").status == ChecklistItem.Status.DONE
    assert step(checklist.surgery, "Stop eating").status == ChecklistItem.Status.OPEN
    assert "as it stood on the list before" in WorkItem.objects.get(kind=WorkItem.Kind.JUDGE_AGAIN).summary


def test_nothing_changes_for_a_draft_another_procedure_an_older_version_or_an_operation_that_is_over() -> None:
    first, second = make_versions()
    checklist, other = give(second), give(first, make_patient(first.procedure.unit, "Ana"))
    draft = make_template(first.procedure, version=None)
    elsewhere = make_template(make_procedure(first.procedure.unit, "Hip replacement"), version=9)

    for template in (draft, elsewhere, first):
        with pytest.raises(NotMovable):
            move_to_version(checklist, template, by=None, now=LATER)
    cancel(other.surgery, by=None, reason="Fever", now=LATER)
    with pytest.raises(SurgeryIsOver):
        move_to_version(other, second, by=None, now=LATER)

    assert not ItemEvent.objects.exists()


def test_what_was_not_looked_at_as_it_is_now_is_refused() -> None:
    first, second = make_versions()
    checklist = give(first)

    with pytest.raises(ChangedMeanwhile) as caught:
        move_to_version(checklist, second, by=None, now=LATER, seen_generation=7)

    assert isinstance(caught.value, Refused)
    assert checklist.template == first


def test_whom_a_version_touches_is_listed_soonest_surgery_first_with_what_would_change() -> None:
    first, second = make_versions()
    unit = first.procedure.unit
    late = give(first, make_patient(unit, "Ana"), surgery_date=at("2026-12-20", "08:00").date())
    soon = give(first, make_patient(unit, "Maria"))
    give(second, make_patient(unit, "Joan"))
    over = give(first, make_patient(unit, "Otto"))
    cancel(over.surgery, by=None, reason="Fever", now=NOW)
    tick(step(soon.surgery, "Stop eating"), by=None, now=NOW)

    found = list(touched(second, make_nurse(unit), Role.NURSE, now=LATER))

    assert [one.checklist for one in found] == [soon, late]
    assert [change.title for change in found[0].plan.to_judge] == ["Stop eating"]
    assert [change.title for change in found[1].plan.of(Change.GONE)] == ["Bring your glasses"]
    assert not ItemEvent.objects.exclude(act=ItemEvent.Act.TICKED).exists()


def test_a_nurse_of_another_unit_is_shown_no_one() -> None:
    first, second = make_versions()
    give(first)
    stranger = make_nurse(make_unit(make_hospital("Hillside Clinic")), username="otto")

    assert not list(touched(second, stranger, Role.NURSE, now=LATER))


def test_two_fasting_rules_never_stand_side_by_side_after_a_move() -> None:
    """Safety rule 3: the old limit, kept as evidence, does not contradict the new one."""
    first, second = make_versions(SIX_HOURS | {"timing": before("PT20H")}, FLUIDS, old=(FOOD, FLUIDS))
    checklist = give(first)

    move_to_version(checklist, second, by=None, now=LATER)

    assert step(checklist.surgery, "Stop eating").due_at == at("2026-12-07", "12:00")
    assert not WorkItem.objects.filter(kind=WorkItem.Kind.CONFLICT).exists()


def test_the_old_and_new_of_the_scene_differ_as_the_tests_say() -> None:
    assert SHOWER in OLD
    assert SHOWER in NEW
    assert PAPERS not in OLD
