"""What a dose says on the list, and how the general steps of a document give way to the patient's own plan."""

import re
from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from procedures.catalog.models import TaskTemplate
from procedures.checklists.models import Amendment, ChecklistItem, Medicine
from procedures.core.fixed_words import ASK_MEDICINES_TITLE, FOLLOW_PLAN, FOLLOW_PLAN_TITLE
from procedures.core.medicine_classes import WORDS, MedicineClass
from procedures.core.tasks import ASK_ABOUT_MEDICINES, Category, Phase
from procedures.core.timeline import Window, day_end, day_start, wall_instant

Words = tuple[str, str]
ASK: Words = (ASK_MEDICINES_TITLE, ASK_ABOUT_MEDICINES)
FOLLOW: Words = (FOLLOW_PLAN_TITLE, FOLLOW_PLAN)


def dose_words(phase: str, medicine: Medicine) -> Words:
    """Title and instruction of the last dose, or of the first one after the operation."""
    if phase == Phase.PREPARATION:
        return f"Take your last dose of {medicine.name}", "Then stop, until your plan says to start again."
    return f"Start taking {medicine.name} again", medicine.restart_event


def dose_translations(phase: str, medicine: Medicine) -> dict[str, list[str]]:
    """The same by language. What a clinician wrote of the restart stands in the plan, as it was written."""
    if phase == Phase.PREPARATION:
        spanish = [
            f"Tome su última dosis de {medicine.name}",
            "Después no la tome, hasta que su plan diga que empiece.",
        ]
    else:
        when = "Lea en “Sus medicinas” cuándo." if medicine.restart_event else ""
        spanish = [f"Empiece otra vez a tomar {medicine.name}", when]
    return {"es": spanish}


def dose_window(item: ChecklistItem, medicine: Medicine, zone: ZoneInfo) -> Window:
    """When a dose is due: at the hour that was entered, else on that day."""
    is_last = item.phase == Phase.PREPARATION
    day: date | None = medicine.last_dose_date if is_last else medicine.restart_date
    if day is None:
        return Window()
    if is_last and medicine.last_dose_time:
        return Window(None, wall_instant(day, medicine.last_dose_time, zone), None, is_exact=True)
    return Window(day_start(day, zone), day_end(day, zone), None, is_exact=False)


def own_words(task: TaskTemplate | Amendment, *, is_settled: bool, plan: Sequence[Medicine]) -> Words | None:
    """What a general step about medicines says to this patient, in place of its own words; None to leave it.

    A step that only says to ask points to the plan once all of it is confirmed. One that names a medicine of the plan,
    or its class, gives way to it from the moment that one is entered: two rules for one medicine are never told.
    """
    is_general = task.category == Category.MEDICATION and task.phase == Phase.PREPARATION and not task.is_red_flag
    if not is_general or not plan:
        return None
    is_confirmed = all(one.status == Medicine.Status.CONFIRMED for one in plan)
    if not is_settled or task.instruction in ("", ASK_ABOUT_MEDICINES):
        return FOLLOW if is_confirmed else None
    named = [one for one in plan if names(task, one)]
    if not named:
        return None
    return FOLLOW if all(one.status == Medicine.Status.CONFIRMED for one in named) else ASK


def names(task: TaskTemplate | Amendment, medicine: Medicine) -> bool:
    """True when the step speaks of the medicine, by its name or by its class."""
    said = f"{task.title} {task.instruction}"
    first = re.match(r"[^\W\d_]{4,}", medicine.name)
    by_name = first is not None and re.search(rf"\b{re.escape(first[0])}", said, re.IGNORECASE)
    by_class = WORDS.get(MedicineClass(medicine.medicine_class))
    return bool(by_name or (by_class and by_class.search(said)))
