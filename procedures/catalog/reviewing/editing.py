"""Editing a task by hand."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from procedures.catalog.models import TaskTemplate
from procedures.catalog.reviewing.drafts import copy_of, locked_task, mark_changed
from procedures.catalog.reviewing.meanwhile import refuse_if_changed
from procedures.catalog.reviewing.values import fingerprint
from procedures.core.tasks import NEEDS_CLINICIAN, Actor, Category, Phase, Polarity
from procedures.core.timing import Timing
from procedures.hospitals.models import User


@dataclass(frozen=True, slots=True)
class TaskWords:
    """All that a person may write of a task. `intake` counts only for fasting."""

    title: str
    phase: Phase
    category: Category
    instruction: str = ""
    timing: Timing | None = None
    intake: str = ""
    actor: Actor = Actor.PATIENT
    polarity: Polarity = Polarity.DO
    condition: str = ""
    is_red_flag: bool = False


@transaction.atomic
def edit_task(task: TaskTemplate, *, words: TaskWords, by: User | None, now: datetime, seen: str = "") -> TaskTemplate:
    """Write `words` into a task of a draft. If that changes anything, a confirmation given before is void.

    What once had to be confirmed by a clinician still has to be, also in another category (safety rule 1).

    `seen` is the `fingerprint` of what they began with, checked where it is given.

    :raises Frozen: when the template is published.
    :raises ChangedMeanwhile: when a colleague changed it since; nothing is saved.
    """
    row = locked_task(task)
    wanted = copy_of(row)
    write(wanted, words)
    if fingerprint(wanted) != fingerprint(row):
        refuse_if_changed(row, seen, by=by)
        write(row, words)
        mark_changed(row, by=by, now=now)
        row.save()
    return row


def write(row: TaskTemplate, words: TaskWords) -> None:
    """Put `words` into the fields of a row, without saving it."""
    row.title = words.title
    row.instruction = words.instruction
    row.phase = words.phase
    row.category = words.category
    row.timing = words.timing.as_json() if words.timing else None
    row.intake = words.intake if words.category is Category.FASTING else ""
    row.actor = words.actor
    row.polarity = words.polarity
    row.condition = words.condition
    row.is_red_flag = words.is_red_flag
    row.needs_clinician = row.needs_clinician or words.category in NEEDS_CLINICIAN
