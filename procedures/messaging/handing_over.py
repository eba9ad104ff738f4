"""Handing over to a nurse: what the software cannot finish becomes an item on the unit's list."""

from datetime import datetime

from procedures.checklists.escalating import raise_work_item
from procedures.checklists.models import Reminder, WorkItem
from procedures.messaging.channels import STILL_SENT

_SUMMARIES = {
    WorkItem.Kind.TOO_LATE: "Too late to send: {about}. Phone the patient.",
    WorkItem.Kind.UNDELIVERABLE: "Could not be delivered: {about}. Phone the patient.",
    WorkItem.Kind.UNKNOWN: "Nobody knows whether this went out: {about}. Ask the patient.",
    WorkItem.Kind.PHONE_PATIENT: "No way to write to the patient: {about}. Phone the patient.",
}


def hand_over(reminder: Reminder, kind: WorkItem.Kind, *, because: str, now: datetime) -> None:
    """Put `reminder` on the nurse's list, once per kind of concern."""
    if reminder.kind == Reminder.Kind.ANSWER and reminder.step in STILL_SENT:
        return  # a provider that heard the STOP itself takes no more texts; a nurse knows of it already
    about = reminder.item.title if reminder.item else reminder.get_kind_display()
    said = _SUMMARIES[kind].format(about=about)
    raise_work_item(
        reminder.surgery,
        kind=kind,
        summary=f"{said} Why: {because}." if because else said,
        item=reminder.item,
        reminder=reminder,
        is_urgent=reminder.is_critical,
        now=now,
    )
