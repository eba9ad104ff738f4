"""The doses of a plan on the patient's list: put there once a clinician has confirmed them, and taken off again."""

from datetime import datetime, timedelta

from django.db.models import Q

from procedures.checklists.escalating import raise_work_item
from procedures.checklists.medicines.doses import dose_words
from procedures.checklists.models import ChecklistItem, Medicine, Reminder, Surgery, WorkItem
from procedures.checklists.refused import Refused
from procedures.checklists.reminding import plan_reminders, tell_at_once
from procedures.checklists.retiming import locked_items, retime_items
from procedures.checklists.superseding import end_reminders
from procedures.checklists.surgery_times import times_of
from procedures.checklists.told import PLAN_READY
from procedures.core.tasks import Category, Phase
from procedures.core.timeline import day_end

Status = Medicine.Status
# Clinicians change several medicines one after the other: the patient hears of all of them at once.
UNTIL_SETTLED = timedelta(minutes=10)
STILL_READ = timedelta(days=2)


class NoListYet(Refused):
    """The surgery has no list that a dose could stand on."""


def settle(surgery: Surgery, *, now: datetime, is_catching_up: bool = True) -> None:
    """Make the doses on the list those that are confirmed, and plan its reminders. The caller holds the surgery."""
    items = align_doses(surgery, locked_items(surgery), now=now)
    retime_items(surgery, items, now=now)
    plan_reminders(surgery, now=now, is_catching_up=is_catching_up)


def align_doses(surgery: Surgery, items: list[ChecklistItem], *, now: datetime) -> list[ChecklistItem]:
    """Take doses off the list that are confirmed no more, and add those that newly are; returns all items.

    What is taken off keeps its number and its history, and says no more than to ask (safety rule 1).
    """
    confirmed = {one.pk: one for one in surgery.medicines.filter(status=Status.CONFIRMED)}
    standing = [item for item in items if item.medicine_id and item.withdrawn_at is None]
    gone = [item for item in standing if item.medicine_id not in confirmed]
    for item in gone:
        item.withdrawn_at = now
    ChecklistItem.objects.bulk_update(gone, ["withdrawn_at"])
    if gone:
        waiting = surgery.reminders.filter(step=PLAN_READY)
        end_reminders(waiting, status=Reminder.Status.SUPERSEDED, because="The medicine plan changed", now=now)
    there = {item.medicine_id for item in standing}
    added = [item for one in confirmed.values() if one.pk not in there for item in _doses(one)]
    return [*items, *(_numbered(surgery, added) if added else [])]


def tell_of_change(surgery: Surgery, *, now: datetime) -> Reminder | None:
    """Tell the patient once that the plan they read has changed. What changes within 10 minutes is one message.

    None when word of it waits already. A nurse phones in any case.
    """
    if surgery.reminders.stoppable().filter(kind=Reminder.Kind.PLAN_CHANGED).exists():
        return None
    starts_at = times_of(surgery).starts_at or day_end(surgery.surgery_date, surgery.zone)
    latest = max(starts_at, now + STILL_READ)  # a restart may change after the operation
    kind = Reminder.Kind.PLAN_CHANGED
    return tell_at_once(surgery, kind, step="changed", latest=latest, is_critical=True, now=now, after=UNTIL_SETTLED)


def tell_if_ready(surgery: Surgery, *, now: datetime) -> Reminder | None:
    """Tell the patient once that the plan can be read, when no medicine on it waits any more.

    None where word waits that it has changed: by then it can be read.
    """
    states = set(surgery.medicines.standing().values_list("status", flat=True))
    says_so = Q(step=PLAN_READY) | Q(kind=Reminder.Kind.PLAN_CHANGED)
    if states != {Status.CONFIRMED} or surgery.reminders.stoppable().filter(says_so).exists():
        return None
    latest = times_of(surgery).starts_at or day_end(surgery.surgery_date, surgery.zone)
    kind = Reminder.Kind.MEDICATION
    told = tell_at_once(surgery, kind, step=PLAN_READY, latest=latest, is_critical=True, now=now)
    if told is None:
        raise_work_item(
            surgery,
            kind=WorkItem.Kind.PHONE_PATIENT,
            summary="The medicine plan is confirmed, but it is too late to write. Phone the patient.",
            is_urgent=True,
            now=now,
        )
    return told


def _doses(medicine: Medicine) -> list[ChecklistItem]:
    """The last dose and the first one after, unsaved and without their instants. A kept medicine has neither."""
    if medicine.is_continued:
        return []
    doses = []
    for phase in (Phase.PREPARATION, Phase.RECOVERY):
        title, instruction = dose_words(phase, medicine)
        dose = ChecklistItem(phase=phase, category=Category.MEDICATION, title=title, instruction=instruction)
        dose.medicine = medicine
        doses.append(dose)
    return doses


def _numbered(surgery: Surgery, items: list[ChecklistItem]) -> list[ChecklistItem]:
    """Save new items at the end of the list. A number is never used twice."""
    checklist = surgery.checklists.order_by("pk").first()
    if checklist is None:
        raise NoListYet("This operation has no list yet. Assign one first.")
    last = checklist.items.order_by("-number").values_list("number", flat=True).first() or 0
    for number, item in enumerate(items, start=last + 1):
        item.checklist, item.number = checklist, number
    return ChecklistItem.objects.bulk_create(items)
