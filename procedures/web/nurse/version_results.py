"""What became of one patient's list, in words for the nurse who moved it, or all of them."""

from dataclasses import dataclass
from datetime import datetime

from procedures.catalog.models import ChecklistTemplate
from procedures.checklists.models import Checklist, Surgery
from procedures.checklists.refused import Refused
from procedures.checklists.versions import Moved, move_to_version
from procedures.hospitals.models import User
from procedures.messaging.channels import ways_to


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one patient's list when all were moved; `refused` says why not, or ""; `told` who tells of it."""

    checklist: Checklist
    moved: Moved | None = None
    refused: str = ""
    told: str = ""


def result_of(checklist: Checklist, template: ChecklistTemplate, *, by: User, now: datetime, seen: int) -> Result:
    """Move one list of many; one that is refused stops no other. `seen` is the generation that was shown."""
    try:
        moved = move_to_version(checklist, template, by=by, now=now, seen_generation=seen)
    except Refused as error:
        return Result(checklist, refused=str(error))
    return Result(checklist, moved, told=told_words(moved, checklist.surgery))


def told_words(moved: Moved, surgery: Surgery) -> str:
    """Who tells the patient of it, in a sentence; "" where there is nothing to tell."""
    if moved.told is None:
        return ""
    if ways_to([surgery.patient_id]).get(surgery.patient_id):
        return "The patient is told."
    return "Nobody can write to this patient: a nurse phones. It is on the work list."
