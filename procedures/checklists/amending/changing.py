"""The three acts: a step is added, changed or taken off, with a reason."""

from datetime import datetime

from django.db import transaction

from procedures.checklists.amending.asking import StepWords, write
from procedures.checklists.amending.refusing import check_amendable, check_seen, pressed_twice, said
from procedures.checklists.amending.replacing import put_on, take_off
from procedures.checklists.amending.settling import settle
from procedures.checklists.holding import lock_planned
from procedures.checklists.models import Amendment, Checklist, ChecklistItem
from procedures.hospitals.models import User

Act = Amendment.Act


@transaction.atomic
def add_step(
    checklist: Checklist, words: StepWords, *, reason: str, by: User, now: datetime, seen_generation: int | None = None
) -> Amendment:
    """Put a step on one patient's list. The very same again, as by a second press, is one.

    :raises SurgeryIsOver, ReasonMissing, ListChangedMeanwhile: nothing is changed.
    """
    surgery = checklist.surgery
    lock_planned(surgery, now=now)
    asked = Amendment(checklist=checklist, act=Act.ADD, reason=said(reason), by=by, at=now, **words.as_fields)
    if there := pressed_twice(asked):
        return there
    check_seen(surgery, seen_generation)
    write(asked)
    if asked.is_settled:
        put_on(asked)
    settle(surgery, asked, now=now)
    return asked


@transaction.atomic
def change_step(
    item: ChecklistItem, words: StepWords, *, reason: str, by: User, now: datetime, seen_generation: int | None = None
) -> Amendment:
    """Put other words, or another time, in the place of a step; the old one is kept as it was, under its number.

    :raises SurgeryIsOver, ReasonMissing, ListChangedMeanwhile, NotAmendable: nothing is changed.
    """
    checklist, surgery = item.checklist, item.checklist.surgery
    lock_planned(surgery, now=now)
    asked = Amendment(
        checklist=checklist, act=Act.CHANGE, item=item, reason=said(reason), by=by, at=now, **words.as_fields
    )
    if there := pressed_twice(asked):
        return there
    check_seen(surgery, seen_generation)
    check_amendable(item)
    write(asked)
    heir = put_on(asked)
    take_off(item, surgery, heir=heir, now=now)
    settle(surgery, asked, now=now)
    return asked


@transaction.atomic
def remove_step(
    item: ChecklistItem, *, reason: str, by: User, now: datetime, seen_generation: int | None = None
) -> Amendment:
    """Take a step off one patient's list. It is kept as it was.

    :raises SurgeryIsOver, ReasonMissing, ListChangedMeanwhile, NotAmendable: nothing is changed.
    """
    surgery = item.checklist.surgery
    lock_planned(surgery, now=now)
    names = ("title", "instruction", "phase", "category", "actor", "polarity", "intake", "timing", "translations")
    words = {name: getattr(item, name) for name in names}
    asked = Amendment(checklist=item.checklist, act=Act.REMOVE, item=item, reason=said(reason), by=by, at=now, **words)
    if there := pressed_twice(asked):
        return there
    check_seen(surgery, seen_generation)
    check_amendable(item)
    write(asked)
    if asked.is_settled:
        take_off(item, surgery, heir=None, now=now)
    settle(surgery, asked, now=now)
    return asked
