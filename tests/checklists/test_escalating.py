"""A concern stays until a person closes it with a note."""

import pytest

from procedures.checklists.escalating import AlreadyClosed, NoteMissing, close, raise_work_item
from procedures.checklists.models import WorkItem
from tests.cast import make_nurse, make_surgery, make_unit
from tests.checklists.scenes import NOW

pytestmark = pytest.mark.django_db


def test_the_same_concern_is_one_while_open_and_a_new_one_after_closing() -> None:
    surgery = make_surgery(make_unit())
    values = {"kind": WorkItem.Kind.QUESTION, "summary": "May I drink tea?", "now": NOW}

    first = raise_work_item(surgery, **values)  # type: ignore[arg-type]
    assert raise_work_item(surgery, **values) == first  # type: ignore[arg-type]
    close(first, by=make_nurse(surgery.unit), note="Phoned: yes, until 6:00", now=NOW)

    assert raise_work_item(surgery, **values) != first  # type: ignore[arg-type]


def test_closing_needs_a_note_and_keeps_who_and_when() -> None:
    surgery = make_surgery(make_unit())
    nurse = make_nurse(surgery.unit)
    work_item = raise_work_item(surgery, kind=WorkItem.Kind.QUESTION, summary="?", now=NOW)

    with pytest.raises(NoteMissing, match="Write what was done"):
        close(work_item, by=nurse, note="  ", now=NOW)
    close(work_item, by=nurse, note="Phoned", now=NOW)

    assert (work_item.closed_by, work_item.closed_at, work_item.closing_note) == (nurse, NOW, "Phoned")


def test_two_nurses_closing_at_once_keep_the_first_note() -> None:
    surgery = make_surgery(make_unit())
    nurse = make_nurse(surgery.unit)
    work_item = raise_work_item(surgery, kind=WorkItem.Kind.QUESTION, summary="?", now=NOW)
    seen_by_another = WorkItem.objects.get()
    close(work_item, by=nurse, note="Phoned", now=NOW)

    with pytest.raises(AlreadyClosed, match="Nora Quinn has closed this already: Phoned"):
        close(seen_by_another, by=nurse, note="Did nothing", now=NOW)

    assert WorkItem.objects.get().closing_note == "Phoned"


def test_a_long_question_is_cut_and_never_refused() -> None:
    surgery = make_surgery(make_unit())

    work_item = raise_work_item(surgery, kind=WorkItem.Kind.QUESTION, summary="word " * 100, now=NOW)

    work_item.refresh_from_db()
    assert len(work_item.summary) == 300
