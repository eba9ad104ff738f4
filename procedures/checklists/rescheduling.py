"""Moving a surgery: one transaction under a new generation, and a preview of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction

from procedures.checklists.beside import look_beside
from procedures.checklists.holding import lock_planned
from procedures.checklists.judging_visits import Judgement, free_fitting, judge_misplaced
from procedures.checklists.medicines.begun import ask_about_begun, begun_steps
from procedures.checklists.medicines.listing import align_doses
from procedures.checklists.medicines.voiding import for_old_date, void_medicines
from procedures.checklists.models import (
    Appointment,
    ChecklistItem,
    Medicine,
    Reminder,
    Surgery,
    SurgeryEvent,
)
from procedures.checklists.moved_words import operation_at, step_of, untold_words
from procedures.checklists.new_times import planned_for, said, write_times
from procedures.checklists.planning import Thing
from procedures.checklists.previewing import Move, Preview, preview
from procedures.checklists.refused import Refused
from procedures.checklists.reminding import NEAR, plan_reminders, tell_at_once
from procedures.checklists.retiming import locked_items, retime_items
from procedures.checklists.superseding import supersede
from procedures.checklists.surgery_times import (
    ImpossibleTime,
    SurgeryInThePast,
    SurgeryIsOver,
    checked_times,
    times_of,
)
from procedures.checklists.told import owed_things
from procedures.checklists.visits import out_of_place
from procedures.checklists.voiding import ask_to_judge, to_void, void
from procedures.core.timeline import SurgeryTimes
from procedures.hospitals.models import User

__all__ = [
    "ImpossibleTime",
    "Judgement",
    "Move",
    "MovedMeanwhile",
    "Preview",
    "Rescheduled",
    "SurgeryInThePast",
    "SurgeryIsOver",
    "planned_for",
    "preview",
    "reschedule",
]


class MovedMeanwhile(Refused):
    """Someone else moved or ended the surgery since the person looked at it."""


# So long after the old time a patient may still be waiting, without food.
FASTING_STILL = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Rescheduled:
    """What a move brought about. Nothing at all, if the surgery was there already."""

    superseded: int = 0
    already_going_out: tuple[Reminder, ...] = ()
    judge_again: tuple[ChecklistItem, ...] = ()
    planned: tuple[Reminder, ...] = ()
    misplaced_visits: tuple[Appointment, ...] = ()
    void_medicines: tuple[Medicine, ...] = ()
    begun: tuple[ChecklistItem, ...] = ()


@transaction.atomic
def reschedule(
    surgery: Surgery,
    *,
    surgery_date: date,
    start_time: time | None,
    arrival_time: time | None,
    by: User | None,
    now: datetime,
    theatre_list: str = "",
    seen_generation: int | None = None,
    visits: Mapping[int, str] | None = None,
) -> Rescheduled:
    """Move `surgery` and re-time everything that hangs on it.

    What no one has begun to send is superseded; what is going out already is reported, and the correction follows it.
    Booked visits stay where they are. Those on the wrong side of the operation now are judged as `visits` says by their
    keys, one of Judgement; without a word their reminders are held back until a nurse has judged. The medicine plan
    must be confirmed anew. The same times again, as by a second click, change nothing. `theatre_list` is one of
    Surgery.TheatreList while `start_time` is not known. With `seen_generation`, only the surgery as it was in that
    generation is moved.

    :raises SurgeryIsOver, SurgeryInThePast, ImpossibleTime, MovedMeanwhile: nothing is changed.
    """
    lock_planned(surgery, now=now)
    if (surgery_date, start_time, arrival_time, theatre_list) == planned_for(surgery):
        return Rescheduled()
    if seen_generation is not None and seen_generation != surgery.generation:
        raise MovedMeanwhile("Someone moved this operation in the meantime. Look at the changes again.")
    times = checked_times(
        surgery_date, start_time, arrival_time, theatre_list=theatre_list, hospital=surgery.unit.hospital, now=now
    )
    booked = list(surgery.appointments.booked().select_related("item"))
    held = list(surgery.appointments.filter(status=Appointment.Status.HELD).select_related("item"))
    old = times_of(surgery)
    medicines = for_old_date(surgery, old=old, new=times, now=now)
    write_times(surgery, times, theatre_list)
    note = f"From {said(old)} to {said(times)}."
    SurgeryEvent.objects.create(surgery=surgery, act="moved", at=now, by=by, note=note)
    untold, owed = untold_words(surgery), owed_things(surgery)
    superseded = supersede(surgery, now=now)
    going_out = tuple(surgery.reminders.filter(status=Reminder.Status.ARMED))

    misplaced = out_of_place(booked, old=old, new=times, now=now)
    judge_misplaced(surgery, misplaced, visits or {}, by=by, now=now)
    # A held one is on the wrong side of the old date: what changes sides is where it was booked to be.
    free_fitting(surgery, out_of_place(held, old=old, new=times, now=now), by=by, now=now)
    void_medicines(surgery, medicines, old=old, now=now)
    items = align_doses(surgery, locked_items(surgery), now=now)
    may_have_begun = begun_steps(items, now=now)
    moved = retime_items(surgery, items, now=now).moved
    begun = ask_about_begun(surgery, may_have_begun, moved=moved, old=old, now=now)
    voided = to_void(
        items,
        moved=moved,
        visited={visit.item_id for visit in booked if visit.item_id and visit not in misplaced},
        date_changed=old.surgery_date != surgery_date,
    )
    void(voided, now=now, because=note)
    judge_again = ask_to_judge(surgery, voided, old.surgery_date, now=now)

    if old.surgery_date != surgery_date:
        look_beside(surgery, now=now)  # what was agreed on was agreed on for the old date
    owed |= {(item.pk, None) for item in voided}
    planned = _tell(surgery, old, times, untold=untold, owed=owed, now=now)
    return Rescheduled(superseded, going_out, tuple(judge_again), planned, tuple(misplaced), medicines.void, begun)


def _tell(
    surgery: Surgery,
    old: SurgeryTimes,
    new: SurgeryTimes,
    *,
    untold: Collection[str],
    owed: Collection[Thing],
    now: datetime,
) -> tuple[Reminder, ...]:
    """One correction at once, then the new reminders. Near the old date or the new one, it may disturb the night."""
    latest = operation_at(new)
    is_near = any(-FASTING_STILL < moment - now < NEAR for moment in (latest, old.first_known_at))
    moved = tell_at_once(
        surgery,
        Reminder.Kind.MOVED,
        step=step_of(old, new, untold),
        latest=latest,
        is_critical=True,
        now=now,
        may_wait=not is_near,
    )
    return ((moved,) if moved else ()) + plan_reminders(surgery, now=now, owed=owed)
