"""One pass of the engine, with the outbox and a mail server in memory."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail

from procedures.checklists.models import Reminder, WorkItem
from procedures.messaging.clock import Clock
from procedures.messaging.dispatching import dispatch_due
from procedures.messaging.models import Delivery, OutboxMessage
from tests.cast import make_patient, make_reminder, make_surgery, make_unit

NOW = datetime(2026, 12, 7, 18, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)

pytestmark = pytest.mark.django_db(transaction=True)


def make_due(**fields: object) -> Reminder:
    surgery = fields.pop("surgery", None) or make_surgery(make_unit())
    return make_reminder(surgery, **({"due_at": NOW - HOUR, "latest_at": NOW + HOUR} | fields))


def test_a_due_reminder_goes_out_over_every_agreed_channel() -> None:
    reminder = make_due()

    worked = dispatch_due(Clock.stopped(NOW))

    reminder.refresh_from_db()
    assert worked == 1
    assert reminder.status == Reminder.Status.SENT
    assert {d.channel: d.status for d in Delivery.objects.all()} == {"sms": "sent", "email": "sent"}
    assert OutboxMessage.objects.get().body == Delivery.objects.get(channel="sms").body
    assert mail.outbox[0].to == ["maria@example.org"]


def test_a_reminder_whose_time_has_not_come_stays() -> None:
    make_due(due_at=NOW + HOUR)

    assert dispatch_due(Clock.stopped(NOW)) == 0
    assert not Delivery.objects.exists()


def test_a_reminder_is_sent_once_however_often_it_is_looked_for() -> None:
    make_due()

    for _ in range(3):
        dispatch_due(Clock.stopped(NOW))

    assert OutboxMessage.objects.count() == 1


def test_without_an_agreed_channel_a_nurse_phones() -> None:
    unit = make_unit()
    reminder = make_due(surgery=make_surgery(unit, make_patient(unit, channels=())))

    dispatch_due(Clock.stopped(NOW))

    reminder.refresh_from_db()
    assert reminder.status == Reminder.Status.UNDELIVERABLE
    assert WorkItem.objects.get().kind == WorkItem.Kind.PHONE_PATIENT
