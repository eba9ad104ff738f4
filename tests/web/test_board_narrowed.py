"""The board narrowed: searched, filtered, gone to a later day, and kept as a view."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from procedures.checklists.models import SavedView, Surgery
from procedures.checklists.ticking import tick
from procedures.hospitals.models import Unit
from procedures.patients.models import Patient
from procedures.web.nurse.board_window import ROWS
from tests.cast import (
    make_patient,
    make_procedure,
    make_staff,
    make_surgery,
    make_unit,
)
from tests.web.conftest import NOW
from tests.web.nurse_cast import HTMX, make_tomorrows, show_board

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at")]


def test_the_board_is_narrowed_to_who_is_not_ready(nurse: Client, unit: Unit) -> None:
    tick(make_tomorrows(unit, "Amal", 8), by=None, now=NOW)
    make_tomorrows(unit, "Zoe", 9)

    page = show_board(nurse, show="not-ready")

    assert "Zoe" in page
    assert "Amal" not in page


@pytest.mark.parametrize("words", ["zoe lop", "(212) 555-0199", "MRN-7", "1960-01-02", "zoe knee", "ames"])
def test_a_patient_is_searched_for_by_what_the_caller_says(nurse: Client, unit: Unit, words: str) -> None:
    make_tomorrows(unit, "Amal", 8)
    zoe = make_tomorrows(unit, "Zoe", 9).checklist.surgery
    Surgery.objects.filter(pk=zoe.pk).update(surgeon="Dr Ames")
    Patient.objects.filter(pk=zoe.patient_id).update(
        phone="+12125550199", record_number="MRN-7", birth_date=date(1960, 1, 2)
    )

    answer = nurse.post(reverse("board-search"), {"search": words}, follow=True)

    page = answer.content.decode()
    assert "Zoe" in page
    assert "Amal" not in page
    assert answer.redirect_chain == [("/board/?searched=1", 302)]  # no name in an address, nor in a log


def test_what_nobody_fits_is_said_and_shown_as_words_only(nurse: Client, unit: Unit) -> None:
    make_tomorrows(unit, "Zoe", 9)

    page = nurse.post(reverse("board-search"), {"search": "<script>"}, follow=True).content.decode()

    assert "Nobody fits." in page
    assert 'value="<script>' not in page


def test_each_filter_leaves_who_fits_and_can_be_taken_off(nurse: Client, unit: Unit) -> None:
    zoe = make_tomorrows(unit, "Zoe", 9).checklist.surgery
    make_surgery(unit, make_patient(unit, "Ben"), procedure=make_procedure(unit, "Hernia repair"))
    Surgery.objects.filter(pk=zoe.pk).update(surgeon="Dr Ames")

    for query in ({"procedure": zoe.procedure_id}, {"surgeon": "dr ames"}, {"show": "time"}):
        page = show_board(nurse, **query)
        is_zoe = "show" not in query
        assert ("Zoe" in page, "Ben" in page) == (is_zoe, not is_zoe), query
        assert "Take off" in page
    assert "Nobody fits." in show_board(nurse, unit=unit.pk + 1)
    assert "Zoe" in show_board(nurse, unit=unit.pk)
    assert "Zoe" in show_board(nurse, unit="x", show="\0", procedure="9" * 40, **{"from": "2026-13-45,9,-"})


def test_the_filters_are_offered_as_a_page_and_as_a_part_of_the_board(nurse: Client, unit: Unit) -> None:
    surgery = make_tomorrows(unit, "Zoe", 9).checklist.surgery
    Surgery.objects.filter(pk=surgery.pk).update(surgeon="Dr Ames")

    page = nurse.get(reverse("board-filter"), {"surgeon": "Dr Ames"}).content.decode()
    part = nurse.get(reverse("board-filter"), headers=HTMX).content.decode()

    assert '<option value="Dr Ames" selected>' in page
    assert "<html" not in part
    assert "Knee replacement" in part


def test_safety_nobody_is_out_of_sight_without_being_counted(nurse: Client, unit: Unit) -> None:
    for number in range(ROWS + 2):
        make_tomorrows(unit, f"Patient{number}", 7 + number % 3)

    first = show_board(nurse)
    answer = nurse.get(reverse("board"), {"from": nurse.get(reverse("board")).context["page"].next_place})
    rest = answer.content.decode()

    names = {f"Patient{number} Lopez" for number in range(ROWS + 2)}
    assert f"<strong>{ROWS + 2}</strong> of {ROWS + 2} patients not ready" in first
    assert "Show the next ones: 2 more" in first
    assert f"Patients {ROWS + 1} to {ROWS + 2} of {ROWS + 2}." in rest
    assert {name for name in names if f">{name}</a>" in first} ^ {n for n in names if f">{n}</a>" in rest} == names


def test_a_later_day_can_be_gone_to_at_once(nurse: Client, unit: Unit) -> None:
    make_tomorrows(unit, "Zoe", 9)
    make_surgery(unit, make_patient(unit, "Ben"), procedure=Surgery.objects.first().procedure)

    page = show_board(nurse, **{"from": "2026-12-08"})

    assert "Zoe" not in page
    assert "Patients 2 to 2 of 2." in page
    assert "1 later" in page


def test_a_view_is_saved_shared_and_dropped(nurse: Client, unit: Unit, client: Client) -> None:
    make_tomorrows(unit, "Zoe", 9)
    page = f"{reverse('board-views')}?show=not-ready&whose=nobodys"

    nurse.post(page, {"name": "Morning round", "unit": unit.pk})
    nurse.post(page, {"name": "My own"})
    mine = show_board(nurse)
    client.force_login(make_staff(unit, "nurse", username="otto", full_name="Otto Ray"))
    ottos, views = show_board(client), {view.name: view for view in SavedView.objects.all()}
    dropped = client.post(reverse("board-view-drop", args=[views["My own"].pk]))

    assert "Morning round" in mine
    assert "My own" in mine
    assert "Morning round" in ottos
    assert "My own" not in ottos
    assert views["Morning round"].filters == {"show": "not-ready", "whose": "nobodys"}
    assert dropped.status_code == 404


def test_a_view_is_not_shared_with_a_unit_that_is_not_ones_own(nurse: Client, unit: Unit) -> None:
    other = make_unit(unit.hospital, "Surgery 3")

    answer = nurse.post(f"{reverse('board-views')}?show=time", {"name": "Mine", "unit": other.pk})

    assert "Choose one of your units" in answer.content.decode()
    assert not SavedView.objects.exists()
