"""Days and hours in words that nobody can take for another."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures.core.wall_clock import wall_instant
from procedures.core.wording_of_time import (
    clock_words,
    day_of,
    day_words,
    moment_words,
    relative_day_words,
    short_day_words,
    until_words,
)
from tests.core.places import MOMENTS, NEW_YORK, ZONES

TUESDAY = date(2026, 12, 8)


def at(clock: str, day: date = TUESDAY) -> datetime:
    return wall_instant(day, clock, NEW_YORK)


def test_a_day_is_said_in_full_and_short() -> None:
    assert day_words(TUESDAY) == "Tuesday 8 December"
    assert day_words(TUESDAY, "es") == "martes 8 de diciembre"
    assert short_day_words(TUESDAY) == "Tue 8 Dec"


@pytest.mark.parametrize(
    ("clock", "english", "spanish"),
    [
        ("00:30", "12:30 after midnight", "12:30 de la madrugada"),
        ("06:00", "6:00 in the morning", "6:00 de la mañana"),
        ("12:00", "12 noon", "12 del mediodía"),
        ("14:05", "2:05 in the afternoon", "2:05 de la tarde"),
        ("18:00", "6:00 in the evening", "6:00 de la tarde"),
        ("22:30", "10:30 at night", "10:30 de la noche"),
    ],
)
def test_an_hour_is_a_figure_with_the_part_of_the_day(clock: str, english: str, spanish: str) -> None:
    assert clock_words(at(clock), NEW_YORK) == english
    assert clock_words(at(clock), NEW_YORK, "es") == spanish


def test_midnight_is_never_said_without_the_day_that_it_ends() -> None:
    said = moment_words(at("00:00"), NEW_YORK, surgery_date=TUESDAY)

    assert said == "12 midnight at the end of Monday 7 December (the night before)"
    assert moment_words(at("00:00"), NEW_YORK) == "12 midnight at the end of Monday 7 December"


def test_midnight_stands_under_the_day_that_it_ends() -> None:
    assert day_of(at("24:00", date(2026, 12, 7)), NEW_YORK) == date(2026, 12, 7)
    assert day_of(at("00:00"), NEW_YORK, is_exact=False) == TUESDAY
    assert day_of(at("00:01"), NEW_YORK) == TUESDAY


def test_day_and_hour_together() -> None:
    assert moment_words(at("06:00"), NEW_YORK) == "Tuesday 8 December, 6:00 in the morning"


def test_an_hour_that_comes_twice_says_which() -> None:
    earlier = at("01:30", date(2026, 11, 1))

    assert clock_words(earlier, NEW_YORK) == "1:30 in the morning, before the clocks go back"
    assert clock_words(earlier + timedelta(hours=1), NEW_YORK) == "1:30 in the morning, after the clocks go back"


def test_a_language_without_words_here_is_told_in_english() -> None:
    assert day_words(TUESDAY, "fr") == "Tuesday 8 December"
    assert day_words(TUESDAY, "es-mx") == "martes 8 de diciembre"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-3, "3 days before your operation"),
        (-1, "the day before your operation"),
        (0, "the day of your operation"),
        (1, "the day after your operation"),
        (14, "14 days after your operation"),
    ],
)
def test_a_day_is_placed_beside_the_operation(days: int, said: str) -> None:
    assert relative_day_words(TUESDAY + timedelta(days=days), TUESDAY) == said


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "now"),
        (1, "in 1 minute"),
        (59, "in 59 minutes"),
        (119, "in 1 hour"),
        (300, "in 5 hours"),
        (-90, "1 hour ago"),
        (2880, "in 2 days"),
    ],
)
def test_what_is_left_is_rounded_down(minutes: int, said: str) -> None:
    assert until_words(at("06:00") + timedelta(minutes=minutes), at("06:00")) == said


@given(ZONES, MOMENTS, st.sampled_from(["en", "es"]))
def test_no_two_hours_of_one_day_are_said_the_same(zone: ZoneInfo, moment: datetime, language: str) -> None:
    hours = [moment + timedelta(hours=number) for number in range(24)]
    that_day = [hour for hour in hours if hour.astimezone(zone).date() == moment.astimezone(zone).date()]

    said = {clock_words(hour, zone, language) for hour in that_day}

    assert len(said) == len(that_day)
