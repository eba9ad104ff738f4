"""Writing new instants to the items of a surgery, and telling a nurse when they contradict each other."""

from datetime import datetime

from procedures.checklists.escalating import raise_work_item
from procedures.checklists.items import RETIMED, Retimed, retime
from procedures.checklists.models import ChecklistItem, Surgery, WorkItem
from procedures.checklists.surgery_times import times_of


def locked_items(surgery: Surgery) -> list[ChecklistItem]:
    """The surgery's items, held until the transaction ends, in the order of the list."""
    items = ChecklistItem.objects.filter(checklist__surgery=surgery).select_related(
        "task", "medicine", "amendment__item"
    )
    items = items.prefetch_related("task__wordings")
    return list(items.select_for_update(of=("self",), no_key=True).order_by("checklist", "number"))


def retime_items(surgery: Surgery, items: list[ChecklistItem], *, now: datetime) -> Retimed:
    """Save the instants that the surgery's times and visits give to `items`.

    Safety rule 3: hours that contradict each other are taken off the list, and a nurse gets a work item.
    """
    appointments = list(surgery.appointments.all())
    retimed = retime(items, times_of(surgery, appointments), appointments, list(surgery.medicines.standing()))
    ChecklistItem.objects.bulk_update(retimed.to_save, RETIMED)
    if retimed.contradicting:
        numbers = " and ".join(str(item.number) for item in retimed.contradicting)
        raise_work_item(
            surgery,
            kind=WorkItem.Kind.CONFLICT,
            summary=f"The times of step {numbers} contradict each other or the operation. The patient was given none "
            "of them. Agree on the times and phone the patient.",
            is_urgent=True,
            now=now,
        )
    return retimed
