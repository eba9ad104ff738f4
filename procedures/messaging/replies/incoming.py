"""A message that was just stored, and its way to a nurse."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from textwrap import shorten

from procedures.checklists.escalating import AT_ONCE, raise_work_item
from procedures.checklists.models import Surgery, WorkItem
from procedures.core.replies import Meaning, Reply
from procedures.messaging.models import IncomingMessage
from procedures.messaging.replies.answers import answer
from procedures.messaging.replies.senders import Sender

SOON = timedelta(hours=48)
# So many characters of the words stand in the summary; the nurse reads all of them beside it.
SUMMARY_WORDS = 160


@dataclass(frozen=True, slots=True)
class Incoming:
    """A message that was just stored, who may have written it, and what it was taken for."""

    message: IncomingMessage
    sender: Sender
    reply: Reply
    now: datetime

    def answer(self, name: str, surgery: Surgery | None = None, **facts: object) -> None:
        """Answer in the language of the patient whom it is about, or may be about. After a death nothing answers,
        unless someone who lives shares the number.
        """
        may_be = [surgery] if surgery else self.sender.all_surgeries
        about = next((one for one in may_be if one.patient.death_recorded_at is None), None)
        if about is not None:
            answer(about, name, address=self.sender.address, now=self.now, **facts)


def to_the_nurse(incoming: Incoming, *, said: str = "") -> str:
    """Put the words, whole, on the list of every nurse whose patient may have written them; answer with `said`."""
    sender, message = incoming.sender, incoming.message
    is_alarm = incoming.reply.meaning is Meaning.ALARM
    for surgery in sender.all_surgeries:
        raise_work_item(
            surgery,
            kind=WorkItem.Kind.MESSAGE,
            summary=_summary(incoming, surgery),
            words=message.body,
            once=f"message:{message.pk}:{surgery.pk}",
            is_urgent=is_alarm or is_soon(surgery, incoming.now),
            within=AT_ONCE if is_alarm else None,
            now=incoming.now,
        )
    incoming.answer(said or ("alarm" if is_alarm else "noted"))
    return "on a nurse's list" if sender.all_surgeries else "kept: no operation of theirs is known"


def _summary(incoming: Incoming, surgery: Surgery) -> str:
    sender = incoming.sender
    said = "Read this first: " if incoming.reply.meaning is Meaning.ALARM else ""
    if surgery not in sender.surgeries:
        names = ", ".join(str(one) for one in sender.caregivers if one.patient_id == surgery.patient_id)
        said += f"The caregiver {names} wrote. "
    elif len(sender.patients) > 1 or sender.cared_for:
        said += "Several people share this number: ask who wrote. "
    words = shorten(incoming.message.body, SUMMARY_WORDS, placeholder="…")
    return f"{said}“{words}”"


def is_soon(surgery: Surgery, now: datetime) -> bool:
    """True when a nurse should hear it at once, not read it."""
    days = (surgery.surgery_date - now.astimezone(surgery.zone).date()).days
    return surgery.status == Surgery.Status.PLANNED and 0 <= days <= SOON.days
