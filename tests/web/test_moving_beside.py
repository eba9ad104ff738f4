"""Safety rule 3 where an operation comes next to another one of the patient's: seen before the move, listed after."""

from datetime import date, time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from procedures.checklists.models import Surgery, WorkItem
from procedures.hospitals.models import Unit
from tests.cast import make_nurse, make_patient, make_procedure, make_template, make_unit
from tests.checklists.scenes import FLUIDS, FOOD, make_list
from tests.web.conftest import NOW
from tests.web.theatre import MARIA, confirm, sheet, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at")]
KNEE_DAY = date(2026, 12, 8)


@pytest.fixture
def knee() -> Surgery:
    return make_list(FOOD, FLUIDS, now=NOW, surgery_date=KNEE_DAY).surgery


@pytest.fixture
def eye(client: Client, knee: Surgery) -> Surgery:
    """A week after the knee, in another unit, whose nurse is signed in."""
    unit = Unit.objects.create(hospital=knee.unit.hospital, name="Eyes", telephone="+12125550102")
    client.force_login(make_nurse(unit))
    day = date(2026, 12, 15)
    return make_list(FOOD, unit=unit, patient=knee.patient, now=NOW, surgery_date=day, start_time=time(9)).surgery


def move(client: Client, surgery: Surgery, step: str) -> str:
    entries: dict[str, Any] = {
        "surgery-surgery_date": "2026-12-08",
        "surgery-start_time": "09:00",
        "surgery-arrival_time": "07:30",
        "generation": "1",
        "step": step,
    }
    page = client.post(reverse("surgery-reschedule", args=[surgery.pk]), entries, follow=True)
    return " ".join(strip_tags(page.content.decode()).split())


def test_safety_rule_3_the_preview_of_a_move_shows_both_hours_and_the_other_plan(client: Client, eye: Surgery) -> None:
    page = move(client, eye, "preview")

    assert "Another plan of this patient says something else" in page
    assert "Two fasting rules (food), beside an operation in another unit on Tuesday 8 December 2026" in page
    assert "This list: Stop eating, by Tue 8 Dec, 01:00" in page
    assert "The other: Stop eating, by Mon 7 Dec, 24:00" in page
    assert "Two operations on one day" in page
    assert not WorkItem.objects.exists()


def test_safety_rule_3_the_move_puts_on_the_list_that_two_operations_are_on_one_day(
    client: Client, eye: Surgery
) -> None:
    move(client, eye, "confirm")

    raised = WorkItem.objects.open().filter(surgery=eye, kind=WorkItem.Kind.CONFLICT, is_urgent=True)
    said = " ".join(raised.values_list("summary", flat=True))
    assert "two operations on one day" in said
    assert "names another hour to stop" in said


def test_a_move_beside_nothing_shows_no_other_plan(client: Client) -> None:
    alone = make_list(FOOD, now=NOW, surgery_date=date(2026, 12, 15)).surgery
    client.force_login(make_nurse(alone.unit))

    assert "Another plan" not in move(client, alone, "preview")
    move(client, alone, "confirm")
    assert not WorkItem.objects.filter(kind=WorkItem.Kind.CONFLICT).exists()


def test_safety_rule_3_a_theatres_list_puts_on_the_nurses_list_what_contradicts_another_plan(client: Client) -> None:
    unit = make_unit()
    other = Unit.objects.create(hospital=unit.hospital, name="Eyes", telephone="+12125550102")
    patient = make_patient(
        unit, record_number="H-1", family_name="Lopez", given_name="Maria", birth_date=date(1951, 4, 9)
    )
    make_template(make_procedure(unit), FOOD)
    make_list(FOOD, unit=other, patient=patient, now=NOW, surgery_date=KNEE_DAY, start_time=time(9))
    client.force_login(make_nurse(unit))

    confirm(client, upload(client, sheet(MARIA)), has_seen_conflicts="1")

    knee = Surgery.objects.get(patient=patient, unit=unit, surgery_date=KNEE_DAY)
    raised = knee.work_items.open().filter(kind=WorkItem.Kind.CONFLICT, is_urgent=True)
    said = " ".join(raised.values_list("summary", flat=True))
    assert "two operations on one day" in said
    assert "names another hour to stop" in said
