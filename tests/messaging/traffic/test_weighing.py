"""Who is well gets more, and a patient stays with one number as long as it is."""

from collections import Counter
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from procedures.messaging.transports.traffic.weighing import LATELY, LEAST, Call, choose, weight
from tests.messaging.due import NOW

PATIENTS = [f"+1212555{number:04}" for number in range(2000)]
calls = st.lists(
    st.builds(Call, st.just(NOW), st.booleans(), st.floats(0, 10)),
    max_size=60,
)


def some(*, good: int = 0, bad: int = 0, seconds: float = 0.1, ago: timedelta = timedelta(0)) -> list[Call]:
    return [Call(NOW - ago, True, seconds)] * good + [Call(NOW - ago, False, seconds)] * bad


def shares(weights: dict[str, float]) -> dict[str, float]:
    counted = Counter(choose(weights, patient) for patient in PATIENTS)
    return {name: counted[name] / len(PATIENTS) for name in weights}


@given(calls)
def test_a_weight_is_never_nothing_and_never_more_than_one(calls: list[Call]) -> None:
    assert LEAST <= weight(calls, NOW) <= 1


def test_failures_and_slowness_weigh_less() -> None:
    well = weight(some(good=50), NOW)

    assert well == weight([], NOW) == 1
    assert weight(some(good=45, bad=5), NOW) < 0.6 * well
    assert weight(some(good=50, seconds=3), NOW) < 0.5 * well
    assert weight(some(bad=20), NOW) == LEAST


def test_one_failure_does_not_condemn() -> None:
    assert weight(some(bad=1), NOW) > LEAST


def test_what_is_long_past_counts_no_more() -> None:
    assert weight(some(bad=50, ago=LATELY), NOW) == 1


def test_equals_share_the_patients_and_the_weak_one_gets_little() -> None:
    equal = shares({"twilio": 1.0, "vonage": 1.0})
    weak = shares({"twilio": 0.1, "vonage": 1.0})

    assert 0.45 < equal["twilio"] < 0.55
    assert 0.05 < weak["twilio"] < 0.14


def test_a_patient_stays_with_one_provider_and_moves_only_when_it_is_unwell() -> None:
    before = {patient: choose({"twilio": 1.0, "vonage": 1.0}, patient) for patient in PATIENTS}
    after = {patient: choose({"twilio": 0.5, "vonage": 1.0}, patient) for patient in PATIENTS}

    moved = {(before[patient], after[patient]) for patient in PATIENTS if before[patient] != after[patient]}

    assert moved == {("twilio", "vonage")}
    assert before == {patient: choose({"vonage": 1.0, "twilio": 1.0}, patient) for patient in PATIENTS}
