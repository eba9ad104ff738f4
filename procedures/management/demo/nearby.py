"""An operation so near that its first reminders are due at once, at whatever hour the demo is started."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

# With 6 hours without food before the start, the last meal is in 2 hours: the reminder that names that hour was due
# the evening before, is still of use, and so goes out now.
LEAD = timedelta(hours=8)
WAIT = timedelta(hours=1)
QUARTER = timedelta(minutes=15)


def near_times(now: datetime, *, zone: ZoneInfo) -> tuple[date, time, time]:
    """Date, start and arrival on the wall in `zone`: the start at a quarter of an hour about 8 hours from `now`.

    A patient arrives on the day of the operation. So a start in the first hour after midnight moves back to 23:30.
    """
    start = _rounded_up(now + LEAD)
    # Reckoned in UTC: on the wall, one hour before 03:15 may be an hour that does not come.
    starts_at, arrives_at = start.astimezone(zone), (start - WAIT).astimezone(zone)
    if arrives_at.date() != starts_at.date():
        return arrives_at.date(), time(23, 30), time(22, 30)
    return starts_at.date(), _clock(starts_at), _clock(arrives_at)


def _rounded_up(instant: datetime) -> datetime:
    over = timedelta(minutes=instant.minute % 15, seconds=instant.second, microseconds=instant.microsecond)
    return instant + (QUARTER - over if over else timedelta(0))


def _clock(wall: datetime) -> time:
    return wall.time().replace(tzinfo=None, fold=0)
