"""All that is held on one patient: handed out whole, erased whole, and let go of in time."""

import json
from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from django.apps import apps
from django.db.models import ForeignKey
from pypdf import PdfReader

from procedures.audit.acts import Act
from procedures.audit.models import AuditEntry
from procedures.audit.recording import record
from procedures.audit.verifying import verify
from procedures.checklists.models import Checklist, Surgery, WorkItem
from procedures.hospitals.models import Hospital
from procedures.messaging.models import Delivery, IncomingMessage
from procedures.messaging.records.erasing import CareIsOpen, erase, erase_what_is_over
from procedures.messaging.records.exporting import as_json, gather
from procedures.messaging.records.held import tables
from procedures.messaging.records.paper import as_pdf
from procedures.patients.models import Caregiver, Patient, Suppression
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

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 6, 1, 12, 0, tzinfo=LONG_AGO.tzinfo)
ENDED = datetime(2026, 12, 9, 12, 0, tzinfo=LONG_AGO.tzinfo)


def make_whole(patient: Patient, **fields: object) -> Surgery:
    """An operation that is over, with everything that hangs on it."""
    unit = patient.units.get()
    procedure = unit.procedures.first() or make_procedure(unit)
    fields = {"status": Surgery.Status.COMPLETED, "completed_at": ENDED} | fields
    surgery = make_surgery(unit, patient, procedure=procedure, **fields)
    checklist = Checklist.objects.filter(template__procedure=procedure).first()
    item = make_item(make_checklist(surgery, checklist.template if checklist else None))
    reminder = make_reminder(surgery, due_at=LONG_AGO, latest_at=LONG_AGO, status="sent", ended_at=LONG_AGO, item=item)
    make_delivery(reminder, body=f"For {patient.given_name}: bring your papers", status=Delivery.Status.DELIVERED)
    WorkItem.objects.create(surgery=surgery, kind="question", summary="Asked", words="May I eat?", raised_at=LONG_AGO)
    Caregiver.objects.create(
        patient=patient, name="Ana", phone="+12125550199", wording_version="test", named_at=LONG_AGO
    )
    message = IncomingMessage.objects.create(
        provider="outbox",
        event=f"e{patient.pk}",
        from_address="+12125550123",
        body=f"From {patient.given_name}",
        received_at=LONG_AGO,
        meaning="words",
    )
    message.patients.add(patient)
    return surgery


def test_every_table_that_hangs_on_a_patient_is_known() -> None:
    known = {Patient, *(table.model for table in tables())}

    for model in apps.get_app_config("procedures").get_models():
        for field in model._meta.local_fields:
            if isinstance(field, ForeignKey) and field.related_model in known:
                assert model in known


def test_a_copy_holds_every_row_of_the_patient_and_none_of_anyone_else() -> None:
    unit = make_unit()
    maria, rosa = make_patient(unit), make_patient(unit, "Rosa", "Diaz", phone="+12125550155")
    make_whole(maria)
    make_whole(rosa)

    held = json.loads(as_json(gather(maria, now=NOW)))

    written = json.dumps(held)
    assert held["patient"][0]["phone"] == "+12125550123"
    assert held["patient"][0]["birth_date"] == "1951-04-09"
    assert "May I eat?" in written
    assert "For Maria: bring your papers" in written
    assert "From Maria" in written
    assert "Ana" in written
    assert "Rosa" not in written
    assert "+12125550155" not in written
    assert len(held["deliveries"]) == 1


def test_a_copy_opens_nothing() -> None:
    maria = make_patient(make_unit())
    link = maria.links.create(public_id="abcdefgh", created_at=LONG_AGO, expires_at=NOW)

    assert link.public_id not in as_json(gather(maria, now=NOW)).decode()


def test_the_pdf_says_the_same() -> None:
    maria = make_patient(make_unit(), family_name="Muñoz Ωmega")
    make_whole(maria)

    pages = PdfReader(BytesIO(as_pdf(gather(maria, now=NOW)))).pages

    text = " ".join(page.extract_text() for page in pages)
    assert "Muñoz Ωmega" in text
    assert "May I eat?" in text


def test_erasing_takes_every_row_and_leaves_the_others_and_the_trail() -> None:
    unit = make_unit()
    maria, rosa = make_patient(unit), make_patient(unit, "Rosa", "Diaz", phone="+12125550155")
    make_whole(maria)
    make_whole(rosa)
    record("page read", by=None, patient_id=maria.pk, unit_id=unit.pk, now=LONG_AGO)
    number, hers = maria.pk, gather(rosa, now=NOW)

    erase(maria, by=None, because="request", now=NOW)

    assert not Patient.objects.filter(pk=number).exists()
    assert all(not table.rows(Patient(pk=number)).exists() for table in tables())
    assert gather(rosa, now=NOW) == hers
    newest = AuditEntry.objects.first()
    assert (newest.act, newest.patient_id, newest.unit_id, verify()[0]) == (Act.ERASED, number, unit.pk, 2)


def test_erasing_keeps_that_a_number_said_stop_and_a_message_that_two_share() -> None:
    unit = make_unit()
    maria, rosa = make_patient(unit), make_patient(unit, "Rosa", "Diaz")
    make_whole(maria)
    Suppression.objects.create(address="+12125550123", since=LONG_AGO, because="-")
    IncomingMessage.objects.get().patients.add(rosa)

    erase(maria, by=None, because="request", now=NOW)

    assert Suppression.objects.among(["+12125550123"])
    assert list(IncomingMessage.objects.get().patients.all()) == [rosa]


@pytest.mark.parametrize("what", ["an operation", "a reminder", "a message"])
def test_open_care_is_never_erased(what: str) -> None:
    maria = make_patient(make_unit())
    surgery = make_whole(maria)
    if what == "an operation":
        Surgery.objects.update(status=Surgery.Status.PLANNED)
    elif what == "a reminder":
        make_reminder(surgery, due_at=NOW, latest_at=NOW, status="scheduled")
    else:
        Delivery.objects.update(status=Delivery.Status.ARMED)

    with pytest.raises(CareIsOpen, match="Nothing was erased"):
        erase(maria, by=None, because="request", now=NOW)

    assert Patient.objects.exists()
    assert not AuditEntry.objects.exists()


def test_without_a_policy_everything_is_kept() -> None:
    make_whole(make_patient(make_unit()))

    assert erase_what_is_over(now=NOW + timedelta(days=9999)) == 0


@pytest.mark.parametrize(("months", "erased"), [(5, 1), (6, 0)])
def test_a_hospital_keeps_patients_as_long_as_it_says(months: int, erased: int) -> None:
    make_whole(make_patient(make_unit()))
    Hospital.objects.update(keep_months=months)

    assert erase_what_is_over(now=NOW) == erased
    assert Patient.objects.count() == 1 - erased


def test_retention_looks_at_the_last_operation_and_never_at_open_care() -> None:
    unit = make_unit()
    maria, rosa = make_patient(unit), make_patient(unit, "Rosa", "Diaz", phone="+12125550155")
    make_whole(maria)
    make_surgery(unit, maria, procedure=unit.procedures.get(), surgery_date=date(2027, 8, 1), starts_at=None)
    late = make_whole(rosa)
    make_reminder(late, due_at=NOW + timedelta(days=30), latest_at=NOW + timedelta(days=31))
    Hospital.objects.update(keep_months=1)

    assert erase_what_is_over(now=NOW) == 0
