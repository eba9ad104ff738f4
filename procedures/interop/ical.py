"""A patient's dates as a calendar (RFC 5545): the same entry keeps its name, and each change has a higher number."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from procedures.checklists.models import Appointment, Surgery
from procedures.checklists.visit_kinds import kind_of
from procedures.patients.models import Patient

# How long an entry takes up in the calendar: nobody knows how long a visit lasts.
TAKES = timedelta(hours=1)
# Phones that heed it ask so often.
AGAIN = timedelta(hours=1)


def calendar_of(patient: Patient, *, now: datetime) -> bytes:
    """The dates of `patient`, in the language that is active. Two queries.

    Safety rule 5: without the patient's word a calendar, which others see too, names neither operation nor place. After
    a death it is empty.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//prepapp//prepapp//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Hospital"))
    calendar.add("refresh-interval", AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    if patient.death_recorded_at is None:
        for event in _events(patient, now):
            calendar.add_component(event)
    return bytes(calendar.to_ical())


def _events(patient: Patient, now: datetime) -> Iterator[Event]:
    surgeries = (
        Surgery.objects.filter(patient=patient, checklists__isnull=False)
        .select_related("unit__hospital", "procedure")
        .prefetch_related("appointments")
        .distinct()
        .order_by("surgery_date", "pk")
    )
    for surgery in surgeries:
        yield _of_surgery(surgery, patient, now)
        for visit in surgery.appointments.all():
            yield _of_visit(visit, surgery, patient, now)


def _of_surgery(surgery: Surgery, patient: Patient, now: datetime) -> Event:
    event = _event(f"arrival-{surgery.pk}", surgery.generation, surgery.status == Surgery.Status.CANCELLED, now)
    if surgery.arrives_at is not None:
        event.add("dtstart", surgery.arrives_at)
        event.add("dtend", surgery.arrives_at + TAKES)
    else:  # the day is known, the hour not: nothing is made up
        event.add("dtstart", surgery.surgery_date)
        event.add("dtend", surgery.surgery_date + timedelta(days=1))
    told = _("Come to the hospital: %(operation)s") % {"operation": surgery.procedure.name}
    place = ", ".join(filter(None, [surgery.place, surgery.unit.name, patient.hospital.name]))
    return _told(event, patient, summary=told, place=place)


def _of_visit(visit: Appointment, surgery: Surgery, patient: Patient, now: datetime) -> Event:
    is_off = visit.status == Appointment.Status.CANCELLED or surgery.status == Surgery.Status.CANCELLED
    # The surgery's number counts too: its cancelling ends a visit that did not change itself.
    event = _event(f"visit-{visit.pk}", visit.sequence + surgery.generation, is_off, now)
    if visit.status == Appointment.Status.HELD and not is_off:
        event["status"] = "TENTATIVE"
    event.add("dtstart", visit.starts_at)
    event.add("dtend", visit.starts_at + TAKES)
    return _told(event, patient, summary=kind_of(visit), place=visit.place)


def _event(name: str, sequence: int, is_cancelled: bool, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{name}@{urlsplit(settings.PUBLIC_URL).hostname}")
    event.add("sequence", sequence)
    event.add("dtstamp", now)
    event.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    return event


def _told(event: Event, patient: Patient, *, summary: str, place: str) -> Event:
    if not patient.may_name_details:
        summary, place = _("Appointment"), ""
    is_off = event["status"] == "CANCELLED"
    event.add("summary", _("Cancelled: %(what)s") % {"what": summary} if is_off else summary)
    if place:
        event.add("location", place)
    return event
