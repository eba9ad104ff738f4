"""What an outage or the night holds back is not lost when something else changes in the meantime."""

from datetime import date, time, timedelta

import pytest

from procedures.checklists.amending import StepWords, add_step
from procedures.checklists.models import Reminder
from procedures.checklists.rescheduling import reschedule
from procedures.core.tasks import Category
from procedures.messaging.engine.judging import end_before_sending
from tests.cast import make_nurse
from tests.checklists.scenes import FOOD, NOW, RIDE, at, fresh, make_list

pytestmark = pytest.mark.django_db
Kind = Reminder.Kind
CPAP = StepWords("Bring your breathing machine", category=Category.LOGISTICS)


def test_what_an_outage_holds_back_still_waits_after_an_unrelated_change() -> None:
    checklist = make_list(RIDE, FOOD)
    due = at("2026-12-01", "10:00")
    Reminder.objects.filter(due_at__lt=due).update(status="sent", ended_at=NOW)
    held_back = Reminder.objects.get(kind=Kind.TASK)
    Reminder.objects.filter(pk=held_back.pk).update(next_attempt_at=due + timedelta(minutes=10), attempts=2)

    add_step(
        checklist, CPAP, reason="Has apnoea", by=make_nurse(checklist.surgery.unit), now=due + timedelta(minutes=3)
    )

    (waits,) = Reminder.objects.stoppable().filter(item=held_back.item)
    assert (waits, waits.attempts, waits.next_attempt_at) == (held_back, 2, due + timedelta(minutes=10))
    assert waits.generation == fresh(checklist.surgery).generation == 2
    assert end_before_sending(waits, now=due + timedelta(minutes=10)) is None


def test_what_the_night_holds_back_is_told_in_the_morning_though_the_list_changes() -> None:
    checklist = make_list(RIDE)
    night, morning = at("2026-12-04", "23:00"), at("2026-12-05", "08:00")
    reschedule(
        checklist.surgery,
        surgery_date=date(2026, 12, 8),
        start_time=time(10),
        arrival_time=time(8),
        by=None,
        now=night,
    )

    add_step(checklist, CPAP, reason="Has apnoea", by=make_nurse(checklist.surgery.unit), now=night)

    (waits,) = Reminder.objects.stoppable().filter(item__title=str(RIDE["title"]))
    assert waits.due_at == morning
