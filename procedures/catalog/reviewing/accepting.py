"""Accepting the English words of a task: someone has read them beside the sentence, and answers for them."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from procedures.catalog.models import ChecklistTemplate, TaskTemplate
from procedures.catalog.reviewing.drafts import locked_draft, locked_task
from procedures.catalog.reviewing.faithful import NotFaithful, faults_of
from procedures.catalog.reviewing.meanwhile import refuse_if_changed
from procedures.catalog.reviewing.values import fingerprint
from procedures.hospitals.models import User


class ConfirmedInstead(Exception):
    """Fasting and medicines are not accepted: a clinician confirms each. The message says so."""

    def __init__(self) -> None:
        super().__init__("A clinician confirms fasting and medicines by name. They cannot be accepted.")


@transaction.atomic
def accept(task: TaskTemplate, *, by: User, now: datetime, seen: str = "") -> TaskTemplate:
    """Record that `by` has read the words of `task` and accepts them. Accepting twice keeps the first name.

    `seen` is the `fingerprint` of what they were shown, checked where it is given.

    :raises Frozen: when the template is published.
    :raises ConfirmedInstead: for fasting and medicines.
    :raises ChangedMeanwhile: when the task is not what was shown.
    :raises NotFaithful: when the words lose or change what the sentence says.
    """
    row = locked_task(task)
    if row.must_be_confirmed:
        raise ConfirmedInstead
    refuse_if_changed(row, seen, by=by, then="Read it again, then accept it.")
    if lost := faults_of(row):
        raise NotFaithful(lost)
    if row.reviewed_at is None:
        row.reviewed_by, row.reviewed_at = by, now
        row.save(update_fields=["reviewed_by", "reviewed_at"])
    return row


@transaction.atomic
def accept_many(
    template: ChecklistTemplate, *, seen: Mapping[int, str], by: User, now: datetime
) -> tuple[TaskTemplate, ...]:
    """Accept those of `seen`, keys and fingerprints, that are what was shown; the others stay open, in sight.

    Never fasting, medicines or warning signs: those are read one by one.

    :raises Frozen: when the template is published.
    """
    draft = locked_draft(template.pk)
    rows = list(draft.tasks.filter(pk__in=list(seen), reviewed_at__isnull=True).select_related("template__document"))
    done = [row for row in rows if seen[row.pk] == fingerprint(row) and is_accepted_with_others(row)]
    for row in done:
        row.reviewed_by, row.reviewed_at = by, now
        row.save(update_fields=["reviewed_by", "reviewed_at"])
    return tuple(done)


def is_accepted_with_others(task: TaskTemplate) -> bool:
    """True for a task that may be accepted together with others."""
    return not (task.must_be_confirmed or task.is_red_flag or task.reviewed_at or faults_of(task))
