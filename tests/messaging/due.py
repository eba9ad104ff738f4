"""Reminders that are due, and passes of the engine at a given time."""

from datetime import UTC, datetime, timedelta

from procedures.checklists.models import Reminder
from procedures.messaging.clock import Clock
from procedures.messaging.dispatching import dispatch_due
from procedures.patients.models import Channel
from tests.cast import make_patient, make_reminder, make_surgery, make_unit

NOW = datetime(2026, 12, 7, 18, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
TEXTS_ONLY = (Channel.SMS,)
MAILS_ONLY = (Channel.EMAIL,)


def make_due(*, channels: tuple[str, ...] = (Channel.SMS, Channel.EMAIL), **fields: object) -> Reminder:
    """A reminder due an hour before `NOW` and of use until an hour after it."""
    surgery = fields.pop("surgery", None)
    if surgery is None:
        unit = make_unit()
        surgery = make_surgery(unit, make_patient(unit, channels=channels))
    return make_reminder(surgery, **({"due_at": NOW - HOUR, "latest_at": NOW + HOUR} | fields))


def dispatch_at(now: datetime = NOW) -> int:
    """One pass of the engine at `now`."""
    return dispatch_due(Clock.stopped(now))


def status_of(reminder: Reminder) -> str:
    reminder.refresh_from_db()
    return reminder.status
