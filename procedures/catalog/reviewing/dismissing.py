"""Dismissing a task and bringing it back. What is dismissed stays in sight, with its reason."""

from datetime import datetime
from typing import Any

from django.db import transaction

from procedures.catalog.models import Dismissal, TaskTemplate
from procedures.catalog.reviewing.drafts import locked_draft, locked_task, mark_changed
from procedures.catalog.reviewing.meanwhile import refuse_if_changed
from procedures.catalog.reviewing.rows import save_wordings, task_as_json, task_from_json
from procedures.hospitals.models import User


class NoReason(Exception):
    """Nothing is dismissed without a reason. The message says what to do."""


@transaction.atomic
def dismiss(task: TaskTemplate, *, reason: str, by: User | None, now: datetime, seen: str = "") -> Dismissal:
    """Take a task out of a draft, with a reason; `restore` brings it back as it was.

    `seen` is the `fingerprint` of what they were shown, checked where it is given.

    :raises Frozen: when the template is published.
    :raises NoReason: when the reason is empty.
    :raises ChangedMeanwhile: when a colleague changed it since; nothing is dismissed.
    """
    row = locked_task(task)
    refuse_if_changed(row, seen, by=by, then="Read it again, then dismiss it if it still is no task.")
    if not reason.strip():
        raise NoReason("Say in a few words why this is no task, for whoever reads it later.")
    dismissal: Dismissal = Dismissal.objects.create(
        template=row.template,
        start=row.start,
        end=row.end,
        reason=reason.strip(),
        task=task_as_json(row),
        dismissed_by=by,
        dismissed_at=now,
    )
    row.delete()
    return dismissal


@transaction.atomic
def restore(dismissal: Dismissal, *, by: User | None, now: datetime) -> TaskTemplate:
    """Bring a dismissed task back. It has to be accepted, or confirmed, again.

    :raises Frozen: when the template is published.
    :raises Dismissal.DoesNotExist: when it was brought back already, or never was a task.
    """
    draft = locked_draft(dismissal.template_id)
    row = Dismissal.objects.get(pk=dismissal.pk, task__isnull=False)
    written: dict[str, Any] = row.task or {}
    task = task_from_json(written, draft)
    mark_changed(task, by=by, now=now)
    task.save()
    save_wordings(written, task)
    row.delete()
    return task
