"""Real rows behind every number of every address: one patient, her operation, and a draft that is being reviewed."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from uuid import uuid4

from procedures.catalog.models import ChecklistTemplate, Dismissal
from procedures.catalog.reviewing import dismiss
from procedures.checklists.models import Appointment, Medicine, SavedView, Surgery, WorkItem
from procedures.hospitals.models import Unit, User
from procedures.patients.links import link_for, token_of
from procedures.patients.models import Caregiver
from tests.cast import (
    LONG_AGO,
    make_checklist,
    make_item,
    make_patient,
    make_procedure,
    make_staff,
    make_surgery,
    make_template,
)
from tests.catalog.papers import make_draft, make_fasting, make_task
from tests.checklists.medicines.plans import WARFARIN

# Words that stand in these rows and nowhere else: whoever may not see the patient reads none of them.
OF_THE_PATIENT = (
    "Zanzibarina",
    "Kwiatkowski",
    "2125559876",
    "zk@example.org",
    "Is the zebra",
    "Unicorn room",
    "Xarelto",
)


def make_rows(unit: Unit, *, now: datetime) -> Mapping[str, object]:
    """By the name that the table uses: what to put into an address."""
    patient = make_patient(
        unit, "Zanzibarina", "Kwiatkowski", phone="+12125559876", email="zk@example.org", record_number="REC-98765"
    )
    surgery = make_surgery(unit, patient, procedure=make_procedure(unit))
    version = make_template(surgery.procedure)
    checklist = make_checklist(surgery, version)
    newer = ChecklistTemplate.objects.create(
        procedure=surgery.procedure, created_at=LONG_AGO, version=2, published_at=LONG_AGO, based_on=version
    )
    draft = make_draft(unit)
    hole = make_task(draft, "Physical therapy begins on the day after surgery.", needs_value="how many times a day")
    return {
        "surgery": surgery.pk,
        "patient": patient.pk,
        "list": checklist.pk,
        "item": make_item(checklist, title="Bring the Unicorn room key").pk,
        "concern": _concern(surgery).pk,
        "visit": _visit(surgery).pk,
        "caregiver": _caregiver(surgery).pk,
        "medicine": _medicine(surgery).pk,
        "token": token_of(link_for(patient, now=now)),
        "procedure": surgery.procedure_id,
        "version": newer.pk,
        "draft": draft.pk,
        "task": make_task(draft, "Have an X-ray of the hip.").pk,
        "task with a hole": hole.pk,
        "fasting": make_fasting(draft).pk,
        "dismissal": _dismissal(draft, by=make_staff(unit, username="dora")).pk,
        "language": "es",
        "reference": uuid4(),
        "session": make_staff(unit, username="sam")
        .staff_sessions.create(session_key="another", since=now, last_seen_at=now)
        .pk,
        **dict.fromkeys(("passkey", "amendment", "sign-in code"), 1),
        "saved view": SavedView.objects.create(user=make_staff(unit, username="vera"), name="Mine", unit=unit).pk,
        "secret": "nothing-opens-with-this",
        "issuer": "sso",
        "service": "mailgun/tracking/",
    }


def _dismissal(draft: ChecklistTemplate, *, by: User) -> Dismissal:
    task = make_task(draft, "No driving for 6 weeks.")
    return dismiss(task, reason="Said by the surgeon", by=by, now=LONG_AGO)


def _concern(surgery: Surgery) -> WorkItem:
    return WorkItem.objects.create(surgery=surgery, kind="question", summary="Is the zebra there?", raised_at=LONG_AGO)


def _visit(surgery: Surgery) -> Appointment:
    return Appointment.objects.create(
        surgery=surgery,
        kind="imaging",
        visit_date=date(2026, 12, 1),
        visit_time=time(9),
        starts_at=datetime(2026, 12, 1, 14, 0, tzinfo=UTC),
        place="Unicorn room",
    )


def _caregiver(surgery: Surgery) -> Caregiver:
    return Caregiver.objects.create(
        patient=surgery.patient, name="Ana", wording_version="test", named_at=LONG_AGO, may_see_list=True
    )


def _medicine(surgery: Surgery) -> Medicine:
    return Medicine.objects.create(
        surgery=surgery,
        name="Xarelto",
        medicine_class="doac",
        last_dose_date=WARFARIN.last_dose_date,
        restart_date=WARFARIN.restart_date,
        entered_at=LONG_AGO,
    )
