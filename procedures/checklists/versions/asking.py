"""What a nurse is asked when a list moves to a newer version: what the software cannot know, and does not guess."""

from datetime import datetime

from procedures.catalog.editions import Change
from procedures.checklists.escalating import raise_work_item
from procedures.checklists.judging import ask_to_judge_step
from procedures.checklists.models import Appointment, ChecklistItem, Surgery, WorkItem
from procedures.checklists.versions.reckoning import VersionPlan
from procedures.core.tasks import NEEDS_CLINICIAN, Category


def ask_nurses(surgery: Surgery, plan: VersionPlan, *, now: datetime) -> None:
    """Ask about what was done as the old version said, booked visits, the patient's own medicines, and own changes."""
    for change in plan.to_judge:
        if change.item is not None:
            is_gone = change.kind is Change.GONE
            new = "The new version does not have it." if is_gone else "The new version says it another way."
            ask_to_judge_step(surgery, change.item, as_it="the old list said", change=new, now=now)
    for visit in plan.visits:
        _ask_about_visit(surgery, visit, now)
    _ask_about_medicines(surgery, plan, now)
    for item in plan.apart:
        _ask_to_compare(surgery, item, now)


def _ask_to_compare(surgery: Surgery, item: ChecklistItem, now: datetime) -> None:
    raise_work_item(
        surgery,
        kind=WorkItem.Kind.JUDGE_AGAIN,
        summary=f"Changed by hand for this patient, and the new version says it another way: {item.title}. The list "
        "stays as it was changed. Check that it is still right.",
        item=item,
        is_urgent=item.category in NEEDS_CLINICIAN,
        now=now,
    )


def _ask_about_medicines(surgery: Surgery, plan: VersionPlan, now: datetime) -> None:
    """The patient's own plan was confirmed beside what the document said then."""
    is_about_them = any(
        Category.MEDICATION in (row.category for row in (change.item, change.task) if row is not None)
        for change in plan.changes
    )
    if is_about_them and surgery.medicines.standing().exists():
        raise_work_item(
            surgery,
            # Not MEDICINES: that closes by itself once all that waits is confirmed, and this is about what was.
            kind=WorkItem.Kind.JUDGE_AGAIN,
            summary="The new version says something else about medicines. Check this patient's own plan with a "
            "clinician. It stays as it is until you change it.",
            is_urgent=True,
            now=now,
        )


def _ask_about_visit(surgery: Surgery, visit: Appointment, now: datetime) -> None:
    about = visit.item.title if visit.item else visit.get_kind_display()
    raise_work_item(
        surgery,
        kind=WorkItem.Kind.VISIT,
        summary=f"A visit is booked for a step that changed with the list: {about}. Check that it is still right.",
        item=visit.item,
        appointment=visit,
        now=now,
    )
