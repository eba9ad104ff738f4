"""What a new list says against the other plans of the same patient: shown to a person before it is given."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from procedures.checklists.escalating import raise_work_item
from procedures.checklists.medicines.conflicts import key
from procedures.checklists.medicines.doses import names
from procedures.checklists.medicines.rules import said
from procedures.checklists.models import ChecklistItem, Medicine, Surgery, WorkItem
from procedures.checklists.surgery_times import times_of
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
    """Where `surgery` and another planned operation of its patient contradict each other. Four queries and one a
    medicine.
    """
    others = Surgery.objects.planned().filter(patient=surgery.patient_id).exclude(pk=surgery.pk)
    mine = _steps(surgery)
    found: list[Conflict] = []
    for other in others.select_related("procedure", "unit__hospital", "patient").order_by("surgery_date", "pk"):
        found += _fasting(mine, surgery, other)
        found += _medicines(mine, surgery, other)
        if other.surgery_date == surgery.surgery_date:
            found.append(Conflict(Clash.SAME_DAY, other, "two operations on one day"))
    return found


def raise_conflicts(surgery: Surgery, conflicts: Iterable[Conflict], *, now: datetime) -> None:
    """Put on the nurse's list what was seen and is still to be agreed."""
    about = ", ".join(dict.fromkeys(one.about for one in conflicts))
    raise_work_item(
        surgery,
        kind=WorkItem.Kind.CONFLICT,
        summary=f"Another plan of this patient says something else: {about}. Agree with a clinician on what holds, and "
        "change the lists.",
        is_urgent=True,
        now=now,
    )


def _steps(surgery: Surgery) -> list[ChecklistItem]:
    signed = (Category.FASTING, Category.MEDICATION)
    steps = ChecklistItem.objects.standing().filter(
        checklist__surgery=surgery, category__in=signed, phase=Phase.PREPARATION, is_red_flag=False
    )
    return list(steps.select_related("task", "amendment", "medicine").order_by("number"))


def _fasting(mine: list[ChecklistItem], surgery: Surgery, other: Surgery) -> Iterator[Conflict]:
    """Two hours to stop taking in the same thing, where one fast is not over before the other begins."""
    ours = [one for one in mine if _is_stop(one)]
    for there in (one for one in _steps(other) if _is_stop(one)):
        for here in ours:
            same = not here.intake or not there.intake or here.intake == there.intake
            if same and here.due_at != there.due_at and _overlap(here, surgery, there, other):
                what = here.get_intake_display() or there.get_intake_display() or "eating and drinking"
                yield Conflict(Clash.FASTING, other, f"two fasting rules ({str(what).lower()})", here, there)


def _is_stop(item: ChecklistItem) -> bool:
    return item.category == Category.FASTING and item.is_exact and item.due_at is not None


def _overlap(here: ChecklistItem, surgery: Surgery, there: ChecklistItem, other: Surgery) -> bool:
    if here.due_at is None or there.due_at is None:
        return False
    ends_here, ends_there = (one.starts_at or times_of(one).first_known_at for one in (surgery, other))
    return here.due_at < ends_there and there.due_at < ends_here


def _medicines(mine: list[ChecklistItem], surgery: Surgery, other: Surgery) -> Iterator[Conflict]:
    """A medicine of the other plan that this list speaks of too, by a step or by its own plan."""
    own = {key(one.name): one for one in surgery.medicines.standing()}
    for medicine in other.medicines.standing():
        about = f"one medicine twice ({medicine.name})"
        if key(medicine.name) in own:
            yield Conflict(Clash.MEDICINE, other, about, rule=said(medicine, other))
            continue
        for step in mine:
            if _names(step, medicine):
                yield Conflict(Clash.MEDICINE, other, about, here=step, rule=said(medicine, other))


def _names(step: ChecklistItem, medicine: Medicine) -> bool:
    source = step.amendment or step.task
    return step.category == Category.MEDICATION and source is not None and names(source, medicine)
