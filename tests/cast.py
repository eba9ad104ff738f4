"""The small cast of the tests, as plain rows. Times are given by the test; nothing here reads the clock."""

import hashlib
from datetime import UTC, date, datetime, time

from procedures.catalog.models import ChecklistTemplate, Procedure, SourceDocument, TaskTemplate
from procedures.checklists.models import Checklist, ChecklistItem, Reminder, Surgery
from procedures.checklists.visits import is_call
from procedures.hospitals.calendar_rules import RULES
from procedures.hospitals.models import Hospital, Membership, Role, Unit, User
from procedures.messaging.models import Delivery
from procedures.patients.models import Channel, Consent, Patient

LONG_AGO = datetime(2026, 1, 1, 12, 0, tzinfo=UTC)


def make_hospital(name: str = "Lakeside Hospital", *, zone: str = "America/New_York", **fields: object) -> Hospital:
    return Hospital.objects.create(
        name=name, text_name="Lakeside", zone_name=zone, country="US", telephone="+12125550100", **fields
    )


def make_unit(hospital: Hospital | None = None, name: str = "Surgery 2") -> Unit:
    return Unit.objects.create(hospital=hospital or make_hospital(), name=name, telephone="+12125550101")


def make_staff(unit: Unit, *roles: str, username: str = "nora", full_name: str = "Nora Quinn") -> User:
    given, _, family = full_name.partition(" ")
    user = User.objects.create_user(username, password="a long test password", first_name=given, last_name=family)
    for role in roles:
        Membership.objects.create(user=user, unit=unit, role=role)
    return user


def make_nurse(unit: Unit, username: str = "nora") -> User:
    return make_staff(unit, Role.NURSE, username=username)


def make_clinician(unit: Unit, username: str = "carl") -> User:
    return make_staff(unit, Role.CLINICIAN, Role.AUTHOR, username=username, full_name="Carl Ito")


def make_patient(
    unit: Unit,
    given_name: str = "Maria",
    family_name: str = "Lopez",
    *,
    phone: str = "+12125550123",
    email: str = "maria@example.org",
    channels: tuple[str, ...] = (Channel.SMS, Channel.EMAIL),
    **fields: object,
) -> Patient:
    values = {"birth_date": date(1951, 4, 9), "zone_name": unit.hospital.zone_name, "created_at": LONG_AGO} | fields
    patient = Patient.objects.create(
        hospital=unit.hospital, given_name=given_name, family_name=family_name, phone=phone, email=email, **values
    )
    patient.units.add(unit)
    for channel in channels:
        Consent.objects.create(patient=patient, channel=channel, wording_version="test", given_at=LONG_AGO)
    return patient


def make_procedure(unit: Unit, name: str = "Knee replacement") -> Procedure:
    return Procedure.objects.create(unit=unit, name=name, created_at=LONG_AGO)


def make_document(procedure: Procedure, text: str) -> SourceDocument:
    return SourceDocument.objects.create(
        procedure=procedure,
        file_name="document.txt",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        imported_at=LONG_AGO,
    )


def make_template(procedure: Procedure, *tasks: dict[str, object], version: int | None = 1) -> ChecklistTemplate:
    """A template with `tasks`, each a dict of TaskTemplate fields; published unless `version` is None."""
    template = ChecklistTemplate.objects.create(procedure=procedure, created_at=LONG_AGO)
    for position, fields in enumerate(tasks, start=1):
        values = {"phase": "preparation", "category": "other", "title": f"Task {position}"} | fields
        TaskTemplate.objects.create(template=template, position=position, **values)
    if version is not None:  # last, since nothing can be added to a published one
        template.version, template.published_at = version, LONG_AGO
        template.save()
    return template


def make_surgery(
    unit: Unit,
    patient: Patient | None = None,
    *,
    procedure: Procedure | None = None,
    surgery_date: date = date(2026, 12, 8),
    start_time: time | None = time(8, 0),
    starts_at: datetime | None = datetime(2026, 12, 8, 13, 0, tzinfo=UTC),
    **fields: object,
) -> Surgery:
    """A planned surgery as a bare row: no checklist, no reminders. Keep `starts_at` in step with the wall clock."""
    fields = {"reckoned_with": RULES} | fields
    return Surgery.objects.create(
        patient=patient or make_patient(unit),
        unit=unit,
        procedure=procedure or make_procedure(unit),
        surgery_date=surgery_date,
        start_time=start_time,
        starts_at=starts_at,
        created_at=LONG_AGO,
        **fields,
    )


def make_checklist(surgery: Surgery, template: ChecklistTemplate | None = None) -> Checklist:
    return Checklist.objects.create(
        surgery=surgery, template=template or make_template(surgery.procedure), assigned_at=LONG_AGO
    )


def make_item(checklist: Checklist, **fields: object) -> ChecklistItem:
    values = {
        "number": checklist.items.count() + 1,
        "phase": "preparation",
        "category": "other",
        "title": "Bring your papers",
    } | fields
    return ChecklistItem.objects.create(checklist=checklist, is_call=is_call(str(values["title"])), **values)


def make_reminder(surgery: Surgery, *, due_at: datetime, latest_at: datetime, **fields: object) -> Reminder:
    values = {"kind": Reminder.Kind.TASK, "next_attempt_at": due_at, "generation": surgery.generation} | fields
    return Reminder.objects.create(surgery=surgery, due_at=due_at, latest_at=latest_at, created_at=LONG_AGO, **values)


def make_delivery(*reminders: Reminder, armed_at: datetime = LONG_AGO, **fields: object) -> Delivery:
    """One message that carries `reminders`, as a bare row."""
    surgery = reminders[0].surgery
    values = {"channel": Channel.SMS, "transport": "outbox", "address": "+12125550123", "body": "-"} | fields
    delivery = Delivery.objects.create(patient=surgery.patient, unit=surgery.unit, armed_at=armed_at, **values)
    delivery.reminders.set(reminders)
    return delivery
