"""Safety rule 1: a named clinician confirms a medicine, and only then does the patient read it."""

from datetime import datetime

from django.db import transaction

from procedures.checklists.holding import lock_planned
from procedures.checklists.medicines.conflicts import conflicting, plans_of
from procedures.checklists.medicines.entering import MedicineChanged, record
from procedures.checklists.medicines.listing import settle, tell_if_ready
from procedures.checklists.medicines.rules import MedicineRule, check, said
from procedures.checklists.models import Medicine, MedicineEvent, WorkItem
from procedures.checklists.refused import Refused
from procedures.core.wording_of_time import short_day_words
from procedures.hospitals.models import Role, User


class NotAClinician(Refused):
    """Who confirms a medicine must be a clinician of the unit."""


class PlansConflict(Refused):
    """Another plan of the patient says something else of the same medicine."""


@transaction.atomic
def confirm_medicine(medicine: Medicine, *, version: int, by: User, now: datetime) -> Medicine:
    """Confirm what stands in `version`, put its doses on the list and plan their reminders. Twice is once.

    :raises NotAClinician, MedicineChanged, PlansConflict, MedicineNotRight, SurgeryIsOver: nothing is changed.
    """
    surgery = medicine.surgery
    if not by.holds(Role.CLINICIAN, unit=surgery.unit):
        raise NotAClinician("Only a clinician of this unit can confirm a medicine. Ask one.")
    lock_planned(surgery, now=now)
    medicine.refresh_from_db()
    if medicine.version != version:
        raise MedicineChanged
    if medicine.status == Medicine.Status.CONFIRMED:
        return medicine
    if medicine.status != Medicine.Status.DRAFTED:
        raise Refused("The operation has moved since this was entered. Change it for the new date first.")
    check(MedicineRule.of(medicine), surgery)
    others = conflicting(medicine, plans_of(surgery))
    if others:
        found = "; ".join(f"{said(one, one.surgery)} ({short_day_words(one.surgery.surgery_date)})" for one in others)
        raise PlansConflict(f"Another plan of this patient differs: {found} Agree on one, and take the other off.")
    medicine.status, medicine.confirmed_by, medicine.confirmed_at = Medicine.Status.CONFIRMED, by, now
    medicine.save(update_fields=["status", "confirmed_by", "confirmed_at"])
    record(medicine, MedicineEvent.Act.CONFIRMED, by=by, now=now)
    settle(surgery, now=now)
    tell_if_ready(surgery, now=now)
    if not surgery.medicines.filter(status__in=[Medicine.Status.DRAFTED, Medicine.Status.VOID]).exists():
        asked = surgery.work_items.open().filter(kind=WorkItem.Kind.MEDICINES)
        asked.update(closed_at=now, closed_by=by, closing_note="All medicines of the plan are confirmed.")
    return medicine
