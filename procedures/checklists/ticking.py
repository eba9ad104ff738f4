"""Ticking, un-ticking, and saying that a step was missed. Each twice is the same as once."""

from datetime import datetime

from django.db import transaction

from procedures.checklists.escalating import close_settled, raise_work_item
from procedures.checklists.holding import hold
from procedures.checklists.missed_steps import last_told, tell_nurse, tell_taken_back
from procedures.checklists.models import ChecklistItem, ItemEvent, Reminder, Surgery, WorkItem
from procedures.checklists.refused import Refused
from procedures.checklists.reminding import plan_reminders
from procedures.checklists.superseding import end_reminders
from procedures.core.tasks import NEEDS_CLINICIAN, Actor
from procedures.hospitals.models import User
from procedures.patients.models import Caregiver

Status = ChecklistItem.Status
Act = ItemEvent.Act
NOTE_LENGTH = 300


class CannotBeTicked(Refused):
    """The item is not one to tick."""


class RedFlagCannotBeTicked(CannotBeTicked):
    """Safety rule 4: warning signs stay in sight."""


def tick(
    item: ChecklistItem, *, by: User | None, caregiver: Caregiver | None = None, note: str = "", now: datetime
) -> bool:
    """Mark `item` done, and end its reminders; `by` is None for the patient, or for the `caregiver` who did it.

    Returns False if it was done already.

    :raises RedFlagCannotBeTicked: for warning signs.
    :raises CannotBeTicked: for a patient, what the care team does; for anyone, a list that is cancelled.
    """
    return _set(item, Status.DONE, Act.TICKED, by=by, caregiver=caregiver, note=note, now=now, because="Ticked")


def untick(
    item: ChecklistItem, *, by: User | None, caregiver: Caregiver | None = None, note: str = "", now: datetime
) -> bool:
    """Mark `item` as still to do, and plan its reminders that lie ahead. Returns False if it was open already.

    :raises CannotBeTicked: as for `tick`.
    """
    return _set(item, Status.OPEN, Act.UNTICKED, by=by, caregiver=caregiver, note=note, now=now)


def report_missed(
    item: ChecklistItem, *, by: User | None, note: str, caregiver: Caregiver | None = None, now: datetime
) -> bool:
    """Note that `item` was missed or done differently, and tell a nurse. Returns False if that was known already.

    Told again in other words, the nurse reads these in place of the first ones.

    :raises CannotBeTicked: as for `tick`.
    """
    with transaction.atomic():
        said = " ".join(note.split())[:NOTE_LENGTH]
        is_new = _set(
            item,
            Status.MISSED,
            Act.MISSED,
            by=by,
            caregiver=caregiver,
            now=now,
            note=said,
            because="Missed; a nurse knows",
        )
        if is_new:
            tell_nurse(item, said, now=now)
        elif said and said != (before := last_told(item)):
            ItemEvent.objects.create(item=item, act=Act.MISSED, at=now, by=by, caregiver=caregiver, note=said)
            tell_nurse(item, said, before=before, now=now)
        return is_new


@transaction.atomic
def _set(
    item: ChecklistItem,
    status: ChecklistItem.Status,
    act: ItemEvent.Act,
    *,
    by: User | None,
    now: datetime,
    caregiver: Caregiver | None = None,
    note: str = "",
    because: str = "",
) -> bool:
    """Move `item` to `status`, write its history and bring its reminders in line, in one transaction."""
    surgery = item.checklist.surgery
    hold(surgery, now=now)
    # Read under the lock: the list may just have been moved to a newer version.
    item.refresh_from_db(fields=["withdrawn_at"])
    _check(item, surgery, by)
    was_missed = ChecklistItem.objects.filter(pk=item.pk, status=Status.MISSED).exists()
    # The condition makes two people at once one change: the second finds nothing to do.
    is_new = bool(
        ChecklistItem.objects.filter(pk=item.pk, is_red_flag=False)
        .exclude(status=status)
        .update(status=status, status_at=now, voided_at=None)
    )
    item.refresh_from_db(fields=["status", "status_at", "voided_at"])
    if is_new:
        ItemEvent.objects.create(item=item, act=act, at=now, by=by, caregiver=caregiver, note=note[:NOTE_LENGTH])
        if because:
            close_settled(item, because=f"{by or 'the patient'} told us about it", now=now)
            end_reminders(item.reminders.all(), status=Reminder.Status.NOT_NEEDED, because=because, now=now)
        if was_missed and by is None:
            tell_taken_back(item, now=now)
        if item.withdrawn_at is not None and status == Status.DONE:
            _ask_what_was_done(item, surgery, by=by, now=now)
        plan_reminders(surgery, now=now, is_catching_up=False)
    return is_new


def _ask_what_was_done(item: ChecklistItem, surgery: Surgery, *, by: User | None, now: datetime) -> None:
    """A step was ticked from a page, or a sheet, that a newer version of the list had just overtaken."""
    raise_work_item(
        surgery,
        kind=WorkItem.Kind.JUDGE_AGAIN,
        summary=f"Ticked by {by or 'the patient'} as it stood on the list before: {item.title}. Ask what was done, and "
        "whether it is enough.",
        item=item,
        is_urgent=item.category in NEEDS_CLINICIAN,
        now=now,
    )


def _check(item: ChecklistItem, surgery: Surgery, by: User | None) -> None:
    if item.is_red_flag:
        raise RedFlagCannotBeTicked("These are signs to watch for. They stay on the list and cannot be ticked.")
    if item.withdrawn_at is not None and item.medicine_id is not None:
        raise CannotBeTicked("This step is no longer on the list. Ask your team about this medicine.")
    if item.actor == Actor.CARE_TEAM and by is None:
        raise CannotBeTicked("Your team does this. You do not need to tick it.")
    if surgery.status == Surgery.Status.CANCELLED:
        raise CannotBeTicked("This operation is cancelled. There is nothing to tick.")
    if surgery.status == Surgery.Status.DIED:
        raise CannotBeTicked("This patient has died. There is nothing to tick.")
