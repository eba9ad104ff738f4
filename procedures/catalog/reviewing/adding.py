"""Adding a task by hand: from a sentence that was no task so far, or from nothing."""

from datetime import datetime

from django.db import transaction

from procedures.catalog.models import ChecklistTemplate, Dismissal, TaskTemplate
from procedures.catalog.reviewing.drafts import locked_draft
from procedures.catalog.reviewing.editing import TaskWords, write
from procedures.core.span import Span
from procedures.hospitals.models import User


class NotInDocument(Exception):
    """The place that a task is to come from does not lie in the document."""


@transaction.atomic
def add_task(
    template: ChecklistTemplate, *, words: TaskWords, span: Span | None = None, by: User | None, now: datetime
) -> TaskTemplate:
    """Add a task to a draft. With `span` it is tied to that sentence, which is then no longer dismissed.

    It stands after the tasks that come before its sentence; without a sentence, last in its phase.

    :raises Frozen: when the template is published.
    :raises NotInDocument: when `span` is not in the template's document.
    """
    draft = locked_draft(template.pk)
    row = TaskTemplate(template=draft, changed_by=by, changed_at=now)
    if span is not None:
        if draft.document is None or span.end > len(draft.document.text) or span.start == span.end:
            raise NotInDocument("That sentence is not in the document. Go back and choose it again.")
        row.start, row.end = span.start, span.end
        Dismissal.objects.filter(template=draft, start=span.start, end=span.end, task__isnull=True).delete()
    write(row, words)
    row.position = _position(draft, words, span)
    row.save()
    return row


def _position(draft: ChecklistTemplate, words: TaskWords, span: Span | None) -> int:
    """The place of the task it follows: rows of one place stand in the order in which they were added."""
    tasks = draft.tasks.all()
    before = tasks.filter(start__lte=span.start) if span else tasks.filter(phase=words.phase)
    last = before.order_by("position").last()
    if last is None and span is not None:
        return 0
    if last is None:
        last = tasks.order_by("position").last()
        return last.position + 1 if last else 1
    return int(last.position)
