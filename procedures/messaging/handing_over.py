"""Handing over: what the software cannot finish goes to the caregiver, and in any case to the unit's list."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Q

from procedures.checklists.escalating import SUMMARY_LENGTH, raise_work_item
from procedures.checklists.models import Reminder, WorkItem
from procedures.checklists.surgery_times import times_of
from procedures.core.ladder import FAR
from procedures.messaging.caregivers import tell_caregivers
from procedures.messaging.channels import STILL_SENT

Kind = WorkItem.Kind
_SUMMARIES = {
    Kind.TOO_LATE: "Too late to send: {about}. Phone the patient.",
    Kind.NOT_YET: "Has not gone out yet, and its time runs out: {about}. Phone the patient.",
    Kind.UNDELIVERABLE: "Could not be delivered: {about}. Phone the patient.",
    Kind.UNKNOWN: "Nobody knows whether this went out: {about}. Ask the patient.",
    Kind.PHONE_PATIENT: "No way to write to the patient: {about}. Phone the patient.",
}
_TO_A_CAREGIVER = "The caregiver {caregiver} could not be reached either. Phone the patient."
# The patient heard nothing, and someone at home may help.
_UNHEARD = (Kind.NOT_YET, Kind.UNDELIVERABLE, Kind.PHONE_PATIENT)
# What closes by itself with the date, as the rest does, must not take these along.
_LASTING = (
    Reminder.Kind.MOVED,
    Reminder.Kind.CANCELLED,
    Reminder.Kind.VISIT_CANCELLED,
    Reminder.Kind.PLAN_CHANGED,
    Reminder.Kind.MEDICATION,
)
SHORTEST = 12  # characters of a title that still tell which step it is


def hand_over(failed: Iterable[Reminder], kind: WorkItem.Kind, *, because: str, now: datetime) -> None:
    """Put reminders that failed together on the nurse's list as one concern, which names all of them; each is named in
    one concern of a kind. What the patient did not hear, a caregiver does.

    The nurse gets it in any case: nobody else at the hospital would know. A caregiver who is told makes it less urgent
    while the operation is more than 72 hours away; nearer, both are told at once. Whom a nurse was asked to phone while
    it had not gone out yet is not to be phoned a second time when it never does.
    """
    phoned = Q(kind=Kind.NOT_YET) & (Q(closed_at=None) | Q(closed_by__isnull=False))
    named = WorkItem.objects.filter(Q(kind=kind) | phoned)
    # A provider that heard the STOP itself takes no more texts; a nurse knows of that already.
    new = [one for one in failed if not (one.kind == Reminder.Kind.ANSWER and one.step in STILL_SENT)]
    known = set(named.filter(reminder__in=new).values_list("reminder", flat=True))
    known |= set(named.filter(with_reminders__in=new).values_list("with_reminders", flat=True))
    new = sorted((one for one in new if one.pk not in known), key=_rank)
    if not new:
        return
    first, *others = new
    asks = kind in _UNHEARD and first.kind not in (*Reminder.ASKED_FOR, Reminder.Kind.CAREGIVER)
    told = tell_caregivers(first, now=now) if asks else []
    concern = raise_work_item(
        first.surgery,
        kind=kind,
        summary=_summary(new, kind, because, [str(caregiver) for caregiver in told]),
        item=first.item,
        reminder=first,
        is_urgent=any(one.is_critical for one in new) and not (told and _is_far(first, now)),
        now=now,
    )
    concern.with_reminders.add(*others)


def _rank(reminder: Reminder) -> tuple[bool, bool, datetime, int]:
    """First what goes on mattering whatever becomes of the date, then what must not be missed, by its deadline."""
    return reminder.kind not in _LASTING, not reminder.is_critical, reminder.latest_at, reminder.pk


def _summary(failed: Sequence[Reminder], kind: WorkItem.Kind, because: str, told: list[str]) -> str:
    after = f" {' and '.join(told)}, whom the patient named, is asked to help reach them." if told else ""
    after += f" Why: {because}." if because else ""
    if failed[0].caregiver is not None:
        return _TO_A_CAREGIVER.format(caregiver=failed[0].caregiver) + after
    room = SUMMARY_LENGTH - len(_SUMMARIES[kind]) - len(after)
    return _SUMMARIES[kind].format(about=_about(failed, room=room)) + after


def _about(failed: Sequence[Reminder], *, room: int) -> str:
    """What `failed` tell of, each once: the whole titles where there is room, else as much of each as there is."""
    titles = list(dict.fromkeys(one.item.title if one.item else one.get_kind_display() for one in failed))
    whole = "; ".join(titles)
    if len(whole) <= room:
        return whole
    each = max(SHORTEST, room // len(titles) - 2)
    return "; ".join(title if len(title) <= each else f"{title[: each - 1].rstrip()}…" for title in titles)


def _is_far(reminder: Reminder, now: datetime) -> bool:
    return times_of(reminder.surgery).first_known_at - now > FAR
