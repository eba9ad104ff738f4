"""Safety rule 6: an answer for the old date does not count for a new one that the patient never heard of."""

from datetime import datetime

import pytest

from procedures.checklists.models import ChecklistItem, Reminder, Surgery, WorkItem
from tests.cast import make_reminder
from tests.messaging.due import HOUR, NOW
from tests.messaging.texting import make_listed, make_told, make_visit, statuses, text

pytestmark = pytest.mark.django_db
UNHEARD = ["undeliverable", "held", "expired", "capped", "scheduled"]


def moved(surgery: Surgery, status: str, **fields: object) -> Reminder:
    """Word of a move, and what became of it."""
    ended = None if status == "scheduled" else NOW
    values = {"kind": "moved", "due_at": NOW, "latest_at": NOW + HOUR} | fields
    return planned_at(NOW, make_reminder(surgery, status=status, ended_at=ended, **values))


def planned_at(moment: datetime, reminder: Reminder) -> Reminder:
    Reminder.objects.filter(pk=reminder.pk).update(created_at=moment)
    return reminder


@pytest.mark.parametrize("status", UNHEARD)
def test_safety_rule_6_done_is_no_tick_while_word_of_the_move_did_not_go_out(status: str) -> None:
    surgery = make_listed()
    make_told(surgery, item=ChecklistItem.objects.get(number=2))
    moved(surgery, status)

    text("DONE")

    assert statuses(surgery) == ["open", "open", "open"]
    assert WorkItem.objects.get(kind="message").words == "DONE"


@pytest.mark.parametrize("status", UNHEARD)
def test_safety_rule_6_c_confirms_no_arrival_while_word_of_the_move_did_not_go_out(status: str) -> None:
    surgery = make_listed()
    make_told(surgery, kind="arrival")
    moved(surgery, status)

    text("C")

    surgery.refresh_from_db()
    assert surgery.confirmed_at is None
    assert WorkItem.objects.get(kind="message").words == "C"


@pytest.mark.parametrize("status", UNHEARD)
def test_safety_rule_6_c_confirms_no_visit_while_word_of_its_move_did_not_go_out(status: str) -> None:
    surgery = make_listed()
    visit = make_visit(surgery)
    make_told(surgery, kind="appointment", appointment=visit)
    moved(surgery, status, kind="appointment", appointment=visit, step="moved")

    text("C")

    visit.refresh_from_db()
    assert visit.confirmed_at is None
    assert WorkItem.objects.get(kind="message").words == "C"


def test_an_answer_counts_once_a_later_message_named_the_new_day() -> None:
    surgery = make_listed()
    moved(surgery, "undeliverable")
    planned_at(NOW + HOUR / 4, make_told(surgery, kind="arrival").reminders.get())

    text("C", now=NOW + HOUR / 2)

    surgery.refresh_from_db()
    assert surgery.confirmed_at is not None


def test_an_older_message_that_failed_does_not_matter_once_word_of_the_last_move_went_out() -> None:
    surgery = make_listed()
    moved(surgery, "undeliverable")
    moved(surgery, "sent")
    make_told(surgery, item=ChecklistItem.objects.get(number=2))

    text("DONE")

    assert statuses(surgery) == ["open", "done", "open"]
