"""The preview of a moved visit says what the move then does: it is the very act, taken back."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from procedures.checklists.booking import Visit, VisitIsCancelled, cancel_visit, move_visit
from procedures.checklists.models import Appointment, Checklist, Reminder, SurgeryEvent, WorkItem
from procedures.checklists.moving_visits import VisitStays, preview_visit
from tests.checklists.scenes import FOOD, at, before, make_list

pytestmark = pytest.mark.django_db
FAST = FOOD | {
    "title": "Do not eat before your assessment",
    "timing": before("PT8H", kind="interval", anchor="pre_op_assessment"),
}
COME = {"category": "assessment", "title": "Come to the assessment"}
OLD = Visit("assessment", date(2026, 11, 25), time(14), "Clinic")
MOVES = {
    "to another day": replace(OLD, visit_date=date(2026, 12, 1)),
    "to another hour of the day": replace(OLD, visit_time=time(16)),
    "to another place": replace(OLD, place="Annexe"),
    "to the next morning": replace(OLD, visit_time=time(7)),
    "to another kind": replace(OLD, kind="imaging"),
}
HOURS = {
    "days before": at("2026-11-22", "10:00"),
    "on the eve": at("2026-11-24", "20:00"),
    "in the night": at("2026-11-25", "02:00"),
    "on the morning": at("2026-11-25", "06:30"),
}


@pytest.fixture
def visit() -> Appointment:
    make_list(FAST, COME, visits=(OLD,))
    return Appointment.objects.get()


def send_until(now: datetime) -> None:
    """What was due went out."""
    waiting = Reminder.objects.stoppable().filter(due_at__lte=now)
    waiting.update(status=Reminder.Status.SENT, ended_at=now)


def facts(reminders: object) -> list[tuple[object, ...]]:
    return sorted((one.kind, one.step, one.due_at, one.latest_at, one.item_id or 0) for one in reminders)  # type: ignore[attr-defined]


@pytest.mark.parametrize("now", HOURS.values(), ids=HOURS)
@pytest.mark.parametrize("wanted", MOVES.values(), ids=MOVES)
def test_what_the_preview_says_is_what_the_move_does(visit: Appointment, wanted: Visit, now: datetime) -> None:
    send_until(now)

    seen = preview_visit(Appointment.objects.get(), wanted, now=now)
    there = set(Reminder.objects.values_list("pk", flat=True))
    move_visit(visit, wanted, by=None, now=now)

    about = Reminder.objects.filter(appointment=visit) | Reminder.objects.filter(
        item__in=[move.item.pk for move in seen.moves]
    )
    waiting = about.stoppable()
    assert facts(seen.to_tell) == facts(waiting.exclude(step="moved"))
    assert seen.told_at == waiting.get(step="moved").due_at
    assert facts(seen.too_late) == facts(about.filter(status=Reminder.Status.EXPIRED).exclude(pk__in=there))


def test_looking_keeps_nothing(visit: Appointment) -> None:
    rows = facts(Reminder.objects.all())

    preview_visit(visit, MOVES["to another day"], now=HOURS["on the eve"])

    visit.refresh_from_db()
    assert Visit.of(visit) == OLD
    assert facts(Reminder.objects.all()) == rows
    assert not WorkItem.objects.exists()
    assert not SurgeryEvent.objects.filter(act="visit moved").exists()


def test_what_was_told_of_the_same_hour_is_not_promised_again(visit: Appointment) -> None:
    now = HOURS["on the eve"]
    send_until(now)
    told = Reminder.objects.filter(appointment=visit, status=Reminder.Status.SENT).exclude(step="booked")

    seen = preview_visit(visit, MOVES["to another place"], now=now)

    assert told.exists()
    assert not {(one.kind, one.step, one.latest_at) for one in told} & {
        (one.kind, one.step, one.latest_at) for one in seen.to_tell
    }


def test_in_the_night_the_patient_hears_of_it_in_the_morning(visit: Appointment) -> None:
    now = at("2026-11-23", "02:00")

    seen = preview_visit(visit, MOVES["to another day"], now=now)

    assert seen.told_at is not None
    assert timedelta(hours=3) < seen.told_at - now < timedelta(hours=12)


def test_a_visit_so_near_that_nobody_can_write_of_it_is_said_to_be_so(visit: Appointment) -> None:
    now = at("2026-11-24", "23:00")
    soon = replace(OLD, visit_date=date(2026, 11, 25), visit_time=time(0, 30))

    seen = preview_visit(visit, soon, now=now)
    move_visit(visit, soon, by=None, now=now)

    word = Reminder.objects.filter(appointment=visit, step="moved").first()
    assert seen.told_at == (word.due_at if word else None)


def test_a_cancelled_visit_has_no_preview(visit: Appointment) -> None:
    cancel_visit(visit, by=None, reason="No room", now=HOURS["days before"])

    with pytest.raises(VisitIsCancelled):
        preview_visit(visit, OLD, now=HOURS["days before"])


def test_a_move_that_moves_nothing_is_said_to_be_none(visit: Appointment) -> None:
    with pytest.raises(VisitStays, match="So it is booked already"):
        preview_visit(visit, OLD, now=HOURS["days before"])


def test_the_list_of_the_surgery_is_as_it_was(visit: Appointment) -> None:
    items = list(Checklist.objects.get().items.order_by("pk").values())

    preview_visit(visit, MOVES["to another kind"], now=HOURS["days before"])

    assert list(Checklist.objects.get().items.order_by("pk").values()) == items
