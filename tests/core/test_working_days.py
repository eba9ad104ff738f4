"""Counting working days, whatever the weekend and the holidays are."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures.core.timeline import SurgeryTimes, wall_instant, window
from procedures.core.timing import Timing
from procedures.core.working_days import moved_by_working_days, weekdays_only
from tests.core.places import CLOCKS, DAYS, NEW_YORK, PLACES

THANKSGIVING = date(2026, 11, 26)  # a Thursday


def is_worked(day: date) -> bool:
    return weekdays_only(day) and day != THANKSGIVING


def timing(relation: str, from_: str | None = None, to: str | None = None, kind: str = "due", **more: object) -> Timing:
    written = {"relation": relation, "from": from_, "to": to, "kind": kind, "working_days": True}
    return Timing.from_json(written | more)


def times(day: date) -> SurgeryTimes:
    return SurgeryTimes(day, NEW_YORK, time(8, 0), is_working_day=is_worked)


@pytest.mark.parametrize(
    ("day", "count", "back", "expected"),
    [
        ("2026-11-23", 1, True, "2026-11-20"),  # before a Monday: the Friday
        ("2026-11-27", 1, True, "2026-11-25"),  # over the holiday
        ("2026-11-27", 2, True, "2026-11-24"),
        ("2026-11-25", 1, False, "2026-11-27"),
        ("2026-11-28", 1, False, "2026-11-30"),  # from a Saturday
        ("2026-11-28", 0, True, "2026-11-28"),
    ],
)
def test_weekends_and_holidays_are_not_counted(day: str, count: int, back: bool, expected: str) -> None:
    found = moved_by_working_days(date.fromisoformat(day), count, back=back, is_working_day=is_worked)

    assert found == date.fromisoformat(expected)


def test_call_before_5_on_the_last_working_day_is_an_hour_on_that_day() -> None:
    stated = timing("before", "P1D", None, "deadline", clock="17:00")

    found = window(stated, times(date(2026, 11, 30)))

    assert found.due_at == wall_instant(date(2026, 11, 27), "17:00", NEW_YORK)
    assert found.is_exact


def test_on_the_next_working_day_after_a_friday_is_monday() -> None:
    found = window(timing("after", "P1D", "P1D"), times(date(2026, 11, 20)))

    assert found.due_at == wall_instant(date(2026, 11, 23), "23:59", NEW_YORK)


def test_weeks_and_hours_are_never_working_ones() -> None:
    weeks = timing("before", "P1W", "P1W")
    hours = timing("before", "PT48H", "PT0S", "interval")

    assert window(weeks, times(date(2026, 12, 3))).due_at == wall_instant(THANKSGIVING, "23:59", NEW_YORK)
    assert window(hours, times(date(2026, 11, 30))).due_at == wall_instant(date(2026, 11, 28), "08:00", NEW_YORK)


def test_without_a_country_monday_to_friday_are_worked() -> None:
    plain = SurgeryTimes(date(2026, 11, 23), NEW_YORK, time(8, 0))

    assert window(timing("before", "P1D", "P1D"), plain).due_at == wall_instant(date(2026, 11, 20), "23:59", NEW_YORK)


def test_where_no_day_is_worked_no_time_is_made_up() -> None:
    never = SurgeryTimes(date(2026, 11, 23), NEW_YORK, time(8, 0), is_working_day=lambda _: False)

    assert window(timing("before", "P1D", "P1D"), never).due_at is None


def test_working_days_survive_being_written_and_read() -> None:
    stated = timing("before", "P2D", "P2D")

    assert Timing.from_json(stated.as_json()) == stated
    assert "working_days" not in Timing.from_json({"relation": "before", "from": "P2D", "to": None}).as_json()


RESTS = st.sets(st.integers(0, 6), max_size=5)
HOLIDAYS = st.sets(DAYS.filter(lambda day: day.year == 2026), max_size=20)


@given(DAYS, st.integers(1, 40), st.booleans(), RESTS, HOLIDAYS)
def test_the_nth_working_day_is_worked_and_has_n_minus_1_between(
    day: date, count: int, back: bool, rests: set[int], holidays: set[date]
) -> None:
    def works(one: date) -> bool:
        return one.weekday() not in rests and one not in holidays

    found = moved_by_working_days(day, count, back=back, is_working_day=works)

    step = timedelta(days=-1 if back else 1)
    passed = [day + step * number for number in range(1, abs((found - day).days) + 1)]
    assert passed[-1] == found
    assert works(found)
    assert sum(works(one) for one in passed) == count


@given(PLACES, CLOCKS, st.integers(1, 10))
def test_a_working_day_keeps_its_hour_on_the_wall_across_clock_changes(
    place: tuple[object, date], clock: time, count: int
) -> None:
    zone, day = place
    stated = timing("before", f"P{count}D", None, "deadline", clock=clock.strftime("%H:%M"))

    found = window(stated, SurgeryTimes(day, zone, time(8, 0), is_working_day=is_worked))

    wanted = moved_by_working_days(day, count, back=True, is_working_day=is_worked)
    assert found.due_at == wall_instant(wanted, clock, zone)
