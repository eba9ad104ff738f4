"""A patient has died: everything stops in one transaction, and nobody is told anything by prepapp any more.

Silence is the rule, to the patient's phone as to the caregivers': the hospital tells people, not a program. Recorded by
mistake, it can be taken back; then only what still lies ahead is planned, so that no flood of old messages goes out.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from procedures.checklists.ending import write_end
from procedures.checklists.escalating import DEATH, raise_work_item
from procedures.checklists.models import Reminder, Surgery, SurgeryEvent, WorkItem
from procedures.checklists.reckoning import plan_again
from procedures.checklists.refused import Refused
from procedures.checklists.surgery_times import lock
from procedures.hospitals.models import User
from procedures.patients.models import Patient

BECAUSE = "Everything was stopped for this patient"


class NoDeathRecorded(Refused):
    """There is nothing to take back."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """What was stopped, and what a provider was just being given: that cannot be called back. Not `is_new` if the
    death was recorded already.
    """

    is_new: bool = False
    stopped: int = 0
    already_going_out: tuple[Reminder, ...] = ()


@transaction.atomic
def record_death(patient: Patient, *, by: User | None, now: datetime) -> Stopped:
    """Write down that `patient` has died, and stop everything about all their surgeries, in this transaction.

    Every waiting message ends, of whatever kind and to whomever. Open concerns are closed, so that nobody phones the
    family about a reminder. Recording it again does nothing.
    """
    _hold(patient)
    if patient.death_recorded_at is not None:
        return Stopped()
    patient.death_recorded_at = now
    patient.save(update_fields=["death_recorded_at"])
    surgeries = _held_surgeries(patient)
    stopped = _end_all(surgeries, now=now)
    for surgery in surgeries:
        if surgery.status == Surgery.Status.PLANNED:
            write_end(surgery, Surgery.Status.DIED, by=by, now=now)
    WorkItem.objects.open().filter(surgery__in=surgeries).update(closed_at=now, closed_by=by, closing_note=DEATH)
    going_out = Reminder.objects.filter(
        surgery__in=surgeries, status__in=[Reminder.Status.ARMED, Reminder.Status.UNKNOWN]
    )
    return Stopped(True, stopped, tuple(going_out))


@transaction.atomic
def take_back_death(patient: Patient, *, by: User | None, now: datetime) -> tuple[Surgery, ...]:
    """Undo a death that was recorded by mistake; returns the surgeries that are planned again.

    What was closed is open again. Nothing that is past is sent: a nurse is asked to phone the patient instead.

    :raises NoDeathRecorded: when there is none.
    """
    _hold(patient)
    recorded_at = patient.death_recorded_at
    if recorded_at is None:
        raise NoDeathRecorded("No death is recorded for this patient. Nothing was changed.")
    patient.death_recorded_at = None
    patient.save(update_fields=["death_recorded_at"])
    surgeries = _held_surgeries(patient)
    closed = WorkItem.objects.filter(surgery__in=surgeries, closing_note=DEATH, closed_at__gte=recorded_at)
    closed.update(closed_at=None, closed_by=None, closing_note="")
    back = tuple(surgery for surgery in surgeries if surgery.status == Surgery.Status.DIED)
    for surgery in back:
        surgery.patient = patient
        surgery.status = Surgery.Status.PLANNED
        surgery.generation += 1
        surgery.save(update_fields=["status", "generation"])
        SurgeryEvent.objects.create(surgery=surgery, act="planned again", at=now, by=by, note="Recorded by mistake.")
        plan_again(surgery, now=now)
        raise_work_item(
            surgery,
            kind=WorkItem.Kind.PHONE_PATIENT,
            summary="Messages were stopped by mistake, and are planned again. What fell into the time between was not "
            "sent. Phone the patient, and go through the list.",
            is_urgent=True,
            now=now,
        )
    return back


def _hold(patient: Patient) -> None:
    """Lock the patient's row, as assigning does, so that no new surgery slips in."""
    patient.refresh_from_db(from_queryset=Patient.objects.select_for_update(no_key=True))


def _held_surgeries(patient: Patient) -> list[Surgery]:
    surgeries = list(patient.surgeries.select_related("unit__hospital").order_by("pk"))
    for surgery in surgeries:
        lock(surgery)
    return surgeries


def _end_all(surgeries: list[Surgery], *, now: datetime) -> int:
    """End what waits, also for surgeries that were over before, and the answers that nothing else stops.

    All in one go, since a worker that holds messages of several surgeries locks them in this order too.
    """
    waiting = Reminder.objects.filter(
        surgery__in=surgeries, status__in=[Reminder.Status.SCHEDULED, Reminder.Status.CLAIMED]
    )
    locked = waiting.select_for_update(no_key=True).order_by("next_attempt_at", "pk")
    keys = list(locked.values_list("pk", flat=True))
    return Reminder.objects.filter(pk__in=keys).update(
        status=Reminder.Status.STOPPED, ended_at=now, ended_because=BECAUSE, claim_token=None, lease_until=None
    )
