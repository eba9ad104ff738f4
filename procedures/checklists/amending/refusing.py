"""Why a change of one patient's list is refused, and what is looked at before it is made."""

from datetime import timedelta

from procedures.checklists.models import Amendment, ChecklistItem, Surgery
from procedures.checklists.refused import Refused

# Within this time the very same change again is a button pressed twice.
A_MOMENT = timedelta(minutes=10)


class ReasonMissing(Refused):
    """A list was to be changed without a word on why."""


class ListChangedMeanwhile(Refused):
    """Someone else changed the list, or the date, since the person looked at it."""


class NotAmendable(Refused):
    """The step is a warning sign, a dose of the plan, or no longer on the list."""


class NotAClinician(Refused):
    """Who confirms a step must be a clinician of the unit."""


class NotWaiting(Refused):
    """The change waits for nobody any more."""


def said(reason: str) -> str:
    said = " ".join(reason.replace("\0", " ").split())
    if not said:
        raise ReasonMissing("Say why, in a few words. It stays in the patient's record.")
    return said[:300]


def pressed_twice(asked: Amendment) -> Amendment | None:
    names = ("act", "item_id", "reason", "title", "instruction", "phase", "category", "actor", "timing", "by_id")
    last = asked.checklist.amendments.filter(at__gt=asked.at - A_MOMENT).order_by("at", "pk").last()
    is_same = last is not None and all(getattr(last, name) == getattr(asked, name) for name in names)
    return last if is_same else None


def check_seen(surgery: Surgery, seen_generation: int | None) -> None:
    if seen_generation is not None and seen_generation != surgery.generation:
        raise ListChangedMeanwhile(
            "Someone changed this list or its date in the meantime. Yours is not saved yet, and nothing of it is "
            "lost: look at the list again, then send this once more."
        )


def check_amendable(item: ChecklistItem) -> None:
    item.refresh_from_db()
    if item.is_red_flag:
        raise NotAmendable("Warning signs stay on every list as they are.")
    if item.medicine_id is not None:
        raise NotAmendable("This is a dose of the patient's plan. Change it under “Medicines”.")
    if item.withdrawn_at is not None:
        raise NotAmendable("This step is no longer on the list. Look at the list again.")


def check_waiting(amendment: Amendment) -> None:
    if amendment.status != Amendment.Status.WAITING:
        raise NotWaiting("This change is not waiting any more. Look at the list again.")
