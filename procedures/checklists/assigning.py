"""Assigning: a patient gets a surgery, a checklist with real dates, visits and reminders, all or nothing."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction

from procedures.catalog.models import ChecklistTemplate
from procedures.checklists.entering_visits import VisitInThePast, enter_visits
from procedures.checklists.holding import hold_up_to_date
from procedures.checklists.items import written_item
from procedures.checklists.models import Checklist, ChecklistItem, Reminder, Surgery, SurgeryEvent
from procedures.checklists.refused import Refused
from procedures.checklists.reminding import NEAR, plan_reminders, tell_at_once
from procedures.checklists.retiming import locked_items, retime_items
from procedures.checklists.surgery_times import ImpossibleTime, SurgeryInThePast, checked_times
from procedures.checklists.visits import Visit
from procedures.core.timeline import day_end
from procedures.hospitals.calendar_rules import RULES
from procedures.hospitals.models import Unit, User
from procedures.patients.models import Patient

__all__ = [
    "Assignment",
    "ImpossibleTime",
    "NotPublished",
    "PatientHasDied",
    "SurgeryInThePast",
    "Visit",
    "VisitInThePast",
    "assign",
]


class NotPublished(Refused):
    """The template is a draft, or another unit's."""


class PatientHasDied(Refused):
    """A death is recorded for this patient."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """What a nurse decides. Date and times are the hospital's wall clock; a time not known yet is None.

    `theatre_list` is one of Surgery.TheatreList, or "" for none; only while the start is not known.
    """

    template: ChecklistTemplate
    surgery_date: date
    start_time: time | None = None
    arrival_time: time | None = None
    place: str = ""
    visits: tuple[Visit, ...] = ()
    theatre_list: str = ""
    surgeon: str = ""


@transaction.atomic
def assign(assignment: Assignment, *, patient: Patient, unit: Unit, by: User | None, now: datetime) -> Checklist:
    """Plan the surgery, copy the template's tasks into a list with real dates, and plan its reminders.

    The same assignment made again, as by a second click, answers with the list that is there.

    :raises NotPublished: for a draft, or a template of another unit.
    :raises PatientHasDied, SurgeryInThePast, ImpossibleTime, VisitInThePast: nothing is saved.
    """
    template = assignment.template
    if not template.is_published or template.procedure.unit_id != unit.pk:
        raise NotPublished("This list is not published in your unit. Publish it first, or choose another.")
    if patient.hospital_id != unit.hospital_id:
        raise NotPublished("This patient belongs to another hospital. Register them here first.")
    # Holding the patient makes a second click wait, and find the first one's list.
    held = Patient.objects.select_for_update(no_key=True).get(pk=patient.pk)
    hold_up_to_date(patient.pk, now=now)
    if held.death_recorded_at is not None:
        raise PatientHasDied("A death is recorded for this patient. Nothing was saved, and nothing goes out.")
    _plan_for_another_clock(patient, now=now)
    times = checked_times(
        assignment.surgery_date,
        assignment.start_time,
        assignment.arrival_time,
        theatre_list=assignment.theatre_list,
        hospital=unit.hospital,
        now=now,
    )
    same = _same(assignment, patient)
    if same is not None:
        return same
    patient.units.add(unit)
    surgery = Surgery.objects.create(
        patient=patient,
        unit=unit,
        procedure=template.procedure,
        place=assignment.place,
        surgeon=assignment.surgeon,
        surgery_date=assignment.surgery_date,
        start_time=assignment.start_time,
        theatre_list=assignment.theatre_list,
        arrival_time=assignment.arrival_time,
        reckoned_with=RULES,
        starts_at=times.starts_at,
        arrives_at=times.arrives_at,
        created_at=now,
    )
    SurgeryEvent.objects.create(surgery=surgery, act="planned", at=now, by=by)
    checklist = Checklist.objects.create(surgery=surgery, template=template, assigned_by=by, assigned_at=now)
    tasks = template.tasks.prefetch_related("wordings").order_by("position", "pk")
    ChecklistItem.objects.bulk_create(
        written_item(checklist, task, number) for number, task in enumerate(tasks, start=1)
    )
    items = locked_items(surgery)
    retime_items(surgery, items, now=now)
    # A visit goes to the item whose own time is nearest, and then gives that item, and what hangs on it, its time.
    if enter_visits(surgery, assignment.visits, items, now=now):
        retime_items(surgery, items, now=now)
    latest = times.starts_at or day_end(times.surgery_date, times.zone)
    tell_at_once(surgery, Reminder.Kind.LIST_READY, latest=latest, is_critical=latest - now < NEAR, now=now)
    plan_reminders(surgery, now=now)
    return checklist


def _plan_for_another_clock(patient: Patient, *, now: datetime) -> None:
    """The patient's own clock may be another one than when their other plans were made: their nights are others too.

    Where it is the same, planning again changes nothing.
    """
    for other in patient.surgeries.planned().select_related("unit__hospital", "patient").order_by("pk"):
        plan_reminders(other, now=now, is_catching_up=False)


def _same(assignment: Assignment, patient: Patient) -> Checklist | None:
    """The patient's list from the same template for the same planned time, if there is one."""
    return Checklist.objects.filter(
        template=assignment.template,
        surgery__patient=patient,
        surgery__status=Surgery.Status.PLANNED,
        surgery__surgery_date=assignment.surgery_date,
        surgery__start_time=assignment.start_time,
        surgery__theatre_list=assignment.theatre_list,
        surgery__arrival_time=assignment.arrival_time,
    ).first()
