"""What lands on a weekend or a holiday is told before it is decided: which, why, and what to do."""

from datetime import date, time

import pytest
from django.test import Client
from django.urls import reverse

from procedures.catalog.models import ChecklistTemplate
from procedures.checklists.assigning import Assignment, Visit, assign
from procedures.checklists.models import Surgery
from procedures.hospitals.models import Unit
from tests.cast import make_patient, make_procedure, make_template
from tests.web.conftest import NOW
from tests.web.nurse_cast import filled
from tests.web.test_moving import move

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at", "template")]

THREE_DAYS = {"relation": "before", "from": "P3D", "to": None, "raw": "3 days before", "kind": "interval"}
BLOOD_TEST = {"category": "test", "title": "Blood test at the laboratory", "timing": THREE_DAYS}


@pytest.fixture
def template(unit: Unit) -> ChecklistTemplate:
    return make_template(make_procedure(unit), BLOOD_TEST, {"title": "Bring your papers", "timing": THREE_DAYS})


@pytest.fixture
def surgery(unit: Unit, template: ChecklistTemplate) -> Surgery:
    assignment = Assignment(template, date(2026, 12, 8), time(8), time(6), "Main entrance")
    return assign(assignment, patient=make_patient(unit), unit=unit, by=None, now=NOW).surgery


def test_a_step_that_would_land_on_a_weekend_is_shown_before_the_move(nurse: Client, surgery: Surgery) -> None:
    page = move(nurse, surgery, **{"surgery-surgery_date": "2026-12-09"}).content.decode()

    assert "<strong>Blood test at the laboratory</strong>, Sunday 6 December 2026: it is the weekend." in page
    assert "Book it on Friday 4 December instead." in page
    assert page.count("it is the weekend") == 1  # papers are packed on any day


def test_an_operation_that_would_land_on_a_holiday_is_shown_before_the_move(nurse: Client, surgery: Surgery) -> None:
    page = move(nurse, surgery, **{"surgery-surgery_date": "2026-12-25"}).content.decode()

    assert "<strong>The operation</strong>, Friday 25 December 2026: it is a public holiday: Christmas Day." in page
    assert "make sure that the theatre works then" in page


def test_a_move_to_days_that_are_worked_warns_of_nothing(nurse: Client, surgery: Surgery) -> None:
    page = move(nurse, surgery, **{"surgery-surgery_date": "2026-12-11"}).content.decode()

    assert "On a day when nobody works" not in page


def test_after_the_move_it_is_said_once_more(nurse: Client, surgery: Surgery) -> None:
    page = move(nurse, surgery, "confirm", **{"surgery-surgery_date": "2026-12-09"}).content.decode()

    assert "Blood test at the laboratory, Sunday 6 December: it is the weekend." in page


def test_a_step_that_is_booked_is_not_warned_of_by_its_usual_day(
    nurse: Client, unit: Unit, template: ChecklistTemplate
) -> None:
    booked = Visit("blood_test", date(2026, 12, 4), time(9), "Laboratory")
    assignment = Assignment(template, date(2026, 12, 8), time(8), time(6), "Main entrance", (booked,))
    surgery = assign(assignment, patient=make_patient(unit), unit=unit, by=None, now=NOW).surgery

    page = move(nurse, surgery, **{"surgery-surgery_date": "2026-12-09"}).content.decode()

    assert "On a day when nobody works" not in page


def test_it_is_shown_when_looking_ahead_before_assigning(nurse: Client) -> None:
    typed = filled(surgery__surgery_date="2026-12-12", **{"visits_0-visit_date": "2026-12-06"})

    page = nurse.post(reverse("assign"), typed | {"look_ahead": "1"}).content.decode()

    assert "<strong>The operation</strong>, Saturday 12 December 2026: it is the weekend." in page
    assert "Sunday 6 December 2026: it is the weekend. Move the visit" in page
    assert not Surgery.objects.exists()


def test_assigning_says_what_lies_on_a_day_of_rest(nurse: Client) -> None:
    page = nurse.post(reverse("assign"), filled(surgery__surgery_date="2026-12-09"), follow=True).content.decode()

    assert "Blood test at the laboratory, Sunday 6 December: it is the weekend. Book it on Friday 4 December" in page
