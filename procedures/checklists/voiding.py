"""Safety rule 6: moving the surgery voids the ticks that depended on its date.

The rule, in full. A tick counts no longer when the item is a preparation, and

* its day changed with the move, or its hour where an hour counts; or
* the date changed, and the item states a time or is of a kind that is done for a date: fasting, medicines, a visit, a
  test, an assessment, the ride and the things to bring, washing before the operation.

Moving or cancelling a visit does the same to what hung on that visit: the fast before an assessment, and the step that
is the visit.

It still counts when the item has a booked visit: that has its own date, and does not move with the surgery. A medicine
or a fast that was ticked, or reported as done differently, must be judged again by a nurse: it may have been done.
Doses of the patient's own plan have a rule of their own, in `medicines.voiding`: their ticks stay as evidence.
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from procedures.checklists.escalating import raise_work_item
from procedures.checklists.models import ChecklistItem, ItemEvent, Surgery, WorkItem
from procedures.core.tasks import NEEDS_CLINICIAN, Category, Phase
from procedures.core.wording_of_time import day_words

DONE_FOR_A_DATE = NEEDS_CLINICIAN | {
    Category.APPOINTMENT,
    Category.ASSESSMENT,
    Category.TEST,
    Category.LOGISTICS,
    Category.HYGIENE,
}


def to_void(
    items: Iterable[ChecklistItem], *, moved: Collection[int], visited: Collection[int], date_changed: bool
) -> list[ChecklistItem]:
    """The items whose tick, or whose report of a miss, no longer counts.

    `moved` are the keys of items that have another day or hour, `visited` of those with a booked visit.
    """
    return [
        item
        for item in items
        if item.status != ChecklistItem.Status.OPEN
        and item.phase == Phase.PREPARATION
        and item.pk not in visited
        and item.medicine_id is None
        and (item.pk in moved or (date_changed and (item.timing or item.category in DONE_FOR_A_DATE)))
    ]


def hung_on_visit(
    items: Iterable[ChecklistItem], *, moved: Collection[int], others: Collection[int | None]
) -> list[ChecklistItem]:
    """The items whose tick no longer counts as a visit moved; `others` are those of the visits that stay."""
    stay = {key for key in others if key}
    return to_void(items, moved=moved, visited=stay, date_changed=False)


def must_be_judged(items: Iterable[ChecklistItem]) -> list[ChecklistItem]:
    """Those among voided `items` that a nurse must look at: the patient may already have acted for the old date."""
    return [item for item in items if item.category in NEEDS_CLINICIAN]


def void(items: Iterable[ChecklistItem], *, now: datetime, because: str) -> None:
    """Open the items again, and write down why."""
    found = list(items)
    for item in found:
        item.status, item.status_at, item.voided_at = ChecklistItem.Status.OPEN, now, now
    ChecklistItem.objects.bulk_update(found, ["status", "status_at", "voided_at"])
    ItemEvent.objects.bulk_create(
        ItemEvent(item=item, act=ItemEvent.Act.VOIDED, at=now, note=because[:300]) for item in found
    )


def ask_to_judge(
    surgery: Surgery, voided: Iterable[ChecklistItem], day: date, *, now: datetime, fate: str = "has moved"
) -> list[ChecklistItem]:
    """Put on the nurse's list what the patient may already have done for `day`, and its `fate`; returns those items."""
    found = must_be_judged(voided)
    for item in found:
        raise_work_item(
            surgery,
            kind=WorkItem.Kind.JUDGE_AGAIN,
            summary=f"Done for {day_words(day)}, which {fate}: {item.title}. Ask the patient, and decide with a "
            "clinician what to do now.",
            item=item,
            is_urgent=True,
            now=now,
        )
    return found
