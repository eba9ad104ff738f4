"""What a patient says to the operation itself: "I will come", and whether someone takes them home.

Each twice is the same as once. An answer counts for the date and hour that the patient was told: a move asks anew.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from procedures.checklists.answering import CannotBeAnswered
from procedures.checklists.escalating import raise_work_item
from procedures.checklists.heard import has_heard_of_the_move
from procedures.checklists.holding import hold
from procedures.checklists.models import ChecklistItem, Surgery, SurgeryEvent, WorkItem
from procedures.checklists.reminding import plan_reminders
from procedures.checklists.surgery_times import times_of
from procedures.core.linting import speaks_of_a_ride
from procedures.core.wording_of_time import day_words

PAGE = "page"


@transaction.atomic
def confirm_arrival(surgery: Surgery, *, by_channel: str, now: datetime, generation: int | None = None) -> Surgery:
    """Note that the patient will come, and stop the nagging: only what must not be missed is still told.

    `by_channel` tells how we know: "page", or a channel such as "sms". `generation` is that of the surgery as the
    patient saw it, where that is known.

    :raises CannotBeAnswered: nothing is changed.
    """
    _lock(surgery, by_channel=by_channel, generation=generation, now=now)
    if surgery.confirmed_at is not None:
        return surgery
    surgery.confirmed_at, surgery.confirmed_by_channel = now, by_channel
    surgery.save(update_fields=["confirmed_at", "confirmed_by_channel"])
    plan_reminders(surgery, now=now, is_catching_up=False)
    _record(surgery, "coming confirmed", f"{day_words(surgery.surgery_date)}. By {by_channel}.", now)
    return surgery


@transaction.atomic
def tell_ride(
    surgery: Surgery, *, has_ride: bool, by_channel: str, now: datetime, generation: int | None = None
) -> Surgery:
    """Note whether someone takes the patient home. Without anyone, a nurse hears of it at once.

    :raises CannotBeAnswered: nothing is changed.
    """
    _lock(surgery, by_channel=by_channel, generation=generation, now=now)
    if surgery.has_ride is not has_ride:
        surgery.has_ride, surgery.ride_told_at = has_ride, now
        surgery.save(update_fields=["has_ride", "ride_told_at"])
        said = "Someone takes the patient home." if has_ride else "Nobody takes the patient home."
        _record(surgery, "ride home", f"{said} By {by_channel}.", now)
    if not has_ride:
        raise_work_item(
            surgery,
            kind=WorkItem.Kind.RIDE,
            summary=f"The patient has nobody to take them home on {day_words(surgery.surgery_date)}. Phone the "
            "patient, and find a way before the operation.",
            is_urgent=True,
            now=now,
        )
    return surgery


def needs_a_ride(surgery: Surgery) -> bool:
    """True when the list has a step about someone who takes the patient home. One query."""
    return speaks_of_a_ride_in(ChecklistItem.objects.standing().filter(checklist__surgery=surgery))


def speaks_of_a_ride_in(items: Iterable[ChecklistItem]) -> bool:
    """True when one of `items` is about someone who takes the patient home."""
    return any(speaks_of_a_ride(f"{item.title} {item.instruction}") for item in items)


def _lock(surgery: Surgery, *, by_channel: str, generation: int | None, now: datetime) -> None:
    """Hold the surgery with its newest values."""
    hold(surgery, now=now)
    if surgery.status != Surgery.Status.PLANNED:
        raise CannotBeAnswered("This operation is not planned any more. Call us with any question.")
    if times_of(surgery).first_known_at <= now:
        raise CannotBeAnswered("The time to come has passed. Call us.")
    if generation is not None and generation != surgery.generation:
        raise CannotBeAnswered("The time of your operation has changed. Look at the new time, then answer again.")
    if by_channel != PAGE and not has_heard_of_the_move(surgery):
        raise CannotBeAnswered("The time of your operation has changed. A message with the new time follows.")


def _record(surgery: Surgery, act: str, note: str, now: datetime) -> None:
    SurgeryEvent.objects.create(surgery=surgery, act=act, at=now, note=note)
