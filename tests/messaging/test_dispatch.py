"""One pass of the engine, with the outbox and a mail server in memory."""

from uuid import uuid4

import pytest
from django.core import mail
from django.db import OperationalError, connection
from pytest_django import DjangoAssertNumQueries

from procedures.checklists.models import Reminder, WorkItem
from procedures.messaging import dispatching
from procedures.messaging.clock import Clock
from procedures.messaging.dispatching import Memory, dispatch_due
from procedures.messaging.engine.finish import finish
from procedures.messaging.limits import ARM_MOST, ARM_SIZE, SOON
from procedures.messaging.models import Delivery, OutboxMessage
from procedures.messaging.transports.outbox import Outbox
from tests.messaging.due import HOUR, NOW, dispatch_at, make_due, status_of

pytestmark = pytest.mark.django_db


def test_a_due_reminder_goes_out_over_every_agreed_channel() -> None:
    reminder = make_due()

    worked = dispatch_at(NOW)

    assert worked == 1
    assert status_of(reminder) == Reminder.Status.SENT
    assert {d.channel: d.status for d in Delivery.objects.all()} == {"sms": "sent", "email": "sent"}
    assert OutboxMessage.objects.get().body == Delivery.objects.get(channel="sms").body
    assert mail.outbox[0].to == ["maria@example.org"]


def test_a_reminder_whose_time_has_not_come_stays() -> None:
    make_due(due_at=NOW + HOUR)

    assert dispatch_at(NOW) == 0
    assert not Delivery.objects.exists()


def test_a_reminder_is_sent_once_however_often_it_is_looked_for() -> None:
    make_due()

    for _ in range(3):
        dispatch_at(NOW)

    assert OutboxMessage.objects.count() == 1


def test_an_agreed_channel_without_an_address_is_none() -> None:
    reminder = make_due()
    patient = reminder.surgery.patient
    patient.phone = ""
    patient.save()

    dispatch_at(NOW)

    assert [d.channel for d in Delivery.objects.all()] == ["email"]


def test_without_an_agreed_channel_a_nurse_phones() -> None:
    reminder = make_due(channels=())

    dispatch_at(NOW)

    assert status_of(reminder) == Reminder.Status.UNDELIVERABLE
    assert WorkItem.objects.get().kind == WorkItem.Kind.PHONE_PATIENT


def test_a_worker_that_has_just_looked_asks_one_thing_only(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    memory, clock = Memory(), Clock.stopped(NOW)
    dispatch_due(clock, memory=memory)

    with django_assert_num_queries(1):
        dispatch_due(clock, memory=memory)


def test_a_worker_that_looks_often_still_looks_after_the_dead_within_5_seconds() -> None:
    reminder = make_due()
    memory = Memory()
    dispatch_due(Clock.stopped(NOW - 2 * HOUR), memory=memory)
    Reminder.objects.update(status=Reminder.Status.CLAIMED, claim_token=uuid4(), lease_until=NOW - HOUR)
    later = Clock(now=lambda: NOW, monotonic=lambda: 5.0, wait=lambda _: None)

    dispatch_due(later, memory=memory)

    assert status_of(reminder) == Reminder.Status.SENT


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_a_provider_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    make_due()
    was_open: list[bool] = []
    monkeypatch.setattr(Outbox, "carry", lambda *_, **__: was_open.append(connection.in_atomic_block) or "id")

    dispatch_at(NOW)

    assert was_open == [False]


@pytest.mark.django_db(transaction=True)
def test_outcomes_are_written_down_though_the_database_was_away_for_a_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    reminder = make_due()
    failures = [OperationalError, OperationalError]

    def finish_later(*args: object, **kwargs: object) -> None:
        if failures:
            raise failures.pop()
        finish(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(dispatching, "finish", finish_later)

    dispatch_at(NOW)

    assert status_of(reminder) == Reminder.Status.SENT


def test_a_quick_provider_is_handed_more_at_once_and_a_slow_one_no_more_than_it_can_take() -> None:
    memory = Memory()

    memory.learn(ARM_SIZE, took=0.05)
    memory.learn(200, took=0.1)
    when_quick = memory.arm_size
    memory.learn(ARM_MOST, took=2 * SOON)
    memory.learn(ARM_SIZE, took=2 * SOON)

    assert (when_quick, memory.arm_size) == (ARM_MOST, ARM_SIZE)
