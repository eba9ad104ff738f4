"""Splitting one task into several of the same sentence."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from procedures.catalog.models import ChecklistTemplate, ReviewEvent, TaskTemplate
from procedures.catalog.reviewing.drafts import copy_of, locked_task, mark_changed
from procedures.catalog.reviewing.editing import TaskWords, write
from procedures.catalog.reviewing.meanwhile import refuse_if_changed
from procedures.catalog.reviewing.rows import task_as_json
from procedures.hospitals.models import User


class NotASplit(Exception):
    """A task is split into 2 or more, each with a title. The message says what to do."""


@transaction.atomic
def split(
    task: TaskTemplate, *, parts: Sequence[TaskWords], by: User | None, now: datetime, seen: str = ""
) -> tuple[TaskTemplate, ...]:
    """Make one task into several, which follow each other and keep its sentence; its details stay with the first.

    Each part is to be accepted, or confirmed, anew: a confirmation given before was for the whole. What once had to be
    confirmed still has to be, in every part (safety rule 1). Merging the parts takes it back.
    `seen` is the `fingerprint` of what they were shown, checked where it is given.

    :raises Frozen: when the template is published.
    :raises NotASplit, ChangedMeanwhile: nothing is changed.
    """
    row = locked_task(task)
    refuse_if_changed(row, seen, by=by)
    if len(parts) < 2 or not all(words.title.strip() for words in parts):
        raise NotASplit("Give each of the 2 tasks a title: what the patient has to do.")
    before = task_as_json(row)
    made: list[TaskTemplate] = []
    for number, words in enumerate(parts):
        part = row if number == 0 else copy_of(row, details=[])
        write(part, words)
        mark_changed(part, by=by, now=now)
        part.save()
        made.append(part)
    number_parts(row.template, row)
    note = " · ".join(f"“{part.title}”" for part in made)[:300]
    ReviewEvent(
        template=row.template, task=row, act=ReviewEvent.Act.SPLIT, by=by, at=now, note=note, before=[before]
    ).save()
    return tuple(TaskTemplate.objects.get(pk=part.pk) for part in made)


def number_parts(template: ChecklistTemplate, task: TaskTemplate) -> None:
    """Number the tasks of one sentence 1, 2, … in their order; a single one is 0, a whole."""
    if task.start is None:
        return
    parts = list(template.tasks.filter(start=task.start, end=task.end).order_by("position", "pk"))
    for number, part in enumerate(parts, start=1):
        part.part = number if len(parts) > 1 else 0
        part.save(update_fields=["part"])
