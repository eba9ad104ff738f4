"""Taking a draft in hand: the rows are locked and asked again, so that nothing changes a version just published."""

from datetime import datetime
from typing import Any, TypeVar

from procedures.catalog.models import ChecklistTemplate, Dismissal, Frozen, TaskTemplate, Wording
from procedures.hospitals.models import User

Row = TypeVar("Row", TaskTemplate, Dismissal, Wording)


def locked_draft(template_id: int) -> ChecklistTemplate:
    """The template, locked until the transaction ends.

    :raises Frozen: when it is published.
    """
    template = ChecklistTemplate.objects.select_for_update().get(pk=template_id)
    if template.is_published:
        raise Frozen
    return template


def locked_task(task: TaskTemplate) -> TaskTemplate:
    """The task as the database has it now, in its locked draft.

    :raises Frozen: when its template is published.
    :raises TaskTemplate.DoesNotExist: when it was dismissed meanwhile.
    """
    locked_draft(task.template_id)
    found: TaskTemplate = TaskTemplate.objects.select_related("template__document").get(pk=task.pk)
    return found


def mark_changed(task: TaskTemplate, *, by: User | None, now: datetime) -> None:
    """Note who changed `task`. What anyone accepted, confirmed or reviewed, in any language, was the task before."""
    task.changed_by, task.changed_at = by, now
    task.confirmed_by, task.confirmed_at, task.conflict_note = None, None, ""
    task.reviewed_by, task.reviewed_at = None, None
    if task.pk is not None:
        Wording.objects.filter(task=task).update(reviewed_by=None, reviewed_at=None)


def copy_of(row: Row, **changes: Any) -> Row:
    """A new row, not saved yet, with the values of `row` but for `changes`."""
    fields = [field.attname for field in row._meta.concrete_fields if not field.primary_key]
    return type(row)(**{name: getattr(row, name) for name in fields} | changes)
