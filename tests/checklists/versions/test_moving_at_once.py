"""A tick at the very moment at which the list moves: nothing that the patient said is lost."""

import pytest

from procedures.checklists.models import ChecklistItem, ItemEvent, WorkItem
from procedures.checklists.ticking import tick
from procedures.checklists.versions import Moved, move_to_version
from tests.checklists.scenes import NOW, fresh
from tests.checklists.test_two_at_once import at_once
from tests.checklists.versions.editions import give, make_versions, off, step

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("two_writers")]


@pytest.mark.parametrize("title", ["Stop eating", "Shower"])
def test_a_tick_while_the_list_moves_is_kept_and_judged_where_the_step_changed(title: str) -> None:
    first, second = make_versions()
    checklist = give(first)
    item = ChecklistItem.objects.select_related("checklist__surgery").get(title=title)

    answers = at_once(
        lambda: tick(item, by=None, now=NOW),
        lambda: move_to_version(checklist, second, by=None, now=NOW),
    )

    surgery = fresh(checklist.surgery)
    assert answers[0] is True
    assert isinstance(answers[1], Moved)
    assert ItemEvent.objects.filter(item=item, act=ItemEvent.Act.TICKED).count() == 1
    concerns = WorkItem.objects.filter(kind=WorkItem.Kind.JUDGE_AGAIN)
    if title == "Shower":
        assert step(surgery, title).status == ChecklistItem.Status.DONE
        assert not concerns.exists()
    else:
        assert off(surgery, title).status == ChecklistItem.Status.DONE
        assert step(surgery, title).status == ChecklistItem.Status.OPEN
        assert concerns.count() == 1


def test_two_nurses_who_move_one_list_move_it_once() -> None:
    first, second = make_versions()
    checklist = give(first)

    answers = at_once(*[lambda: move_to_version(checklist, second, by=None, now=NOW)] * 3)

    assert sorted(answer.is_new for answer in answers if isinstance(answer, Moved)) == [False, False, True]
    assert ChecklistItem.objects.standing().filter(title="Stop eating").count() == 1
