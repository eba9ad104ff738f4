"""Nobody is woken for nothing, and nothing is told when it is of no more use."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from procedures.core.quiet_hours import QuietHours, fit
from procedures.core.wall_clock import wall_instant
from tests.core.places import APIA, MOMENTS, NEW_YORK, ZONES

QUIET = QuietHours(time(21, 0), time(8, 0), NEW_YORK)
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def at(day: int, clock: str) -> datetime:
    return wall_instant(date(2026, 12, day), clock, NEW_YORK)


def test_the_night_is_quiet_to_its_edges() -> None:
    assert [QUIET.covers(at(7, clock)) for clock in ("20:59", "21:00", "24:00")] == [False, True, True]
    assert [QUIET.covers(at(8, clock)) for clock in ("07:59", "08:00")] == [True, False]


def test_quiet_hours_within_a_day_and_none_at_all() -> None:
    assert QuietHours(time(13, 0), time(14, 0), NEW_YORK).covers(at(7, "13:30"))
    assert not QuietHours(time(0, 0), time(0, 0), NEW_YORK).covers(at(7, "03:00"))


def test_the_nights_around_a_day_that_never_came_are_one_long_night() -> None:
    quiet = QuietHours(time(21, 0), time(8, 0), APIA)  # 30 December 2011 was skipped there
    begins, ends = wall_instant(date(2011, 12, 29), "21:00", APIA), wall_instant(date(2011, 12, 31), "08:00", APIA)

    for hours in (0, 2, 3, 5, 10):
        assert quiet.around(begins + timedelta(hours=hours)) == (begins, ends)
    assert ends - begins == timedelta(hours=11)
    assert not quiet.covers(begins - timedelta(seconds=1))
    assert not quiet.covers(ends)


def test_what_must_not_be_missed_is_pulled_forward_to_the_evening() -> None:
    found = fit(at(8, "02:00"), at(8, "12:00"), quiet=QUIET, now=LONG_AGO, is_critical=True)

    assert found == at(7, "20:00")


def test_what_may_wait_waits_for_the_morning() -> None:
    assert fit(at(8, "02:00"), at(8, "12:00"), quiet=QUIET, now=LONG_AGO, is_critical=False) == at(8, "08:00")


def test_what_may_wait_is_never_pushed_past_its_use() -> None:
    assert fit(at(8, "02:00"), at(8, "07:00"), quiet=QUIET, now=LONG_AGO, is_critical=False) == at(7, "20:00")


def test_in_the_night_only_what_would_be_too_late_by_morning_goes_at_once() -> None:
    now = at(7, "23:00")

    assert fit(now, at(8, "06:00"), quiet=QUIET, now=now, is_critical=True) == now
    assert fit(now, at(8, "12:00"), quiet=QUIET, now=now, is_critical=True) == at(8, "08:00")
    assert fit(now, at(8, "06:00"), quiet=QUIET, now=now, is_critical=False) is None


def test_a_morning_that_leaves_no_time_to_act_is_not_waited_for() -> None:
    now = at(7, "22:00")

    assert fit(now, at(8, "08:10"), quiet=QUIET, now=now, is_critical=True) == now
    assert fit(now, at(8, "10:00"), quiet=QUIET, now=now, is_critical=True) == at(8, "08:00")


def test_nothing_is_told_after_its_use() -> None:
    assert fit(at(7, "18:00"), at(7, "19:00"), quiet=QUIET, now=at(7, "19:01"), is_critical=True) is None


LENGTHS = st.timedeltas(timedelta(0), timedelta(days=3))


@given(ZONES, MOMENTS, LENGTHS, MOMENTS, st.booleans(), st.times(), st.times())
def test_whatever_the_zone_it_is_told_in_time_or_not_at_all(
    zone: object, due: datetime, use: timedelta, now: datetime, is_critical: bool, begin: time, end: time
) -> None:
    quiet = QuietHours(begin, end, zone)  # type: ignore[arg-type]

    found = fit(due, due + use, quiet=quiet, now=now, is_critical=is_critical)

    assert found is None or now <= found <= due + use
    assert found is not None or not is_critical or now > due + use


@given(ZONES, MOMENTS, LENGTHS)
def test_planned_ahead_nobody_is_disturbed_in_the_night(zone: object, due: datetime, use: timedelta) -> None:
    quiet = QuietHours(time(21, 0), time(8, 0), zone)  # type: ignore[arg-type]

    for is_critical in (True, False):
        found = fit(due, due + use, quiet=quiet, now=due - timedelta(days=2), is_critical=is_critical)
        assert found is not None
        assert not quiet.covers(found)
