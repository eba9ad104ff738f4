"""The judge: what counts as lost, doubled and stale."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from procedures.checklists.models import Reminder
from tests.chaos.verdict import LONGEST_WAY, End, Outdated, Told, judge

Status = Reminder.Status
NOON = datetime(2026, 12, 7, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def make_end(status: str = Status.SENT, **fields: object) -> End:
    values = {"repeats": 0, "has_work_item": False, "must_reach_a_nurse": False} | fields
    return End(status=status, due_at=NOON, next_attempt_at=NOON, **values)


def make_told(after: timedelta = SECOND, armed_after: timedelta = timedelta(0)) -> Told:
    return Told(1, UUID(int=1), arrived_at=NOON + after, armed_at=NOON + armed_after)


def test_what_was_sent_once_keeps_every_promise() -> None:
    verdict = judge({1}, {1: make_end()}, [make_told(2 * SECOND)], {})

    assert verdict.is_kept
    assert (verdict.accepted, verdict.distinct, verdict.late(0.99)) == (1, 1, 2.0)


@pytest.mark.parametrize(
    "end",
    [
        None,
        make_end(Status.SENT),
        make_end(Status.SCHEDULED),
        make_end(Status.ARMED),
        make_end(Status.UNKNOWN),
        make_end(Status.HELD),
        make_end(Status.UNDELIVERABLE),
        make_end(Status.CAPPED),
        make_end(Status.SUPERSEDED),
        make_end(Status.STOPPED),
        make_end(Status.NOT_NEEDED),
        make_end(Status.EXPIRED, must_reach_a_nurse=True),
    ],
)
def test_no_end_or_one_that_reaches_nobody_is_a_loss(end: End | None) -> None:
    verdict = judge({1}, {1: end} if end else {}, [], {})

    assert list(verdict.lost) == [1]


@pytest.mark.parametrize("status", [Status.HELD, Status.UNDELIVERABLE, Status.EXPIRED])
def test_what_a_nurse_has_is_no_loss(status: str) -> None:
    verdict = judge({1}, {1: make_end(status, has_work_item=True, must_reach_a_nurse=True)}, [], {})

    assert verdict.is_kept


@pytest.mark.parametrize("status", [Status.SUPERSEDED, Status.STOPPED, Status.NOT_NEEDED])
def test_what_an_act_made_untrue_is_no_loss(status: str) -> None:
    verdict = judge({1}, {1: make_end(status)}, [], {1: Outdated(NOON, had_ended=True)})

    assert verdict.is_kept


@pytest.mark.parametrize(("repeats", "doubled"), [(0, [1]), (1, [])])
def test_a_double_is_one_unless_it_was_recorded_as_sent_again(repeats: int, doubled: list[int]) -> None:
    verdict = judge({1}, {1: make_end(repeats=repeats)}, [make_told(), make_told(3 * SECOND)], {})

    assert list(verdict.doubled) == doubled


@pytest.mark.parametrize(
    ("told", "outdated", "stale"),
    [
        (make_told(SECOND), Outdated(NOON + 2 * SECOND, had_ended=True), []),
        (make_told(3 * SECOND), Outdated(NOON + 2 * SECOND, had_ended=True), [1]),
        (make_told(3 * SECOND), Outdated(NOON + 2 * SECOND, had_ended=False), []),
        (make_told(LONGEST_WAY, SECOND), Outdated(NOON, had_ended=False), [1]),
        (make_told(LONGEST_WAY + SECOND), Outdated(NOON + SECOND / 2, had_ended=False), [1]),
        (make_told(LONGEST_WAY + SECOND), None, [1]),
    ],
)
def test_what_goes_out_after_it_was_stopped_or_long_after_arming_is_stale(
    told: Told, outdated: Outdated | None, stale: list[int]
) -> None:
    verdict = judge({1}, {1: make_end()}, [told], {1: outdated} if outdated else {})

    assert list(verdict.stale) == stale
