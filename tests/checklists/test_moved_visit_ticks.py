"""Safety rule 6 for a visit: moving or cancelling it voids the ticks that hung on its date."""

from datetime import date, time

import pytest

from procedures.checklists.booking import Visit, book_visit, cancel_visit, move_visit
from procedures.checklists.models import Appointment, Checklist, ChecklistItem, Reminder, WorkItem
from procedures.checklists.moving_visits import preview_visit
from procedures.checklists.ticking import tick
from tests.checklists.scenes import FOOD, RIDE, at, before, item_of, make_list

pytestmark = pytest.mark.django_db
FAST = FOOD | {
    "title": "Do not eat before your assessment",
    "timing": before("PT8H", kind="interval", anchor="pre_op_assessment"),
}
COME = {"category": "assessment", "title": "Come to the assessment"}
OLD = Visit("assessment", date(2026, 11, 25), time(9), "Clinic")
NEW = Visit("assessment", date(2026, 12, 1), time(9), "Clinic")
EVE = at("2026-11-24", "20:00")


@pytest.fixture
def checklist() -> Checklist:
    """The fast, the visit and the ride are ticked on the eve of the visit."""
    found = make_list(FAST, COME, RIDE, visits=(OLD,))
    for number in (1, 2, 3):
        tick(item_of(found, number), by=None, now=EVE)
    return found


def statuses(checklist: Checklist) -> list[str]:
    return list(checklist.items.order_by("number").values_list("status", flat=True))


def test_safety_rule_6_a_fast_ticked_for_the_old_visit_counts_no_longer_and_is_told_anew(checklist: Checklist) -> None:
    move_visit(Appointment.objects.get(), NEW, by=None, now=EVE)

    assert statuses(checklist) == ["open", "open", "done"]
    fast = item_of(checklist, 1)
    assert (fast.voided_at, fast.due_at) == (EVE, at("2026-12-01", "01:00"))
    assert Reminder.objects.filter(item=fast, status=Reminder.Status.SCHEDULED).exists()


def test_safety_rule_6_a_nurse_judges_a_fast_that_was_done_for_the_old_visit(checklist: Checklist) -> None:
    move_visit(Appointment.objects.get(), NEW, by=None, now=EVE)

    concern = WorkItem.objects.get(kind=WorkItem.Kind.JUDGE_AGAIN)
    assert concern.item == item_of(checklist, 1)
    assert "Wednesday 25 November" in concern.summary


def test_the_preview_names_the_ticks_that_end_and_writes_nothing(checklist: Checklist) -> None:
    shown = preview_visit(Appointment.objects.get(), NEW, now=EVE)

    assert [item.title for item in shown.voided] == ["Do not eat before your assessment", "Come to the assessment"]
    assert statuses(checklist) == ["done", "done", "done"]


def test_another_place_at_the_same_time_leaves_the_ticks(checklist: Checklist) -> None:
    move_visit(Appointment.objects.get(), Visit("assessment", OLD.visit_date, OLD.visit_time, "X"), by=None, now=EVE)

    assert statuses(checklist) == [ChecklistItem.Status.DONE] * 3


def test_safety_rule_6_a_fast_ticked_for_a_cancelled_visit_counts_for_no_visit_booked_instead(
    checklist: Checklist,
) -> None:
    cancel_visit(Appointment.objects.get(), by=None, reason="No room", now=EVE)
    book_visit(checklist.surgery, NEW, by=None, now=EVE)

    assert statuses(checklist) == ["open", "open", "done"]
    assert "which is cancelled" in WorkItem.objects.get(kind=WorkItem.Kind.JUDGE_AGAIN).summary
    assert Reminder.objects.filter(item=item_of(checklist, 1), status=Reminder.Status.SCHEDULED).exists()


def test_cancelling_a_visit_that_is_over_leaves_its_ticks(checklist: Checklist) -> None:
    cancel_visit(Appointment.objects.get(), by=None, reason="Entered twice", now=at("2026-11-26", "10:00"))

    assert statuses(checklist) == [ChecklistItem.Status.DONE] * 3
