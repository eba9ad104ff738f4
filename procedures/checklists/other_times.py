"""Steps that new closed days, holidays or hours of the hospital put on another day or hour of its wall."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from procedures.checklists.correcting import tell_of_correction
from procedures.checklists.escalating import raise_work_item
from procedures.checklists.models import ChecklistItem, Surgery, WorkItem
from procedures.checklists.planning import Thing
from procedures.core.tasks import NEEDS_CLINICIAN

# New rules of clocks move an instant by some hours, and the wall stays; what moves by more is due on another day.
ANOTHER_DAY = timedelta(hours=20)


def on_another_wall(moves: Mapping[Thing, timedelta], *, has_other_hours: bool) -> frozenset[Thing]:
    """What is due at another day or hour on the wall, of all whose instant moved."""
    return frozenset(thing for thing, by in moves.items() if has_other_hours or abs(by) >= ANOTHER_DAY)


def tell_of_other_times(
    surgery: Surgery,
    items: Sequence[ChecklistItem],
    before: Mapping[Thing, datetime | None],
    *,
    now: datetime,
) -> None:
    """Tell the patient once that the list has changed, and a nurse where it is about fasting or a medicine.

    `items` are due at another time than `before`. What is over by both times is left alone.
    """
    ahead = [item for item in items if item.withdrawn_at is None and _is_ahead(item, before, now)]
    if not ahead:
        return
    tell_of_correction(surgery, now=now)
    if grave := [item for item in ahead if item.category in NEEDS_CLINICIAN]:
        numbers = " and ".join(str(item.number) for item in grave)
        raise_work_item(
            surgery,
            kind=WorkItem.Kind.CLOCK_CHANGE,
            summary="The working days or the hours of the hospital have changed, and with them when to do step "
            f"{numbers}. What the patient was told before is wrong. Phone them, and decide with a clinician.",
            is_urgent=True,
            now=now,
        )


def _is_ahead(item: ChecklistItem, before: Mapping[Thing, datetime | None], now: datetime) -> bool:
    return any(moment is not None and moment > now for moment in (item.due_at, before.get((item.pk, None))))
