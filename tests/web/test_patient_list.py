"""What the list shows, in which order, and to whom."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from procedures.checklists.cancelling import cancel
from procedures.checklists.models import ChecklistItem, Surgery
from procedures.checklists.ticking import report_missed, tick
from tests.cast import make_nurse, make_patient, make_unit
from tests.web.patient_cast import (
    NOON,
    At,
    item,
    make_list,
    open_list_of,
    section,
    stop_by,
    words_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon(at: At) -> None:
    at(NOON)


def test_the_next_step_stands_on_top_with_its_hour_in_figures_and_how_far_off_it_is(client: Client) -> None:
    open_list_of(client, make_list().patient)

    card = section(words_of(client), "Next", "Then:")

    assert "Stop eating" in card
    assert "by 10:00 at night Monday 7 December" in card
    assert "in 10 hours" in card
    assert "Done" in card


def test_what_comes_after_the_next_step_is_told_with_its_moment(client: Client) -> None:
    open_list_of(client, make_list().patient)

    assert "Then: Stop drinking, by Tuesday 8 December, 4:00 in the morning" in words_of(client)


def test_no_two_parts_of_the_page_share_an_address(client: Client) -> None:
    visit = {"title": "Rest", "phase": "recovery", "timing": {"relation": "after", "from": "PT0S", "to": "PT0S"}}
    open_list_of(client, make_list(None, visit).patient)

    page = client.get(reverse("patient-list")).content.decode()
    days = re.findall(r'id="((?:later-)?day-[^"]+)"', page)

    assert {"day-2026-12-08", "later-day-2026-12-08"} <= set(days)
    assert len(days) == len(set(days))


def test_a_cancelled_operation_takes_the_place_of_the_list(client: Client) -> None:
    surgery = make_list()
    cancel(surgery, by=make_nurse(surgery.unit), reason="Patient has a fever", now=NOON)
    open_list_of(client, surgery.patient)

    page = words_of(client)

    assert "This operation is cancelled" in page
    assert "Did you stop or change a medicine for it? Call us today" in page
    assert "Stop eating" not in page
    assert "fever" not in page
    assert "Emergency 911" in page


def test_what_was_ticked_a_while_ago_is_folded_away_and_what_was_just_ticked_stays(client: Client, at: At) -> None:
    surgery = make_list()
    open_list_of(client, surgery.patient)
    tick(item(surgery, "Find a driver"), by=None, now=NOON)

    at(NOON + timedelta(minutes=5))
    just = client.get(reverse("patient-list")).content.decode()
    at(NOON + timedelta(minutes=20))
    later = client.get(reverse("patient-list")).content.decode()

    assert 'id="behind"' not in just
    assert "Undo" in section(just, "On any day before", "Tuesday 8 December</span>")
    assert "Find a driver" in section(later, 'id="behind"', "</details>")


def test_apostrophes_stand_as_in_print(client: Client) -> None:
    words = {"title": "Don't shave the surgeons' mark", "instruction": "It isn't 5' 4\" long."}
    open_list_of(client, make_list(None, words).patient)

    page = client.get(reverse("patient-list")).content.decode()

    assert "Don’t shave the surgeons’ mark" in page
    assert "It isn’t 5&#x27; 4&quot; long." in page


def test_a_missed_step_says_that_a_nurse_knows(client: Client) -> None:
    surgery = make_list()
    report_missed(item(surgery, "Have your blood test"), by=None, note="", now=NOON)
    open_list_of(client, surgery.patient)

    assert "You told us about this. Your nurse will look at it." in words_of(client)


def test_what_comes_after_the_operation_has_no_box_before_it(client: Client, at: At) -> None:
    surgery = make_list()
    act = reverse("item-tick", args=[item(surgery, "Walk a few steps").pk])
    open_list_of(client, surgery.patient)

    before = client.get(reverse("patient-list")).content.decode()
    at(NOON + timedelta(hours=19))
    on_the_morning = client.get(reverse("patient-list")).content.decode()
    at(NOON + timedelta(hours=23))
    after = client.get(reverse("patient-list")).content.decode()

    assert act not in before
    assert act not in on_the_morning
    assert act in after


def test_what_the_team_does_is_told_and_has_no_box(client: Client, at: At) -> None:
    surgery = make_list()
    open_list_of(client, surgery.patient)
    at(NOON + timedelta(days=2))

    html = client.get(reverse("patient-list")).content.decode()

    assert "Take out the drain" in html
    assert reverse("item-tick", args=[item(surgery, "Take out the drain").pk]) not in html


def test_every_word_of_the_list_is_there_whatever_the_day(client: Client, at: At) -> None:
    surgery = make_list(now=NOON - timedelta(days=30))

    for days in range(-20, 90, 3):
        at(NOON + timedelta(days=days))
        open_list_of(client, surgery.patient, now=NOON + timedelta(days=days))
        page = words_of(client)
        missing = [one.title for one in ChecklistItem.objects.all() if one.title not in page]
        assert missing == [], f"{days} days on"


@pytest.mark.parametrize("extra", [0, 60])
def test_the_page_takes_at_most_8_queries_whatever_the_length_of_the_list(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, extra: int
) -> None:
    more = [{"title": f"Step {number}", "timing": stop_by(10)} for number in range(extra)]
    open_list_of(client, make_list(None, *more).patient)

    with django_assert_max_num_queries(8):
        client.get(reverse("patient-list"))


def test_htmx_gets_the_list_alone_so_that_an_open_page_stays_true(client: Client) -> None:
    open_list_of(client, make_list().patient)

    part = client.get(reverse("patient-list"), headers={"HX-Request": "true"}).content.decode()

    assert part.lstrip().startswith('<div id="list"')
    assert "<html" not in part


def test_a_list_of_a_surgery_that_is_over_shows_recovery_and_folds_what_was_before(client: Client, at: At) -> None:
    surgery: Surgery = make_list()
    open_list_of(client, surgery.patient)
    at(NOON + timedelta(days=2))

    html = client.get(reverse("patient-list")).content.decode()

    assert "Find a driver" in section(html, 'id="behind"', 'aria-labelledby="ask"')
    assert "The hour of your operation" not in html


def test_a_step_that_nobody_translated_says_that_it_is_english(client: Client) -> None:
    unit = make_unit()
    surgery = make_list(unit, patient=make_patient(unit, language="es"))
    item = surgery.checklists.get().items.get(title="Find a driver")
    item.translations = {"es": ["Busque a alguien que le lleve", "Llame a su familia."]}
    item.save()

    open_list_of(client, surgery.patient)
    page = client.get(reverse("patient-list")).content.decode()

    assert "Busque a alguien que le lleve</h3>" in page
    assert f'id="title-item-{item.pk}">' in page
    assert "Llame a su familia." in page
    assert "Find a driver" not in page
    blood = surgery.checklists.get().items.get(title="Have your blood test")
    assert f'id="title-item-{blood.pk}" lang="en">' in page


def test_what_to_bring_stands_with_the_operation_too_and_says_bring_once(client: Client) -> None:
    open_list_of(client, make_list(None, {"title": "Bring your glasses"}).patient)

    assert "BringYour glasses When you call" in section(words_of(client), "Your operation", "Will you come")
