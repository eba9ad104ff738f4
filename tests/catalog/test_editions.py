"""A new edition of a document: what is carried over, what is to be reviewed anew, and what is compared."""

from datetime import UTC, datetime

import pytest

from procedures.catalog.editions import Change, compare
from procedures.catalog.importing import import_document
from procedures.catalog.models import ChecklistTemplate, TaskTemplate
from procedures.catalog.publishing import new_draft_from, publish
from procedures.catalog.reviewing import (
    FastingLimit,
    HoleKind,
    TaskWords,
    accept,
    add_task,
    confirm,
    dismiss,
    edit_task,
    fill_fasting,
    fill_hole,
    holes,
    merge,
    review_wording,
    split,
    write_wording,
)
from procedures.core.tasks import ASK_ABOUT_MEDICINES, Category, Phase
from procedures.core.timing import Anchor
from procedures.hospitals.models import Unit, User
from tests.cast import make_clinician, make_hospital, make_unit

FIRST = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
SHEET = """\
# Hip replacement

## Preparation

- Fast for a certain number of hours before the operation.
- Stop blood thinners 5 days before surgery.
- Shower the night before surgery.
- Bring your reading glasses.
- Arrange for someone to drive you home.

## Recovery

- Do not drive for 6 weeks.
- Walk for 5 minutes every hour.

## Follow-up

- See the surgeon 6 weeks after surgery.
"""
pytestmark = pytest.mark.django_db


@pytest.fixture
def unit() -> Unit:
    return make_unit(make_hospital(languages=["en", "es"]))


@pytest.fixture
def carl(unit: Unit) -> User:
    return make_clinician(unit)


def settle(template: ChecklistTemplate, by: User, now: datetime) -> None:
    """Answer hole after hole, as a clinician would."""
    while found := holes(template):
        task, kind = found[0].task, found[0].kind
        assert task is not None
        if kind is HoleKind.FASTING:
            food, fluids = FastingLimit.hours_before(8, Anchor.ARRIVAL), FastingLimit.hours_before(2, Anchor.ARRIVAL)
            fill_fasting(task, food=food, clear_fluids=fluids, by=by, now=now)
        elif kind is HoleKind.VALUE:
            fill_hole(task, instruction="Your team tells you when.", by=by, now=now)
        elif kind is HoleKind.WORDS:
            accept(task, by=by, now=now)
        else:
            confirm(task, by=by, now=now)


def draft_of(unit: Unit, text: str, now: datetime = FIRST) -> ChecklistTemplate:
    return import_document(text.encode(), file_name=f"{now:%m}.md", unit=unit, by=None, now=now)


def about(template: ChecklistTemplate, words: str) -> list[TaskTemplate]:
    tasks = template.tasks.select_related("template__document")
    return [task for task in tasks if words in task.source_text or words in task.title]


def rewrite(task: TaskTemplate, by: User, *, title: str, text: str, now: datetime = FIRST) -> None:
    words = TaskWords(title, Phase(task.phase), Category(task.category), text, task.when)
    edit_task(task, words=words, by=by, now=now)


def version_of(unit: Unit, carl: User, text: str = SHEET) -> ChecklistTemplate:
    draft = draft_of(unit, text)
    settle(draft, carl, FIRST)
    return publish(draft, by=carl, now=FIRST)


def test_what_was_accepted_stays_accepted_where_the_sentence_is_unchanged(unit: Unit, carl: User) -> None:
    version = version_of(unit, carl)

    edition = draft_of(unit, "A new note on top.\n\n" + SHEET.replace("reading glasses", "walking stick"), NOW)

    (shower,) = about(edition, "Shower")
    (stick,) = about(edition, "walking stick")
    assert edition.based_on == version
    assert shower.source_text == "Shower the night before surgery."
    assert (shower.reviewed_by, shower.reviewed_at) == (carl, FIRST)
    assert stick.reviewed_at is None


def test_safety_rule_1_a_value_carries_and_its_confirmation_must_be_given_again(unit: Unit, carl: User) -> None:
    version_of(unit, carl)

    edition = draft_of(unit, SHEET.replace("reading glasses", "walking stick"), NOW)

    fasting = list(edition.tasks.filter(category="fasting"))
    assert {task.intake for task in fasting} == {"food", "clear_fluids"}
    assert all(task.when and task.value_given_by == carl for task in fasting)
    signed = [task for task in edition.tasks.all() if task.must_be_confirmed]
    assert len(signed) == 3
    assert not any(task.confirmed_at or task.confirmed_by or task.reviewed_at for task in signed)
    assert {hole.task for hole in holes(edition) if hole.kind is HoleKind.CLINICIAN} == set(signed)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Do not drive for 6 weeks.", "Do not drive for 8 weeks."),
        ("Do not drive for 6 weeks.", "Do not drive for 6 days."),
        ("Do not drive for 6 weeks.", "You may drive after 6 weeks."),
        ("Do not drive for 6 weeks.", "If your right hip was replaced, do not drive for 6 weeks."),
        ("Walk for 5 minutes every hour.", "Walk for 5 minutes every 2 hours."),
        ("Shower the night before surgery.", "Shower the night before surgery, and do not shave."),
    ],
)
def test_safety_rule_2_nothing_carries_to_a_sentence_that_only_looks_alike(
    unit: Unit, carl: User, old: str, new: str
) -> None:
    version_of(unit, carl)

    edition = draft_of(unit, SHEET.replace(old, new), NOW)

    found = about(edition, new.removesuffix(".").rpartition(",")[2].strip()) or about(edition, new)
    assert found
    assert not any(task.reviewed_at for task in found)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("## Recovery", "## Recovery: the first week at home"),
        ("- Do not drive for 6 weeks.", "If you had a spinal anesthetic:\n\n- Do not drive for 6 weeks."),
    ],
)
def test_a_sentence_under_another_heading_or_lead_in_is_reviewed_anew(
    unit: Unit, carl: User, old: str, new: str
) -> None:
    version_of(unit, carl)

    edition = draft_of(unit, SHEET.replace(old, new), NOW)

    assert not any(task.reviewed_at for task in about(edition, "drive for 6 weeks"))
    assert all(task.reviewed_at for task in about(edition, "Shower"))


def test_what_stands_there_once_more_than_before_is_reviewed_anew(unit: Unit, carl: User) -> None:
    version_of(unit, carl)

    edition = draft_of(unit, SHEET.replace("- Bring", "- Shower the night before surgery.\n- Bring"), NOW)

    assert not any(task.reviewed_at for task in about(edition, "Shower"))


def test_white_space_and_typography_do_not_count(unit: Unit, carl: User) -> None:
    version_of(unit, carl)

    edition = draft_of(unit, SHEET.replace("Walk for 5 minutes", "Walk for\u00a05 minutes").replace("- ", "* "), NOW)

    assert all(task.reviewed_at for task in edition.tasks.all() if not task.must_be_confirmed)


def test_a_dismissal_carries_with_its_reason_and_name_and_can_be_restored(unit: Unit, carl: User) -> None:
    draft = draft_of(unit, SHEET)
    dismiss(about(draft, "reading glasses")[0], reason="Told on the ward", by=carl, now=FIRST)
    settle(draft, carl, FIRST)
    publish(draft, by=carl, now=FIRST)

    edition = draft_of(unit, "Read this first.\n\n" + SHEET, NOW)

    gone = edition.dismissals.get(reason="Told on the ward")
    assert gone.words == "Bring your reading glasses."
    assert (gone.dismissed_by, gone.dismissed_at) == (carl, FIRST)
    assert gone.task is not None
    assert edition.document is not None
    assert edition.document.text[gone.task["start"] : gone.task["end"]] == "Bring your reading glasses."
    assert not about(edition, "reading glasses")


def test_what_a_person_wrote_split_and_merged_comes_along(unit: Unit, carl: User) -> None:
    draft = draft_of(unit, SHEET)
    glasses, ride = about(draft, "reading glasses")[0], about(draft, "drive you home")[0]
    rewrite(glasses, carl, title="Pack", text="Bring your reading glasses.")
    rewrite(ride, carl, title="Ride", text=ride.source_text)
    merge([glasses, ride], by=carl, now=FIRST)
    walk = about(draft, "Walk for 5")[0]
    said = "Walk for 5 minutes every hour."
    parts = [TaskWords(title, Phase.RECOVERY, Category.ACTIVITY, said) for title in ("Walk", "Count")]
    split(walk, parts=parts, by=carl, now=FIRST)
    settle(draft, carl, FIRST)
    publish(draft, by=carl, now=FIRST)

    edition = draft_of(unit, SHEET.replace("6 weeks after", "8 weeks after"), NOW)

    assert [task.title for task in edition.tasks.filter(part__gt=0)] == ["Walk", "Count"]
    merged = edition.tasks.get(title="Pack")
    assert "drive you home" in edition.document.text[slice(*merged.details[0])]  # type: ignore[union-attr]
    assert not edition.tasks.filter(title="Ride").exists()
    assert not about(edition, "See the surgeon")[0].reviewed_at


def test_a_merged_task_is_drafted_anew_when_one_of_its_sentences_changed(unit: Unit, carl: User) -> None:
    draft = draft_of(unit, SHEET)
    pack = [about(draft, words)[0] for words in ("reading glasses", "drive you home")]
    for task in pack:
        rewrite(task, carl, title=task.title, text=task.source_text)
    merge(pack, by=carl, now=FIRST)
    settle(draft, carl, FIRST)
    publish(draft, by=carl, now=FIRST)

    edition = draft_of(unit, SHEET.replace("someone to drive", "an adult to drive"), NOW)

    found = [*about(edition, "reading glasses"), *about(edition, "an adult to drive")]
    assert len(found) == 2
    assert not any(task.reviewed_at or task.details for task in found)


def test_reviewed_words_of_another_language_come_along(unit: Unit, carl: User) -> None:
    draft = draft_of(unit, SHEET)
    settle(draft, carl, FIRST)
    shower = about(draft, "Shower")[0]
    text = "Dúchese la noche antes de la operación." if shower.instruction else ""
    title = "Dúchese la noche antes de la operación"
    wording = write_wording(shower, language="es", title=title, instruction=text, by=carl, now=FIRST)
    review_wording(wording, by=carl, now=FIRST)
    publish(draft, by=carl, now=FIRST)

    edition = draft_of(unit, SHEET.replace("reading glasses", "walking stick"), NOW)

    carried = about(edition, "Shower")[0].wordings.get()
    assert (carried.language, carried.reviewed_by, carried.reviewed_at) == ("es", carl, FIRST)
    assert carried.template == edition


def test_a_task_added_by_hand_comes_along_to_be_read_again(unit: Unit, carl: User) -> None:
    draft = draft_of(unit, SHEET)
    add_task(draft, words=TaskWords("Ask for a chair", Phase.PREPARATION, Category.LOGISTICS), by=carl, now=FIRST)
    settle(draft, carl, FIRST)
    publish(draft, by=carl, now=FIRST)

    edition = draft_of(unit, SHEET.replace("6 weeks", "8 weeks"), NOW)

    assert edition.tasks.get(title="Ask for a chair").reviewed_at is None


def test_nothing_of_the_new_edition_is_lost_or_doubled(unit: Unit, carl: User) -> None:
    version_of(unit, carl)

    text = SHEET.replace("reading glasses", "walking stick").replace("## Follow-up", "- Use ice.\n\n## Follow-up")
    edition = draft_of(unit, text, NOW)
    fresh = draft_of(make_unit(unit.hospital, "Another"), text, NOW)

    assert {task.source_text for task in edition.tasks.all()} == {task.source_text for task in fresh.tasks.all()}
    assert [task.position for task in edition.tasks.all()] == list(range(1, edition.tasks.count() + 1))
    starts = [task.start for task in edition.tasks.all()]
    assert starts == sorted(starts)


def test_the_comparison_names_what_is_added_gone_changed_and_retimed(unit: Unit, carl: User) -> None:
    version = version_of(unit, carl)
    text = SHEET.replace("for 6 weeks", "for 8 weeks").replace("reading glasses", "glasses and a book")
    text = text.replace("- Arrange for someone to drive you home.\n", "").replace(
        "- Walk", "- Put ice on the hip.\n- Walk"
    )

    edition = draft_of(unit, text, NOW)
    found = compare(version, edition)

    named = {(change.kind, (change.new_words or change.old_words)) for change in found}
    assert (Change.RETIMED, "Do not drive for 8 weeks.") in named
    assert (Change.CHANGED, "Bring your glasses and a book.") in named
    assert (Change.GONE, "Arrange for someone to drive you home.") in named
    assert (Change.ADDED, "Put ice on the hip.") in named
    unchanged = [change for change in found if change.kind is Change.UNCHANGED]
    assert all(change.is_same_for_patient for change in unchanged)
    assert len(unchanged) == len(found) - 4


def test_a_new_draft_of_the_same_document_is_compared_with_its_version(unit: Unit, carl: User) -> None:
    version = version_of(unit, carl)
    draft = new_draft_from(version, now=NOW)
    (shower,) = about(draft, "Shower")
    rewrite(shower, carl, title="Wash", text=shower.source_text, now=NOW)

    found = compare(version, draft)

    assert draft.based_on == version
    assert [change.new and change.new.title for change in found if change.kind is not Change.UNCHANGED] == ["Wash"]


def test_a_medicine_that_one_asks_about_is_not_the_same_once_its_sentence_changed(unit: Unit, carl: User) -> None:
    version = version_of(unit, carl)
    ask = TaskWords("Ask about blood thinners", Phase.PREPARATION, Category.MEDICATION, ASK_ABOUT_MEDICINES)
    one, other = new_draft_from(version, now=NOW), draft_of(unit, SHEET.replace("5 days before", "7 days before"), NOW)
    for draft in (one, other):
        edit_task(about(draft, "blood thinners")[0], words=ask, by=carl, now=NOW)

    (change,) = (each for each in compare(one, other) if each.new and each.new.category == "medication")

    assert not change.is_same_for_patient
