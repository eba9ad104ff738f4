"""What waits for a clinician is confirmed by name, or taken back."""

from datetime import datetime

from django.db import transaction

from procedures.checklists.amending.asking import close_asking, end
from procedures.checklists.amending.refusing import NotAClinician, check_waiting
from procedures.checklists.amending.replacing import pass_visits, put_on, take_off
from procedures.checklists.amending.settling import settle
from procedures.checklists.holding import lock_planned
from procedures.checklists.models import Amendment, ChecklistItem
from procedures.hospitals.models import Role, User

Act, Status = Amendment.Act, Amendment.Status


@transaction.atomic
def confirm_amendment(amendment: Amendment, *, by: User, now: datetime) -> Amendment:
    """A clinician puts their name to what was asked, and only then does it reach the patient. Twice is once.

    :raises NotAClinician, NotWaiting, SurgeryIsOver: nothing is changed.
    """
    surgery = amendment.checklist.surgery
    if not by.holds(Role.CLINICIAN, unit=surgery.unit):
        raise NotAClinician("Only a clinician of this unit can confirm a step. Ask one.")
    lock_planned(surgery, now=now)
    amendment.refresh_from_db()
    if amendment.status == Status.STANDING and amendment.confirmed_by_id == by.pk:
        return amendment
    check_waiting(amendment)
    amendment.status, amendment.confirmed_by, amendment.confirmed_at = Status.STANDING, by, now
    amendment.save(update_fields=["status", "confirmed_by", "confirmed_at"])
    if amendment.act == Act.ADD:
        put_on(amendment)
    elif amendment.act == Act.REMOVE and amendment.item is not None:
        take_off(amendment.item, surgery, heir=None, now=now)
    else:
        amendment.items.update(timing=amendment.timing)
    close_asking(amendment, note=f"Confirmed by {by}.", now=now)
    settle(surgery, amendment, now=now)
    return amendment


@transaction.atomic
def take_back(amendment: Amendment, *, by: User, now: datetime) -> Amendment:
    """Take back what waits for a clinician. A step that said to ask meanwhile says again what it said. Twice is once.

    :raises NotWaiting, SurgeryIsOver: nothing is changed.
    """
    surgery = amendment.checklist.surgery
    lock_planned(surgery, now=now)
    amendment.refresh_from_db()
    if amendment.status == Status.TAKEN_BACK:
        return amendment
    check_waiting(amendment)
    end(amendment, by=by, now=now)
    if amendment.act == Act.CHANGE and amendment.item is not None:
        amendment.items.update(withdrawn_at=now)
        ChecklistItem.objects.filter(pk=amendment.item.pk).update(withdrawn_at=None, amended_at=None)
        for heir in amendment.items.all():
            pass_visits(heir, amendment.item)
    close_asking(amendment, note=f"Taken back by {by}.", now=now)
    settle(surgery, amendment, now=now)
    return amendment
