"""What becomes of the steps: one comes onto the list, one goes and is kept as it was, and visits follow."""

from datetime import datetime

from procedures.checklists.escalating import close_settled, raise_work_item
from procedures.checklists.items import amended_item
from procedures.checklists.models import Amendment, Appointment, ChecklistItem, Reminder, Surgery, WorkItem
from procedures.core.tasks import NEEDS_CLINICIAN


def put_on(amendment: Amendment) -> ChecklistItem:
    """The step that the amendment brings, at the end of the list. A number is never used twice."""
    checklist = amendment.checklist
    last = checklist.items.order_by("-number").values_list("number", flat=True).first() or 0
    item = amended_item(checklist, amendment, last + 1)
    item.save()
    return item


def take_off(item: ChecklistItem, surgery: Surgery, *, heir: ChecklistItem | None, now: datetime) -> None:
    if _may_have_been_acted_on(item, now) and heir is not None:
        _ask_to_judge(item, surgery, now)
    item.withdrawn_at = item.amended_at = now
    item.save(update_fields=["withdrawn_at", "amended_at"])
    close_settled(item, because="the step is no longer on the list", now=now)
    pass_visits(item, heir)


def pass_visits(item: ChecklistItem, heir: ChecklistItem | None) -> None:
    """A booked visit follows its step, or stands by itself; what was told of it is not told twice."""
    to = heir if heir is not None and heir.category == item.category else None
    for visit in Appointment.objects.filter(item=item):
        Appointment.objects.filter(pk=visit.pk).update(item=to)
        Reminder.objects.filter(appointment=visit).update(item=to)


def _may_have_been_acted_on(item: ChecklistItem, now: datetime) -> bool:
    begins = item.opens_at or item.due_at
    has_begun = item.category in NEEDS_CLINICIAN and begins is not None and begins <= now
    return has_begun or item.status != ChecklistItem.Status.OPEN


def _ask_to_judge(item: ChecklistItem, surgery: Surgery, now: datetime) -> None:
    said = {ChecklistItem.Status.DONE: "Done", ChecklistItem.Status.MISSED: "Missed or done differently"}
    how = said.get(ChecklistItem.Status(item.status), "Perhaps begun")
    raise_work_item(
        surgery,
        kind=WorkItem.Kind.JUDGE_AGAIN,
        summary=f"{how} as the list said before it was changed: {item.title}. Ask the patient, and decide what to do.",
        item=item,
        is_urgent=item.category in NEEDS_CLINICIAN,
        now=now,
    )
