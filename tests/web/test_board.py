"""The nurse's board: soonest first, what is missing in words, fresh without reloading."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from procedures.checklists.models import Surgery, WorkItem
from procedures.checklists.ticking import tick
from procedures.hospitals.models import Unit
from procedures.messaging.liveness import BEAT, WORKER, record
from procedures.patients.models import Consent
from tests.cast import (
    make_delivery,
    make_item,
    make_patient,
    make_reminder,
    make_surgery,
    make_unit,
)
from tests.web.conftest import NOW
from tests.web.nurse_cast import HTMX, make_tomorrows, show_board

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at")]


@pytest.fixture
def unit() -> Unit:
    for part in (BEAT, WORKER):
        record(part, now=NOW)
    return make_unit()


def test_the_soonest_surgery_comes_first_under_its_day(nurse: Client, unit: Unit) -> None:
    make_tomorrows(unit, "Zoe", 11)
    make_tomorrows(unit, "Amal", 8)
    make_surgery(unit, make_patient(unit, "Ben"), procedure=Surgery.objects.first().procedure)

    page = show_board(nurse)

    order = [page.index(words) for words in ("Monday 23 November", "Amal", "Zoe", "Tuesday 8 December", "Ben")]
    assert order == sorted(order)
    assert "tomorrow" in page
    assert "in 16 days" in page


def test_what_is_over_comes_last(nurse: Client, unit: Unit) -> None:
    past = make_surgery(
        unit,
        make_patient(unit, "Olga"),
        surgery_date=date(2026, 11, 17),
        starts_at=datetime(2026, 11, 17, 13, tzinfo=UTC),
    )
    WorkItem.objects.create(surgery=past, kind="question", summary="May I drive?", raised_at=NOW)
    make_tomorrows(unit, "Amal", 8)

    page = show_board(nurse)

    order = [page.index(words) for words in ("Amal", "After the operation, with something still open", "Olga")]
    assert order == sorted(order)
    assert "5 days ago" in page


def test_one_patient_does_not_fill_the_screen(nurse: Client, unit: Unit) -> None:
    item = make_tomorrows(unit, "Maria", 8)
    for number in range(8):
        make_item(item.checklist, title=f"Step {number}")

    page = show_board(nurse)

    assert page.count("not done:") == 5
    assert "and 4 more" in page


def test_what_is_missing_stands_there_in_words(nurse: Client, unit: Unit) -> None:
    make_tomorrows(unit, "Maria", 8, category="fasting", title="Stop eating")

    assert "fasting not confirmed" in show_board(nurse)


def test_a_tick_shows_at_once(nurse: Client, unit: Unit) -> None:
    item = make_tomorrows(unit, "Maria", 8)
    before = show_board(nurse)

    tick(item, by=None, now=NOW)

    assert "not done: Bring your papers" in strip_tags(before)
    assert "0 of 1 ticked" in before
    after = show_board(nurse)
    assert "not done" not in after
    assert "1 of 1 ticked" in after
    assert "Nothing missing" in after


def test_the_page_is_left_alone_until_there_is_news(nurse: Client, unit: Unit) -> None:
    item = make_tomorrows(unit, "Maria", 8)
    seen = HTMX | {"If-None-Match": nurse.get(reverse("board")).context["etag"]}

    no_news = nurse.get(reverse("board"), headers=seen)
    tick(item, by=None, now=NOW)
    news = nurse.get(reverse("board"), headers=seen)

    assert no_news.status_code == 304
    assert no_news.templates == []
    assert news.status_code == 200
    assert news.content.decode().strip().startswith('<div id="board"')
    assert "1 of 1 ticked" in news.content.decode()


def test_open_work_is_there_to_be_closed_and_counted(nurse: Client, unit: Unit) -> None:
    item = make_tomorrows(unit, "Maria", 8)
    concern = WorkItem.objects.create(
        surgery=item.checklist.surgery, kind="question", summary="May I shower?", is_urgent=True, raised_at=NOW
    )

    page = show_board(nurse)

    assert "May I shower?" in page
    assert reverse("work-item-close", args=[concern.pk]) in page
    assert "1 thing for you to do" in page
    assert "1 urgent" in page


def test_the_fate_of_the_last_message_and_the_next_reminder_are_told(nurse: Client, unit: Unit) -> None:
    surgery = make_tomorrows(unit, "Maria", 8).checklist.surgery
    told = make_reminder(surgery, due_at=NOW, latest_at=NOW, status="sent", ended_at=NOW)
    for minutes, status in ((9, "delivered"), (3, "undelivered")):
        make_delivery(
            told,
            channel="sms",
            transport="outbox",
            address="+12125550123",
            body="-",
            status=status,
            armed_at=NOW - timedelta(minutes=minutes),
        )
    make_reminder(surgery, due_at=NOW + timedelta(hours=9), latest_at=NOW + timedelta(hours=12))

    page = show_board(nurse)

    assert "the provider could not deliver it" in page
    assert "Next reminder Sun 22 Nov, 18:00" in page


def test_a_patient_whom_no_message_reaches_is_to_be_phoned_by_the_reminders_hour(nurse: Client, unit: Unit) -> None:
    surgery = make_tomorrows(unit, "Maria", 8).checklist.surgery
    Consent.objects.all().delete()
    make_reminder(surgery, due_at=NOW + timedelta(hours=9), latest_at=NOW + timedelta(hours=12))

    page = show_board(nurse)

    assert "Phone the patient by Sun 22 Nov, 18:00" in page
    assert "Next reminder" not in page


def test_reminders_that_are_late_are_told_in_minutes(nurse: Client, unit: Unit) -> None:
    surgery = make_tomorrows(unit, "Maria", 8).checklist.surgery
    make_reminder(surgery, due_at=NOW - timedelta(minutes=7), latest_at=NOW + timedelta(hours=1))

    assert "Reminders are 7 minutes late." in show_board(nurse)


def test_machinery_that_fell_silent_is_told(nurse: Client, unit: Unit, at: Callable[[datetime], None]) -> None:
    at(NOW + timedelta(minutes=30))

    assert "Nothing has looked for reminders to send for 29 minutes." in show_board(nurse)


def test_while_all_keeps_time_nothing_is_said_of_it(nurse: Client) -> None:
    page = show_board(nurse)

    assert "late" not in page.split("<main", 1)[1].replace("template", "")
    assert "looked for reminders" not in page


def test_an_empty_board_says_what_to_do(nurse: Client) -> None:
    page = show_board(nurse)

    assert "No operation is planned in your units." in page
    assert "Assign the first checklist" in page
