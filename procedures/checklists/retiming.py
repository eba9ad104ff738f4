"""Writing new instants to the items of a surgery, and telling a nurse when they contradict each other."""

from datetime import datetime

from procedures.checklists.escalating import raise_work_item
from procedures.checklists.items import RETIMED, retime
from procedures.checklists.models import ChecklistItem, Surgery, WorkItem
from procedures.checklists.surgery_times import times_of
from procedures.core.tasks import Category
from procedures.core.timing import Timing


def locked_items(surgery: Surgery) -> list[ChecklistItem]:
    """The surgery's items, held until the transaction ends, in the order of the list."""
    items = ChecklistItem.objects.filter(checklist__surgery=surgery).select_related("task")
    return list(items.select_for_update(of=("self",), no_key=True).order_by("checklist", "number"))


def retime_items(surgery: Surgery, items: list[ChecklistItem], *, now: datetime) -> list[ChecklistItem]:
    """Save the instants that the surgery's times and visits give to `items`; returns those that changed.

    Safety rule 3: hours that contradict each other are taken off the list, and a nurse gets a work item.
    """
    appointments = list(surgery.appointments.all())
    changed = retime(items, times_of(surgery, appointments), appointments)
    ChecklistItem.objects.bulk_update(changed, RETIMED)
    silenced = [item for item in items if _is_silenced(item)]
    if silenced:
        numbers = " and ".join(str(item.number) for item in silenced)
        raise_work_item(
            surgery,
            kind=WorkItem.Kind.CONFLICT,
            summary=f"The fasting times of steps {numbers} contradict each other. The patient was sent neither. "
            "Agree on the times and phone the patient.",
            is_urgent=True,
            now=now,
        )
    return changed


def _is_silenced(item: ChecklistItem) -> bool:
    """True for a fasting item that states an hour but was given none, because another one contradicts it."""
    if item.category != Category.FASTING or item.due_at is not None or not item.timing:
        return False
    return not Timing.from_json(item.timing).is_open
