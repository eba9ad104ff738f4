"""What a new or moved list says against the other plans of the same patient: shown to a person before it is so."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from procedures.checklists.contradictions import clashing_with
from procedures.checklists.escalating import raise_work_item
from procedures.checklists.medicines.conflicts import key
from procedures.checklists.medicines.doses import names
from procedures.checklists.medicines.rules import said
from procedures.checklists.models import ChecklistItem, Medicine, Surgery, WorkItem
from procedures.checklists.other_plans import PlanAlone, plan_alone, plans_beside
from procedures.core.tasks import Category, Phase


class Clash(StrEnum):
    """In what two plans contradict each other."""

    FASTING = "fasting"
    MEDICINE = "medicine"
    SAME_DAY = "same_day"


@dataclass(frozen=True, slots=True)
class Conflict:
    """One thing that two plans say differently: `here` and `there` in their own words, and the other operation."""

    clash: Clash
    other: Surgery
    about: str
    here: ChecklistItem | None = None
    there: ChecklistItem | None = None
    rule: str = ""


def conflicts_beside(surgery: Surgery) -> list[Conflict]:
    """Where `surgery` and another planned operation of its patient contradict each other.

    Each plan is taken as it would be alone: of the lists themselves, what contradicts is gone already (safety rule 3).
    """
    beside = plans_beside(surgery)
    return conflicts_between(plan_alone(surgery), beside) if beside else []


def conflicts_between(mine: PlanAlone, beside: Iterable[PlanAlone]) -> list[Conflict]:
    """Where `mine`, as it is or as it would be after a move, and the patient's other plans contradict each other."""
    found: list[Conflict] = []
    for plan in beside:
        found += _fasting(mine, plan)
        found += _medicines(mine, plan)
        if plan.times.surgery_date == mine.times.surgery_date:
            found.append(Conflict(Clash.SAME_DAY, plan.surgery, "two operations on one day"))
    return found


def look_beside(surgery: Surgery, *, now: datetime) -> None:
    """Put on the nurse's list where `surgery`, as it is now, contradicts another plan of its patient."""
    raise_conflicts(surgery, conflicts_beside(surgery), now=now)


def raise_conflicts(surgery: Surgery, conflicts: Iterable[Conflict], *, now: datetime) -> None:
    """Put on the nurse's list what was seen and is still to be agreed. Two fasting rules are there already."""
    about = ", ".join(dict.fromkeys(one.about for one in conflicts if one.clash is not Clash.FASTING))
    if not about:
        return
    raise_work_item(
        surgery,
        kind=WorkItem.Kind.CONFLICT,
        summary=f"Another plan of this patient says something else: {about}. Agree with a clinician on what holds, and "
        "change the lists.",
        is_urgent=True,
        now=now,
    )


def _fasting(mine: PlanAlone, other: PlanAlone) -> Iterator[Conflict]:
    """Two hours to stop taking in the same thing, where one fast is not over before the other begins."""
    for there in clashing_with(mine.stops, other.items, other.times):
        for here in clashing_with(other.stops, mine.items, mine.times):
            is_same_intake = not here.intake or not there.intake or here.intake == there.intake
            if is_same_intake and here.due_at != there.due_at:
                what = here.get_intake_display() or there.get_intake_display() or "eating and drinking"
                yield Conflict(Clash.FASTING, other.surgery, f"two fasting rules ({str(what).lower()})", here, there)


def _medicines(mine: PlanAlone, other: PlanAlone) -> Iterator[Conflict]:
    """A medicine of the other plan that this list speaks of too, by a step or by its own plan."""
    own = {key(one.name): one for one in mine.surgery.medicines.standing()}
    for medicine in other.surgery.medicines.standing():
        about = f"one medicine twice ({medicine.name})"
        if key(medicine.name) in own:
            yield Conflict(Clash.MEDICINE, other.surgery, about, rule=said(medicine, other.surgery))
            continue
        for step in mine.items:
            if _names(step, medicine):
                yield Conflict(Clash.MEDICINE, other.surgery, about, here=step, rule=said(medicine, other.surgery))


def _names(step: ChecklistItem, medicine: Medicine) -> bool:
    source = step.amendment or step.task
    is_prepared = step.category == Category.MEDICATION and step.phase == Phase.PREPARATION and not step.is_red_flag
    return is_prepared and source is not None and names(source, medicine)
