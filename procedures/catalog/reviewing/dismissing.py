"""Dismissing a task and bringing it back. What is dismissed stays in sight, with its reason."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Field

from procedures.catalog.models import Dismissal, TaskTemplate
from procedures.catalog.reviewing.drafts import locked_draft, locked_task, mark_changed
from procedures.hospitals.models import User

# What does not come back: the row's own place, and a clinician's name on it.
_LEFT_OUT = frozenset({"id", "template_id", "confirmed_by_id", "confirmed_at", "conflict_note"})


class NoReason(Exception):
    """Nothing is dismissed without a reason. The message says what to do."""


@transaction.atomic
def dismiss(task: TaskTemplate, *, reason: str, by: User | None, now: datetime) -> Dismissal:
    """Take a task out of a draft, with a reason; `restore` brings it back as it was.

    :raises Frozen: when the template is published.
    :raises NoReason: when the reason is empty.
    """
    row = locked_task(task)
    if not reason.strip():
        raise NoReason("Say in a few words why this is no task, for whoever reads it later.")
    dismissal: Dismissal = Dismissal.objects.create(
        template=row.template,
        start=row.start,
        end=row.end,
        reason=reason.strip(),
        task=_as_json(row),
        dismissed_by=by,
        dismissed_at=now,
    )
    row.delete()
    return dismissal


@transaction.atomic
def restore(dismissal: Dismissal, *, by: User | None, now: datetime) -> TaskTemplate:
    """Bring a dismissed task back. Whatever a clinician must confirm has to be confirmed again.

    :raises Frozen: when the template is published.
    :raises Dismissal.DoesNotExist: when it was brought back already, or never was a task.
    """
    locked_draft(dismissal.template_id)
    row = Dismissal.objects.get(pk=dismissal.pk, task__isnull=False)
    written: dict[str, Any] = row.task or {}
    task = TaskTemplate(template_id=row.template_id)
    for field in _fields():
        if field.attname in written:
            setattr(task, field.attname, field.to_python(written[field.attname]))
    mark_changed(task, by=by, now=now)
    task.save()
    row.delete()
    return task


def _fields() -> list["Field[Any, Any]"]:
    return [field for field in TaskTemplate._meta.concrete_fields if field.attname not in _LEFT_OUT]


def _as_json(row: TaskTemplate) -> dict[str, Any]:
    values = {field.attname: getattr(row, field.attname) for field in _fields()}
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in values.items()}
