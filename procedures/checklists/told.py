"""What the patient was told already, and need not be told again. Read only: planning and its preview both ask here."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from django.db.models import Q

from procedures.checklists.models import Appointment, ChecklistItem, Reminder, Surgery
from procedures.checklists.models.reminder import ReminderQuerySet
from procedures.checklists.moved_words import DATE_MOVED, NEVER_TOLD, Word
from procedures.checklists.planning import Key, State, Telling, Thing
from procedures.core.timing import Anchor, Timing

# These are told once, by the act itself; planning again leaves them alone.
AT_ONCE = (
    Reminder.Kind.LIST_READY,
    Reminder.Kind.MOVED,
    Reminder.Kind.CANCELLED,
    Reminder.Kind.VISIT_CANCELLED,
    Reminder.Kind.PLAN_CHANGED,
    Reminder.Kind.COMPLETED,
    Reminder.Kind.CAREGIVER,
    Reminder.Kind.LIST_CHANGED,
    *Reminder.ASKED_FOR,
)
PLAN_READY = "plan_ready"
STEPS_AT_ONCE = ("booked", "moved", PLAN_READY)
# These have days of their own, which stay when the operation moves.
VISITS = frozenset(Anchor) - {Anchor.SURGERY, Anchor.ARRIVAL, Anchor.ADMISSION, Anchor.DISCHARGE}
WAITING = (Reminder.Status.SCHEDULED, Reminder.Status.CLAIMED)
GONE = (Reminder.Status.SENT, Reminder.Status.ARMED, Reminder.Status.UNKNOWN, Reminder.Status.HELD)


def thing_of(item_id: int | None, appointment_id: int | None) -> Thing:
    """What a reminder is about. A visit is the visit, whichever item it belongs to."""
    return (None, appointment_id) if appointment_id else (item_id, None)


def key_of(row: Reminder) -> Key:
    """What makes `row` the same telling when it is planned again."""
    return (Reminder.Kind(row.kind), row.step, row.item_id, row.appointment_id, row.latest_at)


def shift_told(surgery: Surgery, shifts: Mapping[Thing, timedelta]) -> None:
    """Take what was told along to the instants that the rules of clocks alone gave its things: what was told of the one
    is told of the other, whenever all is planned again. So is word of a move.
    """
    told = planned_rows(surgery) | surgery.reminders.filter(kind=Reminder.Kind.MOVED)
    gone = told.exclude(status__in=(*NEVER_TOLD, *WAITING))
    moved = []
    for row in gone.select_for_update(no_key=True).order_by("next_attempt_at", "pk") if shifts else ():
        shift = shifts.get(thing_of(row.item_id, row.appointment_id))
        if shift is not None:
            row.latest_at += shift
            row.due_at = min(row.due_at, row.latest_at)
            moved.append(row)
    Reminder.objects.bulk_update(moved, ["due_at", "latest_at"])


def planned_rows(surgery: Surgery) -> ReminderQuerySet:
    """The reminders that planning looks after."""
    return Reminder.objects.filter(surgery=surgery).exclude(kind__in=AT_ONCE).exclude(step__in=STEPS_AT_ONCE)


def owed_things(surgery: Surgery) -> set[Thing]:
    """What waits to be told. A move that brings the date nearer must not lose it."""
    waiting = planned_rows(surgery).stoppable().values_list("item_id", "appointment_id")
    return {thing_of(*about) for about in waiting}


def still_to_tell(
    surgery: Surgery,
    tellings: Iterable[Telling],
    *,
    words: Sequence[Word],
    at: datetime,
) -> list[Telling]:
    """Those of `tellings` that the patient was not told of yet, nor is being told of at this moment.

    A thing that went out under an older generation, about the same instant, is not told twice. But word of a move says
    that the old times no longer apply: what was told before it, and hangs on the operation, must be told once more,
    also when a second move brings back the instant of the first. `words` are those of all moves, and `at` is when the
    operation is now.
    """
    gone: dict[Key, list[Reminder]] = {}
    for row in planned_rows(surgery).exclude(status__in=(*NEVER_TOLD, *WAITING)):
        gone.setdefault(key_of(row), []).append(row)
    return [
        one
        for one in tellings
        if all(is_taken_back(row, one, words, at) for row in gone.get(one.key, ()))
        and not (one.appointment and _is_told_anyway(one.appointment, one))
    ]


def is_taken_back(row: Reminder, telling: Telling, words: Iterable[Word], at: datetime) -> bool:
    """True if word of a move came after `row`, so that nobody can tell whether the patient still goes by it.

    An hour is taken back by every word, a day only by word of another date. What is too late to be told again is left
    alone, unless the operation stood elsewhere in between: then the patient may have let it pass.
    """
    item = telling.item
    if row.appointment_id is not None or not _hangs_on_operation(item):
        return False
    later = [one for one in words if one.generation > row.generation]
    is_late = telling.state is State.LATE
    if is_late:
        later = [one for one in later if one.operation_at != at]
    by_hour = item is None or (item.is_exact and not (is_late and _has_clock(item)))
    return any(by_hour or one.step == DATE_MOVED for one in later)


def _hangs_on_operation(item: ChecklistItem | None) -> bool:
    if item is None or not item.timing:
        return item is None or item.medicine_id is None  # doses have days of their own
    return Timing.from_json(item.timing).anchor not in VISITS


def _has_clock(item: ChecklistItem) -> bool:
    """True for an hour on the wall of a day: another hour of the operation does not move it."""
    return Timing.from_json(item.timing).clock is not None if item.timing else False


def _is_told_anyway(appointment: Appointment, telling: Telling) -> bool:
    """True if the patient is to hear then, or later, that the visit was just booked or moved, or has heard it so late
    that the hour of `telling` was past.
    """
    words = appointment.reminders.filter(step__in=STEPS_AT_ONCE)
    if words.stoppable().filter(due_at__gte=telling.at).exists():
        return True
    heard = words.filter(status__in=GONE).filter(Q(ended_at=None) | Q(ended_at__gte=telling.meant_for))
    return telling.state is not State.AHEAD and heard.exists()
