"""Who sees to a concern: a nurse takes it, or hands it over to a colleague."""

from datetime import datetime

from django.db import transaction

from procedures.checklists.escalating.closing import AlreadyClosed
from procedures.checklists.models import WorkItem, WorkItemEvent
from procedures.checklists.refused import Refused
from procedures.hospitals.models import Role, User

Act = WorkItemEvent.Act


class NotOnTheUnit(Refused):
    """The colleague does not work as a nurse in the patient's unit, and could not even open it."""


class TakenMeanwhile(Refused):
    """A colleague took it after the page was drawn."""


def take(work_item: WorkItem, *, by: User, seen: int | None = -1, now: datetime) -> bool:
    """`by` sees to it from here. Returns False if that was so already.

    `seen` is the key of whom `by` saw as its owner, None for nobody: of two nurses who press at once, the second reads
    that the first has it. Without it, it is taken from whoever has it.

    :raises TakenMeanwhile: nothing is changed.
    :raises AlreadyClosed: nothing is changed.
    """
    return _give(work_item, to=by, act=Act.TAKEN, by=by, note="", seen=seen, now=now)


def pass_on(work_item: WorkItem, *, to: User, by: User, note: str = "", now: datetime) -> bool:
    """Hand it over: `to` sees to it from here. Returns False if that was so already.

    :raises NotOnTheUnit: for someone who is no nurse of the unit.
    :raises AlreadyClosed: nothing is changed.
    """
    if not to.holds(Role.NURSE, unit=work_item.surgery.unit):
        raise NotOnTheUnit(f"{to} is no nurse of {work_item.surgery.unit.name}. Choose someone who is.")
    return _give(work_item, to=to, act=Act.HANDED_OVER, by=by, note=note, now=now)


@transaction.atomic
def _give(
    work_item: WorkItem,
    *,
    to: User,
    act: WorkItemEvent.Act,
    by: User,
    note: str,
    seen: int | None = -1,
    now: datetime,
) -> bool:
    held = WorkItem.objects.select_for_update(no_key=True).get(pk=work_item.pk)
    work_item.owner_id, work_item.closed_at = held.owner_id, held.closed_at
    if held.closed_at is not None:
        raise AlreadyClosed(f"{held.closed_by or 'prepapp'} has closed this already: {held.closing_note}")
    if held.owner_id == to.pk:
        return False
    if seen not in (-1, held.owner_id):
        raise TakenMeanwhile(f"{held.owner or 'Nobody'} has it now. Take it over if that is agreed between you.")
    WorkItem.objects.filter(pk=held.pk).update(owner=to)
    WorkItemEvent.objects.create(work_item=held, act=act, at=now, by=by, to=to, note=" ".join(note.split())[:300])
    work_item.owner = to
    return True
