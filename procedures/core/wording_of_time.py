"""Days, hours and distances in words a patient reads: "Tuesday 8 December", "6:00 in the morning", "in 5 hours".

Hours are figures with the part of the day in words, so that nobody mistakes 12-hour for 24-hour time. Midnight is
never said without its day: "12 midnight at the end of Monday 7 December (the night before)". A language that has no
words here is told in English.
"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from procedures.core.wall_clock import is_doubled, wall_instant
from procedures.core.words_of_time import ENGLISH, LANGUAGES, Words


def _words(language: str) -> Words:
    return LANGUAGES.get(language.split("-", maxsplit=1)[0].lower(), ENGLISH)


def day_words(day: date, language: str = "en") -> str:
    """The day in full, as in "Tuesday 8 December" or "martes 8 de diciembre"."""
    words = _words(language)
    return words.day.format(weekday=words.weekdays[day.weekday()], day=day.day, month=words.months[day.month - 1])


def short_day_words(day: date, language: str = "en") -> str:
    """The day for a text message, as in "Tue 8 Dec"."""
    words = _words(language)
    return f"{words.weekdays[day.weekday()][:3]} {day.day} {words.months[day.month - 1][:3]}"


def clock_words(instant: datetime, zone: ZoneInfo, language: str = "en") -> str:
    """The hour that the wall in `zone` shows: "6:00 in the morning", "12 noon", "12 midnight".

    An hour that the clock shows twice says which of the two is meant.
    """
    words = _words(language)
    wall = instant.astimezone(zone)
    if (wall.hour, wall.minute) in words.named_hours:
        said = words.named_hours[wall.hour, wall.minute]
    else:
        part = next(name for until, name in words.parts_of_day if wall.hour < until)
        said = words.clock.format(hour=wall.hour % 12 or 12, minute=f"{wall.minute:02d}", part=part)
    if is_doubled(wall.date(), wall.timetz(), zone):
        said = f"{said}, {words.doubled[wall.fold]}"
    return said


def moment_words(
    instant: datetime,
    zone: ZoneInfo,
    language: str = "en",
    *,
    surgery_date: date | None = None,
    is_short: bool = False,
) -> str:
    """Day and hour together: "Tuesday 8 December, 6:00 in the morning".

    Midnight belongs to the day that it ends; "(the night before)" is added when that is the eve of `surgery_date`.
    `is_short` gives the day as in a text message.
    """
    words = _words(language)
    say = short_day_words if is_short else day_words
    wall = instant.astimezone(zone)
    if (wall.hour, wall.minute) != (0, 0):
        return words.moment.format(day=say(wall.date(), language), clock=clock_words(instant, zone, language))
    said = words.midnight.format(day=say(wall.date() - timedelta(days=1), language))
    return f"{said} {words.night_before}" if surgery_date == wall.date() else said


def day_of(instant: datetime, zone: ZoneInfo, *, is_exact: bool = True) -> date:
    """The day under which a list shows `instant`: its date on the wall in `zone`, and for midnight the day it ends."""
    wall = instant.astimezone(zone)
    ends_the_day = is_exact and instant == wall_instant(wall.date(), "00:00", zone)
    return wall.date() - timedelta(days=1) if ends_the_day else wall.date()


def relative_day_words(day: date, surgery_date: date, language: str = "en") -> str:
    """Where a day lies beside the operation: "the day before your operation", "3 days after your operation"."""
    words = _words(language)
    days = (day - surgery_date).days
    if days in words.days_beside:
        return words.days_beside[days]
    return (words.days_after if days > 0 else words.days_before).format(days=abs(days))


def until_words(instant: datetime, now: datetime, language: str = "en") -> str:
    """How far off it is, rounded down so that nobody is late: "in 5 hours", "in 2 days", "now", "2 hours ago"."""
    words = _words(language)
    minutes = int(abs((instant - now).total_seconds()) // 60)
    if minutes < 1:
        return words.now
    if minutes < 60:
        amount, unit = minutes, 0
    elif minutes < 48 * 60:
        amount, unit = minutes // 60, 1
    else:
        amount, unit = minutes // (24 * 60), 2
    one, many = words.units[unit]
    length = f"{amount} {one if amount == 1 else many}"
    return (words.ahead if instant > now else words.ago).format(length=length)
