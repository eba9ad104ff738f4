"""DONE, DONE 2 and "I missed it": ticked where it is plain what was done."""

import pytest

from procedures.checklists.models import ChecklistItem, Reminder, WorkItem
from procedures.messaging.models import OutboxMessage
from tests.cast import (
    make_item,
    make_reminder,
    make_unit,
)
from tests.messaging.due import HOUR, NOW, dispatch_at
from tests.messaging.texting import answers, make_listed, make_told, statuses, text

pytestmark = pytest.mark.django_db


def test_done_with_numbers_ticks_those_steps_and_says_so() -> None:
    surgery = make_listed()

    text("Done 1 and 3!")

    assert statuses(surgery) == ["done", "open", "done"]
    dispatch_at(NOW)
    assert "Steps 1, 3 are ticked" in OutboxMessage.objects.get().body


def test_done_alone_means_the_step_that_was_told_last() -> None:
    surgery = make_listed()
    make_told(surgery, item=ChecklistItem.objects.get(number=2))

    text("DONE")

    assert statuses(surgery) == ["open", "done", "open"]


def test_done_alone_without_a_step_told_asks_which_and_ticks_nothing() -> None:
    surgery = make_listed()

    text("DONE")

    assert statuses(surgery) == ["open", "open", "open"]
    assert answers() == ["which"]


def test_done_with_a_number_that_is_on_no_list_ticks_nothing() -> None:
    surgery = make_listed()

    text("done 2 and 9")

    assert statuses(surgery) == ["open", "open", "open"]
    assert answers() == ["which"]


def test_done_twice_is_done_once() -> None:
    surgery = make_listed()

    text("DONE 2")
    text("DONE 2")

    assert statuses(surgery) == ["open", "done", "open"]


def test_safety_rule_4_a_red_flag_is_not_ticked_by_text_and_a_nurse_reads_it() -> None:
    surgery = make_listed(steps=1)
    make_item(surgery.checklists.get(), title="Call if you bleed", is_red_flag=True)

    text("DONE 1 and 2")

    assert statuses(surgery) == ["open", "open"]
    assert WorkItem.objects.get().kind == WorkItem.Kind.MESSAGE


def test_a_step_after_the_operation_is_not_ticked_before_it() -> None:
    surgery = make_listed(steps=0)
    make_item(surgery.checklists.get(), phase="recovery")

    text("DONE 1")

    assert statuses(surgery) == ["open"]
    assert answers() == ["later"]


def test_a_missed_step_reaches_a_nurse_without_blame() -> None:
    surgery = make_listed()

    text("I missed 2")

    assert statuses(surgery) == ["open", "missed", "open"]
    assert WorkItem.objects.get().kind == WorkItem.Kind.MISSED
    dispatch_at(NOW)
    assert "Thank you for telling us." in OutboxMessage.objects.get().body


def test_on_a_shared_number_done_is_never_guessed() -> None:
    unit = make_unit()
    maria, pedro = make_listed(unit), make_listed(unit, given_name="Pedro")

    text("DONE 1")

    assert statuses(maria) == statuses(pedro) == ["open", "open", "open"]
    assert answers() == ["whose"]
    assert {item.surgery for item in WorkItem.objects.all()} == {maria, pedro}
    assert "Several people share this number" in WorkItem.objects.all()[0].summary


@pytest.mark.parametrize("body", ["DONE", "DONE 2", "I missed it"])
def test_safety_rule_6_what_was_done_for_the_old_date_is_not_ticked_for_the_new_one(body: str) -> None:
    surgery = make_listed()
    make_told(surgery, item=ChecklistItem.objects.get(number=2))
    make_reminder(surgery, kind=Reminder.Kind.MOVED, due_at=NOW, latest_at=NOW + HOUR)

    text(body)

    assert statuses(surgery) == ["open", "open", "open"]
    assert WorkItem.objects.get().words == body
