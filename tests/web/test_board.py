"""The nurse's board: soonest first, what is missing in words, fresh without reloading."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from procedures.checklists.models import ChecklistItem, SavedView, Surgery, WorkItem
from procedures.checklists.ticking import tick
from procedures.hospitals.models import Unit
from procedures.messaging.liveness import BEAT, WORKER, record
from procedures.patients.models import Consent, Patient
from procedures.web.nurse.board_window import ROWS
from tests.cast import (
    make_checklist,
    make_delivery,
    make_item,
    make_nurse,
    make_patient,
    make_procedure,
    make_reminder,
    make_staff,
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


def test_the_board_is_narrowed_to_who_is_not_ready(nurse: Client, unit: Unit) -> None:
    tick(make_tomorrows(unit, "Amal", 8), by=None, now=NOW)
    make_tomorrows(unit, "Zoe", 9)

    page = show(nurse, show="not-ready")

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
        page = show(nurse, **query)
        is_zoe = "show" not in query
        assert ("Zoe" in page, "Ben" in page) == (is_zoe, not is_zoe), query
        assert "Take off" in page
    assert "Nobody fits." in show(nurse, unit=unit.pk + 1)
    assert "Zoe" in show(nurse, unit=unit.pk)
    assert "Zoe" in show(nurse, unit="x", show="\0", procedure="9" * 40, **{"from": "2026-13-45,9,-"})


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

    first = show(nurse)
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

    page = show(nurse, **{"from": "2026-12-08"})

    assert "Zoe" not in page
    assert "Patients 2 to 2 of 2." in page
    assert "1 later" in page


def test_a_nurse_takes_a_patient_and_gives_the_patient_to_a_colleague(nurse: Client, unit: Unit) -> None:
    surgery = make_tomorrows(unit, "Zoe", 9).checklist.surgery
    otto = make_staff(unit, "nurse", username="otto", full_name="Otto Ray")

    taken = nurse.post(reverse("take-patient", args=[surgery.pk]), follow=True).content.decode()
    surgery.refresh_from_db()
    mine, nora = show(nurse, whose="mine"), surgery.owner
    given = nurse.post(
        reverse("give-patient", args=[surgery.pk]), {"to": otto.pk, "version": nora.pk, "note": "Off shift"}
    )

    surgery.refresh_from_db()
    assert "You see to Zoe Lopez now." in taken
    assert "Zoe" in mine
    assert given.status_code == 302
    assert surgery.owner == otto
    assert "Otto Ray" in show(nurse)
    assert any("Otto" in event.note and "Off shift" in event.note for event in surgery.events.all())


def test_two_nurses_who_take_the_same_patient_learn_of_each_other(nurse: Client, unit: Unit) -> None:
    surgery = make_tomorrows(unit, "Zoe", 9).checklist.surgery
    otto = make_staff(unit, "nurse", username="otto", full_name="Otto Ray")
    Surgery.objects.filter(pk=surgery.pk).update(owner=otto)

    answer = nurse.post(reverse("take-patient", args=[surgery.pk]), follow=True).content.decode()

    surgery.refresh_from_db()
    assert "Otto Ray has this patient now." in answer
    assert surgery.owner == otto


def test_a_view_is_saved_shared_and_dropped(nurse: Client, unit: Unit, client: Client) -> None:
    make_tomorrows(unit, "Zoe", 9)
    page = f"{reverse('board-views')}?show=not-ready&whose=nobodys"

    nurse.post(page, {"name": "Morning round", "unit": unit.pk})
    nurse.post(page, {"name": "My own"})
    mine = show(nurse)
    client.force_login(make_staff(unit, "nurse", username="otto", full_name="Otto Ray"))
    ottos, views = show(client), {view.name: view for view in SavedView.objects.all()}
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
