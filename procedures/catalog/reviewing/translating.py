"""The words of a task in another language: written, then reviewed by someone who answers for them."""

from datetime import datetime

from django.db import transaction

from procedures.catalog.models import TaskTemplate, Wording
from procedures.catalog.reviewing.drafts import locked_task
from procedures.catalog.reviewing.faithful import NotFaithful, faults_of, faults_of_translation
from procedures.catalog.reviewing.meanwhile import refuse_if_rewritten
from procedures.catalog.reviewing.values import fingerprint
from procedures.hospitals.models import Role, User


class NotReviewable(Exception):
    """The words cannot be reviewed yet, or not by this person. The message says what to do."""


@transaction.atomic
def write_wording(
    task: TaskTemplate, *, language: str, title: str, instruction: str, by: User, now: datetime, seen: str = ""
) -> Wording:
    """Keep words in `language` for a task of a draft. Other words than before have to be reviewed again.

    `seen` is the `mark_of_wording` of those they began with, checked where it is given.

    :raises Frozen: when the template is published.
    :raises NotReviewable: without a title.
    :raises ChangedMeanwhile: when a colleague wrote others since; nothing is saved.
    """
    row = locked_task(task)
    title, instruction = " ".join(title.split()), instruction.strip()
    if not title:
        raise NotReviewable("Write the title first: the act in a few words.")
    known = Wording.objects.filter(task=row, language=language).first()
    wording = known or Wording(template=row.template, task=row, language=language, written_at=now)
    if (wording.title, wording.instruction) != (title, instruction):
        refuse_if_rewritten(known, seen, by=by)
        wording.title, wording.instruction = title, instruction
        wording.written_by, wording.written_at = by, now
        wording.reviewed_by, wording.reviewed_at = None, None
        wording.save()
    return wording


@transaction.atomic
def review_wording(wording: Wording, *, by: User, now: datetime, seen: str = "") -> Wording:
    """Record that `by` has read the words and that they say what the English ones say.

    `seen` is the `fingerprint` of the task they were shown, checked where it is given.

    :raises Frozen: when the template is published.
    :raises NotReviewable: while the English words are not settled; for fasting and medicines by anyone but a clinician
        of the unit (safety rule 1).
    :raises NotFaithful: when they lose or change what the English words say.
    """
    task = locked_task(wording.task)
    row = Wording.objects.get(pk=wording.pk)
    if task.must_be_confirmed and not by.holds(Role.CLINICIAN, unit=task.template.procedure.unit):
        raise NotReviewable("Only a clinician of this unit can review words about fasting and medicines.")
    if not is_english_settled(task):
        raise NotReviewable("The English words are not accepted yet. Settle those first, then review these.")
    if seen and seen != fingerprint(task):
        raise NotReviewable("Someone changed the English words while you were reading. Read them again, then review.")
    if lost := faults_of_translation(task, row.language, row.title, row.instruction):
        raise NotFaithful(lost)
    row.reviewed_by, row.reviewed_at = by, now
    row.save(update_fields=["reviewed_by", "reviewed_at"])
    return row


def is_english_settled(task: TaskTemplate) -> bool:
    """True once someone answers for the English words and nothing is lost in them."""
    answered = task.confirmed_at if task.must_be_confirmed else task.reviewed_at
    return answered is not None and not faults_of(task)
