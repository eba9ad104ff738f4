"""One patient's list changed by hand: what is kept, who must confirm, who is told, and two nurses at once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from procedures.checklists.amending import (
    ListChangedMeanwhile,
    NotAClinician,
    NotAmendable,
    NotWaiting,
    ReasonMissing,
    StepWords,
    add_step,
    change_step,
    confirm_amendment,
    remove_step,
    take_back,
)
from procedures.checklists.booking import Visit
from procedures.checklists.cancelling import cancel
from procedures.checklists.models import Amendment, Checklist, ChecklistItem, Reminder, WorkItem
from procedures.checklists.rescheduling import reschedule
from procedures.checklists.surgery_times import SurgeryIsOver
from procedures.checklists.ticking import tick
from procedures.checklists.versions import move_to_version
from procedures.core.distance import Distance, TimeUnit
from procedures.core.tasks import ASK_ABOUT_FASTING, Category
from procedures.core.timing import Relation, Timing
from procedures.hospitals.models import Role, User
from tests.cast import make_clinician, make_nurse, make_patient, make_staff, make_unit
from tests.checklists.scenes import FLUIDS, FOOD, NOW, RED_FLAG, RIDE, at, fresh, make_list
from tests.checklists.versions.editions import GLASSES, give, make_versions, off, step

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)
Kind = Reminder.Kind
EVENING_BEFORE = Timing(Relation.BEFORE, None, Distance(1, TimeUnit.DAYS), clock="18:00")
CPAP = StepWords("Bring your breathing machine", category=Category.LOGISTICS, timing=EVENING_BEFORE)
SIX_HOURS = StepWords(
    "Stop eating",
    "Eat nothing from 6 hours before.",
    category=Category.FASTING,
    intake="food",
    timing=Timing(Relation.BEFORE, None, Distance(6, TimeUnit.HOURS)),
)


@pytest.fixture
def checklist() -> Checklist:
    checklist = make_list(FOOD, FLUIDS, RIDE, RED_FLAG)
    Reminder.objects.filter(kind=Kind.LIST_READY).update(status="sent", ended_at=NOW)
    return checklist


@pytest.fixture
def nurse(checklist: Checklist) -> User:
    return make_nurse(checklist.surgery.unit)


@pytest.fixture
def clinician(checklist: Checklist) -> User:
    return make_clinician(checklist.surgery.unit)


def told(checklist: Checklist) -> int:
    return checklist.surgery.reminders.filter(kind=Kind.LIST_CHANGED).count()


def test_a_step_is_added_with_its_date_its_reminders_and_one_word_to_the_patient(
    checklist: Checklist, nurse: User
) -> None:
    add_step(checklist, CPAP, reason="Has sleep apnoea", by=nurse, now=LATER)

    item = step(checklist.surgery, "Bring your breathing machine")
    assert (item.number, item.due_at) == (5, at("2026-12-07", "18:00"))
    assert item.reminders.stoppable().exists()
    assert {one.generation for one in checklist.surgery.reminders.stoppable()} == {2}
    assert told(checklist) == 1
    assert Amendment.objects.get().reason == "Has sleep apnoea"


def test_several_changes_within_minutes_are_one_message(checklist: Checklist, nurse: User) -> None:
    add_step(checklist, CPAP, reason="Apnoea", by=nurse, now=LATER)
    remove_step(step(checklist.surgery, "Arrange a ride home"), reason="Stays overnight", by=nurse, now=LATER)

    assert told(checklist) == 1


def test_a_change_keeps_the_old_step_as_it_was_and_gives_the_new_one_a_number_of_its_own(
    checklist: Checklist, nurse: User
) -> None:
    ride = step(checklist.surgery, "Arrange a ride home")
    words = StepWords("Your daughter takes you home", category=Category.LOGISTICS)

    change_step(ride, words, reason="She said so", by=nurse, now=LATER)

    kept = off(checklist.surgery, "Arrange a ride home")
    assert (kept.number, kept.withdrawn_at) == (3, LATER)
    assert step(checklist.surgery, "Your daughter takes you home").number == 5
    assert not kept.reminders.stoppable().exists()


def test_what_was_ticked_and_is_changed_goes_to_a_nurse_and_is_open_again(checklist: Checklist, nurse: User) -> None:
    ride = step(checklist.surgery, "Arrange a ride home")
    tick(ride, by=None, now=NOW)

    change_step(ride, StepWords("Come by taxi"), reason="No car", by=nurse, now=LATER)

    assert "Done as the list said before" in WorkItem.objects.get(kind="judge_again").summary
    assert step(checklist.surgery, "Come by taxi").status == "open"


def test_safety_rule_1_a_changed_fast_says_to_ask_until_a_clinician_confirms(
    checklist: Checklist, nurse: User, clinician: User
) -> None:
    food = step(checklist.surgery, "Stop eating")

    asked = change_step(food, SIX_HOURS, reason="Diabetic", by=nurse, now=LATER)

    waiting = ChecklistItem.objects.get(amendment=asked)
    assert (waiting.instruction, waiting.due_at, waiting.timing) == (ASK_ABOUT_FASTING, None, None)
    concern = WorkItem.objects.open().get(kind="confirm_step")
    assert concern.is_urgent
    assert told(checklist) == 1

    confirm_amendment(asked, by=clinician, now=LATER)

    waiting.refresh_from_db()
    assert (waiting.instruction, waiting.due_at) == (SIX_HOURS.instruction, at("2026-12-08", "02:00"))
    assert waiting.reminders.stoppable().filter(kind=Kind.FASTING).exists()
    concern.refresh_from_db()
    assert concern.closing_note == "Confirmed by Carl Ito."


def test_safety_rule_1_an_added_medicine_step_is_not_on_the_list_before_a_clinician_confirms(
    checklist: Checklist, nurse: User, clinician: User
) -> None:
    words = StepWords("Stop your iron tablets", category=Category.MEDICATION)
    asked = add_step(checklist, words, reason="Colonoscopy", by=nurse, now=LATER)

    before = checklist.items.count(), told(checklist)
    confirm_amendment(asked, by=clinician, now=LATER)

    assert before == (4, 0)
    assert step(checklist.surgery, "Stop your iron tablets").instruction == ""
    assert told(checklist) == 1


def test_safety_rule_1_a_fast_stays_on_the_list_until_a_clinician_agrees_to_take_it_off(
    checklist: Checklist, nurse: User, clinician: User
) -> None:
    food = step(checklist.surgery, "Stop eating")
    asked = remove_step(food, reason="Local anaesthetic", by=nurse, now=LATER)

    assert step(checklist.surgery, "Stop eating").due_at == at("2026-12-08", "00:00")
    confirm_amendment(asked, by=clinician, now=LATER)

    assert off(checklist.surgery, "Stop eating").pk == food.pk


def test_safety_rule_1_a_fast_is_not_made_an_ordinary_step_past_the_clinician(
    checklist: Checklist, nurse: User
) -> None:
    food = step(checklist.surgery, "Stop eating")

    asked = change_step(food, StepWords("Eat what you like"), reason="-", by=nurse, now=LATER)

    assert asked.status == Amendment.Status.WAITING
    assert not ChecklistItem.objects.filter(title="Eat what you like").exists()


def test_safety_rule_1_the_database_keeps_an_unconfirmed_fast_from_standing(checklist: Checklist, nurse: User) -> None:
    asked = change_step(step(checklist.surgery, "Stop eating"), SIX_HOURS, reason="-", by=nurse, now=LATER)

    with pytest.raises(IntegrityError), transaction.atomic():
        Amendment.objects.filter(pk=asked.pk).update(status="standing")


def test_only_a_clinician_of_the_unit_confirms(checklist: Checklist, nurse: User) -> None:
    elsewhere = make_staff(make_unit(checklist.surgery.unit.hospital, "Day surgery"), Role.CLINICIAN, username="eve")
    asked = change_step(step(checklist.surgery, "Stop eating"), SIX_HOURS, reason="-", by=nurse, now=LATER)

    for someone in (nurse, elsewhere):
        with pytest.raises(NotAClinician):
            confirm_amendment(asked, by=someone, now=LATER)


def test_safety_rule_3_an_added_fast_that_differs_silences_both(
    checklist: Checklist, nurse: User, clinician: User
) -> None:
    asked = add_step(checklist, SIX_HOURS, reason="-", by=nurse, now=LATER)

    confirm_amendment(asked, by=clinician, now=LATER)

    food = ChecklistItem.objects.standing().filter(category="fasting", intake="food")
    assert {(one.instruction, one.due_at) for one in food} == {(ASK_ABOUT_FASTING, None)}
    assert WorkItem.objects.open().filter(kind="conflict").exists()


def test_taking_back_puts_the_old_step_in_its_place_again_with_its_tick(checklist: Checklist, nurse: User) -> None:
    food = step(checklist.surgery, "Stop eating")
    tick(food, by=None, now=NOW)
    asked = change_step(food, SIX_HOURS, reason="-", by=nurse, now=LATER)

    take_back(asked, by=nurse, now=LATER)

    standing = step(checklist.surgery, "Stop eating")
    assert (standing.pk, standing.status, standing.due_at) == (food.pk, "done", at("2026-12-08", "00:00"))
    assert not WorkItem.objects.open().filter(kind="confirm_step").exists()
    with pytest.raises(NotWaiting):
        confirm_amendment(asked, by=make_clinician(checklist.surgery.unit), now=LATER)


def test_changing_what_waits_leaves_one_to_confirm(checklist: Checklist, nurse: User) -> None:
    first = change_step(step(checklist.surgery, "Stop eating"), SIX_HOURS, reason="-", by=nurse, now=LATER)
    asking = ChecklistItem.objects.get(amendment=first)

    change_step(asking, SIX_HOURS, reason="Another reason", by=nurse, now=LATER)

    first.refresh_from_db()
    assert first.status == Amendment.Status.TAKEN_BACK
    assert WorkItem.objects.open().filter(kind="confirm_step").count() == 1
    assert ChecklistItem.objects.standing().filter(category="fasting", intake="food").count() == 1


def test_of_two_nurses_who_change_one_list_the_second_is_told_and_nothing_is_lost(
    checklist: Checklist, nurse: User
) -> None:
    other = make_nurse(checklist.surgery.unit, username="otto")
    seen = checklist.surgery.generation
    add_step(checklist, CPAP, reason="Apnoea", by=nurse, now=LATER, seen_generation=seen)

    with pytest.raises(ListChangedMeanwhile):
        add_step(checklist, StepWords("Wear slippers"), reason="-", by=other, now=LATER, seen_generation=seen)

    assert step(checklist.surgery, "Bring your breathing machine")


def test_pressing_twice_adds_once(checklist: Checklist, nurse: User) -> None:
    seen = checklist.surgery.generation
    for _ in range(2):
        add_step(checklist, CPAP, reason="Apnoea", by=nurse, now=LATER, seen_generation=seen)

    assert Amendment.objects.count() == 1
    assert checklist.items.count() == 5


def test_a_change_needs_a_reason(checklist: Checklist, nurse: User) -> None:
    with pytest.raises(ReasonMissing):
        add_step(checklist, CPAP, reason="  ", by=nurse, now=LATER)


def test_safety_rule_4_a_warning_sign_is_neither_changed_nor_taken_off(checklist: Checklist, nurse: User) -> None:
    flag = step(checklist.surgery, "Call if you bleed")

    with pytest.raises(NotAmendable):
        remove_step(flag, reason="-", by=nurse, now=LATER)
    with pytest.raises(NotAmendable):
        change_step(flag, CPAP, reason="-", by=nurse, now=LATER)


def test_a_list_that_is_over_is_not_changed(checklist: Checklist, nurse: User) -> None:
    cancel(checklist.surgery, by=nurse, reason="Ill", now=NOW)

    with pytest.raises(SurgeryIsOver):
        add_step(checklist, CPAP, reason="-", by=nurse, now=LATER)


def test_a_booked_visit_follows_its_step_or_stands_by_itself() -> None:
    visit = Visit("assessment", at("2026-12-01", "09:00").date(), at("2026-12-01", "09:00").time(), "Clinic")
    checklist = make_list({"category": "assessment", "title": "Come to your assessment"}, visits=(visit,))
    nurse = make_nurse(checklist.surgery.unit)
    words = StepWords("Come to the assessment with your papers", category=Category.ASSESSMENT)

    asked = change_step(step(checklist.surgery, "Come to your assessment"), words, reason="-", by=nurse, now=LATER)
    booked = checklist.surgery.appointments.get()
    heir = ChecklistItem.objects.get(amendment=asked)
    assert (booked.item_id, heir.due_at) == (heir.pk, booked.starts_at)

    remove_step(heir, reason="By phone", by=nurse, now=LATER)
    booked.refresh_from_db()
    assert (booked.item_id, booked.status) == (None, "booked")


def test_what_was_changed_by_hand_stays_so_on_a_newer_version_and_a_nurse_compares() -> None:
    first, second = make_versions()
    checklist = give(first, make_patient(first.procedure.unit))
    nurse = make_nurse(checklist.surgery.unit)
    remove_step(step(checklist.surgery, GLASSES["title"]), reason="Sees well", by=nurse, now=LATER)
    change_step(step(checklist.surgery, "Shower"), StepWords("Wash in bed"), reason="Cast", by=nurse, now=LATER)
    food = change_step(step(checklist.surgery, "Stop eating"), SIX_HOURS, reason="-", by=nurse, now=LATER)
    confirm_amendment(food, by=make_clinician(checklist.surgery.unit), now=LATER)

    move_to_version(fresh_list(checklist), second, by=nurse, now=LATER + timedelta(hours=1))

    titles = set(ChecklistItem.objects.standing().values_list("title", flat=True))
    assert "Wash in bed" in titles
    assert not titles & {"Shower", GLASSES["title"]}
    assert ChecklistItem.objects.standing().filter(title="Stop eating").count() == 1
    assert "Changed by hand for this patient" in WorkItem.objects.get(kind="judge_again").summary


def test_moving_the_operation_retimes_what_was_added_by_hand(checklist: Checklist, nurse: User) -> None:
    add_step(checklist, CPAP, reason="Apnoea", by=nurse, now=LATER)
    surgery = fresh(checklist.surgery)
    day = at("2026-12-10", "08:00").date()

    reschedule(
        surgery,
        surgery_date=day,
        start_time=surgery.start_time,
        arrival_time=surgery.arrival_time,
        by=nurse,
        now=LATER,
    )

    item = step(surgery, "Bring your breathing machine")
    assert (item.instruction, item.due_at) == ("", at("2026-12-09", "18:00"))


def fresh_list(checklist: Checklist) -> Checklist:
    return Checklist.objects.get(pk=checklist.pk)
