"""What is left for a person to settle before a draft can be published."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from procedures.catalog.models import ChecklistTemplate, Intake, TaskTemplate
from procedures.catalog.reviewing.faithful import faults_of
from procedures.catalog.reviewing.fasting_order import FOOD_AFTER_FLUIDS, food_ends_later
from procedures.catalog.reviewing.holes_of_fasting import is_open_fasting
from procedures.catalog.reviewing.values import differs_from_document, says_the_same
from procedures.catalog.timing_words import timing_words
from procedures.core.tasks import Category


class HoleKind(StrEnum):
    """Why a draft cannot be published yet."""

    VALUE = "value"  # the document leaves something open
    FASTING = "fasting"  # food and clear fluids each need a value
    CONFLICT = "conflict"  # two values for one thing; nobody but a person may choose
    CLINICIAN = "clinician"  # a clinician has to confirm it by name
    WORDS = "words"  # nobody has accepted what the patient reads, or it is not what the document says
    EMPTY = "empty"  # there is no task at all


@dataclass(frozen=True, slots=True)
class Hole:
    """One thing that blocks publishing: the task it is about, if any, and in words what to do.

    `intake` is what a fasting task is still missing for; "" for every other hole.
    """

    kind: HoleKind
    task: TaskTemplate | None
    words: str
    intake: str = ""


def holes(template: ChecklistTemplate) -> tuple[Hole, ...]:
    """All that blocks publishing `template`, in the order of its tasks. None for a template that can be published."""
    tasks: list[TaskTemplate] = list(template.tasks.all())
    if not tasks:
        return (Hole(HoleKind.EMPTY, None, "There is no task yet. Add one, or restore one that was dismissed."),)
    found = [hole for task in tasks for hole in _of_task(task, among=tasks)]
    fasting = [task for task in tasks if task.category == Category.FASTING]
    return (*found, *_rivals(fasting), *_turned_round(fasting), *_missing_half(fasting))


def _of_task(task: TaskTemplate, *, among: list[TaskTemplate]) -> Iterable[Hole]:
    if is_open_fasting(task):
        words = "Say until when the patient may eat, and until when they may drink clear fluids: 2 values."
        if task.intake:
            words = f"Say until when the patient may have {Intake(task.intake).label.lower()}."
        yield Hole(HoleKind.FASTING, task, words)
        return
    if task.needs_value and task.value_given_at is None:
        yield Hole(HoleKind.VALUE, task, f"The document leaves this open: {task.needs_value}. Fill it in.")
        return
    if lost := faults_of(task, among=among):
        yield Hole(HoleKind.WORDS, task, f"The words for the patient are not what the document says. {' '.join(lost)}")
    elif not task.must_be_confirmed and task.reviewed_at is None:
        yield Hole(HoleKind.WORDS, task, "Read the words for the patient, and accept them.")
    if not task.must_be_confirmed or task.confirmed_at is not None:
        return
    if differs_from_document(task):
        yield Hole(HoleKind.CONFLICT, task, conflict_words(task))
    else:
        yield Hole(HoleKind.CLINICIAN, task, "A clinician has to confirm this by name.")


def conflict_words(task: TaskTemplate) -> str:
    """Both values, side by side."""
    return (
        f"The document says: {timing_words(task.stated)}. The list says: {timing_words(task.when)}. "
        "Neither is sent until a clinician chooses and says why."
    )


def _rivals(fasting: list[TaskTemplate]) -> Iterable[Hole]:
    """Safety rule 3: two different values for one intake."""
    for one, other in combinations(fasting, 2):
        if is_open_fasting(one) or is_open_fasting(other) or one.intake != other.intake:
            continue
        may_both_apply = not one.condition or not other.condition or one.condition == other.condition
        if one.when and other.when and may_both_apply and not says_the_same(one.when, other.when):
            words = (
                f"2 different times for {Intake(one.intake).label.lower()}: {timing_words(one.when)}; and "
                f"{timing_words(other.when)}. Change one, dismiss one, or say for whom each is meant."
            )
            yield Hole(HoleKind.CONFLICT, other, words)


def _turned_round(fasting: list[TaskTemplate]) -> Iterable[Hole]:
    """Safety rule 3: food that is allowed after clear fluids have stopped contradicts them."""
    for food in (task for task in fasting if task.intake == Intake.FOOD):
        for fluids in (task for task in fasting if task.intake == Intake.CLEAR_FLUIDS):
            if food.condition == fluids.condition and food_ends_later(food.when, fluids.when):
                yield Hole(HoleKind.CONFLICT, food, FOOD_AFTER_FLUIDS)


def _missing_half(fasting: list[TaskTemplate]) -> Iterable[Hole]:
    """Food and clear fluids are two values: over-fasting is the norm where only one is given."""
    given = {task.intake for task in fasting}
    if not fasting or any(is_open_fasting(task) for task in fasting):
        return
    for intake in Intake:
        if intake not in given:
            words = f"Say until when the patient may have {intake.label.lower()}: add a fasting task for it."
            yield Hole(HoleKind.FASTING, None, words, intake.value)
