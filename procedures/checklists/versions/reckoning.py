"""What a newer version means for one patient's list, reckoned from its items without writing anything.

The rule, in full. A step stays as it is, with its tick, where the patient reads the same and is held to the same; for
fasting and medicines also its sentence must be the same. Every other step is taken off the list, and kept as evidence;
what the new version says in its place is a new step with a number of its own, so that no tick, reply or reminder about
the old words ever counts for the new ones. Preparing is over once the patient is expected: those steps stay as they
were. The doses of the patient's own plan are no part of any version.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from procedures.catalog.editions import Change, TaskChange
from procedures.catalog.models import TaskTemplate
from procedures.checklists.judging import has_come
from procedures.checklists.models import Appointment, ChecklistItem, Reminder
from procedures.core.tasks import NEEDS_CLINICIAN, Actor, Phase

GOING_OR_GONE = (Reminder.Status.ARMED, Reminder.Status.UNKNOWN, Reminder.Status.SENT)


@dataclass(frozen=True, slots=True)
class StepChange:
    """One step that changes: the item that goes, the task that comes in its place, or one of both alone."""

    kind: Change
    item: ChecklistItem | None
    task: TaskTemplate | None

    @property
    def title(self) -> str:
        """What the step is called, as it will be where it stays."""
        return self.task.title if self.task else self.item.title if self.item else ""

    @property
    def is_the_patients(self) -> bool:
        """True for what the patient does, or whoever helps them, or has to watch for."""
        actor = self.task.actor if self.task else self.item.actor if self.item else ""
        return actor != Actor.CARE_TEAM


@dataclass(frozen=True, slots=True)
class VersionPlan:
    """What the version brings for one list. `kept` are the items that stay, each with its task in the new version.

    `to_judge` are those among `changes` that the patient may have acted on already. `wrong` are messages about steps
    that change, sent or going out. `apart` are steps that were changed or taken off by hand, and that the version says
    another way; they stay as the hand left them. `visits` are booked for steps that change.
    """

    kept: tuple[tuple[ChecklistItem, TaskTemplate], ...]
    changes: tuple[StepChange, ...]
    to_judge: tuple[StepChange, ...]
    wrong: tuple[Reminder, ...]
    apart: tuple[ChecklistItem, ...]
    visits: tuple[Appointment, ...]

    def of(self, kind: Change) -> tuple[StepChange, ...]:
        """The changes of one kind."""
        return tuple(change for change in self.changes if change.kind is kind)

    @property
    def must_be_told(self) -> bool:
        """True when something changes that the patient has to do."""
        return any(change.is_the_patients for change in self.changes)


def plan_of(
    items: Iterable[ChecklistItem],
    compared: Sequence[TaskChange],
    *,
    reminders: Iterable[Reminder],
    appointments: Iterable[Appointment],
    is_preparing: bool,
    now: datetime,
) -> VersionPlan:
    """Reckon what `compared`, from the list's version to the new one, means for the standing `items` of a list, and for
    those that were taken off it by hand.

    `is_preparing` is False from the time on at which the patient is expected.
    """
    of_tasks = [item for item in items if item.task_id is not None]
    by_task = {item.task_id: item for item in of_tasks if item.withdrawn_at is None}
    amended = {item.task_id: item for item in of_tasks if item.amended_at is not None}
    kept: list[tuple[ChecklistItem, TaskTemplate]] = []
    changes: list[StepChange] = []
    apart: list[ChecklistItem] = []
    for one in compared:
        by_hand = amended.get(one.old.pk) if one.old is not None else None
        if by_hand is not None:
            # What was changed for this patient stays so, whatever the version says; a nurse compares the two.
            if one.new is not None:
                kept.append((by_hand, one.new))
                apart += [] if one.is_same_for_patient else [by_hand]
            continue
        item = by_task.get(one.old.pk) if one.old is not None else None
        if one.is_same_for_patient and item is not None and one.new is not None:
            kept.append((item, one.new))
            continue
        if item is not None and not is_preparing and item.phase == Phase.PREPARATION:
            item = None
        task = one.new
        if task is not None and not is_preparing and task.phase == Phase.PREPARATION:
            task = None
        if item is None and task is None:
            continue
        changes.append(StepChange(_kind(one.kind, item, task), item, task))
    gone = {change.item.pk for change in changes if change.item is not None}
    return VersionPlan(
        kept=tuple(kept),
        apart=tuple(apart),
        changes=tuple(changes),
        to_judge=tuple(change for change in changes if _must_be_judged(change, now)),
        wrong=tuple(one for one in reminders if one.item_id in gone and one.status in GOING_OR_GONE),
        visits=tuple(
            visit for visit in appointments if visit.item_id in gone and visit.status == Appointment.Status.BOOKED
        ),
    )


def _kind(kind: Change, item: ChecklistItem | None, task: TaskTemplate | None) -> Change:
    if item is None:
        return Change.ADDED
    if task is None:
        return Change.GONE
    return Change.CHANGED if kind is Change.UNCHANGED else kind


def _must_be_judged(change: StepChange, now: datetime) -> bool:
    """True for what was ticked as the old version said it, and for a fast or a medicine whose time has come.

    What is only gone was done for nothing at worst, unless it was a fast or a medicine.
    """
    item = change.item
    if item is None or item.is_red_flag:
        return False
    if item.status != ChecklistItem.Status.OPEN:
        return item.category in NEEDS_CLINICIAN or change.task is not None
    return has_come(item, now)
