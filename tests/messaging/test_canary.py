"""A patient with values that nobody mistakes goes through the main job: they are on her pages, and nowhere else."""

import os
from collections.abc import Iterator
from datetime import date, time
from decimal import Decimal

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse
from redis import Redis

from prepapp.logs import WithoutLinks
from procedures import tasks
from procedures.audit.models import AuditEntry
from procedures.checklists.amending import StepWords, add_step
from procedures.checklists.booking import book_visit
from procedures.checklists.emergencies import open_in_emergency
from procedures.checklists.medicines.confirming import confirm_medicine
from procedures.checklists.medicines.entering import enter_medicine
from procedures.checklists.medicines.rules import MedicineRule
from procedures.checklists.models import CheckIn, Surgery, WorkItem
from procedures.checklists.visits import Visit
from procedures.core.tasks import Category
from procedures.hospitals.models import User
from procedures.messaging.models import IncomingMessage, OutboxMessage
from procedures.patients.caregiving import CaregiverDetails, withdraw_caregiver, write_caregiver
from procedures.patients.links import link_for, token_of
from procedures.patients.models import Channel, Patient
from tests.cast import make_checklist, make_clinician, make_item, make_nurse, make_patient, make_surgery, make_unit
from tests.messaging.due import NOW, dispatch_at, make_due

pytestmark = pytest.mark.django_db
PHONE, MAIL, BORN = "+12125558841", "zyxcanary@example.org", date(1938, 2, 27)
NAMES = ("Quetzalina", "Xylocanary")
WORDS = "my purple toenail hurts"
# As they stand in the database sealed; names are searched and sorted there, and stay readable.
SEALED = (
    *("2125558841", "zyxcanary", "1938-02-27", "purple toenail"),
    # A medicine, and the steps that name it; a visit; a caregiver; a check-in; a step for her alone; an opening.
    *("Xyloprine", "hoopoe calls", "Zebra pavilion", "Ottoline", "godmother", "quokka", "39.7", "axolotl", "narwhal"),
)
# What no log, address, message of the broker or entry of the trail may hold.
EVERYTHING = (*NAMES, *SEALED, "8841", "toenail")


def live_through_much(surgery: Surgery, nora: User) -> None:
    """Whatever else is written about a patient."""
    rule = MedicineRule(
        "Xyloprine", "other", last_dose_date=date(2026, 12, 3), restart_event="when the hoopoe calls", note="quokka"
    )
    medicine = enter_medicine(surgery, rule, by=nora, now=NOW)
    confirm_medicine(medicine, version=medicine.version, by=make_clinician(surgery.unit), now=NOW)
    book_visit(surgery, Visit("imaging", date(2026, 12, 7), time(16), "Zebra pavilion"), by=nora, now=NOW)
    ana = CaregiverDetails("Ottoline", relation="godmother", phone="+12125550177", channels=frozenset({Channel.SMS}))
    withdraw_caregiver(write_caregiver(surgery.patient, ana, by=nora, now=NOW), because="She met a narwhal", now=NOW)
    CheckIn.objects.create(surgery=surgery, at=NOW, temperature=Decimal("39.7"), nurse_was_told=False)
    words = StepWords("Feed the axolotl", instruction="It is a quokka", category=Category.LOGISTICS)
    add_step(surgery.checklists.get(), words, reason="She has an axolotl", by=nora, now=NOW)
    open_in_emergency(surgery.patient, by=make_nurse(surgery.unit, "otto"), reason="She came with a narwhal", now=NOW)


def everything_in_the_database() -> str:
    with connection.cursor() as cursor:
        told = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            told.append(f"{table}: {cursor.fetchall()}")
    return "\n".join(told)


def everything_in_the_broker() -> str:
    told = []
    with Redis.from_url(os.environ["REDIS_URL"]) as redis:
        for key in redis.scan_iter():
            kind = redis.type(key).decode()
            value = redis.lrange(key, 0, -1) if kind == "list" else redis.dump(key)
            told.append(f"{key!r}: {value!r}")
    return "\n".join(told)


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    caplog.handler.setFormatter(WithoutLinks("%(name)s %(message)s"))
    with caplog.at_level("DEBUG"):
        yield caplog


def test_nothing_of_a_patient_is_in_logs_broker_trail_or_the_bare_database(log: pytest.LogCaptureFixture) -> None:
    unit = make_unit()
    canary = make_patient(unit, *NAMES, phone=PHONE, email=MAIL, birth_date=BORN)
    surgery = make_surgery(unit, canary)
    item = make_item(make_checklist(surgery))
    make_due(surgery=surgery, item=item)
    nurse, phone = Client(), Client(raise_request_exception=False)
    nora = make_nurse(unit)
    nurse.force_login(nora)

    # Reminded by mail and text, answered, read, and acted on.
    dispatch_at(NOW)
    phone.post(reverse("outbox-reply"), {"from": PHONE, "body": WORDS, "event": "e1"})
    token = token_of(link_for(canary, now=NOW))
    phone.get(reverse("patient-link", args=[token]))
    phone.post(reverse("patient-link", args=[token]), {"day": "1", "month": "1", "year": "1938"})
    nurse.get(reverse("surgery", args=[surgery.pk]))
    nurse.post(reverse("surgery-item-tick", args=[item.pk]))
    # A form that comes back, an address that is none, and a page that fails.
    nurse.post(reverse("assign"), {"given_name": NAMES[0], "family_name": NAMES[1], "phone": PHONE, "email": "no mail"})
    nurse.get("/surgeries/999999/")
    live_through_much(surgery, nora)
    stored = everything_in_the_database()
    trail = [(one.act, one.by_label, one.facts) for one in AuditEntry.objects.all()]
    tasks.dispatch.delay()
    broker = everything_in_the_broker()
    sent, heard = OutboxMessage.objects.filter(address=PHONE), IncomingMessage.objects.filter(from_address=PHONE)
    assert sent.exists()
    assert heard.get().body == WORDS
    assert mail.outbox[0].to == [MAIL]
    assert WorkItem.objects.filter(surgery=surgery).exists()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procedures_patient SET phone = 'tampered'")
    failing = Client(raise_request_exception=False)
    failing.force_login(nora)
    assert failing.get(reverse("surgery", args=[surgery.pk])).status_code == 500

    for value in SEALED:
        assert value not in stored, value
    for value in EVERYTHING:
        assert value not in broker, value
        assert value not in str(trail), value
        assert value not in log_lines(log), value
    assert "procedures_patient.phone cannot be opened" in log_lines(log)
    assert token not in log_lines(log)
    assert Patient.objects.filter(family_name=NAMES[1]).exists()


def log_lines(log: pytest.LogCaptureFixture) -> str:
    """What the console would show: the statements of the database are told only to who asks for them."""
    formatter = WithoutLinks("%(name)s %(message)s")
    records = [record for record in log.records if not record.name.startswith("django.db.backends")]
    return "\n".join(formatter.format(record) for record in records)
