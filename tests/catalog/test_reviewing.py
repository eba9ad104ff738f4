"""Editing, adding, dismissing and confirming the tasks of a draft."""

from datetime import UTC, datetime

import pytest

from procedures.catalog.models import ChecklistTemplate, TaskTemplate
from procedures.catalog.reviewing import (
    ChangedMeanwhile,
    ConflictNotSettled,
    HoleKind,
    NoReason,
    NotAClinician,
    StillOpen,
    TaskWords,
    add_task,
    confirm,
    dismiss,
    edit_task,
    fill_hole,
    fingerprint,
    holes,
    restore,
)
from procedures.core.distance import Distance
from procedures.core.span import Span
from procedures.core.tasks import ASK_ABOUT_MEDICINES, Category, Phase
from procedures.core.timing import Relation, Timing, TimingKind
from procedures.hospitals.models import Role, User
from tests.cast import make_clinician, make_staff, make_unit
from tests.catalog.papers import make_dismissal, make_draft, make_fasting, make_medicine, make_task

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
SIX_WEEKS = Timing(Relation.AFTER, Distance.parse("P0D"), Distance.parse("P6W"), kind=TimingKind.INTERVAL)
pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> ChecklistTemplate:
    return make_draft(make_unit())


@pytest.fixture
def carl(draft: ChecklistTemplate) -> User:
    return make_clinician(draft.procedure.unit)


def words_of(task: TaskTemplate, **changes: object) -> TaskWords:
    values = {
        "title": task.title,
        "instruction": task.instruction,
        "phase": Phase(task.phase),
        "category": Category(task.category),
        "timing": task.when,
    } | changes
    return TaskWords(**values)  # type: ignore[arg-type]


def test_a_clinician_confirms_one_task_with_name_and_time(draft: ChecklistTemplate, carl: User) -> None:
    medicine, other = make_medicine(draft), make_medicine(draft)

    confirm(medicine, by=carl, now=NOW, instruction="Take your last aspirin on the day that Dr Ito wrote down for you.")

    medicine.refresh_from_db()
    other.refresh_from_db()
    assert (medicine.confirmed_by, medicine.confirmed_at) == (carl, NOW)
    assert medicine.instruction == "Take your last aspirin on the day that Dr Ito wrote down for you."
    assert other.confirmed_at is None


def test_safety_rule_1_nobody_but_a_clinician_of_the_unit_confirms(draft: ChecklistTemplate) -> None:
    task = make_medicine(draft)
    author = make_staff(draft.procedure.unit, Role.AUTHOR, Role.NURSE, username="ann")
    stranger = make_clinician(make_unit(draft.procedure.unit.hospital, "Eye clinic"), username="eva")

    for person in (author, stranger):
        with pytest.raises(NotAClinician):
            confirm(task, by=person, now=NOW)

    task.refresh_from_db()
    assert task.confirmed_at is None


def test_safety_rule_1_a_medicine_without_words_tells_the_patient_to_ask(draft: ChecklistTemplate, carl: User) -> None:
    task = make_medicine(draft, instruction="Stop it.")

    confirm(task, by=carl, now=NOW, instruction="  ")

    task.refresh_from_db()
    assert task.instruction == ASK_ABOUT_MEDICINES


def test_a_change_after_confirming_voids_the_confirmation(draft: ChecklistTemplate, carl: User) -> None:
    task = make_medicine(draft)
    confirm(task, by=carl, now=NOW)

    edit_task(task, words=words_of(task, title="Stop aspirin"), by=None, now=NOW)

    task.refresh_from_db()
    assert task.confirmed_at is None
    assert [hole.kind for hole in holes(draft)] == [HoleKind.CLINICIAN]


def test_saving_a_task_unchanged_keeps_the_confirmation(draft: ChecklistTemplate, carl: User) -> None:
    task = make_medicine(draft)
    confirm(task, by=carl, now=NOW)

    edit_task(task, words=words_of(task), by=None, now=NOW)

    task.refresh_from_db()
    assert task.confirmed_by == carl


def test_safety_rule_1_another_category_does_not_lift_the_need_for_a_clinician(draft: ChecklistTemplate) -> None:
    task = make_medicine(draft)

    edit_task(task, words=words_of(task, category=Category.OTHER), by=None, now=NOW)

    assert [hole.kind for hole in holes(draft)] == [HoleKind.CLINICIAN]


def test_what_is_confirmed_is_what_was_shown(draft: ChecklistTemplate, carl: User) -> None:
    task = make_medicine(draft)
    shown = fingerprint(task)
    edit_task(task, words=words_of(task, title="Stop everything"), by=None, now=NOW)

    with pytest.raises(ChangedMeanwhile):
        confirm(task, by=carl, now=NOW, seen=shown)

    task.refresh_from_db()
    assert task.confirmed_at is None


def test_an_open_value_cannot_be_confirmed(draft: ChecklistTemplate, carl: User) -> None:
    with pytest.raises(StillOpen):
        confirm(make_fasting(draft), by=carl, now=NOW)


def test_safety_rule_3_a_time_against_the_document_is_confirmed_only_with_a_reason(
    draft: ChecklistTemplate, carl: User
) -> None:
    stated = {"relation": "before", "from": None, "to": "P5D", "kind": "deadline"}
    chosen = Timing(Relation.BEFORE, None, Distance.parse("P7D"), kind=TimingKind.DEADLINE)
    task = make_medicine(draft, timing=chosen.as_json(), stated_timing=stated)

    with pytest.raises(ConflictNotSettled, match="5 days before the operation"):
        confirm(task, by=carl, now=NOW)
    confirm(task, by=carl, now=NOW, conflict_note="Our pharmacist asks for 7 days.")

    task.refresh_from_db()
    assert (task.confirmed_by, task.conflict_note) == (carl, "Our pharmacist asks for 7 days.")


def test_a_hole_is_filled_with_a_time_or_with_words(draft: ChecklistTemplate) -> None:
    by_time = make_task(draft, "No driving for 6 weeks.", needs_value="how long")
    by_words = make_task(draft, "Have an X-ray of the hip.", needs_value="where")

    fill_hole(by_time, timing=SIX_WEEKS, by=None, now=NOW)
    fill_hole(by_words, instruction="Go to the X-ray desk on floor 2.", by=None, now=NOW)

    by_time.refresh_from_db()
    assert by_time.when == SIX_WEEKS
    assert {hole.kind for hole in holes(draft)} == {HoleKind.WORDS}


def test_a_hole_is_not_filled_with_nothing_or_with_another_hole(draft: ChecklistTemplate) -> None:
    task = make_task(draft, "No driving for 6 weeks.", needs_value="how long")
    vague = Timing(Relation.AFTER, raw="a few weeks", kind=TimingKind.VAGUE)

    with pytest.raises(StillOpen):
        fill_hole(task, by=None, now=NOW, instruction="  ")
    with pytest.raises(StillOpen):
        fill_hole(task, by=None, now=NOW, timing=vague)

    assert [hole.kind for hole in holes(draft)] == [HoleKind.VALUE]


def test_a_dismissed_task_stays_in_sight_and_comes_back_as_it_was(draft: ChecklistTemplate, carl: User) -> None:
    task = make_task(draft, "No driving for 6 weeks.", timing=SIX_WEEKS.as_json(), phase="recovery", details=[[1, 2]])

    gone = dismiss(task, reason="Said on the ward", by=carl, now=NOW)

    assert not draft.tasks.exists()
    assert (gone.words, gone.reason, gone.dismissed_by) == ("No driving for 6 weeks.", "Said on the ward", carl)
    back = restore(gone, by=carl, now=NOW)
    back.refresh_from_db()
    assert (back.title, back.when, back.phase, back.details) == (task.title, SIX_WEEKS, "recovery", [[1, 2]])
    assert back.source_text == "No driving for 6 weeks."
    assert not draft.dismissals.exists()


def test_a_restored_task_must_be_confirmed_again(draft: ChecklistTemplate, carl: User) -> None:
    task = make_medicine(draft)
    confirm(task, by=carl, now=NOW)

    back = restore(dismiss(task, reason="By mistake", by=carl, now=NOW), by=carl, now=NOW)

    assert back.confirmed_at is None


def test_a_filled_value_survives_dismissing_and_restoring(draft: ChecklistTemplate, carl: User) -> None:
    task = make_task(draft, "No driving for 6 weeks.", needs_value="how long")
    fill_hole(task, timing=SIX_WEEKS, by=carl, now=NOW)

    back = restore(dismiss(task, reason="By mistake", by=carl, now=NOW), by=carl, now=NOW)

    back.refresh_from_db()
    assert (back.value_given_by, back.value_given_at) == (carl, NOW)


def test_nothing_is_dismissed_without_a_reason(draft: ChecklistTemplate) -> None:
    task = make_task(draft, "No driving for 6 weeks.")

    with pytest.raises(NoReason):
        dismiss(task, reason=" ", by=None, now=NOW)

    assert draft.tasks.get() == task


def test_a_dismissed_sentence_can_be_made_a_task(draft: ChecklistTemplate) -> None:
    first = make_task(draft, "Have an X-ray of the hip.")
    last = make_task(draft, "See the surgeon 6 weeks after surgery.", phase="follow_up")
    gone = make_dismissal(draft, "No driving for 6 weeks.")
    words = TaskWords(title="Do not drive", phase=Phase.RECOVERY, category=Category.ACTIVITY, timing=SIX_WEEKS)

    added = add_task(draft, words=words, span=Span(gone.start or 0, gone.end or 0), by=None, now=NOW)

    assert list(draft.tasks.all()) == [first, added, last]
    assert added.source_text == "No driving for 6 weeks."
    assert not draft.dismissals.exists()


def test_a_task_added_from_nothing_has_no_source(draft: ChecklistTemplate) -> None:
    words = TaskWords(title="Bring your glasses", phase=Phase.PREPARATION, category=Category.LOGISTICS)

    task = add_task(draft, words=words, by=None, now=NOW)

    assert (task.title, task.source_text) == ("Bring your glasses", "")


def test_a_medicine_task_added_by_hand_waits_for_a_clinician_too(draft: ChecklistTemplate) -> None:
    words = TaskWords(title="Stop vitamin E", phase=Phase.PREPARATION, category=Category.MEDICATION)

    add_task(draft, words=words, by=None, now=NOW)

    assert [hole.kind for hole in holes(draft)] == [HoleKind.CLINICIAN]


def test_a_draft_without_tasks_has_that_as_its_hole(draft: ChecklistTemplate) -> None:
    assert [hole.kind for hole in holes(draft)] == [HoleKind.EMPTY]
