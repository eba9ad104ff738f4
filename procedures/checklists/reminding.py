"""A surgery's reminders as rows: planned again after every act, so that they always fit the list as it is now."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from procedures.checklists.asking_how import asked_on
from procedures.checklists.escalating import raise_if_critical, raise_work_item
from procedures.checklists.models import Appointment, ChecklistItem, Reminder, Surgery, WorkItem
from procedures.checklists.moved_words import Word, operation_at, words_of_moves
from procedures.checklists.planning import Key, State, Telling, Thing, tellings
from procedures.checklists.policies import policies_of
from procedures.checklists.superseding import end_reminders, held, holds_after_a_move
from procedures.checklists.surgery_times import times_of
from procedures.checklists.told import is_taken_back, key_of, planned_rows, still_to_tell
from procedures.core.quiet_hours import QuietHours, fit

# So near to the operation, what is told at once may disturb the night if the morning would be too late.
NEAR = timedelta(days=2)


def quiet_hours_of(surgery: Surgery) -> QuietHours:
    """The hospital's quiet hours, on the patient's clock."""
    hospital = surgery.unit.hospital
    return QuietHours(hospital.quiet_from, hospital.quiet_until, surgery.patient.zone)


def plan_reminders(
    surgery: Surgery,
    *,
    now: datetime,
    is_catching_up: bool = True,
    owed: Collection[Thing] = (),
) -> tuple[Reminder, ...]:
    """Make the open reminders of the surgery's generation those that its list calls for; returns the new ones.

    Call it inside the act's transaction. Planning twice changes nothing, and nothing that went out is planned again.
    With `is_catching_up`, what is past already is told now if it must not be missed and is still of use; if it is of no
    use any more it ends as expired, and a nurse gets it. Without, only what lies ahead is planned. `owed` are the
    things that a move must not lose, critical or not.
    """
    if surgery.status != Surgery.Status.PLANNED:
        return ()
    items = list(ChecklistItem.objects.filter(checklist__surgery=surgery).order_by("checklist", "number"))
    appointments = list(surgery.appointments.select_related("item"))
    times = times_of(surgery, appointments)
    wanted = {
        telling.key: telling
        for telling in tellings(
            items,
            appointments,
            times,
            quiet=quiet_hours_of(surgery),
            now=now,
            policies=policies_of(surgery.unit.hospital),
            is_confirmed=surgery.confirmed_at is not None,
            asked=asked_on(surgery),
            owed=owed,
        )
    }
    words, at = words_of_moves(surgery), operation_at(times)
    _carry_on(surgery, wanted, words, at)
    waiting = held(planned_rows(surgery))
    # Read after locking: what a worker armed just before stands there with its new status.
    untold = still_to_tell(surgery, wanted.values(), words=words, at=at)
    kept = _kept(waiting, {one.key: one for one in untold}, surgery, now)
    states = (State.AHEAD, State.NOW, State.LATE) if is_catching_up else (State.AHEAD,)
    return _create(surgery, [one for one in untold if one.key not in kept and one.state in states], now)


def tell_at_once(
    surgery: Surgery,
    kind: Reminder.Kind,
    *,
    latest: datetime,
    now: datetime,
    step: str = "",
    appointment: Appointment | None = None,
    is_critical: bool = False,
    may_wait: bool = True,
    after: timedelta = timedelta(0),
) -> Reminder | None:
    """Plan one message for now, or so long `after`; if it `may_wait`, for the end of the quiet hours, and else for now
    by day or by night. None when it is of no use by then.
    """
    at: datetime | None = now + after
    if may_wait:
        at = fit(now + after, latest, quiet=quiet_hours_of(surgery), now=now, is_critical=is_critical)
    if at is None or at > latest:
        return None
    # It hangs on no item: that a visit has another date must be told also to whoever ticked the step too early.
    telling = Telling(step, kind, at, latest, is_critical, State.NOW, item=None, appointment=appointment)
    return _create(surgery, [telling], now, may_wake=not may_wait)[0]


def _carry_on(surgery: Surgery, wanted: Mapping[Key, Telling], words: Sequence[Word], at: datetime) -> None:
    """Take what is going out, and still holds, along into the surgery's generation.

    Left behind in an older one it would end as stale if the provider does not take it at once, and nothing replaces it.
    """
    going_out = surgery.reminders.filter(status__in=[Reminder.Status.ARMED, Reminder.Status.UNKNOWN])
    left_behind = going_out.exclude(generation=surgery.generation)
    locked = left_behind.select_for_update(no_key=True).order_by("next_attempt_at", "pk")

    def still_holds(row: Reminder) -> bool:
        telling = wanted.get(key_of(row))
        return telling is not None and not is_taken_back(row, telling, words, at)

    keys = [row.pk for row in locked if still_holds(row) or holds_after_a_move(row)]
    Reminder.objects.filter(pk__in=keys).update(generation=surgery.generation)


def _kept(waiting: Sequence[Reminder], untold: Mapping[Key, Telling], surgery: Surgery, now: datetime) -> set[Key]:
    """The keys of those in `waiting` that stay, now in the surgery's generation. The others are superseded."""
    kept: dict[Key, int] = {}
    for row in waiting:
        if _fits(row, untold.get(key_of(row)), now):
            kept.setdefault(key_of(row), row.pk)
    stays = planned_rows(surgery).filter(pk__in=kept.values())
    stays.exclude(generation=surgery.generation).update(generation=surgery.generation)
    old = planned_rows(surgery).filter(pk__in={row.pk for row in waiting} - set(kept.values()))
    end_reminders(old, status=Reminder.Status.SUPERSEDED, because="Planned again", now=now)
    return set(kept)


def _fits(row: Reminder, telling: Telling | None, now: datetime) -> bool:
    """A waiting row stays as it is if the list still calls for it, at that time or at one that has come already.

    So does one that would not be planned any more, its hour being past: an outage, or the night, holds it back.
    """
    if telling is None:
        return False
    return row.due_at == telling.at or row.due_at <= now or telling.state is State.OVER


def _create(surgery: Surgery, new: list[Telling], now: datetime, *, may_wake: bool = False) -> tuple[Reminder, ...]:
    rows = Reminder.objects.bulk_create(_row(surgery, telling, now, may_wake=may_wake) for telling in new)
    late = [row for row in rows if row.status == Reminder.Status.EXPIRED]
    for row in late:
        raise_if_critical(row, now=now)
    _raise_other(surgery, [row for row in late if not row.is_critical], now)
    return tuple(rows)


def _raise_other(surgery: Surgery, late: Sequence[Reminder], now: datetime) -> None:
    """What a move left too late, and is not critical, is one concern for the nurse."""
    about = [row.item.title if row.item else row.get_kind_display() for row in late]
    if about:
        raise_work_item(
            surgery,
            kind=WorkItem.Kind.TOO_LATE,
            summary=f"Too late to send: {', '.join(about)}. Phone the patient.",
            now=now,
        )


def _row(surgery: Surgery, telling: Telling, now: datetime, *, may_wake: bool) -> Reminder:
    is_late = telling.state is State.LATE
    return Reminder(
        surgery=surgery,
        item=telling.item,
        appointment=telling.appointment,
        kind=telling.kind,
        step=telling.step,
        generation=surgery.generation,
        due_at=telling.at,
        latest_at=telling.latest_at,
        is_critical=telling.is_critical,
        may_wake=may_wake,
        channels=telling.channel,
        status=Reminder.Status.EXPIRED if is_late else Reminder.Status.SCHEDULED,
        next_attempt_at=telling.at,
        created_at=now,
        ended_at=now if is_late else None,
        ended_because="Its time had passed when it was planned" if is_late else "",
    )
