"""What moving a surgery would bring about, before anyone decides. Nothing is written."""

from copy import copy
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from procedures.checklists.asking_how import asked_on
from procedures.checklists.beside import Conflict, conflicts_between
from procedures.checklists.item_times import retime, write_times
from procedures.checklists.medicines.begun import begun_steps
from procedures.checklists.medicines.voiding import ForOldDate, for_old_date
from procedures.checklists.models import Appointment, ChecklistItem, Reminder, Surgery
from procedures.checklists.moved_words import operation_at, words_if_moved
from procedures.checklists.other_plans import PlanAlone, plans_beside, stops_of
from procedures.checklists.planning import State, Telling, tellings
from procedures.checklists.policies import policies_of
from procedures.checklists.reminding import quiet_hours_of
from procedures.checklists.surgery_times import SurgeryIsOver, checked_times, times_of
from procedures.checklists.told import owed_things, still_to_tell
from procedures.checklists.visits import out_of_place
from procedures.checklists.voiding import must_be_judged, to_void
from procedures.core.timing import Anchor


@dataclass(frozen=True, slots=True)
class Move:
    """One item that moves; instants in UTC, None where there is none."""

    item: ChecklistItem
    old_due_at: datetime | None
    new_due_at: datetime | None
    is_exact: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """What moves, what was sent and is now wrong, what must be judged again, and what the patient will be told.

    `voided` are ticks that will not count any more; `judge_again` are those among them that a nurse must look at.
    `begun` are the titles of steps about grave medicines whose time had come: the patient may have followed them.
    `misplaced_visits` are held back until a nurse judges them; `freed_visits` were, and fit again. The plan's
    `medicines` must be confirmed anew.
    `too_late` are tellings that would be of no more use: a nurse gets them. `conflicts` are with the patient's other
    plans.
    """

    moves: tuple[Move, ...]
    already_sent: tuple[Reminder, ...]
    voided: tuple[ChecklistItem, ...]
    judge_again: tuple[ChecklistItem, ...]
    begun: tuple[str, ...]
    misplaced_visits: tuple[Appointment, ...]
    freed_visits: tuple[Appointment, ...]
    medicines: ForOldDate
    to_tell: tuple[Telling, ...]
    too_late: tuple[Telling, ...]
    conflicts: tuple[Conflict, ...]


def preview(
    surgery: Surgery,
    *,
    surgery_date: date,
    start_time: time | None,
    arrival_time: time | None,
    now: datetime,
    theatre_list: str = "",
) -> Preview:
    """Reckon a move of `surgery` with the same rules that `reschedule` uses.

    :raises SurgeryIsOver, SurgeryInThePast, ImpossibleTime: as `reschedule` would.
    """
    if surgery.status != Surgery.Status.PLANNED:
        raise SurgeryIsOver(surgery)
    appointments = list(surgery.appointments.select_related("item"))
    old = times_of(surgery, appointments)
    checked = checked_times(
        surgery_date, start_time, arrival_time, theatre_list=theatre_list, hospital=surgery.unit.hospital, now=now
    )
    booked = [visit for visit in appointments if visit.status == Appointment.Status.BOOKED]
    misplaced = out_of_place(booked, old=old, new=checked, now=now)
    held = [visit for visit in appointments if visit.status == Appointment.Status.HELD]
    freed = out_of_place(held, old=old, new=checked, now=now)
    for visit in freed:
        visit.status = Appointment.Status.BOOKED  # unsaved: as it will be
    for visit in misplaced:
        visit.status = Appointment.Status.HELD  # unsaved: as it will be
    booked = [visit for visit in booked if visit not in misplaced]
    known = dict(times_of(surgery, appointments).known)
    has_new_date = surgery_date != surgery.surgery_date
    if has_new_date:
        for anchor in (Anchor.ADMISSION, Anchor.DISCHARGE):
            known.pop(anchor, None)  # the stay was for the old date
    new = replace(checked, known=known)
    medicines = for_old_date(surgery, old=old, new=new, now=now)
    items = _items(surgery, medicines)
    due = {item.pk: item.due_at for item in items}
    may_have_begun = [(item, item.title) for item in begun_steps(items, now=now)]
    plan, beside = list(surgery.medicines.standing()), plans_beside(surgery)
    alone = [copy(item) for item in items]
    write_times(alone, new, appointments, plan)
    moved = retime(items, new, appointments, plan, stops_of(beside)).moved
    voided = to_void(
        items,
        moved=moved,
        visited={visit.item_id for visit in booked if visit.item_id},
        date_changed=has_new_date,
    )
    reopened = {item.pk for item in voided}
    for item in items:
        if item.pk in reopened:
            item.status = ChecklistItem.Status.OPEN
    told = tellings(
        items,
        appointments,
        new,
        quiet=quiet_hours_of(surgery),
        now=now,
        policies=policies_of(surgery.unit.hospital),
        asked=asked_on(surgery, surgery_date),
        owed=owed_things(surgery) | {(pk, None) for pk in reopened},
    )
    told = still_to_tell(surgery, told, words=words_if_moved(surgery, old, new), at=operation_at(new))
    return Preview(
        moves=tuple(
            Move(item, due[item.pk], item.due_at, item.is_exact) for item in items if due[item.pk] != item.due_at
        ),
        already_sent=tuple(_sent_and_wrong(surgery, moved, medicines, has_new_date=has_new_date)),
        voided=tuple(voided),
        judge_again=tuple(must_be_judged(voided)),
        begun=tuple(title for item, title in may_have_begun if item.pk in moved),
        misplaced_visits=tuple(misplaced),
        freed_visits=tuple(freed),
        medicines=medicines,
        to_tell=tuple(telling for telling in told if telling.state in (State.AHEAD, State.NOW)),
        too_late=tuple(telling for telling in told if telling.state is State.LATE),
        conflicts=tuple(conflicts_between(PlanAlone(surgery, new, alone), beside)),
    )


def _items(surgery: Surgery, medicines: ForOldDate) -> list[ChecklistItem]:
    """The items that will still be on the list: the doses of medicines that become void are told of by themselves."""
    void = {medicine.pk for medicine in medicines.void}
    items = (
        ChecklistItem.objects.standing()
        .filter(checklist__surgery=surgery)
        .select_related("task", "medicine", "amendment__item")
    )
    items = items.prefetch_related("task__wordings")
    return [item for item in items.order_by("checklist", "number") if item.medicine_id not in void]


def _sent_and_wrong(
    surgery: Surgery, moved: frozenset[int], medicines: ForOldDate, *, has_new_date: bool
) -> list[Reminder]:
    """What the patient was told, or is being told, that will be wrong: the date, an item's hour, a dose."""
    gone = (Reminder.Status.ARMED, Reminder.Status.UNKNOWN, Reminder.Status.SENT)
    about_the_date = {Reminder.Kind.ARRIVAL, Reminder.Kind.MOVED}
    if has_new_date:
        about_the_date.add(Reminder.Kind.LIST_CHANGED)  # it names the day
    void = {medicine.pk for medicine in medicines.void}
    reminders = surgery.reminders.filter(status__in=gone, caregiver=None).select_related("item")
    return [
        one
        for one in reminders.order_by("due_at", "pk")
        if one.item_id in moved or one.kind in about_the_date or (one.item is not None and one.item.medicine_id in void)
    ]
