"""Rules for the instant of a reminder, and a step: one telling of one thing. Pure.

Hours are the hospital's wall clock; a patient's quiet hours come after, in `planning`.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from procedures.checklists.models import Reminder
from procedures.core.timing import PartOfDay
from procedures.core.wall_clock import day_start, wall_instant
from procedures.core.wording_of_time import day_of

# Only ever the hour of a reminder: a patient is never shown these as a stated time.
HOURS = {
    PartOfDay.MORNING: time(9, 0),
    PartOfDay.AFTERNOON: time(13, 0),
    PartOfDay.EVENING: time(18, 0),
    PartOfDay.NIGHT: time(20, 0),
}
OFFICE_HOUR = time(10, 0)
# The evening before leaves at least this long to act.
NOTICE = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Target:
    """By when a thing is to be done (UTC), whether that is an hour or a day, and in which part of the day."""

    due_at: datetime
    is_exact: bool
    zone: ZoneInfo
    part_of_day: PartOfDay | None = None

    @property
    def day(self) -> date:
        """The day on the hospital's wall; for midnight the day that it ends."""
        return day_of(self.due_at, self.zone, is_exact=self.is_exact)

    @property
    def begins_at(self) -> datetime:
        """The hour, or the first minute of the day."""
        return self.due_at if self.is_exact else day_start(self.day, self.zone)


class When(Protocol):
    """A rule for the instant of a reminder, in UTC."""

    def at(self, target: Target) -> datetime: ...

    def words(self) -> str: ...


@dataclass(frozen=True, slots=True)
class DaysBefore:
    """So many days before, at an hour on the wall."""

    days: int
    clock: time = OFFICE_HOUR

    def at(self, target: Target) -> datetime:
        return wall_instant(target.day - timedelta(days=self.days), self.clock, target.zone)

    def words(self) -> str:
        if self.days == 0:
            return f"on the day at {self.clock:%H:%M}"
        return f"{self.days} day{'' if self.days == 1 else 's'} before at {self.clock:%H:%M}"


@dataclass(frozen=True, slots=True)
class EveningBefore:
    """The last evening hour that leaves 2 hours to act."""

    clock: time = HOURS[PartOfDay.EVENING]

    def at(self, target: Target) -> datetime:
        limit = target.begins_at - NOTICE
        day = limit.astimezone(target.zone).date()
        evening = wall_instant(day, self.clock, target.zone)
        if evening <= limit:
            return evening
        return wall_instant(day - timedelta(days=1), self.clock, target.zone)

    def words(self) -> str:
        return f"the last {self.clock:%H:%M} that leaves 2 hours to act"


@dataclass(frozen=True, slots=True)
class OnTheDay:
    """On the day itself: at `clock`, else in the part of the day that the words name, else in the morning."""

    clock: time | None = None

    def at(self, target: Target) -> datetime:
        if self.clock is not None:
            return wall_instant(target.day, self.clock, target.zone)
        part = target.part_of_day or PartOfDay.MORNING
        return wall_instant(target.day, HOURS.get(part, HOURS[PartOfDay.MORNING]), target.zone)

    def words(self) -> str:
        return f"on the day at {self.clock:%H:%M}" if self.clock else "on the day, in its part of the day"


@dataclass(frozen=True, slots=True)
class Earlier:
    """So long before, in real time."""

    lead: timedelta

    def at(self, target: Target) -> datetime:
        return target.due_at - self.lead

    def words(self) -> str:
        minutes = int(self.lead.total_seconds() // 60)
        if minutes % 60:
            return f"{minutes} minutes before"
        return f"{minutes // 60} hour{'' if minutes == 60 else 's'} before"


@dataclass(frozen=True, slots=True)
class Step:
    """One telling. It is of use until `useless_before` the due time; with `only_if_awake` it never moves, but falls
    away when it would come in the patient's quiet hours. `channel` is the only one that carries it; "" stands for all
    that the patient agreed to.
    """

    name: str
    kind: Reminder.Kind
    when: When
    is_critical: bool = False
    only_if_awake: bool = False
    useless_before: timedelta = timedelta(0)
    channel: str = ""
