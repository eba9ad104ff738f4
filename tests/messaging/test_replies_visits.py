"""C, YES and NO: to the visit that was told last."""

import pytest

from procedures.checklists.models import WorkItem
from tests.messaging.due import NOW
from tests.messaging.texting import answers, make_listed, make_told, make_visit, text

pytestmark = pytest.mark.django_db


def test_c_confirms_the_visit_that_was_told_last() -> None:
    surgery = make_listed()
    visit = make_visit(surgery)
    make_told(surgery, kind="appointment", appointment=visit)

    text("C")

    visit.refresh_from_db()
    assert visit.confirmed_at == NOW
    assert answers() == ["confirmed"]


def test_no_to_a_visit_asks_a_nurse_for_another_time() -> None:
    surgery = make_listed()
    visit = make_visit(surgery)
    make_told(surgery, kind="appointment", appointment=visit)

    text("No")

    assert WorkItem.objects.get().appointment == visit
    assert answers() == ["another_time"]


def test_yes_to_no_question_of_ours_is_read_by_a_nurse() -> None:
    make_listed()

    text("YES")

    assert WorkItem.objects.get().kind == WorkItem.Kind.MESSAGE
