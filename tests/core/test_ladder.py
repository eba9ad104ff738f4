"""By when a nurse must see to it: the nearer the operation, the sooner."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures.core.ladder import Deadline, ask_at, deadline
from procedures.core.quiet_hours import QuietHours
from procedures.core.working_days import weekdays_only

NEW_YORK = ZoneInfo("America/New_York")
HOUR = timedelta(hours=1)
NIGHT = QuietHours(time(21), time(8), NEW_YORK)
OPERATION = datetime(2026, 12, 8, 13, 0, tzinfo=UTC)  # a Tuesday, 8 in the morning


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=NEW_YORK).astimezone(UTC)


def due(now: datetime, operation_at: datetime | None = OPERATION) -> Deadline:
    return deadline(now, operation_at=operation_at, zone=NEW_YORK, is_working_day=weekdays_only)


@pytest.mark.parametrize(
    ("found", "by"),
    [
        ("2026-12-01T09:00", "2026-12-01T17:00"),  # a week ahead: today
        ("2026-12-01T15:00", "2026-12-02T12:00"),  # too late in the day: by noon of the next
        ("2026-11-27T16:00", "2026-11-30T12:00"),  # a Friday: by Monday noon
        ("2026-11-28T09:00", "2026-11-30T12:00"),  # a Saturday
        ("2026-12-04T16:00", "2026-12-05T12:00"),  # Monday noon would be too near the operation
        ("2026-12-05T08:00", "2026-12-05T12:00"),  # 72 hours
        ("2026-12-06T10:00", "2026-12-06T14:00"),
        ("2026-12-07T07:00", "2026-12-07T09:00"),  # 25 hours: no later than for what is found in an hour
    ],
)
def test_the_nearer_the_operation_the_sooner(found: str, by: str) -> None:
    assert due(at(found)) == Deadline(at(by))


def test_less_than_a_day_before_it_is_urgent_and_due_within_the_hour() -> None:
    now = OPERATION - 23 * HOUR

    assert due(now) == Deadline(now + HOUR, is_urgent=True)


def test_once_there_is_no_operation_ahead_it_is_todays_work() -> None:
    assert due(at("2026-12-08T09:00"), None) == Deadline(at("2026-12-08T17:00"))
    assert due(at("2026-12-09T09:00")) == Deadline(at("2026-12-09T17:00"))


@given(st.timedeltas(timedelta(seconds=1), timedelta(days=40)), st.timedeltas(timedelta(0), timedelta(days=7)))
def test_what_is_found_later_is_never_due_sooner(left: timedelta, later: timedelta) -> None:
    now = OPERATION - left
    second = min(now + later, OPERATION - timedelta(seconds=1))

    assert now < due(now).at <= due(second).at <= OPERATION + HOUR


@pytest.mark.parametrize(
    ("was_due", "asked"),
    [
        ("2026-12-03T18:00", "2026-12-03T19:00"),
        ("2026-12-03T23:59", "2026-12-04T08:00"),  # nobody is phoned in the night
        ("2026-12-08T00:00", "2026-12-08T05:00"),  # but before the operation it cannot wait for the morning
        ("2026-12-08T06:00", "2026-12-08T06:00"),
    ],
)
def test_a_nurse_asks_an_hour_later_and_in_the_night_only_if_it_cannot_wait(was_due: str, asked: str) -> None:
    assert ask_at(at(was_due), operation_at=OPERATION, quiet=NIGHT) == at(asked)


def test_no_day_is_needed_to_know_the_zone() -> None:
    assert due(at("2026-11-01T09:00"), at("2026-11-20T08:00")).at.astimezone(NEW_YORK).date() == date(2026, 11, 2)
