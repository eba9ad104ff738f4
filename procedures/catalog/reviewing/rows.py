"""A task as plain values, so that it can come back as it was."""

from datetime import datetime
from typing import Any

from django.db.models import Field

from procedures.catalog.models import ChecklistTemplate, TaskTemplate, Wording

# What does not come back: the row's own place, and the names of those who answered for it.
_LEFT_OUT = frozenset(
    {"id", "template_id", "confirmed_by_id", "confirmed_at", "conflict_note", "reviewed_by_id", "reviewed_at"}
)
_OF_WORDING = ("language", "title", "instruction", "written_by_id", "written_at")


def task_as_json(row: TaskTemplate) -> dict[str, Any]:
    """All that a person or the reading wrote of a task, with its words in other languages."""
    values = {field.attname: _plain(getattr(row, field.attname)) for field in _fields()}
    return values | {
        "wordings": [{name: _plain(getattr(one, name)) for name in _OF_WORDING} for one in row.wordings.all()]
    }


def task_from_json(written: dict[str, Any], template: ChecklistTemplate) -> TaskTemplate:
    """The task again, not saved yet. Nobody answers for it."""
    task = TaskTemplate(template=template)
    for field in _fields():
        if field.attname in written:
            setattr(task, field.attname, field.to_python(written[field.attname]))
    return task


def save_wordings(written: dict[str, Any], task: TaskTemplate) -> None:
    """Save what `task_as_json` kept of other languages for the saved `task`; it is to be reviewed again."""
    for one in written.get("wordings", []):
        values = one | {"written_at": datetime.fromisoformat(one["written_at"])}
        Wording(template=task.template, task=task, **values).save()


def _fields() -> list["Field[Any, Any]"]:
    return [field for field in TaskTemplate._meta.concrete_fields if field.attname not in _LEFT_OUT]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
