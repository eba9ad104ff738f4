"""What a nurse reads of a step that was missed: once, as it was last told, and also when it is taken back."""

from datetime import datetime

from procedures.checklists.escalating import close_told, raise_work_item
from procedures.checklists.models import ChecklistItem, ItemEvent, WorkItem
from procedures.core.tasks import NEEDS_CLINICIAN


def last_told(item: ChecklistItem) -> str:
    """What was last said of how `item` was missed; "" for nothing, and where it was not."""
    told = item.events.filter(act=ItemEvent.Act.MISSED).order_by("-at", "-pk").first()
    return told.note if told else ""


def tell_nurse(item: ChecklistItem, said: str, *, before: str = "", now: datetime) -> None:
    """Put it on the nurse's list. Where other words came `before`, they make way, and whoever sees to them goes on."""
    summary = f"Missed or done differently: {item.title}"
    first = f" (told before: “{before}”)" if before else ""
    told = WorkItem.objects.open().filter(item=item, kind=WorkItem.Kind.MISSED).exclude(owner=None).first()
    close_told(item, because="the patient told it again, in other words", now=now)
    concern = raise_work_item(
        item.checklist.surgery,
        kind=WorkItem.Kind.MISSED,
        summary=f"{summary}. “{said}”{first}" if said else f"{summary}.",
        item=item,
        is_urgent=item.category in NEEDS_CLINICIAN,
        now=now,
    )
    if told is not None:
        concern.owner = told.owner
        concern.save(update_fields=["owner"])


def tell_taken_back(item: ChecklistItem, *, now: datetime) -> None:
    """The patient takes it back. For fasting and medicines a nurse asks what holds: to be wrong there is dangerous."""
    said = last_told(item)
    close_told(item, because="the patient took it back", now=now)
    # Also where the nurse has closed it meanwhile: what was decided then rests on words that hold no more.
    if item.category in NEEDS_CLINICIAN:
        first = f", first told as missed (“{said}”)" if said else ", first told as missed"
        raise_work_item(
            item.checklist.surgery,
            kind=WorkItem.Kind.MISSED,
            summary=f"Taken back by the patient: {item.title}{first}. Ask what holds.",
            item=item,
            is_urgent=True,
            now=now,
        )
