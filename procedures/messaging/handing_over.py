"""Handing over: what the software cannot finish goes to the caregiver, and in any case to the unit's list."""

from datetime import datetime, timedelta

from procedures.checklists.escalating import raise_work_item
from procedures.checklists.models import Reminder, WorkItem
from procedures.checklists.surgery_times import times_of
from procedures.core.ladder import FAR
from procedures.messaging.caregivers import tell_caregivers
from procedures.messaging.channels import STILL_SENT
from procedures.messaging.models import Delivery
from procedures.patients.models import Channel

Kind = WorkItem.Kind
_SUMMARIES = {
    Kind.TOO_LATE: "Too late to send: {about}. Phone the patient.",
    Kind.UNDELIVERABLE: "Could not be delivered: {about}. Phone the patient.",
    Kind.UNKNOWN: "Nobody knows whether this went out: {about}. Ask the patient.",
    Kind.PHONE_PATIENT: "No way to write to the patient: {about}. Phone the patient.",
}
_TO_A_CAREGIVER = "The caregiver {caregiver} could not be reached either. Phone the patient."
# The patient heard nothing, and someone at home may help.
_UNHEARD = (Kind.UNDELIVERABLE, Kind.PHONE_PATIENT)
# A mail is no proof that it was read: so near to the operation a text that failed is told all the same.
_MUST_BE_HEARD = timedelta(hours=72)


def hand_over(reminder: Reminder, kind: WorkItem.Kind, *, because: str, now: datetime) -> None:
    """Put `reminder` on the nurse's list, once per kind of concern; what the patient did not hear, a caregiver does.

    The nurse gets it in any case: nobody else at the hospital would know. A caregiver who is told makes it less urgent
    while the operation is more than 72 hours away; nearer, both are told at once.
    """
    if reminder.kind == Reminder.Kind.ANSWER and reminder.step in STILL_SENT:
        return  # a provider that heard the STOP itself takes no more texts; a nurse knows of it already
    is_new = not WorkItem.objects.filter(reminder=reminder, kind=kind).exists()
    asks = is_new and kind in _UNHEARD and reminder.kind not in (Reminder.Kind.ANSWER, Reminder.Kind.CAREGIVER)
    told = tell_caregivers(reminder, now=now) if asks else []
    raise_work_item(
        reminder.surgery,
        kind=kind,
        summary=_summary(reminder, kind, because, [str(caregiver) for caregiver in told]),
        item=reminder.item,
        reminder=reminder,
        is_urgent=reminder.is_critical and not (told and _is_far(reminder, now)),
        now=now,
    )


def _summary(reminder: Reminder, kind: WorkItem.Kind, because: str, told: list[str]) -> str:
    if reminder.caregiver is not None:
        said = _TO_A_CAREGIVER.format(caregiver=reminder.caregiver)
    else:
        about = reminder.item.title if reminder.item else reminder.get_kind_display()
        said = _SUMMARIES[kind].format(about=about)
    if told:
        said += f" {' and '.join(told)}, whom the patient named, is asked to help reach them."
    return f"{said} Why: {because}." if because else said


def _is_far(reminder: Reminder, now: datetime) -> bool:
    return times_of(reminder.surgery).first_known_at - now > FAR


def hand_over_if_only_mailed(reminder: Reminder, latest: dict[str, Delivery], *, now: datetime) -> None:
    """Tell a nurse that a text which must not be missed did not arrive, though a mail may lie unread.

    `latest` holds the latest delivery over each channel. A mail that is known to be delivered is enough.
    """
    text, mail = latest.get(Channel.SMS), latest.get(Channel.EMAIL)
    failed = text is not None and text.status in Delivery.FAILED
    is_heard = mail is not None and mail.status == Delivery.Status.DELIVERED
    left = times_of(reminder.surgery).first_known_at - now
    if reminder.is_critical and failed and not is_heard and timedelta(0) < left <= _MUST_BE_HEARD:
        hand_over(reminder, Kind.UNDELIVERABLE, because="the text failed, and nobody knows who read the mail", now=now)
