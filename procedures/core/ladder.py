"""The ladder: by when a person must see to a concern, by how near the operation is. Pure."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from procedures.core.quiet_hours import QuietHours
from procedures.core.wall_clock import wall_instant
from procedures.core.working_days import IsWorkingDay, moved_by_working_days

FAR, NEAR = timedelta(hours=72), timedelta(hours=24)
WITHIN_FAR, WITHIN_NEAR = timedelta(hours=4), timedelta(hours=1)
# "Today": by the end of the working day; what comes too late in it, by noon of the next one.
CLOSING, NOON, TOO_LATE_FOR_TODAY = time(17, 0), time(12, 0), time(15, 0)
# A patient is given this long to tick before a nurse is asked to find out.
GRACE = timedelta(hours=1)
# Nobody is phoned about it in the night, but this long before the operation it cannot wait any more.
LAST_CALL = timedelta(hours=3)


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when (UTC), and whether it comes before all that is not urgent."""

    at: datetime
    is_urgent: bool = False


def deadline(now: datetime, *, operation_at: datetime | None, zone: ZoneInfo, is_working_day: IsWorkingDay) -> Deadline:
    """By when to see to what is found `now`; `operation_at` is None for one that is cancelled or over.

    More than 72 hours before the operation: today. From 72 to 24 hours: within 4 hours. Less: in 1 hour, and urgent.
    The time is never later than it would be for the same thing found later.
    """
    if operation_at is None or operation_at <= now:
        return Deadline(_today(now, zone, is_working_day))
    left = operation_at - now
    if left > FAR:
        return Deadline(min(_today(now, zone, is_working_day), operation_at - FAR + WITHIN_FAR))
    if left > NEAR:
        return Deadline(min(now + WITHIN_FAR, operation_at - NEAR + WITHIN_NEAR))
    return Deadline(now + WITHIN_NEAR, is_urgent=True)


def _today(now: datetime, zone: ZoneInfo, is_working_day: IsWorkingDay) -> datetime:
    wall = now.astimezone(zone)
    if wall.time() < TOO_LATE_FOR_TODAY and is_working_day(wall.date()):
        return wall_instant(wall.date(), CLOSING, zone)
    following = moved_by_working_days(wall.date(), 1, back=False, is_working_day=is_working_day)
    return wall_instant(following, NOON, zone)


def ask_at(due_at: datetime, *, operation_at: datetime, quiet: QuietHours) -> datetime:
    """When a nurse is to be told that a critical step, due at `due_at`, was not ticked.

    An hour later; in the patient's quiet hours at their end, or 3 hours before the operation if that is sooner.
    """
    at = due_at + GRACE
    period = quiet.around(at)
    return at if period is None else max(due_at, min(period[1], operation_at - LAST_CALL))
