"""Reckoning again: when the rules of clocks or holidays change, what lies ahead falls on other instants.

Governments move their clocks with some weeks' notice, and the rules come with a new version of a library. A surgery
keeps its hour on the wall; the instant behind that hour is another one. Each surgery names the versions that it was
reckoned with; those that name others are reckoned again, one in a transaction, in any number of processes at once.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import islice

from django.db import transaction

from procedures.checklists.apart import each_apart
from procedures.checklists.correcting import tell_of_correction
from procedures.checklists.escalating import raise_work_item
from procedures.checklists.models import Appointment, ChecklistItem, Reminder, Surgery, WorkItem
from procedures.checklists.other_times import on_another_wall, tell_of_other_times
from procedures.checklists.planning import Thing
from procedures.checklists.reminding import plan_reminders
from procedures.checklists.retiming import locked_items, retime_items
from procedures.checklists.surgery_times import hold_planned, lock, times_of
from procedures.checklists.told import shift_told, thing_of
from procedures.core.tasks import Category
from procedures.core.wall_clock import wall_instant
from procedures.hospitals.calendar_rules import RULES
from procedures.hospitals.models import Hospital

BATCH = 200
# So near, the nurse must look today.
URGENT = timedelta(days=7)
CLOSED_DAYS_CHANGED = "before the closed days changed"
HOURS_CHANGED = "before the hospital’s hours changed"
WAS_OVER = "before it was over"


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What new rules did to one surgery: how many instants moved, and the new reminders."""

    moved: int = 0
    planned: tuple[Reminder, ...] = ()


def reckon_all(*, now: datetime, rules: str = RULES) -> int:
    """Reckon planned surgeries again that were reckoned with other rules, soonest first; return how many that were.

    No more than a batch at a time: call it again while it returns anything. One that fails is left for the next time,
    and does not hold up the others.
    """
    keys = iter(list(Surgery.objects.planned().not_reckoned_with(rules).soonest_first().values_list("pk", flat=True)))
    done = 0
    while done < BATCH and (some := list(islice(keys, BATCH - done))):
        done += len(reckon_these(some, now=now, rules=rules))
    return done


def reckon_these(keys: Collection[int], *, now: datetime, rules: str = RULES) -> list[int]:
    """Reckon the surgeries with these `keys` again, each by itself; return the keys of those that did not fail."""
    found = Surgery.objects.filter(pk__in=keys).select_related("unit__hospital", "patient").soonest_first()
    parts = [(str(one.pk), partial(reckon_again, one, now=now, rules=rules)) for one in found]
    return [int(name) for name, reckoned in each_apart(parts).items() if reckoned is not None]


def still_to_reckon(hospital: Hospital) -> int:
    """How many planned surgeries of `hospital` wait for their reckoning. Until then none of their messages goes out."""
    return Surgery.objects.planned().not_reckoned_with(RULES).filter(unit__hospital=hospital).count()


def plan_again(surgery: Surgery, *, now: datetime) -> None:
    """Plan what lies ahead of one that is planned once more, by the rules of today; what is past is not sent.

    While it was over, nobody wrote down for it that the hospital's clock had changed.
    """
    Surgery.objects.filter(pk=surgery.pk, reckoned_with=RULES).update(reckoned_with=WAS_OVER)
    reckon_again(surgery, now=now, is_catching_up=False)
    plan_reminders(surgery, now=now, is_catching_up=False)


def reckon_for_new_closed_days(hospital: Hospital) -> int:
    """Have every planned surgery of `hospital` reckoned again soon, since its working days, its zone or its quiet hours
    are others now.
    """
    planned = Surgery.objects.planned().filter(unit__hospital=hospital).exclude(reckoned_with=HOURS_CHANGED)
    return planned.update(reckoned_with=CLOSED_DAYS_CHANGED)


def reckon_for_new_hours(hospital: Hospital) -> int:
    """The same, since other hours stand in now for a theatre time that is not known: other hours on the wall too."""
    return Surgery.objects.planned().filter(unit__hospital=hospital).update(reckoned_with=HOURS_CHANGED)


@transaction.atomic
def reckon_again(surgery: Surgery, *, now: datetime, rules: str = RULES, is_catching_up: bool = True) -> Reckoned:
    """Give the surgery, its visits, items and reminders the instants that the rules of today give their wall clocks.

    The generation stays: nothing was moved by anyone. What was told of a thing counts as told of its new instant, so
    that nothing is told twice; but not where its day, or its hour, on the wall is another one: of that the patient
    hears. Where fasting or the arrival falls on another instant, a nurse is asked to look. `is_catching_up`: see
    `plan_reminders`. Reckoned with `rules` already, nothing is changed.
    """
    hold_planned(surgery.patient_id)
    lock(surgery)
    if surgery.reckoned_with == rules or surgery.status != Surgery.Status.PLANNED:
        return Reckoned()
    appointments = list(surgery.appointments.select_for_update(no_key=True).order_by("pk"))
    items = locked_items(surgery)
    before = _instants(surgery, items, appointments)
    is_first, has_other_hours = not surgery.reckoned_with, surgery.reckoned_with == HOURS_CHANGED
    _write(surgery, appointments, rules)
    had_none = {item.pk for item in items if item.due_at is None}
    retime_items(surgery, items, now=now, rules=rules)
    comes_at = times_of(surgery, appointments).first_known_at
    after = _instants(surgery, items, appointments)
    after |= {(item.pk, None): comes_at for item in items if item.due_at is None and before.get((item.pk, None))}
    moves = {
        thing: new - old
        for thing, new in after.items()
        if new is not None and (old := before.get(thing)) is not None and new != old
    }
    if is_first and not moves:
        return Reckoned()  # planned before versions were written down: all stands as it should
    elsewhere = on_another_wall(moves, has_other_hours=has_other_hours)
    shifts = {thing: by for thing, by in moves.items() if thing not in elsewhere}
    shift_told(surgery, shifts)
    planned = plan_reminders(surgery, now=now, is_catching_up=is_catching_up)
    if times_of(surgery, appointments).first_known_at > now:
        _ask(surgery, items, shifts, now=now)
    if had_none != {item.pk for item in items if item.due_at is None}:
        tell_of_correction(surgery, now=now)  # another plan of the patient took hours off this list, or gave them back
    tell_of_other_times(surgery, [item for item in items if (item.pk, None) in elsewhere], before, now=now)
    return Reckoned(sum(after[thing] != before.get(thing) for thing in after), planned)


def _instants(
    surgery: Surgery, items: Sequence[ChecklistItem], appointments: Sequence[Appointment]
) -> dict[Thing, datetime | None]:
    """By thing that is told of, the instant it is told for."""
    found: dict[Thing, datetime | None] = {(None, None): surgery.arrives_at or surgery.starts_at}
    found |= {(item.pk, None): item.due_at for item in items}
    # What has no time of its own is told for the coming to the hospital, which may rest on the earliest start.
    told = surgery.reminders.filter(generation=surgery.generation, item__due_at=None, appointment=None, item__in=items)
    found |= {(row.item_id, None): row.latest_at for row in told.order_by("created_at", "pk")}
    found |= {thing_of(visit.item_id, visit.pk): visit.starts_at for visit in appointments}
    return found


def _write(surgery: Surgery, appointments: Sequence[Appointment], rules: str) -> None:
    for visit in appointments:
        visit.starts_at = wall_instant(visit.visit_date, visit.visit_time, surgery.zone)
    Appointment.objects.bulk_update(appointments, ["starts_at"])
    times = times_of(surgery)
    surgery.starts_at, surgery.arrives_at, surgery.reckoned_with = times.starts_at, times.arrives_at, rules
    surgery.save(update_fields=["starts_at", "arrives_at", "reckoned_with"])


def _ask(
    surgery: Surgery, items: Sequence[ChecklistItem], shifts: dict[Thing, timedelta], *, now: datetime
) -> WorkItem | None:
    """Put it on the nurse's list where fasting or the arrival is another instant now."""
    fasting = [item for item in items if item.category == Category.FASTING and (item.pk, None) in shifts]
    if not fasting and (None, None) not in shifts:
        return None
    steps = "".join(f", step {item.number}" for item in fasting)
    return raise_work_item(
        surgery,
        kind=WorkItem.Kind.CLOCK_CHANGE,
        summary=f"The rules of the clocks have changed where the hospital is. The hours on the wall stay, but fall on "
        f"another moment: the arrival{steps}. Check that the patient comes at the right time.",
        is_urgent=times_of(surgery).first_known_at - now < URGENT,
        now=now,
    )
