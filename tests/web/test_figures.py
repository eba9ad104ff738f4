"""The figures' page: a picture and a table that say the same, for one's own units, to take along safely."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from procedures.checklists.models import WorkItem
from procedures.hospitals.models import Unit
from procedures.web.charts import Bar, bars
from tests.cast import (
    make_checklist,
    make_hospital,
    make_item,
    make_nurse,
    make_procedure,
    make_surgery,
    make_unit,
)
from tests.web.conftest import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at")]
SPAN = {"since": "2026-12-01", "until": "2026-12-08"}


@pytest.fixture
def unit() -> Unit:
    unit = make_unit()
    surgery = make_surgery(unit, procedure=make_procedure(unit, "=HYPERLINK(1)"))
    make_item(make_checklist(surgery), due_at=datetime(2026, 12, 7, 23, 0, tzinfo=UTC), category="hygiene")
    WorkItem.objects.create(surgery=surgery, kind="missed", summary="-", raised_at=NOW)
    return unit


def test_each_figure_is_drawn_and_stands_in_a_table_under_it(nurse: Client) -> None:
    page = nurse.get(reverse("figures"), SPAN).content.decode()

    assert "<strong>1</strong> patient found unprepared" in page
    assert "More than 3 days before" in page
    assert page.count('<svg class="chart"') == page.count("<table")
    assert "style=" not in page.split("<main")[1]


def test_a_chart_names_itself_and_says_its_figures() -> None:
    drawn = bars("x", title="A <b>", description="One: 1 of 2", rows=[Bar("One", 50, "1 (50 %)")], most=100)

    assert 'role="img" aria-labelledby="x-title x-desc"' in drawn
    assert '<title id="x-title">A &lt;b&gt;</title>' in drawn
    assert 'class="chart-bar" x="0" y="20" width="160.0"' in drawn


def test_of_nothing_nothing_is_divided(nurse: Client) -> None:
    page = nurse.get(reverse("figures"), {"since": "2020-01-01", "until": "2020-01-02"}).content.decode()

    assert "Nothing to count in this time." in page
    assert "<strong>0</strong> operations" in page


def test_days_turned_round_are_refused_with_what_to_do_and_stay_in_their_fields(nurse: Client) -> None:
    page = nurse.get(reverse("figures"), {"since": "2026-12-08", "until": "2026-12-01"}).content.decode()

    assert "This day lies before the first one." in page
    assert 'value="2026-12-08"' in page


def test_the_spreadsheet_has_every_number_and_runs_nothing(nurse: Client) -> None:
    answer = nurse.get(reverse("figures-csv"), SPAN)

    written = answer.content.decode("utf-8-sig")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="figures-2026-12-01-2026-12-08.csv"'
    assert "When unprepared patients were found,More than 3 days before,Patients,1" in written
    assert "'=HYPERLINK(1)" in written
    assert not re.search(r"(^|,)=", written, re.MULTILINE)


def test_another_program_gets_the_same_as_json(nurse: Client) -> None:
    told = nurse.get(reverse("figures-json"), SPAN).json()

    assert told["since"] == "2026-12-01"
    assert told["figures"]["found"][0] == {
        "When": "More than 3 days before",
        "Patients": 1,
        "Of all found": 1,
        "Share": "100 %",
    }


def test_a_nurse_of_another_unit_counts_none_of_it_and_cannot_choose_it(client: Client, unit: Unit) -> None:
    client.force_login(make_nurse(make_unit(make_hospital("Hillside Clinic")), username="otto"))

    page = client.get(reverse("figures"), SPAN).content.decode()
    chosen = client.get(reverse("figures"), SPAN | {"unit": unit.pk}).content.decode()

    assert "<strong>0</strong> operations" in page
    assert "<strong>0</strong> operations" in chosen
    assert "Select a valid choice" in chosen


def test_the_page_takes_a_fixed_number_of_queries(
    nurse: Client, unit: Unit, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(20):
        nurse.get(reverse("figures"), SPAN)
