"""Counting working days: which days those are is told by whoever knows the country's weekend and holidays."""

from collections.abc import Callable
from datetime import date, timedelta

# A rule that tells whether people work on a day.
IsWorkingDay = Callable[[date], bool]

SATURDAY = 5
# No country rests for longer than this; a rule that says so is wrong, and gives no date.
LONGEST_REST = 60  # days


def weekdays_only(day: date) -> bool:
    """True from Monday to Friday: the rule where no country is known."""
    return day.weekday() < SATURDAY


def moved_by_working_days(day: date, count: int, *, back: bool, is_working_day: IsWorkingDay) -> date:
    """The `count`th working day after `day`, or before it. None of them is `day` itself; 0 of them is.

    So "1 working day before" a Monday is the Friday, and before the Tuesday after a holiday the Friday too.

    :raises ValueError: when `is_working_day` names no working day for 60 days on end.
    """
    step = timedelta(days=-1 if back else 1)
    rested = 0
    while count:
        day += step
        if is_working_day(day):
            count, rested = count - 1, 0
        elif (rested := rested + 1) > LONGEST_REST:
            raise ValueError(f"no working day within {LONGEST_REST} days of {day}")
    return day
