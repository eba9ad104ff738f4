"""Filling what the document leaves open in any other task."""

from datetime import datetime

from django.db import transaction

from procedures.catalog.models import TaskTemplate
from procedures.catalog.reviewing.drafts import locked_task, mark_changed
from procedures.catalog.reviewing.holes_of_fasting import is_open_fasting
from procedures.catalog.reviewing.meanwhile import refuse_if_changed
from procedures.core.timing import Timing
from procedures.hospitals.models import User


class StillOpen(Exception):
    """Something of the task is still open. The message says what, and what to do."""


@transaction.atomic
def fill_hole(
    task: TaskTemplate,
    *,
    timing: Timing | None = None,
    instruction: str = "",
    by: User | None,
    now: datetime,
    seen: str = "",
) -> TaskTemplate:
    """Fill what the document left open: with a time, with words that the patient will read, or with both.

    Fasting has an act of its own, `fill_fasting`, since food and clear fluids are two values.
    `seen` is the `fingerprint` of what they were shown, checked where it is given.

    :raises Frozen: when the template is published.
    :raises StillOpen: when neither is given, when the time is still open, and for a fasting task.
    :raises ChangedMeanwhile: when a colleague changed it since; nothing is saved.
    """
    row = locked_task(task)
    if _says_all(row, timing, instruction.strip()):
        return row  # pressed twice
    refuse_if_changed(row, seen, by=by)
    if is_open_fasting(row):
        raise StillOpen("Fasting takes 2 values: one for food and one for clear fluids.")
    if (timing is None and not instruction.strip()) or (timing is not None and timing.is_open):
        raise StillOpen("Give a time, or write the instruction in full words without the gap.")
    if timing is not None:
        row.timing = timing.as_json()
    if instruction.strip():
        row.instruction = instruction.strip()
    row.value_given_by, row.value_given_at = by, now
    mark_changed(row, by=by, now=now)
    row.save()
    return row


def _says_all(row: TaskTemplate, timing: Timing | None, instruction: str) -> bool:
    """True when a person has given just these values."""
    has_time = timing is None or row.when == timing
    return row.value_given_at is not None and has_time and row.instruction == instruction
