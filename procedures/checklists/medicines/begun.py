"""Steps of the document by which a patient may have changed a grave medicine already, for a date that does not hold.

A tick says that it was done. Without one nobody knows: a step "stop warfarin 5 days before" whose day has come may have
been followed all the same. So a nurse asks. The patient's own plan has rules of its own, in `voiding`.
"""

from collections.abc import Collection, Iterable
from datetime import UTC, datetime

from procedures.checklists.escalating import raise_work_item
from procedures.checklists.models import ChecklistItem, Surgery, WorkItem
from procedures.core.events import SurgeryTimes
from procedures.core.medicine_classes import RED_WHEN_MOVED, WORDS
from procedures.core.tasks import ASK_ABOUT_MEDICINES, Category, Phase
from procedures.core.wording_of_time import day_words

_GRAVE = [WORDS[one] for one in RED_WHEN_MOVED]


def begun_steps(items: Iterable[ChecklistItem], *, now: datetime) -> list[ChecklistItem]:
    """The open steps about a grave medicine whose time has come, as `items` stand now. One that says only to ask is no
    such step.
    """
    return [
        item
        for item in items
        if item.status == ChecklistItem.Status.OPEN and changes_grave(item) and _begins_at(item) <= now
    ]


def changes_grave(item: ChecklistItem) -> bool:
    """True for a standing step of the document that changes a blood thinner, a GLP-1 or SGLT2 medicine, or insulin."""
    is_general = item.category == Category.MEDICATION and item.phase == Phase.PREPARATION and item.medicine_id is None
    if not is_general or item.withdrawn_at is not None or item.is_red_flag:
        return False
    said = f"{item.title} {item.instruction}"
    return item.instruction != ASK_ABOUT_MEDICINES and any(words.search(said) for words in _GRAVE)


def ask_about_begun(
    surgery: Surgery, steps: Iterable[ChecklistItem], *, moved: Collection[int], old: SurgeryTimes, now: datetime
) -> tuple[ChecklistItem, ...]:
    """Put those of `steps` that were `moved` on the nurse's list, in red; returns them."""
    begun = tuple(item for item in steps if item.pk in moved)
    for item in begun:
        raise_work_item(
            surgery,
            kind=WorkItem.Kind.JUDGE_AGAIN,
            summary=f"Not ticked, but its time for {day_words(old.surgery_date)}, which has moved, had come: "
            f"{item.title}. The patient may have changed this medicine already. Phone the patient now, and decide with "
            "a clinician.",
            item=item,
            is_urgent=True,
            now=now,
        )
    return begun


def warn_of_steps(surgery: Surgery, *, now: datetime) -> None:
    """For an operation that will not be: what was ticked, or whose time has come, needs a clinician's word."""
    items = ChecklistItem.objects.standing().filter(checklist__surgery=surgery, category=Category.MEDICATION)
    for item in items.order_by("number"):
        is_done = item.status != ChecklistItem.Status.OPEN
        if changes_grave(item) and (is_done or _begins_at(item) <= now):
            raise_work_item(
                surgery,
                kind=WorkItem.Kind.JUDGE_AGAIN,
                summary=f"May have been changed already for an operation that is cancelled: {item.title}. Phone the "
                "patient now, and ask a clinician when to start it again.",
                item=item,
                is_urgent=True,
                now=now,
            )


def _begins_at(item: ChecklistItem) -> datetime:
    return item.opens_at or item.due_at or datetime.max.replace(tzinfo=UTC)
