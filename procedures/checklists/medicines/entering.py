"""Entering, changing and taking off a medicine of a patient's plan. Whatever changes must be confirmed anew."""

from datetime import datetime

from django.db import transaction

from procedures.checklists.escalating import raise_work_item
from procedures.checklists.holding import lock_planned
from procedures.checklists.medicines.conflicts import conflicting, plans_of
from procedures.checklists.medicines.listing import settle, tell_of_change
from procedures.checklists.medicines.rules import MedicineRule, check, said
from procedures.checklists.models import Medicine, MedicineEvent, Surgery, WorkItem
from procedures.checklists.refused import Refused
from procedures.hospitals.models import User

Status, Act = Medicine.Status, MedicineEvent.Act


class MedicineChanged(Refused):
    """Someone changed the medicine since it was read."""

    def __init__(self) -> None:
        super().__init__("Someone changed this medicine in the meantime. Read it again.")


@transaction.atomic
def enter_medicine(surgery: Surgery, rule: MedicineRule, *, by: User, now: datetime) -> Medicine:
    """Put a medicine on the plan, waiting for a clinician. The very same one again, as by a second press, is one.

    Where another plan of the patient says something else of it, neither is told from now on (safety rule 3).

    :raises SurgeryIsOver, MedicineNotRight: nothing is saved.
    """
    lock_planned(surgery, now=now)
    tidy = rule.tidy
    check(tidy, surgery)
    for standing in surgery.medicines.filter(status__in=[Status.DRAFTED, Status.CONFIRMED]):
        if MedicineRule.of(standing) == tidy:
            return standing
    medicine = Medicine(surgery=surgery, entered_by=by, entered_at=now)
    tidy.write_to(medicine)
    medicine.save()
    record(medicine, Act.ENTERED, by=by, now=now)
    silence_conflicting(medicine, now=now)
    settle(surgery, now=now)
    return medicine


@transaction.atomic
def change_medicine(medicine: Medicine, rule: MedicineRule, *, version: int, by: User, now: datetime) -> Medicine:
    """Give a medicine of the plan other values. It waits for a clinician again, also where it was confirmed or void.

    The same values again change nothing, unless it was void: then the person has looked at them anew.

    :raises SurgeryIsOver, MedicineNotRight, MedicineChanged: nothing is changed.
    """
    surgery = medicine.surgery
    lock_planned(surgery, now=now)
    medicine.refresh_from_db()
    if medicine.version != version or medicine.status == Status.REMOVED:
        raise MedicineChanged
    tidy = rule.tidy
    check(tidy, surgery)
    if MedicineRule.of(medicine) == tidy and medicine.status != Status.VOID:
        return medicine
    if medicine.status == Status.CONFIRMED:
        _call_back(medicine, now=now)
    tidy.write_to(medicine)
    unconfirm(medicine, Status.DRAFTED)
    record(medicine, Act.CHANGED, by=by, now=now)
    silence_conflicting(medicine, now=now)
    settle(surgery, now=now)
    return medicine


@transaction.atomic
def remove_medicine(medicine: Medicine, *, version: int, by: User, now: datetime) -> Medicine:
    """Take a medicine off the plan. What was written of it stays in the record. Twice is the same as once.

    :raises SurgeryIsOver, MedicineChanged: nothing is changed.
    """
    surgery = medicine.surgery
    lock_planned(surgery, now=now)
    medicine.refresh_from_db()
    if medicine.status == Status.REMOVED:
        return medicine
    if medicine.version != version:
        raise MedicineChanged
    if medicine.status == Status.CONFIRMED:
        _call_back(medicine, now=now)
    unconfirm(medicine, Status.REMOVED)
    record(medicine, Act.REMOVED, by=by, now=now)
    settle(surgery, now=now)
    return medicine


def ask_clinician(surgery: Surgery, *, now: datetime) -> WorkItem:
    """Put on the list that a clinician is to confirm what waits. Asked twice it stays one item.

    :raises Refused: when nothing waits.
    """
    waiting = surgery.medicines.filter(status=Status.DRAFTED).count()
    if not waiting:
        raise Refused("No medicine waits for a clinician.")
    return raise_work_item(
        surgery,
        kind=WorkItem.Kind.MEDICINES,
        summary="A clinician is asked to confirm the medicines. Until then the patient reads: ask your team.",
        now=now,
    )


def unconfirm(medicine: Medicine, status: Medicine.Status) -> None:
    """Save the medicine under `status`, with nobody's name to it."""
    medicine.status, medicine.confirmed_by, medicine.confirmed_at = status, None, None
    medicine.version += 1
    medicine.save()


def record(medicine: Medicine, act: MedicineEvent.Act, *, by: User | None, now: datetime) -> None:
    """Add to the medicine's history what was done, and what the rule said then."""
    words = said(medicine, medicine.surgery)[:900]
    MedicineEvent.objects.create(medicine=medicine, act=act, at=now, by=by, said=words)


def _call_back(medicine: Medicine, *, now: datetime) -> None:
    """Tell the patient that what was told holds no more. A nurse must say it too; no message does that well enough."""
    tell_of_change(medicine.surgery, now=now)
    raise_work_item(
        medicine.surgery,
        kind=WorkItem.Kind.PHONE_PATIENT,
        summary=f"The patient was given a rule that holds no more: {said(medicine, medicine.surgery)} "
        "Phone the patient.",
        is_urgent=True,
        now=now,
    )


def silence_conflicting(medicine: Medicine, *, now: datetime, is_catching_up: bool = True) -> None:
    """Safety rule 3: a conflict ends every confirmation in it, and a nurse of each operation is told.

    The caller holds all planned surgeries of the patient. Without `is_catching_up`, nothing past is told anew.
    """
    others = conflicting(medicine, plans_of(medicine.surgery))
    for one in [*others, medicine] if others else []:
        if one.status == Status.CONFIRMED:
            _call_back(one, now=now)
            unconfirm(one, Status.DRAFTED)
            record(one, Act.CONFLICT, by=None, now=now)
            settle(one.surgery, now=now, is_catching_up=is_catching_up)
    for surgery in {one.surgery for one in others} | ({medicine.surgery} if others else set()):
        raise_work_item(
            surgery,
            kind=WorkItem.Kind.CONFLICT,
            summary=f"Two plans differ for {medicine.name}. The patient is told neither. Agree on one, and take the "
            "other off.",
            is_urgent=True,
            now=now,
        )
