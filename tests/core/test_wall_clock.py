"""The hospital's wall clock, over both changes, wherever the hospital is."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures.core.wall_clock import day_end, day_start, is_doubled, is_missing, on_the_wall, wall_instant
from tests.core.places import APIA, CAIRO, CLOCKS, KOLKATA, LONDON, LORD_HOWE, NEW_YORK, PLACES


@pytest.mark.parametrize(
    ("zone", "day", "clock", "expected"),
    [
        (NEW_YORK, "2026-03-08", "02:30", "2026-03-08T07:00"),  # forward at 02:00: 03:00 is the first that comes
        (NEW_YORK, "2026-11-01", "01:30", "2026-11-01T05:30"),  # twice: the earlier
        (LONDON, "2026-03-29", "01:30", "2026-03-29T01:00"),
        (LONDON, "2026-10-25", "01:30", "2026-10-25T00:30"),
        (LORD_HOWE, "2026-10-04", "02:15", "2026-10-03T15:30"),  # only half an hour is skipped
        (LORD_HOWE, "2026-04-05", "01:45", "2026-04-04T14:45"),
        (CAIRO, "2026-04-24", "00:30", "2026-04-23T22:00"),  # the clocks change at midnight
        (CAIRO, "2026-04-23", "24:00", "2026-04-23T22:00"),
        (CAIRO, "2026-10-29", "23:30", "2026-10-29T20:30"),
        (KOLKATA, "2026-03-08", "02:30", "2026-03-07T21:00"),
        (APIA, "2011-12-30", "10:00", "2011-12-30T10:00"),  # a whole day that never came
    ],
)
def test_an_hour_is_found_over_every_kind_of_change(zone: ZoneInfo, day: str, clock: str, expected: str) -> None:
    found = wall_instant(date.fromisoformat(day), clock, zone)

    assert found == datetime.fromisoformat(expected).replace(tzinfo=UTC)


def test_the_later_of_two_hours_can_be_asked_for() -> None:
    later = wall_instant(date(2026, 11, 1), time(1, 30), NEW_YORK, earlier=False)

    assert later == datetime(2026, 11, 1, 6, 30, tzinfo=UTC)


def test_24_00_is_the_midnight_that_ends_the_day() -> None:
    assert wall_instant(date(2026, 12, 7), "24:00", NEW_YORK) == wall_instant(date(2026, 12, 8), "00:00", NEW_YORK)


def test_missing_and_doubled_hours_are_known() -> None:
    assert is_missing(date(2026, 3, 8), time(2, 0), NEW_YORK)
    assert not is_missing(date(2026, 3, 8), time(3, 0), NEW_YORK)
    assert is_doubled(date(2026, 11, 1), time(1, 59), NEW_YORK)
    assert not is_doubled(date(2026, 11, 1), time(2, 0), NEW_YORK)


Place = tuple[ZoneInfo, date]


@given(PLACES, CLOCKS)
def test_an_hour_that_comes_is_the_hour_the_wall_shows(place: Place, clock: time) -> None:
    zone, day = place

    shown = on_the_wall(wall_instant(day, clock, zone), zone).replace(tzinfo=None, fold=0)

    assert is_missing(day, clock, zone) or shown == datetime.combine(day, clock)


@given(PLACES, CLOCKS)
def test_an_hour_that_never_comes_moves_forward_to_the_first_that_does(place: Place, clock: time) -> None:
    zone, day = place

    found = wall_instant(day, clock, zone)

    shown = on_the_wall(found, zone).replace(tzinfo=None, fold=0)
    just_before = on_the_wall(found - timedelta(seconds=1), zone).replace(tzinfo=None, fold=0)
    assert shown >= datetime.combine(day, clock)
    assert not is_missing(day, clock, zone) or just_before < datetime.combine(day, clock)


@given(PLACES, CLOCKS, st.integers(0, 300))
def test_a_later_hour_on_the_wall_is_never_an_earlier_instant(place: Place, clock: time, minutes: int) -> None:
    zone, day = place
    later = datetime.combine(day, clock) + timedelta(minutes=minutes)

    assert wall_instant(day, clock, zone) <= wall_instant(later.date(), later.time(), zone)


@given(PLACES, CLOCKS)
def test_of_an_hour_that_comes_twice_the_earlier_is_taken(place: Place, clock: time) -> None:
    zone, day = place

    earlier, later = wall_instant(day, clock, zone), wall_instant(day, clock, zone, earlier=False)

    assert (earlier < later) == is_doubled(day, clock, zone)


@given(PLACES)
def test_days_follow_each_other_without_a_gap(place: Place) -> None:
    zone, day = place

    assert day_end(day, zone) + timedelta(minutes=1) == day_start(day + timedelta(days=1), zone)
    never_came = zone == APIA and day == date(2011, 12, 30)
    assert never_came or on_the_wall(day_end(day, zone), zone).date() == day
