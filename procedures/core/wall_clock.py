"""A hospital's wall clock: from a day and an hour on the wall to the instant, across both clock changes.

Everything here resolves in one place, because databases and Python disagree on hours that come twice. The rules:
an hour that never comes (the clocks went forward over it) becomes the first instant after the gap; an hour that comes
twice is the earlier one, unless the later is asked for. So a later time on the wall is never an earlier instant.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MIDNIGHT = time(0, 0)
END_OF_DAY = "24:00"


def on_the_wall(instant: datetime, zone: ZoneInfo) -> datetime:
    """The same instant as the wall in `zone` shows it."""
    return instant.astimezone(zone)


def wall_instant(day: date, clock: time | str, zone: ZoneInfo, *, earlier: bool = True) -> datetime:
    """The instant, in UTC, at which the wall in `zone` shows `clock` on `day`.

    `clock` is a time or "HH:MM"; "24:00" is the midnight that ends the day.

    :raises ValueError: for a clock that no wall shows.
    """
    wall = _wall(day, clock)
    if _is_missing(wall, zone):
        return _end_of_gap(wall, zone)
    return _read(wall, zone, fold=0 if earlier else 1)


def is_missing(day: date, clock: time | str, zone: ZoneInfo) -> bool:
    """True for an hour that the wall never shows on that day, because the clocks go forward over it."""
    return _is_missing(_wall(day, clock), zone)


def is_doubled(day: date, clock: time | str, zone: ZoneInfo) -> bool:
    """True for an hour that the wall shows twice on that day, because the clocks go back over it."""
    wall = _wall(day, clock)
    return _read(wall, zone, fold=0) < _read(wall, zone, fold=1)


def day_start(day: date, zone: ZoneInfo) -> datetime:
    """The first instant of `day` on the wall in `zone`, in UTC."""
    return wall_instant(day, MIDNIGHT, zone)


def day_end(day: date, zone: ZoneInfo) -> datetime:
    """The last minute of `day`, in UTC: it still shows that day's date."""
    return day_start(day + timedelta(days=1), zone) - timedelta(minutes=1)


def _wall(day: date, clock: time | str) -> datetime:
    if isinstance(clock, str):
        if clock == END_OF_DAY:
            return datetime.combine(day + timedelta(days=1), MIDNIGHT)
        clock = time.fromisoformat(clock)
    return datetime.combine(day, clock.replace(tzinfo=None, fold=0))


def _read(wall: datetime, zone: ZoneInfo, *, fold: int) -> datetime:
    return wall.replace(tzinfo=zone, fold=fold).astimezone(UTC)


def _is_missing(wall: datetime, zone: ZoneInfo) -> bool:
    return _read(wall, zone, fold=0).astimezone(zone).replace(tzinfo=None, fold=0) != wall


def _end_of_gap(wall: datetime, zone: ZoneInfo) -> datetime:
    """The first instant after the gap that swallows `wall`, to the second: halve what lies around the change."""
    before, after = _read(wall, zone, fold=1), _read(wall, zone, fold=0)
    offset = after.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = (before + (after - before) / 2).replace(microsecond=0)
        if middle.astimezone(zone).utcoffset() == offset:
            after = middle
        else:
            before = middle
    return after
