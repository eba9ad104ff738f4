"""Real worker, beat and broker, and a provider over HTTP that counts: nothing lost, nothing doubled, nothing stale."""

import os
import signal
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from procedures.checklists.cancelling import cancel
from procedures.checklists.models import Reminder, WorkItem
from procedures.messaging import liveness
from procedures.messaging.models import Delivery
from procedures.patients.models import Channel
from tests.cast import make_nurse, make_patient, make_reminder, make_surgery, make_unit
from tests.fakes import twilio as fake_twilio
from tests.fakes.twilio import FakeTwilio, Fault
from tests.messaging.machine import Machine, is_sqlite, migrated_database, on, wait_until

# On the database of the run, whichever that is.
pytestmark = pytest.mark.database
COUNT, LANES = 40, 16


@pytest.fixture
def provider() -> Iterator[FakeTwilio]:
    with fake_twilio.serve() as twilio:
        yield twilio


@pytest.fixture(scope="module")
def database_url(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One for all, since moving in takes longest."""
    with migrated_database(os.environ["DATABASE_URL"], tmp_path_factory.mktemp("machine")) as url:
        yield url


@pytest.fixture
def machine(
    database_url: str, tmp_path: Path, provider: FakeTwilio, django_db_blocker: DjangoDbBlocker
) -> Iterator[Machine]:
    environment = fake_twilio.environment(provider)
    with django_db_blocker.unblock(), on(database_url, tmp_path, **environment) as machine:
        yield machine


def plan(count: int = COUNT, **fields: object) -> list[Reminder]:
    """Reminders that are due now, each to another number."""
    unit, now = make_unit(), datetime.now(UTC)
    reminders = []
    for number in range(count):
        patient = make_patient(unit, phone=f"+1212555{1000 + number}", channels=(Channel.SMS,))
        surgery = make_surgery(
            unit, patient, procedure=reminders[0].surgery.procedure if reminders else None, starts_at=None
        )
        values = {"due_at": now, "latest_at": now + timedelta(hours=1)} | fields
        reminders.append(make_reminder(surgery, **values))
    return reminders


def all_ended() -> bool:
    return not Reminder.objects.filter(status__in=Reminder.OPEN).exists()


def assert_each_sent_once(provider: FakeTwilio, reminders: list[Reminder]) -> None:
    """Lost, doubled and stale, all 0."""
    taken = Counter(text.to for text in provider.accepted)
    wanted = Counter(str(reminder.surgery.patient.phone) for reminder in reminders)
    assert taken == wanted, f"lost {wanted - taken}, doubled or stale {taken - wanted}"
    assert set(Reminder.objects.values_list("status", flat=True)) == {Reminder.Status.SENT}
    assert not WorkItem.objects.exists()


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGSTOP])
def test_a_worker_that_dies_or_freezes_in_mid_send_loses_nothing_and_doubles_nothing(
    machine: Machine, provider: FakeTwilio, sign: signal.Signals
) -> None:
    if sign == signal.SIGSTOP and is_sqlite():
        pytest.skip("SQLite has one sender, and a frozen one may hold its lock")
    reminders = plan()
    provider.always = Fault(after=3)  # taken, but the answer comes late
    machine.start_broker()
    machine.start_beat()
    worker = machine.start_worker()
    provider.wait_for(LANES)

    worker.send_signal(sign)
    provider.always = None
    machine.start_worker()
    wait_until(all_ended, machine)
    worker.send_signal(signal.SIGCONT)
    time.sleep(2)

    assert LANES <= Delivery.objects.filter(error="found at the provider").count() < COUNT
    assert_each_sent_once(provider, reminders)


def test_what_is_cancelled_before_it_is_armed_never_goes_out(machine: Machine, provider: FakeTwilio) -> None:
    kept, cancelled = plan(2)
    nurse = make_nurse(kept.surgery.unit)
    cancel(cancelled.surgery, by=nurse, reason="Cold", now=datetime.now(UTC))
    Reminder.objects.filter(kind=Reminder.Kind.CANCELLED).update(next_attempt_at=datetime.now(UTC))

    machine.start_broker()
    machine.start_beat()
    machine.start_worker()
    wait_until(all_ended, machine)

    cancelled.refresh_from_db()
    assert cancelled.status == Reminder.Status.STOPPED
    told = [text.body for text in provider.accepted if text.to == str(cancelled.surgery.patient.phone)]
    assert len(told) == 1
    assert "is cancelled" in told[0]


def test_a_broker_that_forgets_everything_all_the_time_changes_nothing(machine: Machine, provider: FakeTwilio) -> None:
    provider.always = Fault(after=0.2)
    broker = machine.start_broker()
    machine.start_beat()
    machine.start_worker()
    reminders = plan()

    end = time.monotonic() + 240
    while not all_ended():
        assert time.monotonic() < end, machine.says()
        machine.flush_broker()
        time.sleep(0.3)

    assert broker.poll() is None
    assert_each_sent_once(provider, reminders)
    assert liveness.silence(liveness.BEAT, now=datetime.now(UTC)) is not None


def test_without_any_broker_reminders_go_out_all_the_same(machine: Machine, provider: FakeTwilio) -> None:
    reminders = plan()

    machine.start_worker()
    wait_until(all_ended, machine)

    assert_each_sent_once(provider, reminders)


def test_a_worker_that_is_told_to_stop_ends_by_itself_calls_nobody_any_more_and_leaves_nothing_open(
    machine: Machine, provider: FakeTwilio
) -> None:
    reminders = plan()
    provider.always = Fault(after=3)
    machine.start_broker()
    machine.start_beat()
    worker = machine.start_worker()
    provider.wait_for(5)

    worker.send_signal(signal.SIGTERM)
    called = provider.requests
    worker.wait(240)  # about 10 seconds, on a machine that is not busy

    armed_or_unknown = {Reminder.Status.ARMED, Reminder.Status.UNKNOWN, Reminder.Status.CLAIMED}
    assert not Reminder.objects.filter(status__in=armed_or_unknown).exists()
    assert provider.requests <= called + LANES, "only what was on its way already"
    assert Reminder.objects.filter(status=Reminder.Status.SENT).count() == len(provider.accepted) < len(reminders)
