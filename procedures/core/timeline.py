"""From what a sentence says ("8 hours before") and when the surgery is, to instants.

Two kinds of rule. *Elapsed* ones (minutes, hours) subtract real time, in UTC: eight hours before 08:00 is eight hours,
also in the night the clocks change. *Calendar* ones (days and longer) count days on the hospital's wall and keep the
hour that the wall shows; where the words say so they count working days.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from procedures.core.calendar_days import moved
from procedures.core.distance import Distance, TimeUnit
from procedures.core.events import Event, SurgeryTimes
from procedures.core.timing import PartOfDay, Relation, Timing, TimingKind
from procedures.core.wall_clock import END_OF_DAY, day_end, day_start, is_doubled, is_missing, wall_instant
from procedures.core.working_days import moved_by_working_days

__all__ = ["SurgeryTimes", "Window", "day_end", "day_start", "is_doubled", "is_missing", "wall_instant", "window"]


@dataclass(frozen=True, slots=True)
class Window:
    """When a task is to be done, in UTC. None means that nothing is known: no time is ever made up.

    `opens_at`: from when it holds, or may be done. `due_at`: by when it must be done or, if it lasts, have begun.
    `holds_until`: when something that lasts is over. `is_exact` is False where only a day was stated: then the instants
    are the first and the last minute of the days. `is_assumed`: the hour rests on the earliest start, none is known.
    """

    opens_at: datetime | None = None
    due_at: datetime | None = None
    holds_until: datetime | None = None
    is_exact: bool = False
    is_assumed: bool = False


NO_WINDOW = Window()


@dataclass(frozen=True, slots=True)
class _Edge:
    """One edge of a window. For an hour `first` and `last` are the same instant; for a day they are its two ends."""

    first: datetime
    last: datetime
    is_exact: bool
    is_assumed: bool = False


def window(timing: Timing | None, times: SurgeryTimes) -> Window:
    """When a task with `timing` is to be done for a surgery at `times`.

    Nothing is known for a task without a stated time, for one whose words leave the time open, and while its anchor
    has no date.
    """
    event = None if timing is None or timing.is_open else times.event(timing.anchor)
    if timing is None or event is None:
        return NO_WINDOW
    try:
        return _window(_with_midnight(timing), event, times)
    except (OverflowError, ValueError):
        return NO_WINDOW  # "9999 years after": no calendar has that day


def _window(timing: Timing, event: Event, times: SurgeryTimes) -> Window:
    match timing.relation:
        case Relation.ON_DAY:
            edge = _on_day(timing, event.day, times)
            return Window(None if edge.is_exact else edge.first, edge.last, None, edge.is_exact)
        case Relation.BEFORE:
            return _before(timing, event, times)
        case Relation.AFTER:
            return _after(timing, event, times)


def _with_midnight(timing: Timing) -> Timing:
    """The same timing, with midnight as the hour that it is: the one that ends the day before, or begins the day."""
    if timing.part_of_day is not PartOfDay.MIDNIGHT or timing.clock is not None:
        return timing
    return replace(timing, clock="00:00" if timing.relation is Relation.ON_DAY else END_OF_DAY)


def _before(timing: Timing, event: Event, times: SurgeryTimes) -> Window:
    """Preparations. What lasts must have begun by its far edge; all else is due at its near one."""
    far = _edge(timing.from_, timing, event, times, back=True)
    near = _edge(timing.to, timing, event, times, back=True)
    lasts = timing.kind in (TimingKind.INTERVAL, TimingKind.START, TimingKind.RECURRING, TimingKind.CLOCK)
    if far is not None and (lasts or near is None):
        end = near.last if near else (event.at if lasts else None)
        return Window(far.first, far.last, end, far.is_exact, far.is_assumed)
    if near is not None:
        is_exact = near.is_exact and not _is_the_event_itself(timing.to)
        return Window(far.first if far else None, near.last, None, is_exact, near.is_assumed and is_exact)
    # Only an hour was stated: "by 6:00", "from midnight". That midnight begins the day.
    day = event.day - timedelta(days=1) if timing.clock == END_OF_DAY else event.day
    edge = _on_day(timing, day, times)
    return Window(None, edge.last, None, edge.is_exact)


def _after(timing: Timing, event: Event, times: SurgeryTimes) -> Window:
    """Recovery and follow-up. Only visits and deadlines are due; the rest opens, or holds until its far edge."""
    near = _edge(timing.from_, timing, event, times, back=False)
    far = _edge(timing.to, timing, event, times, back=False)
    first = near.first if near else event.at
    if timing.kind is TimingKind.DURATION_RANGE:
        return Window(event.at, None, far.last if far else None)
    if timing.kind in (TimingKind.DUE, TimingKind.DEADLINE) and far is not None:
        return Window(near.first if near else None, far.last, None, far.is_exact, far.is_assumed)
    if near is None and far is None:
        edge = _on_day(timing, event.day, times)
        return Window(edge.first, None, None, edge.is_exact)
    is_exact = near.is_exact and not _is_the_event_itself(timing.from_) if near else False
    is_assumed = bool(near and near.is_assumed and is_exact)
    return Window(first, None, far.last if far else None, is_exact, is_assumed)


def _edge(distance: Distance | None, timing: Timing, event: Event, times: SurgeryTimes, *, back: bool) -> _Edge | None:
    if distance is None:
        return None
    if distance.unit.is_elapsed:
        at = event.at - distance.elapsed() if back else event.at + distance.elapsed()
        if event.is_assumed and not back:
            # Counted from the earliest start, "after 48 hours" would come too soon: tell the day alone, and its end.
            day = at.astimezone(times.zone).date()
            return _Edge(day_end(day, times.zone), day_end(day, times.zone), is_exact=False, is_assumed=True)
        return _Edge(at, at, is_exact=True, is_assumed=event.is_assumed)
    return _on_day(timing, _counted(event.day, distance, timing, times, back=back), times)


def _counted(day: date, distance: Distance, timing: Timing, times: SurgeryTimes, *, back: bool) -> date:
    """Days on the calendar, or working days where the words say so. Weeks and longer are always the calendar's."""
    if timing.in_working_days and distance.unit is TimeUnit.DAYS:
        return moved_by_working_days(day, distance.amount, back=back, is_working_day=times.is_working_day)
    return moved(day, distance, back=back)


def _on_day(timing: Timing, day: date, times: SurgeryTimes) -> _Edge:
    """That day on the wall; or the hour, where the words state one. A part of a day is no hour."""
    if timing.clock is not None:
        at = wall_instant(day, timing.clock, times.zone)
        return _Edge(at, at, is_exact=True)
    return _Edge(day_start(day, times.zone), day_end(day, times.zone), is_exact=False)


def _is_the_event_itself(distance: Distance | None) -> bool:
    """True for "before surgery": the words name no hour, although the event has one."""
    return distance is not None and distance.amount == 0
