"""What a patient's list must never show, and what it must always show: the safety rules on the page."""

from datetime import time, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from procedures.checklists.models import ChecklistItem
from procedures.checklists.rescheduling import reschedule
from procedures.checklists.ticking import tick
from tests.cast import LONG_AGO, make_nurse
from tests.web.patient_cast import NOON, THE_DAY, At, item, make_list, open_list_of, section, stop_by, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon(at: At) -> None:
    at(NOON)


def test_safety_rule_1_an_open_medicine_step_says_ask_and_stop_none(client: Client) -> None:
    open_list_of(client, make_list().patient)

    assert "Ask your team which medicines to change. Do not stop any on your own." in words_of(client)


def test_safety_rule_3_neither_of_two_fasting_hours_that_contradict_is_shown(client: Client) -> None:
    signed = {"confirmed_at": LONG_AGO}
    twin = {"title": "No food for 6 hours", "category": "fasting", "intake": "food", "timing": stop_by(6)} | signed
    open_list_of(client, make_list(None, twin).patient)

    page = words_of(client)

    assert "Ask us when to stop eating and drinking Ask your team when to stop eating and drinking." in page
    assert "Stop eating" not in page
    assert "No food for 6 hours" not in page
    assert "10:00 at night" not in page


@pytest.mark.parametrize("days", [-9, 0, 1, 40])
def test_safety_rule_4_warning_signs_are_always_there_and_have_no_box(client: Client, at: At, days: int) -> None:
    surgery = make_list(now=NOON - timedelta(days=10))
    at(NOON + timedelta(days=days))
    open_list_of(client, surgery.patient, now=NOON + timedelta(days=days))

    html = client.get(reverse("patient-list")).content.decode()

    flags = section(html, '<aside class="flags"', "</aside>")
    assert "Chest pain" in flags
    assert flags.index("911") < flags.index("555-0101") < flags.index("Chest pain")
    assert reverse("item-tick", args=[item(surgery, "Chest pain").pk]) not in html


def test_safety_rule_4_warning_signs_are_told_whole_and_those_for_the_emergency_number_first(client: Client) -> None:
    sign = {"phase": "recovery", "category": "monitoring", "is_red_flag": True}
    whole = "Call us if the wound becomes red, hot or leaks."
    cut = {"title": "Call us if the wound becomes red…", "instruction": whole, "condition": "if the wound becomes red"}
    open_list_of(client, make_list(None, sign | cut, sign | {"title": "Call 911 now if you faint"}).patient)

    flags = section(client.get(reverse("patient-list")).content.decode(), '<aside class="flags"', "</aside>")

    assert "…" not in flags
    assert "Only if" not in flags
    assert flags.index("Call 911 now if you faint") < flags.index(whole)


def test_safety_rule_4_warning_signs_are_printed_too(client: Client) -> None:
    open_list_of(client, make_list().patient)

    html = client.get(reverse("patient-list")).content.decode()

    assert "Chest pain" in section(html, 'class="print-only"', "</aside>")


def test_safety_rule_4_warning_signs_stay_in_sight_when_everything_is_done(client: Client) -> None:
    surgery = make_list()
    for one in ChecklistItem.objects.open().exclude(actor="care_team"):
        tick(one, by=None, now=NOON - timedelta(hours=1))
    open_list_of(client, surgery.patient)

    page = words_of(client)

    assert "Chest pain" in page
    assert "(212) 555-0101" in page


def test_safety_rule_6_a_tick_that_no_longer_counts_is_asked_for_again(client: Client) -> None:
    surgery = make_list()
    tick(item(surgery, "Stop eating"), by=None, now=NOON)
    nurse = make_nurse(surgery.unit)
    reschedule(
        surgery, surgery_date=THE_DAY + timedelta(days=2), start_time=time(8), arrival_time=time(6), by=nurse, now=NOON
    )
    open_list_of(client, surgery.patient)

    page = words_of(client)

    assert "The day or the hour of your operation has changed." in page
    assert "Check again" in page
    assert "Thursday 10 December" in page
    assert "8 December" not in page
