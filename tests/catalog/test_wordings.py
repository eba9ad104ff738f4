"""The words that patients read: accepted in English, reviewed in Spanish, and faithful to the sentence."""

from datetime import UTC, date, datetime

import pytest

from procedures.catalog.models import ChecklistTemplate, TaskTemplate, Wording
from procedures.catalog.publishing import OpenHoles, new_draft_from, publish
from procedures.catalog.reviewing import (
    ChangedMeanwhile,
    ConfirmedInstead,
    FastingLimit,
    HoleKind,
    NotFaithful,
    NotReviewable,
    accept,
    accept_many,
    confirm,
    dismiss,
    edit_task,
    fill_fasting,
    fingerprint,
    holes,
    restore,
    review_wording,
    write_wording,
)
from procedures.checklists.assigning import Assignment, assign
from procedures.checklists.models import Checklist
from procedures.core.tasks import ASK_ABOUT_MEDICINES
from procedures.core.timing import Anchor
from procedures.hospitals.models import Role, User
from tests.cast import make_clinician, make_patient, make_staff, make_unit
from tests.catalog.papers import make_draft, make_fasting, make_medicine, make_task
from tests.catalog.test_reviewing import words_of

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
SPANISH = {"language": "es", "title": "No conduzca durante 6 semanas", "instruction": ""}
pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> ChecklistTemplate:
    return make_draft(make_unit())


@pytest.fixture
def carl(draft: ChecklistTemplate) -> User:
    return make_clinician(draft.procedure.unit)


@pytest.fixture
def ann(draft: ChecklistTemplate) -> User:
    return make_staff(draft.procedure.unit, Role.AUTHOR, username="ann")


def driving(draft: ChecklistTemplate, **fields: object) -> TaskTemplate:
    return make_task(draft, "No driving for 6 weeks.", phase="recovery", **fields)


def test_a_draft_is_not_published_before_someone_has_accepted_its_words(draft: ChecklistTemplate, ann: User) -> None:
    task = driving(draft, reviewed_at=None)

    with pytest.raises(OpenHoles, match="accept them"):
        publish(draft, by=ann, now=NOW)
    accept(task, by=ann, now=NOW)

    assert publish(draft, by=ann, now=NOW).version == 1
    accepted = draft.tasks.get()
    assert (accepted.reviewed_by, accepted.reviewed_at) == (ann, NOW)


def test_safety_words_that_lose_a_number_cannot_be_accepted_nor_published(draft: ChecklistTemplate, ann: User) -> None:
    task = driving(draft, title="Do not drive", instruction="Do not drive for 4 weeks.", reviewed_at=None)

    with pytest.raises(NotFaithful, match="“6 weeks” is missing"):
        accept(task, by=ann, now=NOW)
    TaskTemplate.objects.filter(pk=task.pk).update(reviewed_at=NOW)

    assert [hole.kind for hole in holes(draft)] == [HoleKind.WORDS]


def test_safety_rule_1_fasting_and_medicines_are_never_just_accepted(draft: ChecklistTemplate, carl: User) -> None:
    medicine = make_medicine(draft, reviewed_at=None)

    with pytest.raises(ConfirmedInstead):
        accept(medicine, by=carl, now=NOW)
    done = accept_many(draft, seen={medicine.pk: fingerprint(medicine)}, by=carl, now=NOW)

    assert done == ()


def test_many_are_accepted_at_once_but_only_what_was_shown_and_no_warning_signs(
    draft: ChecklistTemplate, ann: User
) -> None:
    plain, changed = driving(draft, reviewed_at=None), make_task(draft, "Have an X-ray of the hip.", reviewed_at=None)
    sign = make_task(draft, "See the surgeon 6 weeks after surgery.", is_red_flag=True, reviewed_at=None)
    seen = {row.pk: fingerprint(row) for row in (plain, changed, sign)}
    edit_task(changed, words=words_of(changed, title="Have an X-ray of the hip today"), by=None, now=NOW)

    done = accept_many(draft, seen=seen, by=ann, now=NOW)

    assert [row.pk for row in done] == [plain.pk]
    assert {hole.task for hole in holes(draft)} == {changed, sign}


def test_a_change_after_accepting_asks_for_it_again_in_every_language(draft: ChecklistTemplate, ann: User) -> None:
    task = driving(draft)
    wording = write_wording(task, **SPANISH, by=ann, now=NOW)
    review_wording(wording, by=ann, now=NOW)

    edit_task(task, words=words_of(task, instruction="Ask someone to take you."), by=ann, now=NOW)

    task.refresh_from_db()
    wording.refresh_from_db()
    assert (task.reviewed_at, wording.reviewed_at) == (None, None)


def test_what_is_accepted_is_what_was_shown(draft: ChecklistTemplate, ann: User) -> None:
    task = driving(draft, reviewed_at=None)
    shown = fingerprint(task)
    edit_task(task, words=words_of(task, instruction="Ask someone to take you."), by=None, now=NOW)

    with pytest.raises(ChangedMeanwhile):
        accept(task, by=ann, now=NOW, seen=shown)


def test_spanish_words_are_reviewed_by_name_and_time(draft: ChecklistTemplate, ann: User) -> None:
    wording = write_wording(driving(draft), **SPANISH, by=ann, now=NOW)
    assert wording.reviewed_at is None

    review_wording(wording, by=ann, now=NOW)

    wording.refresh_from_db()
    assert (wording.reviewed_by, wording.reviewed_at) == (ann, NOW)


@pytest.mark.parametrize("title", ["No conduzca", "No conduzca durante 6 días", "Conduzca durante 6 semanas"])
def test_safety_spanish_words_that_lose_what_the_english_say_are_refused(
    draft: ChecklistTemplate, ann: User, title: str
) -> None:
    wording = write_wording(driving(draft), **SPANISH | {"title": title}, by=ann, now=NOW)

    with pytest.raises(NotFaithful):
        review_wording(wording, by=ann, now=NOW)


def test_spanish_words_wait_for_the_english_ones(draft: ChecklistTemplate, ann: User) -> None:
    wording = write_wording(driving(draft, reviewed_at=None), **SPANISH, by=ann, now=NOW)

    with pytest.raises(NotReviewable, match="English"):
        review_wording(wording, by=ann, now=NOW)


def test_safety_rule_1_only_a_clinician_reviews_spanish_words_about_fasting(
    draft: ChecklistTemplate, carl: User, ann: User
) -> None:
    limit = FastingLimit.hours_before(8, Anchor.ARRIVAL)
    food, _ = fill_fasting(make_fasting(draft), food=limit, clear_fluids=limit, by=carl, now=NOW)
    confirm(food, by=carl, now=NOW)
    words = {
        "title": "Deje de comer",
        "instruction": "Puede comer hasta 8 horas antes de llegar. Después, no coma nada.",
    }
    wording = write_wording(food, language="es", **words, by=ann, now=NOW)

    with pytest.raises(NotReviewable, match="clinician"):
        review_wording(wording, by=ann, now=NOW)

    assert review_wording(wording, by=carl, now=NOW).reviewed_by == carl


def test_safety_rule_1_a_clinician_cannot_confirm_words_that_lose_the_value_that_was_settled(
    draft: ChecklistTemplate, carl: User
) -> None:
    limit = FastingLimit.hours_before(8, Anchor.ARRIVAL)
    food, _ = fill_fasting(make_fasting(draft), food=limit, clear_fluids=limit, by=carl, now=NOW)

    with pytest.raises(NotFaithful, match="8 hours"):
        confirm(food, by=carl, now=NOW, instruction="You may eat until 6 hours before you arrive. Then eat nothing.")


def test_a_dismissed_task_comes_back_with_its_spanish_words_to_be_reviewed_again(
    draft: ChecklistTemplate, ann: User
) -> None:
    task = driving(draft)
    review_wording(write_wording(task, **SPANISH, by=ann, now=NOW), by=ann, now=NOW)

    back = restore(dismiss(task, reason="By mistake", by=ann, now=NOW), by=ann, now=NOW)

    wording = back.wordings.get()
    assert (wording.title, wording.reviewed_at, back.reviewed_at) == (SPANISH["title"], None, None)


def test_a_new_draft_keeps_accepted_words_but_not_those_a_clinician_answers_for(
    draft: ChecklistTemplate, carl: User
) -> None:
    task, medicine = driving(draft), make_medicine(draft, title="Ask us")
    confirm(medicine, by=carl, now=NOW)
    review_wording(write_wording(task, **SPANISH, by=carl, now=NOW), by=carl, now=NOW)
    ask = {"title": "Pregunte", "instruction": "Pregunte a su equipo. No deje de tomar ninguna por su cuenta."}
    review_wording(write_wording(medicine, language="es", **ask, by=carl, now=NOW), by=carl, now=NOW)
    publish(draft, by=carl, now=NOW)

    new = new_draft_from(draft, now=NOW)

    kept = {wording.task.category: wording.reviewed_at for wording in Wording.objects.filter(template=new)}
    assert kept == {"other": NOW, "medication": None}
    assert new.tasks.get(category="other").reviewed_at is not None


def assigned(draft: ChecklistTemplate) -> Checklist:
    unit = draft.procedure.unit
    patient = make_patient(unit, language="es")
    assignment = Assignment(ChecklistTemplate.objects.get(pk=draft.pk), surgery_date=date(2026, 12, 8))
    return assign(assignment, patient=patient, unit=unit, by=None, now=NOW)


def test_an_item_has_its_reviewed_words_in_the_patients_language(draft: ChecklistTemplate, ann: User) -> None:
    review_wording(write_wording(driving(draft), **SPANISH, by=ann, now=NOW), by=ann, now=NOW)
    publish(draft, by=ann, now=NOW)

    item = assigned(draft).items.get()

    assert item.words_in("es") == ("No conduzca durante 6 semanas", "")
    assert item.words_in("en") == ("No driving for 6 weeks.", "")


def test_an_item_whose_spanish_words_nobody_reviewed_is_read_in_english(draft: ChecklistTemplate, ann: User) -> None:
    write_wording(driving(draft), **SPANISH, by=ann, now=NOW)
    publish(draft, by=ann, now=NOW)

    assert assigned(draft).items.get().words_in("es") == ("No driving for 6 weeks.", "")


def test_safety_rule_1_a_medicine_left_open_tells_to_ask_in_spanish_too(draft: ChecklistTemplate, carl: User) -> None:
    medicine = make_medicine(draft, title="Ask us")
    confirm(medicine, by=carl, now=NOW, instruction="")
    ask = {"title": "Pregunte", "instruction": "Pregunte a su equipo. No deje de tomar ninguna por su cuenta."}
    review_wording(write_wording(medicine, language="es", **ask, by=carl, now=NOW), by=carl, now=NOW)
    publish(draft, by=carl, now=NOW)

    item = assigned(draft).items.get()

    assert item.words_in("en") == ("Ask us", ASK_ABOUT_MEDICINES)
    assert item.words_in("es")[1].startswith("Pregunte a su equipo qué medicinas debe cambiar.")
