"""Maria, whose list is open on her phone, and what tests of the patient's pages ask of her."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from html import unescape

from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from procedures.checklists.assigning import Assignment, Visit, assign
from procedures.checklists.models import ChecklistItem, Surgery
from procedures.hospitals.models import Unit
from procedures.patients.links import link_for
from procedures.patients.models import Caregiver, Device, Patient
from procedures.patients.signing_in import REMEMBERED
from procedures.web.patient.access import DEVICE
from tests.cast import LONG_AGO, make_nurse, make_patient, make_procedure, make_template, make_unit

At = Callable[[datetime], None]
NOON = datetime(2026, 12, 7, 17, 0, tzinfo=UTC)  # the day before, 12 noon in New York
THE_DAY = date(2026, 12, 8)
BIRTH_DATE = {"day": "9", "month": "4", "year": "1951"}


def before(distance: str, anchor: str = "surgery", kind: str = "due") -> dict[str, str | None]:
    return {"relation": "before", "from": None, "to": distance, "raw": "", "kind": kind, "anchor": anchor}


def after(distance: str) -> dict[str, str | None]:
    return {"relation": "after", "from": distance, "to": distance, "raw": "", "kind": "due", "anchor": "surgery"}


def stop_by(hours: int) -> dict[str, str | None]:
    return before("", "arrival", "interval") | {"from": f"PT{hours}H", "to": None}


def make_list(
    unit: Unit | None = None,
    *more: dict[str, object],
    start: time | None = time(8, 0),
    arrival: time | None = time(6, 0),
    visits: tuple[Visit, ...] = (),
    patient: Patient | None = None,
    now: datetime = NOON,
) -> Surgery:
    """Maria's operation tomorrow at 8:00, arrival 6:00, with a list of every kind of step and `more`."""
    unit = unit or make_unit()
    nurse = make_nurse(unit, username=f"nurse-{unit.pk}")
    signed = {"confirmed_at": LONG_AGO, "confirmed_by": nurse}
    template = make_template(
        make_procedure(unit),
        {"title": "Stop eating", "category": "fasting", "intake": "food", "timing": stop_by(8)} | signed,
        {"title": "Stop drinking", "category": "fasting", "intake": "clear_fluids", "timing": stop_by(2)} | signed,
        {"title": "Ask about your medicines", "category": "medication"} | signed,
        {"title": "Have your blood test", "category": "test", "timing": before("P7D")},
        {"title": "Find a driver", "category": "logistics"},
        {"title": "Walk a few steps", "phase": "recovery", "category": "activity", "timing": after("P1D")},
        {"title": "Take out the drain", "phase": "recovery", "actor": "care_team", "timing": after("P2D")},
        {"title": "See your surgeon", "phase": "follow_up", "category": "appointment"},
        {"title": "Chest pain", "phase": "recovery", "category": "monitoring", "is_red_flag": True},
        *more,
    )
    assignment = Assignment(template, THE_DAY, start, arrival, "Main desk", visits)
    return assign(assignment, patient=patient or make_patient(unit), unit=unit, by=nurse, now=now).surgery


def open_list_of(
    client: Client, patient: Patient, *, caregiver: Caregiver | None = None, now: datetime = NOON
) -> Device:
    """Open the list in this browser, as a code would."""
    device = Device.objects.create(
        link=link_for(patient, caregiver=caregiver, now=now),
        name="Chrome · Android",
        is_remembered=True,
        opened_at=now,
        expires_at=now + REMEMBERED,
    )
    client.logout()
    session = client.session
    session[DEVICE] = device.pk
    session.save()
    return device


def item(surgery: Surgery, title: str) -> ChecklistItem:
    return ChecklistItem.objects.get(checklist__surgery=surgery, title=title)


def words_of(client: Client) -> str:
    answer = client.get(reverse("patient-list"))
    assert answer.status_code == 200
    return " ".join(unescape(strip_tags(answer.content.decode())).split())


def section(page: str, start: str, end: str) -> str:
    assert start in page, page
    return page.partition(start)[2].partition(end)[0]
