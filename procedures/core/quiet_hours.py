"""The hours at which a patient is left alone, on the patient's own clock, and what becomes of a message in them."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from procedures.core.wall_clock import wall_instant

# What is pulled forward comes this long before the quiet begins, so that there is still an evening to act in.
EVENING = timedelta(hours=1)
# What must not be missed waits for the morning only if that still leaves this long to act.
NOTICE = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From `begin` to `end` on the wall in `zone`, as a rule over midnight. Equal hours mean that nothing is quiet."""

    begin: time
    end: time
    zone: ZoneInfo

    def around(self, instant: datetime) -> tuple[datetime, datetime] | None:
        """The quiet period that `instant` falls in, as two instants in UTC; None when it is not quiet then."""
        if self.begin == self.end:
            return None
        day = instant.astimezone(self.zone).date()
        nights = (_night(self, day + timedelta(days=days)) for days in (-2, -1, 0, 1))
        period = next(nights)
        for begins, ends in nights:
            # Where the calendar skips a whole day, one night ends at the very midnight at which the next begins.
            if begins > period[1]:
                if period[1] > instant:
                    break
                period = begins, ends
            else:
                period = period[0], ends
        return period if period[0] <= instant < period[1] else None

    def covers(self, instant: datetime) -> bool:
        """True when nobody should be disturbed at `instant`."""
        return self.around(instant) is not None


@lru_cache(maxsize=1024)
def _night(quiet: QuietHours, first: date) -> tuple[datetime, datetime]:
    """The quiet period that begins on the day `first`. Asked for again and again, and slow to reckon."""
    last = first + timedelta(days=1) if quiet.end < quiet.begin else first
    return wall_instant(first, quiet.begin, quiet.zone), wall_instant(last, quiet.end, quiet.zone, earlier=False)


def fit(due: datetime, latest: datetime, *, quiet: QuietHours, now: datetime, is_critical: bool) -> datetime | None:
    """When to tell what is due at `due` and of use until `latest`, without disturbing the night; None when at no time.

    What must not be missed is pulled forward to the evening before; if that evening is past it waits for the morning,
    or, if that leaves less than two hours to act, goes at once. All else waits for the morning, and comes in the
    evening before only when the morning is too late. Nothing is ever told later than `latest` or earlier than `now`.
    """
    at = max(due, now)
    if at > latest:
        return None
    period = quiet.around(at)
    if period is None:
        return at
    evening, morning = period[0] - EVENING, period[1]
    evening_is_ahead = evening >= now and not quiet.covers(evening)
    if is_critical and evening_is_ahead:
        return evening
    if morning + (NOTICE if is_critical else timedelta(0)) <= latest:
        return morning
    if evening_is_ahead:
        return evening
    return at if is_critical else None
