"""No sender goes faster than it may: not with many workers, not when Redis forgets, not without it."""

import os
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings
from redis import Redis

from procedures.messaging.transports.traffic import shared
from procedures.messaging.transports.traffic.bucket import LONGEST_TURN, Bucket, Rate, take
from procedures.messaging.transports.traffic.control import Control
from tests.messaging.due import NOW

asks = st.lists(st.tuples(st.floats(0, 30), st.integers(1, 50)), min_size=1, max_size=30)
rates = st.builds(Rate, st.integers(1, 50).map(float), st.integers(1, 50))


@given(asks, rates)
def test_in_any_span_no_more_go_than_the_burst_and_the_rate_allow(asks: list[tuple[float, int]], rate: Rate) -> None:
    bucket, now = Bucket(), 1000.0
    went: list[tuple[float, int]] = []
    for pause, wanted in asks:
        now += pause
        bucket, taken = take(bucket, wanted, rate, now)
        assert 0 <= taken.count <= wanted
        assert 0 <= taken.first_turn <= LONGEST_TURN
        went.append((now, taken.count))

    for start in range(len(went)):
        for end in range(start, len(went)):
            span = went[end][0] - went[start][0]
            assert sum(count for _, count in went[start : end + 1]) <= rate.burst + span * rate.per_second + 1e-3


@given(rates)
def test_who_waits_as_long_as_told_finds_room(rate: Rate) -> None:
    bucket, _ = take(Bucket(), rate.burst, rate, 1000.0)
    bucket, turned_away = take(bucket, 1, rate, 1000.0)

    _, later = take(bucket, 1, rate, 1000.0 + turned_away.first_turn)

    assert turned_away.count == 0
    assert later.count == 1


@given(rates, st.lists(st.integers(1, 20), min_size=2, max_size=10))
def test_those_turned_away_get_turns_one_after_the_other(rate: Rate, wanted: list[int]) -> None:
    bucket, _ = take(Bucket(), rate.burst, rate, 1000.0)
    turns = []
    for count in wanted:
        bucket, taken = take(bucket, count, rate, 1000.0)
        turns.append(taken.first_turn)

    for (before, after), count in zip(pairwise(turns), wanted, strict=False):
        assert after == pytest.approx(min(before + count * rate.interval, LONGEST_TURN))


@given(rates, st.lists(st.integers(1, 60), min_size=1, max_size=6))
def test_the_bucket_in_redis_keeps_the_same_rule(rate: Rate, wanted: list[int]) -> None:
    shared.forget(["same"])
    here = Bucket()
    for count in wanted:
        here, expected = take(here, count, rate, 1000.0)
        told = shared.take("same", count, rate)

        # Its clock runs on meanwhile, ours stands still.
        assert expected.count <= told.count <= expected.count + 1 + rate.per_second * 0.5
        if told.count == expected.count < count:
            assert told.first_turn == pytest.approx(expected.first_turn, abs=0.5)
        if told.count != expected.count:
            return


def flush() -> None:
    with Redis.from_url(os.environ["REDIS_URL"]) as redis:
        redis.flushall()


def admitted(control: Control, wanted: int, at: float) -> int:
    return control.admit("twilio", wanted, now=NOW, monotonic=at).count


@pytest.fixture
def ten_a_second(settings: Settings) -> None:
    settings.SENDS_PER_SECOND = {"twilio": 10}
    shared.forget(["twilio"])


def test_two_workers_share_one_bucket(ten_a_second: None) -> None:
    one, other = Control(), Control()

    went = admitted(one, 7, 1000.0) + admitted(other, 7, 1000.0)

    assert 10 <= went <= 11


def test_a_flush_lets_no_more_than_one_extra_burst_through(ten_a_second: None) -> None:
    one, other = Control(), Control()
    before = admitted(one, 50, 1000.0) + admitted(other, 50, 1000.0)
    flush()

    after = admitted(one, 50, 1000.0) + admitted(other, 50, 1000.0)

    assert before <= 11
    assert after <= 11


def test_a_worker_keeps_its_rate_however_often_redis_is_flushed(ten_a_second: None) -> None:
    worker, went = Control(), 0
    for tick in range(40):
        flush()
        went += admitted(worker, 50, 1000.0 + tick * 0.1)

    assert went <= 10 + 4 * 10


def test_without_redis_a_worker_goes_at_a_quarter(ten_a_second: None, settings: Settings) -> None:
    settings.REDIS_URL = "unix:///nowhere/broker.sock"
    worker = Control()

    went = sum(admitted(worker, 50, 1000.0 + tick * 0.1) for tick in range(40))

    assert 2 + 4 * 2 <= went <= 2 + 4 * 2.5


def test_a_sender_without_a_rate_is_not_held_up(settings: Settings) -> None:
    settings.SENDS_PER_SECOND = {}

    assert admitted(Control(), 500, 0.0) == 500
