"""Asking back: does the patient know by when to stop? A wrong answer is nobody's fault, and reaches a nurse.

Only an hour that stands is asked for, never an assumed one. When it moves, what was answered for the old one is void.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from procedures.checklists.escalating import raise_work_item
from procedures.checklists.models import ChecklistItem, ItemEvent, Surgery, WorkItem
from procedures.checklists.refused import Refused
from procedures.checklists.surgery_times import lock
from procedures.core.tasks import Category, Phase
from procedures.core.wording_of_time import moment_words
from procedures.patients.models import Caregiver

MOST = 3


class CannotBeAskedBack(Refused):
    """There is no such question any more. Nothing was changed."""


def asks_back(items: Iterable[ChecklistItem], *, now: datetime) -> list[ChecklistItem]:
    """The steps that a patient must not get wrong, at most three, whose hour or day was not yet told back rightly."""
    critical = [item for item in items if _is_critical(item) and item.due_at is not None and item.due_at > now]
    critical.sort(key=lambda item: (item.category != Category.FASTING, item.due_at, item.number))
    return [item for item in critical[:MOST] if not (item.told_back_for == item.due_at and item.told_back_right)]


def _is_critical(item: ChecklistItem) -> bool:
    is_fasting = item.category == Category.FASTING and item.is_exact and not item.is_assumed
    is_last_dose = item.medicine_id is not None and not item.is_assumed
    is_open = item.status == ChecklistItem.Status.OPEN and item.withdrawn_at is None
    return item.phase == Phase.PREPARATION and is_open and not item.is_red_flag and (is_fasting or is_last_dose)


@transaction.atomic
def answer_back(
    item: ChecklistItem,
    *,
    said: datetime | None,
    asked_for: datetime,
    caregiver: Caregiver | None = None,
    now: datetime,
) -> bool:
    """Note what the patient answered, None for "I am not sure". Returns whether it was right; else a nurse is told.

    `asked_for` is the hour that stood when the question was shown.

    :raises CannotBeAskedBack: when that hour has moved, or the step is done or gone.
    """
    surgery = item.checklist.surgery
    lock(surgery)
    item.refresh_from_db()
    if surgery.status != Surgery.Status.PLANNED or not asks_back([item], now=now):
        raise CannotBeAskedBack("This question is settled. Look at your list.")
    if item.due_at != asked_for:
        raise CannotBeAskedBack("The time has changed. Look at the new time, then answer again.")
    is_right = said == item.due_at
    item.told_back_for, item.told_back_right = item.due_at, is_right
    item.save(update_fields=["told_back_for", "told_back_right"])
    act = ItemEvent.Act.SURE if is_right else ItemEvent.Act.UNSURE
    ItemEvent.objects.create(item=item, act=act, at=now, caregiver=caregiver)
    if not is_right:
        _tell(item, surgery, said, now)
    return is_right


def _tell(item: ChecklistItem, surgery: Surgery, said: datetime | None, now: datetime) -> None:
    answered = f"answered {moment_words(said, surgery.zone)}" if said else "is not sure"
    raise_work_item(
        surgery,
        kind=WorkItem.Kind.ASKED_BACK,
        summary=f"Asked back for “{item.title}”, the patient {answered}. Phone, and go through it together.",
        item=item,
        is_urgent=True,
        now=now,
    )
