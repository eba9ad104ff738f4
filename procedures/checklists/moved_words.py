"""Word of a move: which one the patient gets, and which they got. Each says that the old times no longer apply."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from procedures.checklists.models import Reminder, Surgery
from procedures.core.events import SurgeryTimes
from procedures.core.timeline import day_end

# The steps of the correction; its words differ.
DATE_MOVED, TIME_SET, TIME_CHANGED = "moved", "time_set", "time_changed"
# An ended reminder of these states was never told, so the same thing may be planned once more.
NEVER_TOLD = (Reminder.Status.SUPERSEDED, Reminder.Status.STOPPED, Reminder.Status.NOT_NEEDED)


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a move: what it tells, from which generation on, and for when the operation was then planned."""

    step: str
    generation: int
    operation_at: datetime


def operation_at(times: SurgeryTimes) -> datetime:
    """When the operation is; while its hour is not known, the end of its day. Until then word of a move is of use."""
    return times.starts_at or day_end(times.surgery_date, times.zone)


def untold_words(surgery: Surgery) -> set[str]:
    """The steps of word that still waits: the next word takes its place."""
    return set(surgery.reminders.stoppable().filter(kind=Reminder.Kind.MOVED).values_list("step", flat=True))


def step_of(old: SurgeryTimes, new: SurgeryTimes, untold: Collection[str]) -> str:
    """What the correction tells: another date, an hour that was not known before, or another hour of the same day.

    `untold` are those that this one takes the place of: of a new date that nobody was told yet it must still tell.
    """
    if old.surgery_date != new.surgery_date or DATE_MOVED in untold:
        return DATE_MOVED
    was_open = old.start_time is None or TIME_SET in untold
    return TIME_SET if was_open and new.start_time is not None else TIME_CHANGED


def words_of_moves(surgery: Surgery) -> list[Word]:
    """Every word of a move that went out or is about to; also one that failed, since a nurse tells it then."""
    told = surgery.reminders.filter(kind=Reminder.Kind.MOVED).exclude(status__in=NEVER_TOLD)
    return [_word(one) for one in told]


def words_if_moved(surgery: Surgery, old: SurgeryTimes, new: SurgeryTimes) -> list[Word]:
    """Those that there would be after a move: the new word takes the place of one that waits."""
    waiting = Reminder.objects.stoppable().filter(surgery=surgery)
    told = surgery.reminders.filter(kind=Reminder.Kind.MOVED).exclude(status__in=NEVER_TOLD).exclude(pk__in=waiting)
    coming = Word(step_of(old, new, untold_words(surgery)), surgery.generation + 1, operation_at(new))
    return [*(_word(one) for one in told), coming]


def _word(row: Reminder) -> Word:
    return Word(row.step, row.generation, row.latest_at)
