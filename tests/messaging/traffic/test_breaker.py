"""A provider that fails is left alone, and tried again by one call at a time."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from procedures.messaging.transports.traffic.breaker import (
    FAILURES_TO_OPEN,
    FIRST_PAUSE,
    LONGEST_PAUSE,
    TRIAL,
    Circuit,
    State,
    failed,
    held,
    succeeded,
    tried,
)
from tests.messaging.due import NOW

SECOND = timedelta(seconds=1)


def opened() -> Circuit:
    circuit = Circuit()
    for _ in range(FAILURES_TO_OPEN):
        circuit = failed(circuit, NOW)
    return circuit


def test_it_opens_after_failures_in_a_row_and_not_before() -> None:
    circuit = Circuit()
    for _ in range(FAILURES_TO_OPEN - 1):
        circuit = failed(circuit, NOW)
        assert circuit.state(NOW) == State.CLOSED

    assert failed(circuit, NOW).state(NOW) == State.OPEN
    assert failed(succeeded(circuit), NOW).state(NOW) == State.CLOSED, "one good answer starts the count anew"


def test_an_open_circuit_lets_nothing_through_until_its_pause_is_over() -> None:
    circuit = opened()

    assert circuit.wait(NOW) == FIRST_PAUSE
    assert circuit.state(NOW + FIRST_PAUSE) == State.HALF_OPEN
    assert circuit.wait(NOW + FIRST_PAUSE) == timedelta(0)


def test_half_open_lets_one_call_try_at_a_time() -> None:
    half_open = NOW + FIRST_PAUSE

    trying = tried(opened(), half_open)

    assert trying.wait(half_open) == TRIAL
    assert trying.shut(half_open) == timedelta(0), "the one that tries may go"
    assert trying.wait(half_open + TRIAL) == timedelta(0), "one that never told is not waited for"


def test_a_trial_that_succeeds_closes_it_and_one_that_fails_opens_it_for_twice_as_long() -> None:
    half_open = NOW + FIRST_PAUSE
    trying = tried(opened(), half_open)

    assert succeeded(trying) == Circuit()
    assert failed(trying, half_open).wait(half_open) == 2 * FIRST_PAUSE


def test_what_the_provider_asked_for_is_kept_and_the_longer_wish_wins() -> None:
    circuit = held(held(Circuit(), NOW, 30 * SECOND), NOW, 10 * SECOND)

    assert circuit.state(NOW) == State.CLOSED
    assert circuit.wait(NOW) == 30 * SECOND
    assert succeeded(circuit).wait(NOW) == 30 * SECOND


@given(st.lists(st.tuples(st.sampled_from(["fail", "succeed", "try", "hold"]), st.integers(0, 300)), max_size=40))
def test_whatever_happens_it_is_tried_again_within_the_longest_pause(events: list[tuple[str, int]]) -> None:
    circuit, now = Circuit(), NOW
    for event, seconds in events:
        now += seconds * SECOND
        if event == "fail":
            circuit = failed(circuit, now)
        elif event == "succeed":
            circuit = succeeded(circuit)
        elif event == "try":
            circuit = tried(circuit, now)
        else:
            circuit = held(circuit, now, 20 * SECOND)

        assert timedelta(0) <= circuit.shut(now) <= circuit.wait(now) <= LONGEST_PAUSE
        assert circuit.pause <= LONGEST_PAUSE
    assert circuit.wait(now + LONGEST_PAUSE) == timedelta(0)
