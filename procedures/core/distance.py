"""Lengths of time as a document writes them: "6 weeks" stays 6 weeks."""

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Self


class TimeUnit(StrEnum):
    """The units that leaflets use, smallest first."""

    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"

    @property
    def is_elapsed(self) -> bool:
        """True for lengths a clock counts; the others are counted on a calendar."""
        return self in (TimeUnit.MINUTES, TimeUnit.HOURS)


_ISO = re.compile(r"P(?:(?P<date>\d+)(?P<date_unit>[YMWD])|T(?P<time>\d+)(?P<time_unit>[HMS]))")
_DATE_UNITS = {"Y": TimeUnit.YEARS, "M": TimeUnit.MONTHS, "W": TimeUnit.WEEKS, "D": TimeUnit.DAYS}
_TIME_UNITS = {"H": TimeUnit.HOURS, "M": TimeUnit.MINUTES}
_LETTERS = {unit: letter for table in (_DATE_UNITS, _TIME_UNITS) for letter, unit in table.items()}


@dataclass(frozen=True, slots=True)
class Distance:
    """How far something lies from its anchor: an unsigned whole number of one unit."""

    amount: int
    unit: TimeUnit

    def __post_init__(self) -> None:
        if self.amount < 0:
            raise ValueError(f"a distance has no sign: {self.amount}")
        if self.amount == 0 and self.unit is TimeUnit.MINUTES:
            # No minutes and no hours are the same moment, and are written the same: they are one value.
            object.__setattr__(self, "unit", TimeUnit.HOURS)

    @classmethod
    def parse(cls, iso: str) -> Self:
        """Read one ISO 8601 duration of a single unit, such as "P6W", "PT8H" or "PT0S".

        :raises ValueError: for anything else.
        """
        found = _ISO.fullmatch(iso)
        if found is None:
            raise ValueError(f"not a duration of one unit: {iso!r}")
        if found["date"]:
            return cls(int(found["date"]), _DATE_UNITS[found["date_unit"]])
        if found["time_unit"] == "S":
            if int(found["time"]):
                raise ValueError(f"seconds are not used: {iso!r}")
            return cls(0, TimeUnit.HOURS)
        return cls(int(found["time"]), _TIME_UNITS[found["time_unit"]])

    def isoformat(self) -> str:
        """Write it as ISO 8601; no hours at all is "PT0S", the moment of the anchor itself."""
        if self.unit.is_elapsed:
            return f"PT{self.amount}{_LETTERS[self.unit]}" if self.amount else "PT0S"
        return f"P{self.amount}{_LETTERS[self.unit]}"

    def elapsed(self) -> timedelta:
        """The exact length of a distance in minutes or hours.

        :raises ValueError: for days and longer, whose length depends on the calendar.
        """
        if self.unit is TimeUnit.MINUTES:
            return timedelta(minutes=self.amount)
        if self.unit is TimeUnit.HOURS:
            return timedelta(hours=self.amount)
        raise ValueError(f"{self.isoformat()} is counted on a calendar, not by a clock")
