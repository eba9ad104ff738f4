"""Ticks that a phone kept while it had no network, and sends when it has one again.

Each comes with the state that its page showed. What happened meanwhile is never overwritten: a list that moved, a tick
that a nurse took back. The same tick sent twice, because its answer got lost, counts once.
"""

from datetime import datetime
from enum import StrEnum

from django.db import transaction

from procedures.checklists.models import ChecklistItem, Surgery
from procedures.checklists.surgery_times import lock
from procedures.checklists.ticking import tick, untick
from procedures.core.wording_of_time import moment_words
from procedures.patients.models import Caregiver

Status = ChecklistItem.Status


class Fate(StrEnum):
    """What became of a kept tick."""

    DONE = "done"
    ALREADY = "already"
    CHANGED = "changed"  # something else happened meanwhile, and stands


def state_of(item: ChecklistItem, surgery: Surgery) -> str:
    """What a page shows of `item`, in one word: any change of it, or of the date it depends on, is another word."""
    return f"{surgery.generation}-{seen_of(item)}"


def seen_of(item: ChecklistItem) -> str:
    """The item's own part of that word."""
    at = int(item.status_at.timestamp() * 1000) if item.status_at else 0
    return f"{item.status}-{at}{'-void' if item.voided_at else ''}"


@transaction.atomic
def take_kept(
    item: ChecklistItem,
    *,
    is_done: bool,
    seen: str,
    made_at: datetime | None,
    caregiver: Caregiver | None = None,
    now: datetime,
) -> Fate:
    """Tick `item`, or take its tick back, if it still is as it was `seen`. `made_at` is the phone's word, and noted.

    :raises CannotBeTicked: as for `tick`.
    """
    surgery = item.checklist.surgery
    lock(surgery)
    item.refresh_from_db()
    if item.status == (Status.DONE if is_done else Status.OPEN) and item.voided_at is None:
        return Fate.ALREADY
    if state_of(item, surgery) != seen:
        return Fate.CHANGED
    at = f", at {moment_words(made_at, surgery.zone)}" if made_at and made_at <= now else ""
    act = tick if is_done else untick
    act(item, by=None, caregiver=caregiver, note=f"On a phone without a network{at}", now=now)
    return Fate.DONE
