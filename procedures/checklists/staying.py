"""The stay in hospital as it really was: tasks measured from the admission or from going home get their times."""

from datetime import datetime, timedelta

from django.db import transaction

from procedures.checklists.holding import lock_planned
from procedures.checklists.models import Surgery, SurgeryEvent
from procedures.checklists.refused import Refused
from procedures.checklists.reminding import plan_reminders
from procedures.checklists.retiming import locked_items, retime_items
from procedures.core.wording_of_time import clock_words, day_words
from procedures.hospitals.models import User

# Who comes in earlier than this came for something else.
LONGEST_BEFORE = timedelta(days=30)


class StayChangedMeanwhile(Refused):
    """A colleague wrote down other times since the page was shown."""


class ImpossibleStay(Refused):
    """The stay is still to come, ends before it begins, or is not about this operation."""


@transaction.atomic
def record_stay(
    surgery: Surgery,
    *,
    admitted_at: datetime | None,
    discharged_at: datetime | None,
    seen: str | None = None,
    by: User | None,
    now: datetime,
) -> bool:
    """Write down when the patient came in and went home, in UTC; None for what has not happened, or was a mistake.

    What the list says "after you go home" gets its times and reminders with it. Preparations stay tied to the planned
    arrival. Returns False where that stood there already.

    `seen` is the `stay_of` what the nurse began with, checked where it is given.

    :raises SurgeryIsOver, ImpossibleStay, StayChangedMeanwhile: nothing is changed.
    """
    lock_planned(surgery, now=now)
    if (admitted_at, discharged_at) == (surgery.admitted_at, surgery.discharged_at):
        return False
    if seen is not None and seen != stay_of(surgery):
        raise StayChangedMeanwhile(
            f"A colleague wrote this down in the meantime. Came in: {_said(surgery, surgery.admitted_at)}. Went home: "
            f"{_said(surgery, surgery.discharged_at)}. Yours is not saved yet, and stands below: save it once more to "
            "put it in that place."
        )
    _check(surgery, admitted_at, discharged_at, now)
    surgery.admitted_at, surgery.discharged_at = admitted_at, discharged_at
    surgery.save(update_fields=["admitted_at", "discharged_at"])
    note = f"Came in: {_said(surgery, admitted_at)}. Went home: {_said(surgery, discharged_at)}."
    SurgeryEvent.objects.create(surgery=surgery, act="stay recorded", at=now, by=by, note=note)
    retime_items(surgery, locked_items(surgery), now=now)
    plan_reminders(surgery, now=now)
    return True


def stay_of(surgery: Surgery) -> str:
    """Both times as they are written down, to tell whether they changed since they were shown."""
    return "/".join(one.isoformat() if one else "" for one in (surgery.admitted_at, surgery.discharged_at))


def _check(surgery: Surgery, admitted_at: datetime | None, discharged_at: datetime | None, now: datetime) -> None:
    given = [one for one in (admitted_at, discharged_at) if one is not None]
    if any(one > now for one in given):
        raise ImpossibleStay("That is still to come. Enter it when it has happened.")
    if admitted_at and discharged_at and discharged_at < admitted_at:
        raise ImpossibleStay("The patient went home before coming in. Check both times.")
    if admitted_at and surgery.surgery_date - admitted_at.astimezone(surgery.zone).date() > LONGEST_BEFORE:
        raise ImpossibleStay("That is more than 30 days before the operation. Check the date.")
    if discharged_at and discharged_at.astimezone(surgery.zone).date() < surgery.surgery_date:
        raise ImpossibleStay(
            f"The operation is on {day_words(surgery.surgery_date)}. "
            "If the patient went home without it, reschedule or cancel it."
        )


def _said(surgery: Surgery, instant: datetime | None) -> str:
    if instant is None:
        return "not known"
    return f"{day_words(instant.astimezone(surgery.zone).date())}, {clock_words(instant, surgery.zone)}"
