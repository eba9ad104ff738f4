"""What a patient may have done as the list said, before the list said otherwise: a nurse judges it again."""

from datetime import datetime

from procedures.checklists.escalating import raise_work_item
from procedures.checklists.models import ChecklistItem, Surgery, WorkItem
from procedures.core.tasks import NEEDS_CLINICIAN

_HOW = {ChecklistItem.Status.DONE: "Done", ChecklistItem.Status.MISSED: "Missed or done differently"}


def has_come(item: ChecklistItem, now: datetime) -> bool:
    """True for a fast or a medicine whose time has come: it may be under way although nobody ticked it."""
    begins = item.opens_at or item.due_at
    return item.category in NEEDS_CLINICIAN and begins is not None and begins <= now


def ask_to_judge_step(surgery: Surgery, item: ChecklistItem, *, as_it: str, now: datetime, change: str = "") -> None:
    """Ask a nurse about a step that goes off the list.

    `as_it` tells which list the patient went by ("the old list said"); `change`, in a sentence, what is new.
    """
    how = _HOW.get(ChecklistItem.Status(item.status), "Perhaps begun")
    parts = (f"{how} as {as_it}: {item.title}.", change, "Ask the patient, and decide what to do now.")
    raise_work_item(
        surgery,
        kind=WorkItem.Kind.JUDGE_AGAIN,
        summary=" ".join(part for part in parts if part),
        item=item,
        is_urgent=item.category in NEEDS_CLINICIAN,
        now=now,
    )
