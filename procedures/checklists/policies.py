"""Which reminders a thing gets: how long before, until when they are of use, and which must not be missed.

The tables are data and the rules are pure, so that a preview and the real thing cannot differ. Hours are the hospital's
wall clock; a patient's quiet hours come after, in `planning`.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from procedures.checklists.models import Reminder
from procedures.core.tasks import Category
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


@dataclass(frozen=True, slots=True)
class DaysBefore:
    """So many days before, at an hour on the wall."""

    days: int
    clock: time = OFFICE_HOUR

    def at(self, target: Target) -> datetime:
        return wall_instant(target.day - timedelta(days=self.days), self.clock, target.zone)


@dataclass(frozen=True, slots=True)
class EveningBefore:
    """The last evening hour that leaves 2 hours to act."""

    def at(self, target: Target) -> datetime:
        limit = target.begins_at - NOTICE
        day = limit.astimezone(target.zone).date()
        evening = wall_instant(day, HOURS[PartOfDay.EVENING], target.zone)
        if evening <= limit:
            return evening
        return wall_instant(day - timedelta(days=1), HOURS[PartOfDay.EVENING], target.zone)


@dataclass(frozen=True, slots=True)
class OnTheDay:
    """On the day itself, in the part of the day that the words name; else in the morning."""

    def at(self, target: Target) -> datetime:
        part = target.part_of_day or PartOfDay.MORNING
        return wall_instant(target.day, HOURS.get(part, HOURS[PartOfDay.MORNING]), target.zone)


@dataclass(frozen=True, slots=True)
class Earlier:
    """So long before, in real time."""

    lead: timedelta

    def at(self, target: Target) -> datetime:
        return target.due_at - self.lead


@dataclass(frozen=True, slots=True)
class Step:
    """One telling. It is of use until `useless_before` the due time; with `only_if_awake` it never moves, but falls
    away when it would come in the patient's quiet hours.
    """

    name: str
    kind: Reminder.Kind
    when: When
    is_critical: bool = False
    only_if_awake: bool = False
    useless_before: timedelta = timedelta(0)


Kind = Reminder.Kind
DAY = timedelta(days=1)

FASTING = (
    Step("evening_before", Kind.FASTING, EveningBefore(), is_critical=True),
    Step("hour_before", Kind.FASTING, Earlier(timedelta(hours=1)), only_if_awake=True),
)
MEDICINE_AT_AN_HOUR = (
    Step("evening_before", Kind.MEDICATION, EveningBefore(), is_critical=True),
    Step("hour_before", Kind.MEDICATION, Earlier(timedelta(hours=1)), only_if_awake=True),
)
MEDICINE_ON_A_DAY = (
    Step("evening_before", Kind.MEDICATION, EveningBefore(), is_critical=True),
    Step("on_the_day", Kind.MEDICATION, OnTheDay()),
)
# Without a time of its own it is told a week before the operation.
MEDICINE_WITHOUT_A_TIME = (Step("week_before", Kind.MEDICATION, DaysBefore(7), is_critical=True),)
VISIT = (
    Step("week_before", Kind.APPOINTMENT, DaysBefore(7), useless_before=2 * DAY),
    Step("day_before", Kind.APPOINTMENT, DaysBefore(1), is_critical=True),
    Step("two_hours_before", Kind.APPOINTMENT, Earlier(timedelta(hours=2)), only_if_awake=True),
)
ARRIVAL = (Step("evening_before", Kind.ARRIVAL, EveningBefore(), is_critical=True),)
TASK = (Step("evening_before", Kind.TASK, EveningBefore()),)
TASK_WITHOUT_A_TIME = (Step("week_before", Kind.TASK, DaysBefore(7)),)

# Preparations that are told of although the document gives no time for them.
TOLD_WITHOUT_A_TIME = frozenset({Category.TEST, Category.ASSESSMENT, Category.APPOINTMENT, Category.LOGISTICS})


def steps_of_item(category: Category, *, is_dated: bool, is_exact: bool) -> tuple[Step, ...]:
    """The steps for an item of `category` that has no booked visit."""
    if category is Category.MEDICATION:
        if not is_dated:
            return MEDICINE_WITHOUT_A_TIME
        return MEDICINE_AT_AN_HOUR if is_exact else MEDICINE_ON_A_DAY
    if category is Category.FASTING:
        return FASTING if is_dated else ()
    if is_dated:
        return TASK
    return TASK_WITHOUT_A_TIME if category in TOLD_WITHOUT_A_TIME else ()
