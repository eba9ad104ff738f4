"""Nothing of a document vanishes: what the review page shows of each sentence."""

from datetime import UTC, datetime

import pytest

from procedures.catalog.coverage import Fate, coverage
from procedures.catalog.importing import import_document
from procedures.catalog.models import ChecklistTemplate, Section
from procedures.catalog.reviewing import dismiss
from tests.cast import make_unit
from tests.catalog.papers import HIP, make_dismissal, make_draft, make_fasting, make_task

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def fates(template: ChecklistTemplate, open_tasks: frozenset[int] = frozenset()) -> dict[str, Fate]:
    return {piece.words.strip("- \n"): piece.fate for piece in coverage(template, open_tasks).pieces}


@pytest.fixture
def draft() -> ChecklistTemplate:
    draft = make_draft(make_unit())
    Section.objects.create(
        document=draft.document,
        kind="preparation",
        heading="Preparation",
        start=HIP.index("Preparation"),
        end=HIP.index("Procedure Description"),
    )
    return draft


def test_each_sentence_shows_what_became_of_it(draft: ChecklistTemplate) -> None:
    hole = make_fasting(draft)
    xray = make_task(draft, "Have an X-ray of the hip.")
    start = HIP.index("Adjust or stop")
    xray.details = [[start, start + len("Adjust or stop")]]
    xray.save()
    make_dismissal(draft, "You may need to:")

    shown = fates(draft, frozenset({hole.pk}))

    assert shown["Fast for a certain number of hours before the operation."] is Fate.HOLE
    assert shown["Have an X-ray of the hip."] is Fate.TASK
    assert shown["Adjust or stop"] is Fate.DETAIL
    assert shown["You may need to:"] is Fate.DISMISSED


def test_what_was_not_read_is_shown_as_such(draft: ChecklistTemplate) -> None:
    make_fasting(draft)

    found = coverage(draft)

    assert "Have an X-ray of the hip." in "".join(piece.words for piece in found.unread)
    assert found.counts[Fate.UNREAD] == len(found.unread)


def test_the_pieces_are_the_whole_text_in_order(draft: ChecklistTemplate) -> None:
    make_fasting(draft)

    assert "".join(piece.words for piece in coverage(draft).pieces) == HIP


def test_a_dismissed_task_is_shown_as_dismissed_with_its_details(draft: ChecklistTemplate) -> None:
    start = HIP.index("Have an X-ray")
    task = make_task(draft, "No driving for 6 weeks.", details=[[start, start + len("Have an X-ray")]])

    dismiss(task, reason="Told on the ward", by=None, now=NOW)

    shown = fates(draft)
    assert shown["No driving for 6 weeks."] is shown["Have an X-ray"] is Fate.DISMISSED


def test_a_sentence_that_still_gives_another_task_stays_a_task(draft: ChecklistTemplate) -> None:
    one, _other = make_task(draft, "No driving for 6 weeks."), make_task(draft, "No driving for 6 weeks.")

    dismiss(one, reason="Said twice", by=None, now=NOW)

    assert fates(draft)["No driving for 6 weeks."] is Fate.TASK


def test_nothing_of_an_imported_document_is_left_unread() -> None:
    template = import_document(HIP.encode(), file_name="hip.txt", unit=make_unit(), by=None, now=NOW)

    assert coverage(template).unread == ()
