"""Holding a surgery for an act: its row, and those of the patient's other plans, with the instants of today's rules."""

from datetime import datetime
from functools import partial

from procedures.checklists.apart import each_apart
from procedures.checklists.models import Surgery
from procedures.checklists.reckoning import reckon_again
from procedures.checklists.surgery_times import SurgeryIsOver, hold_planned, lock
from procedures.hospitals.calendar_rules import RULES


def hold_up_to_date(patient_id: int, *, now: datetime) -> None:
    """Hold the patient's planned surgeries until the transaction ends, and reckon again what the rules of clocks, or
    the hospital's hours, have overtaken.

    An act writes new instants over old ones, for the other plans too. From the old ones alone can it be told what the
    patient has heard already: so the reckoning, which looks after that, comes first. One that fails is left as it is,
    and is in nobody's way: an operation can always be cancelled.
    """
    found = hold_planned(patient_id)
    stale = [key for key, rules in found.items() if rules != RULES]
    if not stale:
        return
    surgeries = Surgery.objects.filter(pk__in=stale).select_related("unit__hospital", "patient").order_by("pk")
    each_apart((f"reckoning surgery {one.pk} again", partial(reckon_again, one, now=now)) for one in surgeries)


def hold(surgery: Surgery, *, now: datetime) -> None:
    """Hold the surgery, and the patient's planned ones with it, with its newest values in `surgery`."""
    hold_up_to_date(surgery.patient_id, now=now)
    lock(surgery)


def lock_planned(surgery: Surgery, *, now: datetime) -> None:
    """Hold a surgery that is still planned, and the patient's other planned ones with it.

    :raises SurgeryIsOver: when it is cancelled or completed.
    """
    hold(surgery, now=now)
    if surgery.status != Surgery.Status.PLANNED:
        raise SurgeryIsOver(surgery)
