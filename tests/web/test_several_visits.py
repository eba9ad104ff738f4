"""Booking several visits on one page, and judging those that no longer fit."""

from datetime import date, time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from procedures.checklists.booking import Visit, book_visit
from procedures.checklists.medicines.rules import MedicineRule
from procedures.checklists.models import Appointment, Checklist
from procedures.hospitals.models import Unit
from tests.checklists.medicines.plans import WARFARIN, confirmed
from tests.checklists.scenes import make_list
from tests.checklists.test_unbooked import UNDATED, WEEKS
from tests.web.conftest import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at")]


@pytest.fixture
def checklist(unit: Unit) -> Checklist:
    return make_list(*WEEKS, UNDATED, unit=unit, now=NOW)


def typed(client: Client, checklist: Checklist, **changes: str) -> Any:
    """Send the form as it was shown, with `changes`."""
    where = reverse("visits-book", args=[checklist.surgery.pk])
    rows = client.get(where).context["rows"]
    values = {
        f"visits-{name}_FORMS": str(rows.management_form[f"{name}_FORMS"].value()) for name in ("TOTAL", "INITIAL")
    }
    for form in rows:
        values |= {form.add_prefix(name): str(form[name].value() or "") for name in form.fields}
    return client.post(where, values | changes, follow=True)


def test_three_visits_are_booked_in_one_form(nurse: Client, checklist: Checklist) -> None:
    rows = {f"visits-{row}-visit_time": "09:30" for row in range(3)} | {
        f"visits-{row}-place": "Clinic" for row in range(3)
    }

    page = typed(nurse, checklist, **rows).content.decode()

    assert "3 visits are booked here" in page
    assert list(Appointment.objects.values_list("visit_date", flat=True)) == [
        date(2026, 12, 22),
        date(2027, 1, 19),
        date(2027, 12, 8),
    ]


def test_a_row_with_only_its_suggested_day_books_nothing(nurse: Client, checklist: Checklist) -> None:
    typed(nurse, checklist, **{"visits-0-visit_time": "09:30", "visits-0-place": "Clinic"})

    assert Appointment.objects.count() == 1


def test_nothing_is_saved_while_one_row_is_wrong(nurse: Client, checklist: Checklist) -> None:
    rows = {f"visits-{row}-visit_time": "09:30" for row in range(2)} | {"visits-0-place": "Clinic"}

    page = typed(nurse, checklist, **rows).content.decode()

    assert "Nothing was saved yet" in page
    assert "Say where this visit is" in page
    assert not Appointment.objects.exists()


def test_two_at_one_time_are_told_beside_the_row(nurse: Client, checklist: Checklist) -> None:
    rows = {
        f"visits-{row}-{name}": value
        for row in range(2)
        for name, value in (("visit_date", "2026-12-22"), ("visit_time", "09:30"), ("place", "Clinic"))
    }

    page = typed(nurse, checklist, **rows).content.decode()

    assert "Another visit is at the same time" in page
    assert not Appointment.objects.exists()


def test_an_empty_form_says_what_to_do(nurse: Client, checklist: Checklist) -> None:
    assert "Fill in at least one visit" in typed(nurse, checklist).content.decode()


def move_to_the_eve_of_the_assessment(client: Client, checklist: Checklist, step: str, **more: str) -> Any:
    values = {
        "surgery-surgery_date": "2026-12-02",
        "surgery-start_time": "08:00",
        "surgery-arrival_time": "06:30",
        "generation": "1",
        "step": step,
    }
    return client.post(reverse("surgery-reschedule", args=[checklist.surgery.pk]), values | more, follow=True)


def assessment(checklist: Checklist) -> Appointment:
    return book_visit(
        checklist.surgery, Visit("assessment", date(2026, 12, 4), time(14, 0), "Clinic 3"), by=None, now=NOW
    )


def test_the_preview_asks_what_to_do_with_a_visit_that_no_longer_fits(nurse: Client, checklist: Checklist) -> None:
    visit = assessment(checklist)

    page = move_to_the_eve_of_the_assessment(nurse, checklist, "preview").content.decode()

    assert f'name="visit-{visit.pk}"' in page
    assert "Keep it as it is" in page


@pytest.mark.parametrize(("chosen", "status"), [("keep", "booked"), ("cancel", "cancelled"), ("nonsense", "held")])
def test_what_is_chosen_there_happens_with_the_move(
    nurse: Client, checklist: Checklist, chosen: str, status: str
) -> None:
    visit = assessment(checklist)

    move_to_the_eve_of_the_assessment(nurse, checklist, "confirm", **{f"visit-{visit.pk}": chosen})

    visit.refresh_from_db()
    assert visit.status == status


def test_choosing_to_move_it_leads_to_its_form(nurse: Client, checklist: Checklist) -> None:
    visit = assessment(checklist)

    answer = move_to_the_eve_of_the_assessment(nurse, checklist, "confirm", **{f"visit-{visit.pk}": "move"})

    assert answer.redirect_chain[-1][0] == reverse("visit-move", args=[visit.pk])


def test_a_held_visit_can_be_kept_from_the_list_of_what_is_to_do(nurse: Client, checklist: Checklist) -> None:
    visit = assessment(checklist)
    move_to_the_eve_of_the_assessment(nurse, checklist, "confirm")
    keep = reverse("visit-keep", args=[visit.pk])
    shown = [
        nurse.get(where).content.decode()
        for where in (reverse("work-list"), reverse("surgery", args=[checklist.surgery_id]))
    ]

    nurse.post(keep)

    visit.refresh_from_db()
    assert all(keep in page for page in shown)
    assert visit.status == "booked"


def test_the_preview_says_which_medicines_may_have_been_changed_already(nurse: Client, checklist: Checklist) -> None:
    rule = MedicineRule(WARFARIN.name, "warfarin", last_dose_date=date(2026, 11, 20), restart_date=date(2026, 12, 9))
    confirmed(checklist.surgery, rule, now=NOW)

    page = move_to_the_eve_of_the_assessment(nurse, checklist, "preview").content.decode()

    assert "May have been changed already" in page
    assert "Phone the patient now" in page
