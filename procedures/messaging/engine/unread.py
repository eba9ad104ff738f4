"""Unread: what went by mail alone is sent, and all the same a nurse's where it must not be missed."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from procedures.checklists.models import Reminder, WorkItem
from procedures.checklists.surgery_times import times_of
from procedures.messaging.engine.judging import Status, Verdict
from procedures.messaging.models import Delivery
from procedures.patients.models import Channel

ONLY_MAILED = "the text failed, and nobody knows who read the mail"
# A mail is no proof that it was read: so near to the operation a text that failed is told all the same.
_MUST_BE_HEARD = timedelta(hours=72)
# Whoever has the text, or may have it, is not looked for.
_MAY_HAVE_IT = (Delivery.Status.ARMED, Delivery.Status.UNKNOWN, *Delivery.TAKEN)


def sent(reminder: Reminder, latest: Mapping[str, Delivery], *, now: datetime) -> Verdict:
    """The end of what reached the patient over some channel, and will go over no other any more."""
    if is_only_mailed(reminder, latest, now=now):
        return Verdict(Status.SENT, ONLY_MAILED, WorkItem.Kind.UNDELIVERABLE)
    return Verdict(Status.SENT, "")


def is_only_mailed(reminder: Reminder, latest: Mapping[str, Delivery], *, now: datetime) -> bool:
    """True when a text which must not be missed did not arrive, though a mail may lie unread: a nurse must know.

    `latest` holds the latest delivery over each channel. A text that no provider took in time is as lost as a refused
    one; a mail that is known to be delivered is enough.
    """
    text, mail = latest.get(Channel.SMS), latest.get(Channel.EMAIL)
    if not reminder.is_critical or text is None or text.status in _MAY_HAVE_IT:
        return False
    is_heard = mail is not None and mail.status == Delivery.Status.DELIVERED
    return not is_heard and timedelta(0) < times_of(reminder.surgery).first_known_at - now <= _MUST_BE_HEARD
