"""Confirming: a clinician takes one fasting or medicine task on their name. There is no confirming of many at once."""

from datetime import datetime

from django.db import transaction

from procedures.catalog.models import TaskTemplate
from procedures.catalog.reviewing.drafts import locked_task, mark_changed
from procedures.catalog.reviewing.faithful import NotFaithful, faults_of
from procedures.catalog.reviewing.filling import StillOpen
from procedures.catalog.reviewing.holes import conflict_words
from procedures.catalog.reviewing.holes_of_fasting import is_open_fasting
from procedures.catalog.reviewing.meanwhile import refuse_if_changed
from procedures.catalog.reviewing.values import differs_from_document
from procedures.core.tasks import ASK_ABOUT_MEDICINES, Category
from procedures.hospitals.models import Role, User


class NotAClinician(Exception):
    """Only a clinician of the unit may confirm fasting and medicines. The message is for the person who tried."""

    def __init__(self) -> None:
        super().__init__("Only a clinician of this unit can confirm fasting and medicines. Ask one to sign in.")


class ConflictNotSettled(Exception):
    """The document and the list give two values, and no reason was given for the list's. The message names both."""


@transaction.atomic
def confirm(
    task: TaskTemplate,
    *,
    by: User,
    now: datetime,
    instruction: str | None = None,
    conflict_note: str = "",
    seen: str = "",
) -> TaskTemplate:
    """Record that `by` confirms `task` as it stands, or with the `instruction` they wrote (safety rule 1).

    A medicine task without words says that the patient must ask. `conflict_note` is why the clinician keeps a time that
    is not the document's. `seen` is the `fingerprint` of what they were shown, checked where it is given.

    :raises Frozen: when the template is published.
    :raises NotAClinician: when `by` is no clinician of the template's unit.
    :raises StillOpen: while a value is missing.
    :raises ConflictNotSettled: when the time is not the document's own and no note says why (safety rule 3).
    :raises ChangedMeanwhile: when the task is not what was shown.
    :raises NotFaithful: when the words lose a value of the sentence, or of what was settled.
    """
    row = locked_task(task)
    if not by.holds(Role.CLINICIAN, unit=row.template.procedure.unit):
        raise NotAClinician
    refuse_if_changed(row, seen, by=by, then="Read it again, then confirm.")
    if is_open_fasting(row) or (row.needs_value and row.value_given_at is None):
        raise StillOpen("A value is still missing. Fill it in first.")
    if differs_from_document(row) and not conflict_note.strip():
        raise ConflictNotSettled(conflict_words(row))
    if instruction is not None:
        _write_instruction(row, instruction.strip(), by=by, now=now)
    if lost := faults_of(row):
        raise NotFaithful(lost)
    row.confirmed_by, row.confirmed_at = by, now
    row.reviewed_by, row.reviewed_at = by, now
    row.conflict_note = conflict_note.strip() if differs_from_document(row) else ""
    row.save()
    return row


def _write_instruction(row: TaskTemplate, instruction: str, *, by: User, now: datetime) -> None:
    if not instruction and row.category == Category.MEDICATION:
        instruction = ASK_ABOUT_MEDICINES
    if instruction != row.instruction:
        row.instruction = instruction
        mark_changed(row, by=by, now=now)
