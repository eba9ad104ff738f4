"""What tests of the nurse's pages share: patients of tomorrow, a form filled in, and the pages as they come."""

from datetime import UTC, date, datetime, time
from typing import Any

from django.test import Client
from django.urls import reverse

from procedures.catalog.models import ChecklistTemplate
from procedures.checklists.models import ChecklistItem, Surgery
from procedures.hospitals.models import Unit
from tests.cast import make_checklist, make_item, make_patient, make_surgery

HTMX = {"HX-Request": "true"}
# How Maria is reached, as the form on her asks for it.
REACHED = {
    "patient-phone": "(212) 555-0123",
    "patient-email": "maria@example.org",
    "patient-language": "en",
    "patient-zone_name": "",
    "patient-agrees_to_sms": "on",
    "patient-agrees_to_email": "on",
}


def show_board(client: Client, **query: str) -> str:
    return client.get(reverse("board"), query).content.decode()


def show_surgery(client: Client, surgery: Surgery) -> str:
    return client.get(reverse("surgery", args=[surgery.pk])).content.decode()


def make_tomorrows(unit: Unit, given_name: str, hour: int, **item: object) -> ChecklistItem:
    procedure = Surgery.objects.first().procedure if Surgery.objects.exists() else None
    surgery = make_surgery(
        unit,
        make_patient(unit, given_name),
        procedure=procedure,
        surgery_date=date(2026, 11, 23),
        start_time=time(hour),
        arrival_time=time(6),
        starts_at=datetime(2026, 11, 23, hour + 5, tzinfo=UTC),
    )
    template = surgery.procedure.templates.first()
    return make_item(make_checklist(surgery, template), **{"title": "Bring your papers"} | item)


def filled(**changes: str) -> dict[str, str]:
    """A form filled in well; a change to "" empties a field, and a box that is not ticked is not sent."""
    entries = {
        "patient-given_name": "Maria",
        "patient-family_name": "Lopez",
        "patient-birth_date": "1951-04-09",
        **REACHED,
        "surgery-template": str(ChecklistTemplate.objects.published().order_by("pk").first().pk),
        "surgery-surgery_date": "2026-12-08",
        "surgery-start_time": "08:00",
        "surgery-arrival_time": "06:00",
        "surgery-place": "Main entrance",
        "visits-TOTAL_FORMS": "2",
        "visits-INITIAL_FORMS": "2",
        "visits-0-kind": "assessment",
        "visits-0-visit_date": "2026-12-01",
        "visits-0-visit_time": "09:30",
        "visits-0-place": "Clinic B",
        "visits-1-kind": "imaging",
        "visits-1-visit_date": "",
        "visits-1-visit_time": "",
        "visits-1-place": "",
    }
    named = {key.replace("__", "-", 1).replace("visits_", "visits-"): value for key, value in changes.items()}
    entries |= named
    return {key: value for key, value in entries.items() if value or "agrees" not in key}


def send(client: Client, **changes: str) -> Any:
    return client.post(reverse("assign"), filled(**changes))
