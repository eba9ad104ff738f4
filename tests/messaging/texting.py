"""Texts that come in, and patients with a list who write them."""

from datetime import datetime, timedelta

from procedures.checklists.models import Appointment, ChecklistItem, Reminder, Surgery
from procedures.hospitals.models import Unit
from procedures.messaging.models import Delivery, IncomingMessage
from procedures.messaging.replies.taking import take_reply
from procedures.patients.models import Caregiver, CaregiverConsent
from tests.cast import (
    LONG_AGO,
    make_checklist,
    make_delivery,
    make_item,
    make_patient,
    make_procedure,
    make_reminder,
    make_surgery,
    make_unit,
)
from tests.messaging.due import HOUR, NOW

MARIA = "+12125550123"


def text(body: str, *, from_: str = MARIA, now: datetime = NOW, event: str = "") -> bool:
    """A text that comes in at `now`."""
    event = event or f"SM{IncomingMessage.objects.count()}"
    return take_reply("test", event=event, from_address=from_, to_address="+12125550199", body=body, now=now)


def answers() -> list[str]:
    return list(Reminder.objects.filter(kind=Reminder.Kind.ANSWER).order_by("pk").values_list("step", flat=True))


def make_listed(unit: Unit | None = None, *, steps: int = 3, **patient: object) -> Surgery:
    """A patient with a list of steps, to be operated on the day after `NOW`."""
    unit = unit or make_unit()
    person = make_patient(unit, **patient)
    surgery = make_surgery(unit, person, procedure=make_procedure(unit, f"Knee replacement {person.pk}"))
    checklist = make_checklist(surgery)
    for _ in range(steps):
        make_item(checklist)
    return surgery


def make_told(surgery: Surgery, **fields: object) -> Delivery:
    """A text that told Maria something an hour ago."""
    reminder = make_reminder(surgery, due_at=NOW - HOUR, latest_at=NOW + HOUR, status="sent", ended_at=NOW, **fields)
    return make_delivery(reminder, address=MARIA, status="sent", armed_at=NOW - HOUR)


def make_caregiver(surgery: Surgery, *, phone: str = "+12125550177", **fields: object) -> Caregiver:
    values = {"name": "Ana Lopez", "wording_version": "test", "named_at": LONG_AGO} | fields
    caregiver = Caregiver.objects.create(patient=surgery.patient, phone=phone, **values)
    CaregiverConsent.objects.create(caregiver=caregiver, channel="sms", wording_version="test", given_at=LONG_AGO)
    return caregiver


def statuses(surgery: Surgery) -> list[str]:
    items = ChecklistItem.objects.filter(checklist__surgery=surgery).order_by("number")
    return list(items.values_list("status", flat=True))


def make_visit(surgery: Surgery) -> Appointment:
    starts_at = NOW + timedelta(hours=15)
    return Appointment.objects.create(
        surgery=surgery,
        kind="imaging",
        visit_date=starts_at,
        visit_time=starts_at.time(),
        starts_at=starts_at,
        place="X",
    )
