"""Two authors at one draft in the same moment, by every way in which it is changed: nothing of either is lost.

Each began with what stood before. One is done; the other is told what stands now, and still holds what was written.
"""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from procedures.catalog.models import ChecklistTemplate, TaskTemplate, Wording
from procedures.catalog.publishing import publish
from procedures.catalog.reviewing import (
    ChangedMeanwhile,
    FastingLimit,
    TaskWords,
    accept,
    dismiss,
    edit_task,
    fill_fasting,
    fill_hole,
    fingerprint,
    mark_of_draft,
    mark_of_wording,
    merge,
    split,
    write_wording,
)
from procedures.core.tasks import Category, Phase
from procedures.core.timing import Anchor
from procedures.hospitals.models import User
from tests.cast import make_nurse, make_unit
from tests.catalog.papers import make_draft, make_fasting, make_task
from tests.checklists.test_two_at_once import at_once
from tests.checklists.test_two_nurses import one_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("two_writers")]
NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
XRAY = "Have an X-ray of the hip."


@pytest.fixture
def draft() -> ChecklistTemplate:
    return make_draft(make_unit())


@pytest.fixture
def authors(draft: ChecklistTemplate) -> tuple[User, User]:
    unit = draft.procedure.unit
    return make_nurse(unit), make_nurse(unit, "nina")


def by_both(authors: tuple[User, User], act: Callable[[User], object]) -> list[object]:
    """`act` as each of them at the same moment."""
    return at_once(*[lambda by=by: act(by) for by in authors])  # type: ignore[misc]


def words_of(title: str) -> TaskWords:
    return TaskWords(title, Phase.PREPARATION, Category.OTHER)


def task() -> TaskTemplate:
    return TaskTemplate.objects.get()


def test_two_who_edit_one_task_lose_neither_wording(draft: ChecklistTemplate, authors: tuple[User, User]) -> None:
    seen = fingerprint(make_task(draft, XRAY))

    answers = by_both(
        authors, lambda by: edit_task(task(), words=words_of(f"As {by.username} says"), by=by, now=NOW, seen=seen)
    )

    assert task().title in one_of(answers, ChangedMeanwhile)


def test_words_are_not_accepted_that_a_colleague_changes_at_that_moment(
    draft: ChecklistTemplate, authors: tuple[User, User]
) -> None:
    seen, nora = fingerprint(make_task(draft, XRAY, reviewed_at=None)), authors[0]

    at_once(
        lambda: accept(task(), by=nora, now=NOW, seen=seen),
        lambda: edit_task(task(), words=words_of("Have an X-ray"), by=nora, now=NOW, seen=seen),
    )

    assert (task().title, task().reviewed_at) == ("Have an X-ray", None)


def test_two_who_fill_one_hole_fill_it_once(draft: ChecklistTemplate, authors: tuple[User, User]) -> None:
    seen = fingerprint(make_task(draft, XRAY, needs_value="where"))

    answers = by_both(
        authors, lambda by: fill_hole(task(), instruction=f"Ask {by.username}.", by=by, now=NOW, seen=seen)
    )

    assert "Yours is not saved yet" in one_of(answers, ChangedMeanwhile)
    assert task().instruction == f"Ask {task().value_given_by.username}."  # type: ignore[union-attr]  # it is given


def test_two_who_give_fasting_times_make_two_tasks_and_not_three(
    draft: ChecklistTemplate, authors: tuple[User, User]
) -> None:
    fasting = make_fasting(draft)
    seen = fingerprint(fasting)
    limits = {"food": FastingLimit.hours_before(8, Anchor.ARRIVAL)}
    limits["clear_fluids"] = FastingLimit.hours_before(2, Anchor.ARRIVAL)

    answers = by_both(authors, lambda by: fill_fasting(fasting, **limits, by=by, now=NOW, seen=seen))

    one_of(answers, ChangedMeanwhile)
    assert [row.intake for row in draft.tasks.all()] == ["food", "clear_fluids"]


def test_two_who_split_one_task_split_it_once(draft: ChecklistTemplate, authors: tuple[User, User]) -> None:
    whole = make_task(draft, XRAY)
    seen = fingerprint(whole)

    answers = by_both(
        authors,
        lambda by: split(whole, parts=[words_of("One"), words_of(f"Two of {by}")], by=by, now=NOW, seen=seen),
    )

    one_of(answers, ChangedMeanwhile)
    assert [row.part for row in draft.tasks.all()] == [1, 2]


def test_a_task_that_is_edited_while_it_is_merged_keeps_what_was_written(
    draft: ChecklistTemplate, authors: tuple[User, User]
) -> None:
    first, card = make_task(draft, XRAY), make_task(draft, title="Bring your card")
    seen = {row.pk: fingerprint(row) for row in (first, card)}
    nora, nina = authors

    answers = at_once(
        lambda: merge([first, card], by=nora, now=NOW, seen=seen),
        lambda: edit_task(card, words=words_of("Bring your insurance card"), by=nina, now=NOW, seen=seen[card.pk]),
    )

    if isinstance(answers[0], ChangedMeanwhile):
        assert "“Bring your insurance card”" in str(answers[0])
        assert draft.tasks.count() == 2
    else:
        assert isinstance(answers[1], TaskTemplate.DoesNotExist)  # her page tells her, and shows what she wrote
        assert "Bring your card" in task().instruction


def test_a_task_that_is_edited_while_it_is_dismissed_is_one_or_the_other(
    draft: ChecklistTemplate, authors: tuple[User, User]
) -> None:
    row = make_task(draft, XRAY)
    seen, (nora, nina) = fingerprint(row), authors

    answers = at_once(
        lambda: dismiss(row, reason="Not here", by=nora, now=NOW, seen=seen),
        lambda: edit_task(row, words=words_of("Have an X-ray"), by=nina, now=NOW, seen=seen),
    )

    refused = [type(one) for one in answers if isinstance(one, Exception)]
    assert refused in ([ChangedMeanwhile], [TaskTemplate.DoesNotExist])


def test_two_translators_of_one_task_lose_neither_wording(draft: ChecklistTemplate, authors: tuple[User, User]) -> None:
    row = make_task(draft, XRAY)
    seen = mark_of_wording(None)

    answers = by_both(
        authors,
        lambda by: write_wording(
            row, language="es", title=f"Como dice {by.username}", instruction="", by=by, now=NOW, seen=seen
        ),
    )

    stands = Wording.objects.get()
    assert f"They now read “{stands.title}”" in one_of(answers, ChangedMeanwhile)


def test_no_draft_is_published_with_words_that_change_at_that_moment(
    draft: ChecklistTemplate, authors: tuple[User, User]
) -> None:
    row = make_task(draft, XRAY)
    seen, (nora, nina) = fingerprint(row), authors

    whole = mark_of_draft(draft)
    at_once(
        lambda: publish(draft, by=nora, now=NOW, seen=whole),
        lambda: edit_task(row, words=words_of("Have an X-ray"), by=nina, now=NOW, seen=seen),
    )

    draft.refresh_from_db()
    assert (task().title == XRAY) == draft.is_published
