"""DONE and MISSED: the steps that a reply names, or the one that was told last."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from procedures.checklists.heard import has_heard_of_the_move
from procedures.checklists.models import ChecklistItem, Surgery
from procedures.checklists.refused import Refused
from procedures.checklists.ticking import report_missed, tick
from procedures.core.replies import Meaning
from procedures.core.tasks import Phase
from procedures.messaging.replies.incoming import Incoming, is_soon, to_the_nurse
from procedures.messaging.replies.senders import last_told

# So begins what is said of a reply that ticked something.
TICKED = "ticked"


def settle_steps(incoming: Incoming) -> str:
    """DONE and MISSED, with numbers or about what was told last."""
    surgery = incoming.sender.certain
    if surgery is None or surgery.status != Surgery.Status.PLANNED:
        return to_the_nurse(incoming, said="" if surgery else "whose")
    if not has_heard_of_the_move(surgery):
        return to_the_nurse(incoming)  # what was done was done for the old date (safety rule 6)
    items = _items(incoming, surgery)
    if items is None:
        incoming.answer("which", surgery)
        return "asked which step"
    if any(item.phase != Phase.PREPARATION and not _has_begun(surgery, incoming.now) for item in items):
        incoming.answer("later", surgery)
        return "that step comes later"
    try:
        return _settle(incoming, surgery, items)
    except Refused:
        return to_the_nurse(incoming)


def _settle(incoming: Incoming, surgery: Surgery, items: Sequence[ChecklistItem]) -> str:
    """All of them or none.

    :raises Refused: for what is not the patient's to tick.
    """
    is_done = incoming.reply.meaning is Meaning.DONE
    with transaction.atomic():
        for item in items:
            if is_done:
                tick(item, by=None, now=incoming.now)
            else:
                report_missed(item, by=None, note="", now=incoming.now)
    numbers = ", ".join(str(item.number) for item in items)
    if is_done:
        incoming.answer("done", surgery, numbers=numbers, several=len(items) > 1)
        return f"{TICKED} {numbers}"
    incoming.answer("missed", surgery, soon=is_soon(surgery, incoming.now))
    return f"missed {numbers}: on a nurse's list"


def _items(incoming: Incoming, surgery: Surgery) -> list[ChecklistItem] | None:
    """The steps meant; None where a number is on no list or on two, or where it is not plain what was told last."""
    mine = ChecklistItem.objects.filter(checklist__surgery=surgery).select_related("checklist__surgery__unit__hospital")
    numbers = incoming.reply.numbers
    if numbers:
        found = list(mine.filter(number__in=numbers).order_by("number", "pk"))
        return found if len(found) == len(numbers) else None
    told = {reminder.item_id for reminder in last_told(surgery, incoming.sender.address, now=incoming.now)}
    found = list(mine.filter(pk__in=[key for key in told if key]))
    return found if len(found) == len(told) == 1 else None


def _has_begun(surgery: Surgery, now: datetime) -> bool:
    return now.astimezone(surgery.zone).date() >= surgery.surgery_date
