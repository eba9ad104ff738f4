"""How the list tells by when: the hour, the day, what has passed, what is assumed."""

from datetime import time, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from procedures.checklists.ticking import tick
from procedures.web.nurse.surgery_page import when_words
from procedures.web.patient.times import Wall, times_of
from tests.cast import make_hospital, make_patient, make_unit
from tests.web.patient_cast import NOON, At, item, make_list, open_list_of, section, words_of

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _noon(at: At) -> None:
    at(NOON)


def test_midnight_is_told_with_the_day_that_it_ends(client: Client, at: At) -> None:
    surgery = make_list(arrival=time(8, 0), start=time(9, 0))
    open_list_of(client, surgery.patient)

    page = words_of(client)

    assert "12 midnight at the end of Monday 7 December (the night before)" in section(page, "Next", "Then:")


def test_what_holds_before_the_operation_ends_when_the_patient_comes(client: Client) -> None:
    timing = {"relation": "before", "from": "P1D", "to": "P0D", "kind": "interval"}
    open_list_of(client, make_list(None, {"title": "Drink clear fluids only", "timing": timing}).patient)

    page = words_of(client)

    assert "Drink clear fluids only until you come to the hospital" in page
    assert "until the end of Tuesday 8 December" not in page


def test_what_lasts_is_told_from_its_first_day_and_not_by_its_end() -> None:
    """Safety: "do not shave in the week before" must not read as if shaving were allowed from that evening on."""
    week = {"relation": "before", "from": "P7D", "to": "P0D", "kind": "interval"}
    surgery = make_list(None, {"title": "Do not shave", "category": "hygiene", "timing": week}, now=NOON - 9 * DAY)

    shaving = item(surgery, "Do not shave")
    wall = Wall(surgery.zone, "en", surgery.surgery_date, surgery.starts_at, NOON - 9 * DAY)

    assert times_of(shaving, wall)["below"] == "from Tuesday 1 December"
    assert when_words(shaving, surgery.zone) == "from Tue 1 Dec"


def test_what_waits_for_its_hour_after_the_operation_is_not_told_to_be_done_by_then(client: Client) -> None:
    after = {"relation": "after", "from": "PT48H", "to": "PT48H", "kind": "due"}
    later = {"phase": "recovery", "category": "wound_care", "timing": after}
    open_list_of(client, make_list(None, {"title": "Take the dressing off"} | later).patient)

    assert "Take the dressing off from 8:00 in the morning" in words_of(client)


def test_days_are_told_by_date_and_beside_the_operation(client: Client) -> None:
    open_list_of(client, make_list().patient)

    page = words_of(client)

    assert "Tuesday 8 December the day of your operation · tomorrow" in page
    assert "Come to the hospital at 6:00 in the morning Main desk" in page
    assert "Wednesday 9 December the day after your operation · in 2 days" in page


def test_while_the_hour_is_not_known_the_page_says_that_the_earliest_is_assumed(client: Client) -> None:
    open_list_of(client, make_list(start=None, arrival=None).patient)

    page = words_of(client)

    assert "The hour of your operation is not known yet." in page
    assert "for the earliest start" in section(page, "Next", "Then:")
    assert "The hour is not set yet. We will tell you." in page


def test_days_and_hours_are_told_in_the_language_of_the_page(client: Client) -> None:
    unit = make_unit()
    surgery = make_list(unit, patient=make_patient(unit, language="es"))
    open_list_of(client, surgery.patient)

    html = client.get(reverse("patient-list"), headers={"Accept-Language": "en"}).content.decode()

    assert '<html lang="es"' in html
    assert "martes 8 de diciembre" in html
    assert "Tuesday" not in html


def test_hours_are_the_hospitals_wall_clock_wherever_the_patient_is(client: Client) -> None:
    unit = make_unit(make_hospital(zone="America/Los_Angeles"))
    surgery = make_list(unit, patient=make_patient(unit, zone_name="Asia/Kolkata"))
    open_list_of(client, surgery.patient)

    assert "by 10:00 at night" in words_of(client)


def test_a_step_whose_time_has_passed_is_asked_for_and_not_dropped(client: Client) -> None:
    open_list_of(client, make_list().patient)

    late = section(words_of(client), "The time for this has passed", "Your operation")

    assert "Have your blood test by the end of Tuesday 1 December" in late


def test_a_fast_that_was_to_begin_hours_ago_is_asked_for_until_it_is_ticked(client: Client, at: At) -> None:
    open_list_of(client, make_list().patient)
    at(NOON + timedelta(hours=12))

    page = words_of(client)

    assert "Stop drinking" in section(page, "Next", "Then:")
    late = section(page, "The time for this has passed", "Your operation")
    assert "Stop eating by Monday 7 December, 10:00 at night" in late


def test_what_lasted_is_told_from_its_first_day_among_what_is_done(client: Client) -> None:
    """Safety: "by Tuesday 1 December" would read as if one might shave after it."""
    week = {"relation": "before", "from": "P7D", "to": "P0D", "kind": "interval"}
    surgery = make_list(None, {"title": "Do not shave", "category": "hygiene", "timing": week}, now=NOON - 9 * DAY)
    tick(item(surgery, "Do not shave"), by=None, now=NOON - DAY)
    open_list_of(client, surgery.patient)

    assert "Do not shave from Tuesday 1 December" in section(words_of(client), "1 step done", "Do you have")


def test_late_steps_say_by_when_in_spanish_too(client: Client) -> None:
    unit = make_unit()
    open_list_of(client, make_list(unit, patient=make_patient(unit, language="es")).patient)

    assert "antes de que termine el martes 1 de diciembre" in words_of(client)


def test_where_a_list_is_open_is_told_with_a_day_in_the_language_of_the_page(client: Client) -> None:
    unit = make_unit()
    surgery = make_list(unit, patient=make_patient(unit, language="es"))
    open_list_of(Client(), surgery.patient, now=NOON - DAY)
    open_list_of(client, surgery.patient)

    page = client.get(reverse("patient-devices")).content.decode()

    assert "domingo 6 de diciembre, 12 del mediodía" in page
