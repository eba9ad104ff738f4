"""Putting a plan on the stage: register, assign, and let its story happen, by the acts that the nurse's pages use."""

from datetime import date, datetime, time, timedelta

from django.db import transaction

from procedures.checklists.assigning import Assignment, Visit, assign
from procedures.checklists.escalating import close
from procedures.checklists.models import Reminder, Surgery, WorkItem
from procedures.hospitals.models import Unit, User
from procedures.management.demo.authoring import list_of
from procedures.management.demo.history import can_live_through, live_through
from procedures.management.demo.nearby import near_times
from procedures.management.demo.places import unit_of, user_of
from procedures.management.demo.plans import Plan
from procedures.patients.models import Patient
from procedures.patients.registering import register

SURGEONS = ("Dr Ames", "Dr Okoro", "Dr Lindgren")


def stage(plan: Plan, *, now: datetime) -> None:
    """Register and assign what is missing of `plan`. A patient who is there keeps whatever was changed since.

    Only a plan that comes again gets another operation, once the last one is over.
    """
    unit, nurse = unit_of(plan.sheet.place), user_of(plan.nurse)
    patient = _patient_of(plan, unit)
    if patient is None:
        _begin(plan, unit, nurse, now=now)
    elif plan.comes_again and _is_over(patient, now=now):
        _begin_again(plan, patient, unit, nurse, now=now)


def _begin(plan: Plan, unit: Unit, nurse: User, *, now: datetime) -> None:
    if plan.assigned and not can_live_through(now=now):
        return
    then = now - timedelta(days=plan.assigned)
    with transaction.atomic():
        patient = register(plan.person, unit=unit, by=nurse, now=then)
        Patient.objects.filter(pk=patient.pk).update(record_number=f"MR-{patient.pk:05}")
        surgery = _assign(plan, patient, unit, nurse, now=now, then=then)
        if not plan.assigned:
            plan.story(surgery, nurse, now)
    if plan.assigned:
        live_through(surgery, until=now)
        with transaction.atomic():
            plan.story(surgery, nurse, now)
        # What the story tells the patient at once is told, so that the next one's past meets nobody's reminders.
        if surgery.reminders.filter(kind=Reminder.Kind.COMPLETED).exists():
            live_through(surgery, until=now)


@transaction.atomic
def _begin_again(plan: Plan, patient: Patient, unit: Unit, nurse: User, *, now: datetime) -> None:
    for concern in WorkItem.objects.open().filter(surgery__patient=patient, surgery__surgery_date__lte=now.date()):
        close(concern, by=nurse, note="The demo went on to this patient's next operation.", now=now)
    surgery = _assign(plan, patient, unit, nurse, now=now, then=now)
    plan.story(surgery, nurse, now)


def _assign(plan: Plan, patient: Patient, unit: Unit, nurse: User, *, now: datetime, then: datetime) -> Surgery:
    surgery_date, start, arrival = _times(plan, unit, now=now)
    assignment = Assignment(
        template=list_of(plan.sheet),
        surgery_date=surgery_date,
        start_time=start,
        arrival_time=arrival,
        theatre_list=plan.theatre_list,
        place="Main entrance, desk 2",
        visits=tuple(
            Visit(visit.kind, surgery_date + timedelta(days=visit.days), visit.clock, visit.place)
            for visit in plan.visits
        ),
    )
    surgery = assign(assignment, patient=patient, unit=unit, by=nurse, now=then).surgery
    surgery.surgeon = SURGEONS[patient.pk % len(SURGEONS)]
    surgery.save(update_fields=["surgeon"])
    return surgery


def _times(plan: Plan, unit: Unit, *, now: datetime) -> tuple[date, time | None, time | None]:
    zone = unit.hospital.zone
    if plan.days is None:
        return near_times(now, zone=zone)
    return now.astimezone(zone).date() + timedelta(days=plan.days), plan.start, plan.arrival


def _patient_of(plan: Plan, unit: Unit) -> Patient | None:
    return Patient.objects.filter(
        hospital=unit.hospital,
        given_name=plan.person.given_name,
        family_name=plan.person.family_name,
        birth_date=plan.person.birth_date,
    ).first()


def _is_over(patient: Patient, *, now: datetime) -> bool:
    """True when nothing of this patient lies ahead, whether it was held or cancelled."""
    for surgery in Surgery.objects.filter(patient=patient).select_related("unit__hospital"):
        if surgery.starts_at is None:
            today = now.astimezone(surgery.unit.hospital.zone).date()
            if surgery.surgery_date >= today:
                return False
        elif surgery.starts_at > now:
            return False
    return True
