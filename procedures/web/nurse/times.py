"""Dates and times on the staff's pages: short, 24 hours, always on the hospital's wall clock."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from procedures.checklists.models import Surgery
from procedures.core.wall_clock import is_doubled
from procedures.core.wording_of_time import day_of, day_words, short_day_words, until_words
from procedures.web import clock

# Further away than 9 months, on either side, a day's year is told.
FAR = 270  # days


def wall(instant: datetime | None, zone: ZoneInfo) -> str:
    """For example "Mon 7 Dec, 22:00"; midnight belongs to the day that it ends: "Mon 7 Dec, 24:00"."""
    if instant is None:
        return ""
    shown = instant.astimezone(zone)
    day = short_day(day_of(instant, zone))
    if (shown.hour, shown.minute) == (0, 0):
        return f"{day}, 24:00"
    # In the night the clocks go back an hour comes twice: then its zone tells which.
    twice = f" {shown:%Z}" if is_doubled(shown.date(), shown.timetz(), zone) else ""
    return f"{day}, {shown:%H:%M}{twice}"


def wall_day(instant: datetime | None, zone: ZoneInfo) -> str:
    """For example "Mon 7 Dec", of an instant that stands for a whole day."""
    return short_day(day_of(instant, zone, is_exact=False)) if instant else ""


def short_day(day: date) -> str:
    """For example "Tue 8 Dec"; with its year where that could be another one."""
    is_far = abs((day - clock.now().date()).days) > FAR
    return f"{short_day_words(day)} {day.year}" if is_far else short_day_words(day)


def full_day(day: date) -> str:
    """For example "Tuesday 8 December 2026"."""
    return f"{day_words(day)} {day.year}"


def hour(clock: time | None) -> str:
    """For example "07:30", or "not known yet"."""
    return f"{clock:%H:%M}" if clock else "not known yet"


def start(start_time: time | None, theatre_list: str = "") -> str:
    """For example "07:30"; without an hour "not known yet", or "afternoon list, hour not known yet"."""
    if start_time is None and theatre_list:
        return f"{Surgery.TheatreList(theatre_list).label.lower()}, hour not known yet"
    return hour(start_time)


def away(instant: datetime, now: datetime) -> str:
    """For example "in 5 hours", "2 days ago"."""
    return until_words(instant, now)
