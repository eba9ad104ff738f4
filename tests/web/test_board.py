"""The nurse's board: soonest first, what is missing in words, fresh without reloading."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from procedures.checklists.models import ChecklistItem, Surgery, WorkItem
from procedures.checklists.ticking import tick
from procedures.hospitals.models import Unit
from procedures.messaging.liveness import BEAT, WORKER, record
from procedures.patients.models import Consent
from tests.cast import (
    make_checklist,
    make_delivery,
    make_item,
    make_nurse,
    make_patient,
    make_reminder,
    make_surgery,
    make_unit,
)
from tests.web.conftest import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at")]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def unit() -> Unit:
    for part in (BEAT, WORKER):
        record(part, now=NOW)
    return make_unit()


@pytest.fixture
def nurse(client: Client, unit: Unit) -> Client:
    client.force_login(make_nurse(unit))
    return client


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


def show(client: Client, **query: str) -> str:
    return client.get(reverse("board"), query).content.decode()


def test_the_soonest_surgery_comes_first_under_its_day(nurse: Client, unit: Unit) -> None:
    make_tomorrows(unit, "Zoe", 11)
    make_tomorrows(unit, "Amal", 8)
    make_surgery(unit, make_patient(unit, "Ben"), procedure=Surgery.objects.first().procedure)

    page = show(nurse)

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

    page = show(nurse)

    order = [page.index(words) for words in ("Amal", "After the operation, with something still open", "Olga")]
    assert order == sorted(order)
    assert "5 days ago" in page


def test_one_patient_does_not_fill_the_screen(nurse: Client, unit: Unit) -> None:
    item = make_tomorrows(unit, "Maria", 8)
    for number in range(8):
        make_item(item.checklist, title=f"Step {number}")

    page = show(nurse)

    assert page.count("not done:") == 5
    assert "and 4 more" in page


def test_what_is_missing_stands_there_in_words(nurse: Client, unit: Unit) -> None:
    make_tomorrows(unit, "Maria", 8, category="fasting", title="Stop eating")

    assert "fasting not confirmed" in show(nurse)


def test_a_tick_shows_at_once(nurse: Client, unit: Unit) -> None:
    item = make_tomorrows(unit, "Maria", 8)
    before = show(nurse)

    tick(item, by=None, now=NOW)

    assert "not done: Bring your papers" in before
    assert "0 of 1 ticked" in before
    after = show(nurse)
    assert "not done" not in after
    assert "1 of 1 ticked" in after
    assert "Nothing missing" in after


def test_the_page_is_left_alone_until_there_is_news(nurse: Client, unit: Unit) -> None:
    item = make_tomorrows(unit, "Maria", 8)
    seen = nurse.get(reverse("board")).context["seen"]

    no_news = nurse.get(reverse("board"), {"seen": seen}, headers=HTMX)
    tick(item, by=None, now=NOW)
    news = nurse.get(reverse("board"), {"seen": seen}, headers=HTMX)

    assert no_news.status_code == 204
    assert news.status_code == 200
    assert news.content.decode().lstrip().startswith('<div id="board"')
    assert "1 of 1 ticked" in news.content.decode()


def test_open_work_is_there_to_be_closed_and_counted(nurse: Client, unit: Unit) -> None:
    item = make_tomorrows(unit, "Maria", 8)
    concern = WorkItem.objects.create(
        surgery=item.checklist.surgery, kind="question", summary="May I shower?", is_urgent=True, raised_at=NOW
    )

    page = show(nurse)

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

    page = show(nurse)

    assert "the provider could not deliver it" in page
    assert "Next reminder Sun 22 Nov, 18:00" in page


def test_a_patient_whom_no_message_reaches_is_to_be_phoned_by_the_reminders_hour(nurse: Client, unit: Unit) -> None:
    surgery = make_tomorrows(unit, "Maria", 8).checklist.surgery
    Consent.objects.all().delete()
    make_reminder(surgery, due_at=NOW + timedelta(hours=9), latest_at=NOW + timedelta(hours=12))

    page = show(nurse)

    assert "Phone the patient by Sun 22 Nov, 18:00" in page
    assert "Next reminder" not in page


def test_reminders_that_are_late_are_told_in_minutes(nurse: Client, unit: Unit) -> None:
    surgery = make_tomorrows(unit, "Maria", 8).checklist.surgery
    make_reminder(surgery, due_at=NOW - timedelta(minutes=7), latest_at=NOW + timedelta(hours=1))

    assert "Reminders are 7 minutes late." in show(nurse)


def test_machinery_that_fell_silent_is_told(nurse: Client, unit: Unit, at: Callable[[datetime], None]) -> None:
    at(NOW + timedelta(minutes=30))

    assert "Nothing has looked for reminders to send for 29 minutes." in show(nurse)


def test_while_all_keeps_time_nothing_is_said_of_it(nurse: Client) -> None:
    page = show(nurse)

    assert "late" not in page.split("<main", 1)[1].replace("template", "")
    assert "looked for reminders" not in page


def test_an_empty_board_says_what_to_do(nurse: Client) -> None:
    page = show(nurse)

    assert "No operation is planned in your units." in page
    assert "Assign the first checklist" in page


def test_the_board_can_be_searched_and_narrowed(nurse: Client, unit: Unit) -> None:
    ready = make_tomorrows(unit, "Amal", 8)
    tick(ready, by=None, now=NOW)
    make_tomorrows(unit, "Zoe", 9)

    by_name, by_phone = show(nurse, search="zoe lop"), show(nurse, search="5550123")
    not_ready, nobody = show(nurse, show="not-ready"), show(nurse, search="<script>")

    assert "Zoe" in by_name
    assert "Amal" not in by_name
    assert "Zoe" in by_phone
    assert "Amal" in by_phone
    assert "Amal" not in not_ready
    assert "Nobody fits." in nobody
    assert "<script>&" not in nobody
    assert 'value="<script>' not in nobody


@pytest.mark.parametrize("patients", [1, 12])
def test_the_board_takes_at_most_17_queries_however_many_patients(
    nurse: Client, unit: Unit, patients: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(patients):
        item = make_tomorrows(unit, f"Patient {number}", 8)
        surgery = item.checklist.surgery
        WorkItem.objects.create(surgery=surgery, item=item, kind="question", summary="?", raised_at=NOW)
        told = make_reminder(surgery, due_at=NOW, latest_at=NOW + timedelta(hours=1))
        make_delivery(told, channel="sms", transport="outbox", address="1", body="-", armed_at=NOW)

    with django_assert_num_queries(17):
        page = show(nurse)

    assert f"<strong>{patients}</strong> of {patients}" in page
