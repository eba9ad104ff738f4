"""Splitting a task and merging tasks: nothing is lost, and what a clinician signed is signed again."""

from datetime import UTC, datetime

import pytest

from procedures.catalog.coverage import coverage
from procedures.catalog.models import ChecklistTemplate, Frozen, ReviewEvent, Section, TaskTemplate
from procedures.catalog.publishing import publish
from procedures.catalog.reviewing import (
    CannotMerge,
    HoleKind,
    NotASplit,
    NothingToTakeApart,
    accept,
    confirm,
    faults_of,
    fill_hole,
    holes,
    merge,
    split,
    take_apart,
    write_wording,
)
from procedures.catalog.reviewing.rows import task_as_json
from procedures.core.distance import Distance
from procedures.core.tasks import Category
from procedures.core.timing import Relation, Timing
from procedures.hospitals.models import User
from tests.cast import make_clinician, make_unit
from tests.catalog.papers import make_draft, make_fasting, make_medicine, make_task
from tests.catalog.test_reviewing import words_of

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
BOTH = "Stop smoking 2 weeks before and wash the evening before."
TEXT = f"Preparation\n- {BOTH}\n- Bring your papers.\n- Bring your card.\n"
pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> ChecklistTemplate:
    draft = make_draft(make_unit(), text=TEXT, name="Hip")
    Section.objects.create(document=draft.document, kind="preparation", heading="Preparation", start=0, end=len(TEXT))
    return draft


@pytest.fixture
def carl(draft: ChecklistTemplate) -> User:
    return make_clinician(draft.procedure.unit)


def lost(draft: ChecklistTemplate) -> list[str]:
    """The sentences that are neither task nor detail nor dismissed."""
    return [piece.words for piece in coverage(ChecklistTemplate.objects.get(pk=draft.pk)).unread]


def test_one_task_becomes_two_of_the_same_sentence_each_with_its_own_words(
    draft: ChecklistTemplate, carl: User
) -> None:
    task = make_task(draft, BOTH)
    two_weeks = Timing(Relation.BEFORE, None, Distance.parse("P2W"))
    smoking = words_of(task, title="Stop smoking 2 weeks before", category=Category.LIFESTYLE, timing=two_weeks)
    washing = words_of(task, title="Wash the evening before", category=Category.HYGIENE)

    first, second = split(task, parts=[smoking, washing], by=carl, now=NOW)

    assert [first.source_text, second.source_text] == [BOTH, BOTH]
    assert [(row.title, row.category, row.part) for row in draft.tasks.all()] == [
        ("Stop smoking 2 weeks before", "lifestyle", 1),
        ("Wash the evening before", "hygiene", 2),
    ]
    assert (first.when, second.when) == (two_weeks, None)
    event = ReviewEvent.objects.get()
    assert (event.act, event.by, event.at, event.before[0]["title"]) == ("split", carl, NOW, BOTH)


def test_each_part_is_accepted_anew_and_together_they_must_say_the_whole_sentence(
    draft: ChecklistTemplate, carl: User
) -> None:
    task = make_task(draft, BOTH)
    parts = [words_of(task, title="Stop smoking 2 weeks before"), words_of(task, title="Wash the evening before")]

    first, second = split(task, parts=parts, by=carl, now=NOW)

    assert (first.reviewed_at, second.reviewed_at) == (None, None)
    accept(first, by=carl, now=NOW)
    accept(second, by=carl, now=NOW)
    TaskTemplate.objects.filter(pk=first.pk).update(title="Stop smoking")
    assert [hole.kind for hole in holes(draft)] == [HoleKind.WORDS, HoleKind.WORDS]


def test_a_split_needs_two_titles(draft: ChecklistTemplate, carl: User) -> None:
    task = make_task(draft, BOTH)

    with pytest.raises(NotASplit):
        split(task, parts=[words_of(task), words_of(task, title=" ")], by=carl, now=NOW)

    assert draft.tasks.get() == task


def test_safety_rule_1_splitting_a_medicine_drops_its_confirmation_and_each_part_needs_one(carl: User) -> None:
    draft = make_draft(carl.memberships.first().unit)  # type: ignore[union-attr]
    task = make_medicine(draft)
    confirm(task, by=carl, now=NOW)

    split(task, parts=[words_of(task), words_of(task, category=Category.OTHER)], by=carl, now=NOW)

    assert [hole.kind for hole in holes(draft)] == [HoleKind.CLINICIAN, HoleKind.CLINICIAN]


def test_merging_the_parts_takes_a_split_back(draft: ChecklistTemplate, carl: User) -> None:
    task = make_task(draft, BOTH)
    parts = [words_of(task, title="Stop smoking 2 weeks before"), words_of(task, title="Wash the evening before")]

    whole = merge(split(task, parts=parts, by=carl, now=NOW), by=carl, now=NOW)

    assert (draft.tasks.count(), whole.part, whole.details, whole.source_text) == (1, 0, [], BOTH)
    assert faults_of(whole) == ()


def test_merged_tasks_keep_every_sentence_tied_to_them(draft: ChecklistTemplate, carl: User) -> None:
    make_task(draft, BOTH)
    papers, card = make_task(draft, "Bring your papers."), make_task(draft, "Bring your card.")

    one = merge([card, papers], by=carl, now=NOW, title="Bring papers and card")

    assert one.pk == papers.pk
    assert (one.title, one.instruction) == ("Bring papers and card", "Bring your papers.\nBring your card.")
    assert one.details == [[card.start, card.end]]
    assert one.reviewed_at is None
    assert lost(draft) == []


def test_safety_no_act_is_lost_from_what_the_patient_reads_when_another_title_stands_above(
    draft: ChecklistTemplate, carl: User
) -> None:
    """Merging begun from the second task proposes that one's title: the first one's was read nowhere any more."""
    make_task(draft, BOTH)
    papers, card = make_task(draft, "Bring your papers."), make_task(draft, "Bring your card.")

    one = merge([card, papers], by=carl, now=NOW, title="Bring your card.")

    assert (one.title, one.instruction) == ("Bring your card.", "Bring your papers.")


def test_merged_tasks_come_back_as_they_were(draft: ChecklistTemplate, carl: User) -> None:
    papers, card = (
        make_task(draft, "Bring your papers."),
        make_task(draft, "Bring your card.", instruction="Or a copy."),
    )
    for row in (papers, card):
        write_wording(row, language="es", title="Traiga", instruction="", by=carl, now=NOW)
    before = [task_as_json(row) for row in (papers, card)]
    one = merge([papers, card], by=carl, now=NOW)

    back = take_apart(one, by=carl, now=NOW)

    ignored = {"changed_by_id", "changed_at"}
    assert [without(task_as_json(row), ignored) for row in back] == [without(row, ignored) for row in before]
    assert [event.act for event in ReviewEvent.objects.all()] == ["merged", "apart"]
    with pytest.raises(NothingToTakeApart):
        take_apart(back[0], by=carl, now=NOW)


def without(written: dict[str, object], names: set[str]) -> dict[str, object]:
    return {name: value for name, value in written.items() if name not in names}


def test_a_hole_in_one_of_them_is_a_hole_of_the_merged_one(draft: ChecklistTemplate, carl: User) -> None:
    papers = make_task(draft, "Bring your papers.", needs_value="which papers")
    card = make_task(draft, "Bring your card.", needs_value="which card")
    fill_hole(papers, instruction="Bring your consent form.", by=carl, now=NOW)

    one = merge([papers, card], by=carl, now=NOW)

    assert (one.needs_value, one.value_given_at) == ("which card", None)


APART = {
    "a medicine and a task that needs no clinician": {"category": "medication"},
    "warning signs and a task to tick": {"is_red_flag": True},
    "another phase": {"phase": "recovery"},
    "someone else's": {"actor": "caregiver"},
    "to leave, not to do": {"polarity": "avoid"},
    "only for some": {"condition": "if you smoke"},
    "another time": {"timing": {"relation": "before", "from": None, "to": "P2W", "kind": "deadline"}},
}


@pytest.mark.parametrize("fields", APART.values(), ids=APART)
def test_what_would_be_wrong_in_one_task_is_not_merged_and_says_why(
    draft: ChecklistTemplate, carl: User, fields: dict[str, object]
) -> None:
    week = {"relation": "before", "from": None, "to": "P1W", "kind": "deadline"}
    papers, other = make_task(draft, "Bring your papers.", timing=week), make_task(draft, "Bring your card.", **fields)

    with pytest.raises(CannotMerge) as refused:
        merge([papers, other], by=carl, now=NOW)

    assert (
        "Leave them apart" in str(refused.value)
        or "cannot be merged" in str(refused.value)
        or "phase" in str(refused.value)
    )
    assert draft.tasks.count() == 2


def test_safety_rule_1_fasting_and_medicines_are_not_merged(carl: User) -> None:
    draft = make_draft(carl.memberships.first().unit)  # type: ignore[union-attr]

    with pytest.raises(CannotMerge, match="one by one"):
        merge([make_fasting(draft), make_medicine(draft)], by=carl, now=NOW)


def test_nothing_of_a_published_version_is_split_or_merged(draft: ChecklistTemplate, carl: User) -> None:
    papers, card = make_task(draft, "Bring your papers."), make_task(draft, "Bring your card.")
    publish(draft, by=carl, now=NOW)

    with pytest.raises(Frozen):
        split(papers, parts=[words_of(papers), words_of(papers)], by=carl, now=NOW)
    with pytest.raises(Frozen):
        merge([papers, card], by=carl, now=NOW)
