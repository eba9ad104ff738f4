"""Writing new instants to the items of a surgery, and telling a nurse when they contradict each other."""

from collections.abc import Sequence
from datetime import datetime

from procedures.checklists.correcting import tell_of_correction
from procedures.checklists.escalating import raise_work_item
from procedures.checklists.item_times import RETIMED, Retimed, retime
from procedures.checklists.models import ChecklistItem, Surgery, WorkItem
from procedures.checklists.other_plans import PlanAlone, plan_alone, plans_beside, stops_of
from procedures.checklists.reminding import plan_reminders
from procedures.checklists.surgery_times import times_of
from procedures.core.wording_of_time import day_words
from procedures.hospitals.calendar_rules import RULES


def locked_items(surgery: Surgery) -> list[ChecklistItem]:
    """The surgery's items, held until the transaction ends, in the order of the list."""
    items = ChecklistItem.objects.filter(checklist__surgery=surgery).select_related(
        "task", "medicine", "amendment__item"
    )
    items = items.prefetch_related("task__wordings")
    return list(items.select_for_update(of=("self",), no_key=True).order_by("checklist", "number"))


def retime_items(surgery: Surgery, items: list[ChecklistItem], *, now: datetime, rules: str = RULES) -> Retimed:
    """Save the instants that the surgery's times and visits give to `items`.

    Safety rule 3: hours that contradict each other are taken off the list, and a nurse gets a work item. That holds for
    two plans of one patient too: what changes one may take hours off the other, or give them back. `rules`: see
    `settle_others`.
    """
    beside = plans_beside(surgery)
    retimed = _retime(surgery, items, beside)
    _tell_staff(surgery, retimed, beside, now=now)
    if beside:
        settle_others(surgery, beside, now=now, rules=rules)
    return retimed


def settle_others(surgery: Surgery, others: Sequence[PlanAlone], *, now: datetime, rules: str = RULES) -> None:
    """Bring the lists of `others` in line with `surgery` as it is now, and tell the patient where hours changed.

    The caller holds all planned surgeries of the patient. A plan that was reckoned with others than `rules` stays as it
    is until its own reckoning, which must still find the old hours to tell what it moved. That one then settles them
    all.
    """
    plans = [*others, plan_alone(surgery)] if surgery.status == Surgery.Status.PLANNED else list(others)
    for plan in others:
        other, beside = plan.surgery, [one for one in plans if one is not plan]
        if other.reckoned_with != rules:
            continue
        retimed = _retime(other, locked_items(other), beside)
        if retimed.moved:
            _tell_staff(other, retimed, beside, now=now)
            plan_reminders(other, now=now)
            tell_of_correction(other, now=now)


def _retime(surgery: Surgery, items: list[ChecklistItem], beside: Sequence[PlanAlone]) -> Retimed:
    appointments = list(surgery.appointments.all())
    plan = list(surgery.medicines.standing())
    retimed = retime(items, times_of(surgery, appointments), appointments, plan, stops_of(beside))
    ChecklistItem.objects.bulk_update(retimed.to_save, RETIMED)
    return retimed


def _tell_staff(surgery: Surgery, retimed: Retimed, beside: Sequence[PlanAlone], *, now: datetime) -> None:
    if retimed.contradicting:
        numbers = _numbers(retimed.contradicting)
        _raise(surgery, f"The times of step {numbers} contradict each other or the operation.", now)
    if retimed.clashing:
        others = " and ".join(f"{one.surgery.procedure} on {day_words(one.surgery.surgery_date)}" for one in beside)
        numbers = _numbers(retimed.clashing)
        _raise(surgery, f"Step {numbers} names another hour to stop than the patient’s list for {others}.", now)


def _numbers(items: Sequence[ChecklistItem]) -> str:
    return " and ".join(str(item.number) for item in items)


def _raise(surgery: Surgery, what: str, now: datetime) -> None:
    raise_work_item(
        surgery,
        kind=WorkItem.Kind.CONFLICT,
        summary=f"{what} The patient was given none of them. Agree on the times and phone the patient.",
        is_urgent=True,
        now=now,
    )
