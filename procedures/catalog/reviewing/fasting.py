"""Filling a fasting hole: food and clear fluids, each with its own limit, become two tasks."""

from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Self
from zoneinfo import ZoneInfo

from django.db import transaction

from procedures.catalog.models import Intake, TaskTemplate
from procedures.catalog.reviewing.drafts import copy_of, locked_task, mark_changed
from procedures.catalog.reviewing.meanwhile import refuse_if_changed
from procedures.core.distance import Distance, TimeUnit
from procedures.core.tasks import Category, Polarity
from procedures.core.timing import Anchor, Relation, Timing, TimingKind
from procedures.core.wording_of_time import clock_words
from procedures.hospitals.models import User

MIDNIGHT = "24:00"
LONGEST_FAST = 48
FASTING_TITLES = {Intake.FOOD: "Stop eating", Intake.CLEAR_FLUIDS: "Stop drinking clear fluids"}


class NotAFastingTask(Exception):
    """Only a fasting task takes fasting values."""


class NoValue(Exception):
    """Neither a value for food nor one for clear fluids was given. The message says what to do."""


@dataclass(frozen=True, slots=True)
class FastingLimit:
    """Until when a patient may eat, or drink clear fluids: hours before an event, or an hour on the hospital's wall.

    Make one with `hours_before`, `night_before` or `on_the_day`.
    """

    timing: Timing
    words: str

    @classmethod
    def hours_before(cls, hours: int, anchor: Anchor) -> Self:
        """So many hours before the arrival or before the start of the operation.

        :raises ValueError: for hours out of 1 to 48, and for any other anchor.
        """
        if not 1 <= hours <= LONGEST_FAST:
            raise ValueError(f"Write a number of hours from 1 to {LONGEST_FAST}.")
        if anchor not in (Anchor.ARRIVAL, Anchor.SURGERY):
            raise ValueError("Fasting is counted from the arrival or from the start of the operation.")
        far, near = Distance(hours, TimeUnit.HOURS), Distance(0, TimeUnit.HOURS)
        timing = Timing(Relation.BEFORE, far, near, kind=TimingKind.INTERVAL, anchor=anchor)
        event = "you arrive" if anchor is Anchor.ARRIVAL else "the start of your operation"
        return cls(timing, f"{hours} hour{'' if hours == 1 else 's'} before {event}")

    @classmethod
    def night_before(cls, clock: str = MIDNIGHT) -> Self:
        """An hour "HH:MM" on the day before the operation; "24:00" is the midnight that ends it.

        :raises ValueError: for a clock that no wall shows.
        """
        day_before = Distance(1, TimeUnit.DAYS)
        timing = Timing(Relation.BEFORE, day_before, kind=TimingKind.CLOCK, clock=clock)
        if clock == MIDNIGHT:
            return cls(timing, "12 midnight at the end of the day before your operation")
        return cls(timing, f"{_hour(clock)} on the day before your operation")

    @classmethod
    def on_the_day(cls, clock: str) -> Self:
        """An hour "HH:MM" on the day of the operation.

        :raises ValueError: for a clock that no wall shows, and for 24:00, which ends the day.
        """
        if clock == MIDNIGHT:
            raise ValueError("Midnight belongs to the day before the operation.")
        timing = Timing(Relation.ON_DAY, kind=TimingKind.CLOCK, clock=clock)
        return cls(timing, f"{_hour(clock)} on the day of your operation")


def _hour(clock: str) -> str:
    any_day = datetime(2000, 1, 1, tzinfo=UTC)
    return clock_words(datetime.combine(any_day, time.fromisoformat(clock), UTC), ZoneInfo("UTC"))


@transaction.atomic
def fill_fasting(
    task: TaskTemplate,
    *,
    food: FastingLimit | None,
    clear_fluids: FastingLimit | None,
    by: User | None,
    now: datetime,
    seen: str = "",
) -> tuple[TaskTemplate, ...]:
    """Give a fasting task its limits. With both, it becomes two tasks with the same sentence, food first.

    A clinician still has to confirm each. A limit other than the document's own is then shown as a conflict.
    `seen` is the `fingerprint` of what they were shown, checked where it is given.

    :raises Frozen: when the template is published.
    :raises NotAFastingTask: for any other task.
    :raises NoValue: when neither is given.
    :raises ChangedMeanwhile: when a colleague changed it since; nothing is saved.
    """
    row = locked_task(task)
    refuse_if_changed(row, seen, by=by)
    if row.category != Category.FASTING:
        raise NotAFastingTask("This is not a fasting task. Change its category first.")
    limits = [(intake, limit) for intake, limit in ((Intake.FOOD, food), (Intake.CLEAR_FLUIDS, clear_fluids)) if limit]
    if not limits:
        raise NoValue("Give a time for food, for clear fluids, or for both.")
    filled: list[TaskTemplate] = []
    for intake, limit in limits:
        # The first limit goes into the task itself; the other into a copy of it, which follows it in the list.
        if filled:
            row = copy_of(row)
        _fill(row, intake, limit)
        row.value_given_by, row.value_given_at = by, now
        mark_changed(row, by=by, now=now)
        row.save()
        filled.append(row)
    return tuple(filled)


def _fill(row: TaskTemplate, intake: Intake, limit: FastingLimit) -> None:
    row.intake = intake
    row.timing = limit.timing.as_json()
    row.needs_clinician = True
    row.polarity = Polarity.AVOID
    row.title = FASTING_TITLES[intake]
    if intake is Intake.FOOD:
        row.instruction = f"You may eat until {limit.words}. After that, eat nothing."
    else:
        row.instruction = f"You may drink clear fluids until {limit.words}. After that, drink nothing."
