"""Closing a concern: by a person with a note on what was done, or by itself, with a note, where it has become moot."""

from datetime import datetime

from django.db.models import Q

from procedures.checklists.models import ChecklistItem, Reminder, Surgery, WorkItem
from procedures.checklists.models.work_item import WorkItemQuerySet
from procedures.checklists.refused import Refused
from procedures.core.tasks import Category, Phase
from procedures.hospitals.models import User

NOTE_LENGTH = 300
Kind = WorkItem.Kind
# What only mattered while there was something to prepare for. Questions, messages, visits, medicines and patients whom
# nothing reaches go on mattering.
MOOT_WITHOUT_A_DATE = (
    Kind.TOO_LATE,
    Kind.NOT_YET,
    Kind.UNDELIVERABLE,
    Kind.UNKNOWN,
    Kind.MISSED,
    Kind.CONFLICT,
    Kind.NOT_TICKED,
    Kind.ASKED_BACK,
    Kind.CLOCK_CHANGE,
    Kind.VISIT_UNBOOKED,
)


class NoteMissing(Refused):
    """A work item was to be closed without a word on what was done."""


class AlreadyClosed(Refused):
    """Someone else closed the work item first."""


def close(work_item: WorkItem, *, by: User, note: str, now: datetime) -> None:
    """Close a work item with a note on what was done.

    :raises NoteMissing: without one.
    :raises AlreadyClosed: when it is closed; its note stays as it is.
    """
    said = " ".join(note.replace("\0", " ").split())
    if not said:
        raise NoteMissing("Write what was done, in a few words. It stays with the patient's record.")
    closed = _close(WorkItem.objects.filter(pk=work_item.pk), by=by, note=said, now=now)
    work_item.refresh_from_db()
    if not closed:
        raise AlreadyClosed(f"{work_item.closed_by or 'prepapp'} has closed this already: {work_item.closing_note}")


def close_moot(surgery: Surgery, *, because: str, now: datetime) -> int:
    """Close what no longer matters now that `surgery` is cancelled or over; returns how many.

    What is about a medicine stays: the patient may have stopped it. So does word of a move or a cancelling that did
    not arrive: the patient may still come.
    """
    moot = WorkItem.objects.filter(surgery=surgery, kind__in=MOOT_WITHOUT_A_DATE)
    # `exclude` over what may be missing would leave out those rows too.
    about_nothing_lasting = Q(item=None) | (Q(item__phase=Phase.PREPARATION) & ~Q(item__category=Category.MEDICATION))
    about_nothing_lasting |= Q(kind=Kind.VISIT_UNBOOKED)
    kinds = Reminder.Kind
    lasting_words = (
        kinds.MOVED,
        kinds.CANCELLED,
        kinds.ANSWER,
        kinds.MEDICATION,
        kinds.VISIT_CANCELLED,
        kinds.PLAN_CHANGED,
    )
    not_such_words = Q(reminder=None) | ~Q(reminder__kind__in=lasting_words)
    keys = moot.filter(about_nothing_lasting, not_such_words).values("pk")
    return _close(WorkItem.objects.filter(pk__in=keys), by=None, note=f"Closed by itself: {because}.", now=now)


def close_settled(item: ChecklistItem, *, because: str, now: datetime) -> int:
    """Close the concern that `item` was not ticked, now that its fate is known; returns how many."""
    asked = WorkItem.objects.filter(item=item, kind=Kind.NOT_TICKED)
    return _close(asked, by=None, note=f"Closed by itself: {because}.", now=now)


def close_told(item: ChecklistItem, *, because: str, now: datetime) -> int:
    """Close the concern that `item` was missed, now that the patient tells it otherwise; returns how many."""
    told = WorkItem.objects.filter(item=item, kind=Kind.MISSED)
    return _close(told, by=None, note=f"Closed by itself: {because}.", now=now)


def _close(found: WorkItemQuerySet, *, by: User | None, note: str, now: datetime) -> int:
    return found.open().update(closed_at=now, closed_by=by, closing_note=note[:NOTE_LENGTH])
