"""An operation that is moved and moved back: what was told before no longer counts, since word of the move undid it."""

from datetime import date, datetime, time

import pytest

from procedures.checklists.amending import StepWords, add_step
from procedures.checklists.models import Checklist, Reminder, WorkItem
from procedures.checklists.rescheduling import Preview, preview, reschedule
from procedures.checklists.ticking import tick
from procedures.core.tasks import Category
from tests.cast import make_nurse
from tests.checklists.scenes import FLUIDS, FOOD, MEDICINE, SURGERY_DAY, at, fresh, item_of, make_list

pytestmark = pytest.mark.django_db
Kind, Status = Reminder.Kind, Reminder.Status
WEDNESDAY = date(2026, 12, 9)
EVENING = at("2026-12-07", "18:30")
LATER = at("2026-12-07", "19:00")


def send_until(now: datetime) -> None:
    Reminder.objects.filter(status=Status.SCHEDULED, due_at__lte=now).update(status=Status.SENT, ended_at=now)


def move(checklist: Checklist, day: date, now: datetime, start: time = time(8), arrival: time = time(6, 30)) -> Preview:
    """Move it; returns what was foreseen."""
    surgery = fresh(checklist.surgery)
    seen = preview(surgery, surgery_date=day, start_time=start, arrival_time=arrival, now=now)
    reschedule(surgery, surgery_date=day, start_time=start, arrival_time=arrival, by=None, now=now)
    return seen


def there_and_back(checklist: Checklist, back: datetime) -> Preview:
    send_until(at("2026-12-07", "18:10"))
    move(checklist, WEDNESDAY, EVENING)
    send_until(EVENING)
    return move(checklist, SURGERY_DAY, back)


def waiting() -> list[tuple[str, str]]:
    """Kind and step title of what goes out next, in order."""
    rows = Reminder.objects.filter(status=Status.SCHEDULED).select_related("item").order_by("kind", "latest_at")
    return [(row.kind, row.item.title if row.item else "") for row in rows]


def test_an_operation_moved_back_tells_fasting_and_arrival_again() -> None:
    checklist = make_list(FOOD, FLUIDS)

    seen = there_and_back(checklist, LATER)

    assert waiting() == [("arrival", ""), ("fasting", "Stop eating"), ("fasting", "Stop drinking"), ("moved", "")]
    due = Reminder.objects.filter(status=Status.SCHEDULED).values_list("due_at", flat=True)
    assert set(due) == {LATER}
    assert sorted((one.kind, one.at) for one in seen.to_tell) == [("arrival", LATER), *[("fasting", LATER)] * 2]


def test_what_is_told_again_after_a_move_back_is_told_once() -> None:
    checklist = make_list(FOOD, FLUIDS)
    there_and_back(checklist, LATER)
    send_until(LATER)
    glasses = StepWords("Bring your glasses", category=Category.LOGISTICS)
    add_step(checklist, glasses, reason="New ones", by=make_nurse(checklist.surgery.unit), now=LATER)

    assert not Reminder.objects.stoppable().filter(kind__in=[Kind.FASTING, Kind.ARRIVAL]).exists()


def test_an_operation_moved_back_too_late_for_the_fast_is_the_nurses() -> None:
    checklist = make_list(FOOD)

    seen = there_and_back(checklist, at("2026-12-08", "00:30"))

    assert WorkItem.objects.get(kind=WorkItem.Kind.TOO_LATE).item == item_of(checklist)
    assert [one.item for one in seen.too_late] == [item_of(checklist)]


def test_a_move_that_nobody_was_told_of_takes_nothing_back_but_its_correction_does() -> None:
    checklist = make_list(FOOD)
    send_until(at("2026-12-07", "18:10"))
    move(checklist, WEDNESDAY, EVENING)
    move(checklist, SURGERY_DAY, EVENING)  # its word says: the old times no longer apply

    assert waiting() == [("arrival", ""), ("fasting", "Stop eating"), ("moved", "")]


def test_an_hour_moved_there_and_back_leaves_a_past_day_alone() -> None:
    checklist = make_list(FOOD, MEDICINE)
    now = at("2026-12-05", "10:00")
    send_until(now)
    move(checklist, SURGERY_DAY, now, time(13))
    send_until(now)

    seen = move(checklist, SURGERY_DAY, now)

    assert not WorkItem.objects.exists()
    assert not seen.too_late
    assert "medication" not in [kind for kind, _ in waiting()]


def test_a_medicine_told_before_a_move_there_and_back_is_told_again_while_it_is_of_use() -> None:
    checklist = make_list(MEDICINE)
    evening = at("2026-12-02", "18:30")
    send_until(evening)
    move(checklist, WEDNESDAY, evening)
    send_until(evening)

    move(checklist, SURGERY_DAY, evening)

    told = Reminder.objects.filter(kind=Kind.MEDICATION, status=Status.SCHEDULED).order_by("due_at")
    assert [one.step for one in told] == ["evening_before", "on_the_day"]
    assert told[0].due_at == evening


def test_what_was_ticked_for_the_other_date_is_not_asked_for_by_an_old_message() -> None:
    checklist = make_list(FOOD)
    send_until(at("2026-12-07", "18:10"))
    move(checklist, WEDNESDAY, EVENING)
    send_until(EVENING)
    tick(item_of(checklist), by=None, now=EVENING)

    move(checklist, SURGERY_DAY, LATER)

    assert ("fasting", "Stop eating") in waiting()
    assert WorkItem.objects.filter(kind=WorkItem.Kind.JUDGE_AGAIN, item=item_of(checklist)).exists()
