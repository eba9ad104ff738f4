"""What becomes of the steps: one comes onto the list, one goes and is kept as it was, and visits follow."""

from datetime import datetime

from procedures.checklists.escalating import close_settled
from procedures.checklists.items import amended_item
from procedures.checklists.judging import ask_to_judge_step, has_come
from procedures.checklists.models import Amendment, Appointment, ChecklistItem, Reminder, Surgery


def put_on(amendment: Amendment) -> ChecklistItem:
    """The step that the amendment brings, at the end of the list. A number is never used twice."""
    checklist = amendment.checklist
    last = checklist.items.order_by("-number").values_list("number", flat=True).first() or 0
    item = amended_item(checklist, amendment, last + 1)
    item.save()
    return item


def take_off(item: ChecklistItem, surgery: Surgery, *, heir: ChecklistItem | None, now: datetime) -> None:
    if heir is not None and (item.status != ChecklistItem.Status.OPEN or has_come(item, now)):
        ask_to_judge_step(surgery, item, as_it="the list said before it was changed", now=now)
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
