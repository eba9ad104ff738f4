"""Counting on a calendar: days, weeks, months and years from a date."""

from calendar import monthrange
from datetime import date, timedelta

from procedures.core.distance import Distance, TimeUnit


def moved(day: date, distance: Distance, *, back: bool) -> date:
    """The date that lies `distance` after `day`, or before it.

    Months and years keep the day of the month; where the month is too short they end on its last day, so one month
    after 31 January is 28 February.

    :raises ValueError: for hours and minutes, which no calendar counts.
    """
    sign = -1 if back else 1
    match distance.unit:
        case TimeUnit.DAYS:
            return day + timedelta(days=sign * distance.amount)
        case TimeUnit.WEEKS:
            return day + timedelta(weeks=sign * distance.amount)
        case TimeUnit.MONTHS:
            return _by_months(day, sign * distance.amount)
        case TimeUnit.YEARS:
            return _by_months(day, sign * distance.amount * 12)
        case _:
            raise ValueError(f"{distance.isoformat()} is counted by a clock, not on a calendar")


def _by_months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
