"""A broken provider is left alone by every worker, the other one carries on, and nothing unknown changes hands."""

import os
from datetime import timedelta

import pytest
from pytest_django import Settings
from redis import Redis

from procedures.checklists.models import Reminder, WorkItem
from procedures.messaging.models import Delivery
from procedures.messaging.transports.traffic import shared
from procedures.messaging.transports.traffic.breaker import FAILURES_TO_OPEN, FIRST_PAUSE, TRIAL
from procedures.messaging.transports.traffic.control import CONTROL, Control
from tests.cast import make_patient, make_procedure, make_surgery, make_unit
from tests.fakes.json_provider import JsonProvider
from tests.fakes.twilio import FakeTwilio, Fault
from tests.messaging.due import HOUR, NOW, TEXTS_ONLY, dispatch_at, make_due, status_of

SECOND = timedelta(seconds=1)


def break_down(control: Control, name: str = "twilio") -> None:
    for _ in range(FAILURES_TO_OPEN):
        control.failed(name, 0.1, now=NOW, monotonic=0.0)


def admitted(control: Control, *, after: timedelta = timedelta(0), wanted: int = 3) -> int:
    return control.admit("twilio", wanted, now=NOW + after, monotonic=after.total_seconds()).count


def test_what_one_worker_found_broken_no_other_calls() -> None:
    one, other = Control(), Control()

    break_down(one)

    assert admitted(other) == 0
    one.forget()


def test_one_call_of_all_workers_tries_it_again_and_closes_it_for_all() -> None:
    one, other = Control(), Control()
    break_down(one)

    tries = [admitted(one, after=FIRST_PAUSE), admitted(other, after=FIRST_PAUSE)]
    one.answered("twilio", 0.1, now=NOW + FIRST_PAUSE, monotonic=5.0)

    assert tries == [1, 0]
    assert admitted(other, after=FIRST_PAUSE + SECOND) == 3
    one.forget()


def test_a_trial_that_never_tells_does_not_block_for_ever() -> None:
    one, other = Control(), Control()
    break_down(one)
    admitted(one, after=FIRST_PAUSE)

    assert admitted(other, after=FIRST_PAUSE + TRIAL) == 1
    one.forget()


def test_a_worker_remembers_what_a_flushed_redis_forgot() -> None:
    one = Control()
    break_down(one)
    shared.forget(["twilio"])

    assert admitted(one) == 0
    assert admitted(Control()) == 3, "another one finds out by itself"


def test_without_redis_each_worker_goes_by_what_it_knows(settings: Settings) -> None:
    settings.REDIS_URL = "unix:///nowhere/broker.sock"
    one, other = Control(), Control()

    break_down(one)

    assert admitted(one) == 0
    assert admitted(other) == 3
    assert admitted(one, after=FIRST_PAUSE) == 1


def test_what_another_version_wrote_is_not_understood_and_does_no_harm() -> None:
    Redis.from_url(os.environ["REDIS_URL"]).set("prepapp:circuit:twilio", b'{"failures": "many"}')

    assert admitted(Control()) == 3
    shared.forget(["twilio"])


@pytest.fixture
def both(twilio: FakeTwilio, vonage: JsonProvider, settings: Settings) -> tuple[FakeTwilio, JsonProvider]:
    settings.SMS_TRANSPORT = "twilio,vonage"
    return twilio, vonage


def make_many(count: int) -> list[Reminder]:
    """One to each of `count` patients, so that none is told together with another."""
    unit = make_unit()
    procedure = make_procedure(unit)
    numbers = [f"+1212555{number:04}" for number in range(count)]
    patients = [make_patient(unit, phone=number, channels=TEXTS_ONLY) for number in numbers]
    surgeries = [make_surgery(unit, patient, procedure=procedure) for patient in patients]
    return [make_due(surgery=surgery, latest_at=NOW + 5 * HOUR) for surgery in surgeries]


@pytest.mark.django_db
def test_texts_go_by_the_other_provider_while_one_is_left_alone(both: tuple[FakeTwilio, JsonProvider]) -> None:
    twilio, vonage = both
    break_down(CONTROL)

    reminder = make_due(channels=TEXTS_ONLY)
    dispatch_at(NOW)

    assert status_of(reminder) == Reminder.Status.SENT
    assert Delivery.objects.get().transport == "vonage"
    assert len(vonage.accepted) == 1
    assert twilio.requests == 0


@pytest.mark.django_db
def test_a_provider_that_asks_us_to_wait_leaves_the_text_to_the_other_one_within_seconds(
    both: tuple[FakeTwilio, JsonProvider],
) -> None:
    reminder = make_due(channels=TEXTS_ONLY)
    names = ["twilio", "vonage"]
    busy = names.index(CONTROL.pick(names, str(reminder.surgery.patient.phone), NOW))
    both[busy].always = Fault(status=429, retry_after="600")

    dispatch_at(NOW)
    dispatch_at(NOW + 2 * SECOND)

    assert status_of(reminder) == Reminder.Status.SENT
    assert [d.transport for d in Delivery.objects.order_by("armed_at")] == [names[busy], names[1 - busy]]
    assert len(both[1 - busy].accepted) == 1
    assert not both[busy].accepted


@pytest.mark.django_db
def test_while_an_outcome_is_unknown_no_other_provider_is_asked(both: tuple[FakeTwilio, JsonProvider]) -> None:
    """Guarantee G3: it may have gone out, so it is looked up first, however well the other provider is."""
    twilio, vonage = both
    break_down(CONTROL, "vonage")
    reminder = make_due(channels=TEXTS_ONLY, kind=Reminder.Kind.FASTING)
    twilio.faults.append(Fault(drops=True))
    twilio.cannot_list = True
    dispatch_at(NOW)
    CONTROL.answered("vonage", 0.1, now=NOW, monotonic=0.0)
    break_down(CONTROL, "twilio")

    for minute in range(1, 6):
        dispatch_at(NOW + timedelta(minutes=minute))
    waiting = status_of(reminder)
    twilio.cannot_list = False
    twilio.accepted[0].at = NOW
    dispatch_at(NOW + timedelta(minutes=6))

    assert waiting == Reminder.Status.UNKNOWN
    assert vonage.requests == 0
    assert len(twilio.accepted) == 1


@pytest.mark.django_db
def test_being_left_alone_burns_no_attempt_and_is_tried_again_before_it_is_too_late(twilio: FakeTwilio) -> None:
    reminder = make_due(channels=TEXTS_ONLY, latest_at=NOW + 4 * SECOND)
    break_down(CONTROL)

    dispatch_at(NOW)

    assert status_of(reminder) == Reminder.Status.SCHEDULED
    assert reminder.attempts == 0
    assert NOW < reminder.next_attempt_at <= NOW + 2 * SECOND
    assert twilio.requests == 0


@pytest.mark.django_db
def test_a_provider_that_breaks_in_the_middle_of_a_batch_is_not_called_for_the_rest(twilio: FakeTwilio) -> None:
    many = make_many(60)
    twilio.always = Fault(status=503)

    dispatch_at(NOW)

    assert twilio.requests < 30
    assert {status_of(reminder) for reminder in many} == {Reminder.Status.SCHEDULED}


@pytest.mark.django_db
def test_a_sender_with_a_rate_sends_that_many_and_the_others_take_turns(twilio: FakeTwilio, settings: Settings) -> None:
    settings.SENDS_PER_SECOND = {"twilio": 5}
    many = make_many(20)

    dispatch_at(NOW)

    assert 5 <= len(twilio.accepted) <= 6
    waiting = [reminder for reminder in many if status_of(reminder) == Reminder.Status.SCHEDULED]
    assert len(waiting) + len(twilio.accepted) == 20
    assert {reminder.attempts for reminder in waiting} == {0}
    assert len({reminder.next_attempt_at for reminder in waiting}) > 5


@pytest.mark.django_db
def test_what_the_provider_asks_us_to_wait_is_waited(twilio: FakeTwilio) -> None:
    reminder = make_due(channels=TEXTS_ONLY)
    twilio.faults.append(Fault(status=429, code=20429, retry_after="120"))

    dispatch_at(NOW)
    status_of(reminder)

    assert NOW + timedelta(seconds=120) <= reminder.next_attempt_at <= NOW + timedelta(seconds=180)
    assert reminder.attempts == 0


@pytest.mark.django_db
def test_a_wait_that_would_do_is_not_spread_beyond_the_texts_use(twilio: FakeTwilio) -> None:
    reminder = make_due(channels=TEXTS_ONLY, latest_at=NOW + 65 * SECOND)
    twilio.faults.append(Fault(status=429, code=20429, retry_after="60"))

    dispatch_at(NOW)

    assert status_of(reminder) == Reminder.Status.SCHEDULED
    assert NOW + 60 * SECOND <= reminder.next_attempt_at <= reminder.latest_at


@pytest.mark.django_db
def test_a_wait_longer_than_the_texts_use_ends_it_at_once_so_that_a_nurse_hears_in_time(twilio: FakeTwilio) -> None:
    reminder = make_due(channels=TEXTS_ONLY, latest_at=NOW + 60 * SECOND, is_critical=True)
    twilio.faults.append(Fault(status=429, code=20429, retry_after="3600"))

    dispatch_at(NOW)

    assert status_of(reminder) == Reminder.Status.EXPIRED
    assert WorkItem.objects.get().kind == WorkItem.Kind.TOO_LATE


@pytest.mark.django_db
def test_of_many_what_is_of_use_for_the_shortest_time_goes_first(twilio: FakeTwilio, settings: Settings) -> None:
    settings.SENDS_PER_SECOND = {"twilio": 1}
    many = make_many(8)
    Reminder.objects.filter(pk=many[-1].pk).update(latest_at=NOW + HOUR)

    dispatch_at(NOW)

    assert status_of(many[-1]) == Reminder.Status.SENT


@pytest.mark.django_db
def test_after_too_many_at_once_the_rest_of_the_batch_is_not_even_tried(twilio: FakeTwilio) -> None:
    many = make_many(60)
    twilio.always = Fault(status=429, code=20429)

    dispatch_at(NOW)

    assert twilio.requests < 40
    assert {(status_of(reminder), reminder.attempts) for reminder in many} == {(Reminder.Status.SCHEDULED, 0)}
