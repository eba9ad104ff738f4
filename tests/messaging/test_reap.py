"""Reap and reconcile: what a dead or paused worker leaves is neither lost nor doubled."""

from datetime import timedelta
from uuid import UUID

import pytest

from procedures.checklists.models import Reminder, WorkItem
from procedures.messaging.clock import Clock
from procedures.messaging.engine.arm import Batch, arm
from procedures.messaging.engine.claim import claim
from procedures.messaging.engine.finish import finish
from procedures.messaging.engine.reap import reap
from procedures.messaging.engine.reconcile import reconcile
from procedures.messaging.engine.send import Outcome, send
from procedures.messaging.limits import LEASE
from procedures.messaging.models import Delivery, OutboxMessage
from tests.fakes.mail import FakeMail
from tests.messaging.due import MAILS_ONLY, NOW, TEXTS_ONLY, dispatch_at, make_due, status_of

pytestmark = pytest.mark.django_db
AFTER_THE_LEASE = NOW + LEASE + timedelta(seconds=1)


def armed_by_a_worker() -> tuple[UUID, Batch]:
    """As it stands when a worker dies before it calls the provider."""
    token = claim(now=NOW)
    assert token is not None
    return token, arm(token, now=NOW)


def carried(batch: Batch) -> list[Outcome]:
    return send(batch.armed, Clock.stopped(NOW), until=1, is_stopping=lambda: False)


def test_a_dead_workers_claim_goes_back_when_its_lease_is_over() -> None:
    reminder = make_due()
    claim(now=NOW)

    too_early = reap(now=NOW + LEASE / 2)
    freed = reap(now=AFTER_THE_LEASE)

    assert (too_early, freed) == (0, 1)
    assert status_of(reminder) == Reminder.Status.SCHEDULED


def test_what_was_armed_and_never_sent_is_sent_once() -> None:
    reminder = make_due(channels=TEXTS_ONLY)
    armed_by_a_worker()

    dispatch_at(AFTER_THE_LEASE)

    assert status_of(reminder) == Reminder.Status.SENT
    assert OutboxMessage.objects.count() == 1


def test_what_was_sent_by_a_worker_that_died_is_found_and_not_sent_again() -> None:
    reminder = make_due(channels=TEXTS_ONLY)
    _, batch = armed_by_a_worker()
    carried(batch)

    dispatch_at(AFTER_THE_LEASE)

    assert status_of(reminder) == Reminder.Status.SENT
    assert OutboxMessage.objects.count() == 1


@pytest.mark.parametrize("kind", ["fasting", "medication", "moved", "cancelled"])
def test_a_mail_that_must_not_be_missed_goes_again_and_is_counted(mail_server: FakeMail, kind: str) -> None:
    reminder = make_due(channels=MAILS_ONLY, kind=kind)
    armed_by_a_worker()

    dispatch_at(AFTER_THE_LEASE)

    assert status_of(reminder) == Reminder.Status.SENT
    assert Delivery.objects.filter(status=Delivery.Status.REPEATED).count() == 1
    assert len(mail_server.mails) == 1


@pytest.mark.parametrize("kind", ["list_ready", "appointment", "arrival", "task"])
def test_another_mail_is_held_and_a_nurse_asks_the_patient(mail_server: FakeMail, kind: str) -> None:
    reminder = make_due(channels=MAILS_ONLY, kind=kind)
    armed_by_a_worker()

    dispatch_at(AFTER_THE_LEASE)

    assert status_of(reminder) == Reminder.Status.HELD
    assert WorkItem.objects.get().kind == WorkItem.Kind.UNKNOWN
    assert mail_server.mails == []


def test_what_moved_while_its_outcome_was_unknown_does_not_go_again(mail_server: FakeMail) -> None:
    reminder = make_due(channels=MAILS_ONLY, kind=Reminder.Kind.FASTING)
    armed_by_a_worker()
    reminder.surgery.generation = 2
    reminder.surgery.save()

    dispatch_at(AFTER_THE_LEASE)

    assert status_of(reminder) == Reminder.Status.SUPERSEDED
    assert mail_server.mails == []


def test_a_worker_that_was_only_paused_still_settles_what_it_sent() -> None:
    reminder = make_due(channels=TEXTS_ONLY)
    token, batch = armed_by_a_worker()
    reap(now=AFTER_THE_LEASE)
    outcomes = carried(batch)

    finish(token, outcomes, now=AFTER_THE_LEASE)

    assert status_of(reminder) == Reminder.Status.SENT
    assert Delivery.objects.get().status == Delivery.Status.SENT


def test_a_worker_that_comes_back_after_another_took_over_changes_nothing() -> None:
    reminder = make_due(channels=TEXTS_ONLY)
    token, batch = armed_by_a_worker()
    outcomes = carried(batch)
    dispatch_at(AFTER_THE_LEASE)
    ended_at = Reminder.objects.get().ended_at

    finish(token, outcomes, now=AFTER_THE_LEASE + LEASE)

    assert status_of(reminder) == Reminder.Status.SENT
    assert reminder.ended_at == ended_at
    assert OutboxMessage.objects.count() == 1


def test_a_worker_that_comes_back_leaves_alone_what_another_is_sending() -> None:
    reminder = make_due(channels=TEXTS_ONLY)
    token, batch = armed_by_a_worker()
    late = Clock(now=lambda: AFTER_THE_LEASE, monotonic=lambda: 100.0, wait=lambda _: None)
    outcomes = send(batch.armed, late, until=99.0, is_stopping=lambda: False)
    reap(now=AFTER_THE_LEASE)
    reconcile(Clock.stopped(AFTER_THE_LEASE))
    other = claim(now=AFTER_THE_LEASE)
    assert other is not None
    arm(other, now=AFTER_THE_LEASE)

    finish(token, outcomes, now=AFTER_THE_LEASE)

    assert status_of(reminder) == Reminder.Status.ARMED
    assert reminder.claim_token == other


def test_what_was_armed_is_asked_about_before_it_waits_again() -> None:
    reminder = make_due(channels=TEXTS_ONLY)
    armed_by_a_worker()

    reap(now=AFTER_THE_LEASE)

    assert status_of(reminder) == Reminder.Status.UNKNOWN
    assert claim(now=AFTER_THE_LEASE) is None


def test_no_call_starts_after_the_send_budget() -> None:
    reminder = make_due()
    token, batch = armed_by_a_worker()
    late = Clock(now=lambda: NOW, monotonic=lambda: 100.0, wait=lambda _: None)

    outcomes = send(batch.armed, late, until=99.0, is_stopping=lambda: False)
    finish(token, outcomes, now=NOW)

    assert status_of(reminder) == Reminder.Status.SCHEDULED
    assert reminder.attempts == 0
    assert set(Delivery.objects.values_list("status", flat=True)) == {Delivery.Status.RETURNED}
    assert not OutboxMessage.objects.exists()


def test_what_became_too_late_since_it_was_armed_is_not_sent() -> None:
    reminder = make_due(is_critical=True)
    token, batch = armed_by_a_worker()
    too_late = reminder.latest_at + timedelta(seconds=1)

    outcomes = send(batch.armed, Clock.stopped(too_late), until=1, is_stopping=lambda: False)
    finish(token, outcomes, now=too_late)

    assert status_of(reminder) == Reminder.Status.EXPIRED
    assert not OutboxMessage.objects.exists()


def test_a_worker_told_to_stop_calls_nobody_any_more() -> None:
    reminder = make_due()
    token, batch = armed_by_a_worker()

    outcomes = send(batch.armed, Clock.stopped(NOW), until=1, is_stopping=lambda: True)
    finish(token, outcomes, now=NOW)

    assert status_of(reminder) == Reminder.Status.SCHEDULED
    assert not OutboxMessage.objects.exists()


def test_many_due_at_once_all_reach_their_end() -> None:
    surgery = make_due().surgery
    for _ in range(250):
        make_due(surgery=surgery)

    worked = dispatch_at(NOW)

    assert worked == 251
    assert not Reminder.objects.exclude(status=Reminder.Status.SENT).exists()
