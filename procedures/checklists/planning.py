"""What a patient is to be told, and when: from items, visits and times to tellings, without touching a row."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from procedures.checklists.models import Appointment, ChecklistItem, Reminder
from procedures.checklists.policies import OWN, Policies, Step, Target
from procedures.core.events import SurgeryTimes
from procedures.core.quiet_hours import QuietHours, fit
from procedures.core.tasks import Actor, Category, Phase, Polarity
from procedures.core.timing import Timing

# What makes a telling the same one when it is planned again: kind, step, item, appointment, until when it is of use.
Key = tuple[Reminder.Kind, str, int | None, int | None, datetime]
# What is told of, by item and visit; neither of them is the coming to the hospital.
Thing = tuple[int | None, int | None]


class State(StrEnum):
    """Where a telling stands beside `now`."""

    AHEAD = "ahead"  # its time is still to come
    NOW = "now"  # its time is past, but it is of use and must not be missed, or else would never be told
    LATE = "late"  # so too, but it is of no more use: a nurse must know
    OVER = "over"  # its time is past, and nobody misses it: what is told at once, or later, covers it


@dataclass(frozen=True, slots=True)
class Telling:
    """One thing to be told at `at`, of use until `latest_at`, both UTC."""

    step: str
    kind: Reminder.Kind
    at: datetime
    latest_at: datetime
    is_critical: bool
    state: State
    channel: str = ""
    item: ChecklistItem | None = None
    appointment: Appointment | None = None
    # Its own hour, before quiet hours and lateness moved it. None of what an act tells.
    meant_for: datetime | None = None

    @property
    def key(self) -> Key:
        """What makes it the same telling when it is planned again."""
        item = self.item.pk if self.item else None
        appointment = self.appointment.pk if self.appointment else None
        return (self.kind, self.step, item, appointment, self.latest_at)


def tellings(
    items: Iterable[ChecklistItem],
    appointments: Iterable[Appointment],
    times: SurgeryTimes,
    *,
    quiet: QuietHours,
    now: datetime,
    policies: Policies = OWN,
    is_confirmed: bool = False,
    asked: Iterable[tuple[Step, Target]] = (),
    owed: Collection[Thing] = (),
) -> list[Telling]:
    """Everything that the patient of one surgery is to be told, in order, except what is told at once.

    `policies` are the hospital's; `is_confirmed` tells that the patient has said: I will come to the operation. `asked`
    is when to ask how the patient is. `owed` are the things that were still to be told when the operation moved: where
    all their hours are past now, they are told all the same, or are too late.
    """
    booked = [visit for visit in appointments if visit.status == Appointment.Status.BOOKED]
    by_item = {visit.item_id for visit in booked if visit.item_id}
    done = {item.pk for item in items if item.status != ChecklistItem.Status.OPEN}
    found: list[Telling] = []
    for visit in booked:
        if visit.item_id not in done:
            target = Target(visit.starts_at, is_exact=True, zone=times.zone)
            # Confirming stops the nagging; what must not be missed is told all the same.
            visit_steps = tuple(step for step in policies.of_visit if step.is_critical or not visit.confirmed_at)
            is_owed = (None, visit.pk) in owed
            found += _told(visit_steps, target, quiet, now, item=visit.item, appointment=visit, is_owed=is_owed)
    for item in items:
        if item.pk not in done and item.pk not in by_item and _is_told(item):
            target = _target(item, times)
            found += (
                _told(policies.of_item(item), target, quiet, now, item=item, is_owed=(item.pk, None) in owed)
                if item.due_at or _is_preparation(item)
                else []
            )
    expected = times.arrives_at or times.starts_at
    if expected is not None:
        steps = tuple(step for step in policies.of_arrival if step.is_critical or not is_confirmed)
        found += _told(steps, Target(expected, is_exact=True, zone=times.zone), quiet, now)
    for step, target in asked:
        found += _told((step,), target, quiet, now)
    return sorted(found, key=lambda telling: (telling.at, telling.latest_at))


def _is_told(item: ChecklistItem) -> bool:
    """Red flags are never a reminder: they are always in sight. What the team does is no one else's to remember."""
    return not item.is_red_flag and item.actor != Actor.CARE_TEAM and item.withdrawn_at is None


def _is_preparation(item: ChecklistItem) -> bool:
    """Medicines count also where the sentence says to stop one: what the patient has to do is to ask, in time."""
    is_to_be_done = item.polarity == Polarity.DO or item.category == Category.MEDICATION
    return item.phase == Phase.PREPARATION and is_to_be_done


def _target(item: ChecklistItem, times: SurgeryTimes) -> Target:
    part = Timing.from_json(item.timing).part_of_day if item.timing else None
    if item.due_at is None:
        return Target(times.first_known_at, is_exact=True, zone=times.zone)
    return Target(item.due_at, item.is_exact, times.zone, part)


def _told(
    steps: Sequence[Step],
    target: Target,
    quiet: QuietHours,
    now: datetime,
    *,
    item: ChecklistItem | None = None,
    appointment: Appointment | None = None,
    is_owed: bool = False,
) -> list[Telling]:
    """The tellings of one thing. Of several that are past and must not be missed, only the last is still told.

    Of a thing that `is_owed`, and of which nothing else would be told, the last that is still of use.
    """
    found: list[Telling] = []
    for step in sorted(steps, key=lambda step: step.when.at(target)):
        latest = target.due_at - step.useless_before
        nominal = step.when.at(target)
        if nominal > latest or (step.only_if_awake and quiet.covers(nominal)):
            continue
        at, state = _placed(step, nominal, latest, quiet, now)
        found.append(
            Telling(step.name, step.kind, at, latest, step.is_critical, state, step.channel, item, appointment, nominal)
        )
    past = [telling for telling in found if telling.state in (State.NOW, State.LATE)]
    covered = past[:-1]
    found = [replace(telling, state=State.OVER) if telling in covered else telling for telling in found]
    if is_owed and all(telling.state is State.OVER for telling in found):
        found[-1:] = [_caught_up(telling, quiet, now) for telling in found[-1:]]
    return found


def _caught_up(telling: Telling, quiet: QuietHours, now: datetime) -> Telling:
    at = fit(now, telling.latest_at, quiet=quiet, now=now, is_critical=telling.is_critical)
    return replace(telling, state=State.LATE) if at is None else replace(telling, at=at, state=State.NOW)


def _placed(
    step: Step, nominal: datetime, latest: datetime, quiet: QuietHours, now: datetime
) -> tuple[datetime, State]:
    at = fit(nominal, latest, quiet=quiet, now=now, is_critical=step.is_critical)
    if at is None:
        return nominal, State.LATE if step.is_critical else State.OVER
    night = quiet.around(nominal)
    # What fell into this night waits for its morning, also when it is planned again in the night.
    if nominal >= now or (night is not None and at == night[1]):
        return at, State.AHEAD
    return (at, State.NOW) if step.is_critical else (nominal, State.OVER)
