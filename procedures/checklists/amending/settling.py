"""After a change of the list: new times and reminders, word to the patient, and to a clinician who must confirm."""

from datetime import datetime, timedelta

from procedures.checklists.correcting import tell_of_correction
from procedures.checklists.escalating import raise_work_item
from procedures.checklists.models import Amendment, Surgery, WorkItem
from procedures.checklists.reminding import NEAR, plan_reminders
from procedures.checklists.retiming import locked_items, retime_items
from procedures.checklists.superseding import carry_on_notices
from procedures.checklists.surgery_times import times_of
from procedures.core.tasks import Actor

Act, Status = Amendment.Act, Amendment.Status
# A nurse changes several steps one after the other: the patient hears of all of them at once.
UNTIL_SETTLED = timedelta(minutes=10)


def settle(surgery: Surgery, amendment: Amendment, *, now: datetime) -> None:
    """New times and reminders under a new generation, and word of it to whom it concerns."""
    surgery.generation += 1
    surgery.save(update_fields=["generation"])
    carry_on_notices(surgery)
    retime_items(surgery, locked_items(surgery), now=now)
    if amendment.status == Status.WAITING:
        raise_work_item(
            surgery,
            kind=WorkItem.Kind.CONFIRM_STEP,
            summary=f"{amendment.get_act_display()}: {amendment.title}. A clinician must confirm it first.",
            item=amendment.item,
            is_urgent=True,
            once=f"amendment-{amendment.pk}",
            now=now,
        )
    if _is_seen_by_patient(amendment):
        is_near = times_of(surgery).first_known_at - now < NEAR
        tell_of_correction(surgery, now=now, after=timedelta(0) if is_near else UNTIL_SETTLED)
    plan_reminders(surgery, now=now)


def _is_seen_by_patient(amendment: Amendment) -> bool:
    """True where what the patient reads has changed, and is theirs to do."""
    is_theirs = amendment.actor != Actor.CARE_TEAM
    return is_theirs and (amendment.is_settled or amendment.act == Act.CHANGE)
