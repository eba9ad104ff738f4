"""Completing, and recording a death, on the nurse's pages; what the patient's page shows then."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from procedures.checklists.deaths import record_death
from procedures.checklists.models import ChecklistItem, Reminder, Surgery
from tests.cast import make_nurse
from tests.web.patient_cast import NOON, item, make_list, open_list_of

pytestmark = pytest.mark.django_db
At = Callable[[datetime], None]
THE_DAY_AFTER = NOON + timedelta(days=2)


@pytest.fixture
def surgery(at: At) -> Surgery:
    at(NOON)
    return make_list(now=NOON - timedelta(days=3))


@pytest.fixture
def nurse(surgery: Surgery) -> Client:
    nurse = Client()
    nurse.force_login(make_nurse(surgery.unit, username="nora"))
    return nurse


def page(client: Client, name: str, surgery: Surgery) -> str:
    return client.get(reverse(name, args=[surgery.pk])).content.decode()


def send(client: Client, name: str, surgery: Surgery, **values: str) -> str:
    return client.post(reverse(name, args=[surgery.pk]), values, follow=True).content.decode()


def status_of(surgery: Surgery) -> str:
    surgery.refresh_from_db()
    return surgery.status


def test_completing_shows_first_what_stops_and_changes_nothing(at: At, nurse: Client, surgery: Surgery) -> None:
    at(THE_DAY_AFTER)

    shown = page(nurse, "surgery-complete", surgery)

    assert "What stops" in shown
    assert status_of(surgery) == "planned"


def test_completing_stops_everything_and_can_be_taken_back(at: At, nurse: Client, surgery: Surgery) -> None:
    at(THE_DAY_AFTER)

    said = send(nurse, "surgery-complete", surgery)
    assert "No more reminders go out" in said
    assert "Open again" in said
    assert status_of(surgery) == "completed"

    assert "Open again. The reminders" in send(nurse, "surgery-reopen", surgery)
    assert status_of(surgery) == "planned"


def test_before_the_operation_there_is_cancelling_and_after_it_completing(
    at: At, nurse: Client, surgery: Surgery
) -> None:
    before = page(nurse, "surgery", surgery)
    at(THE_DAY_AFTER)
    after = page(nurse, "surgery", surgery)

    assert reverse("surgery-cancel", args=[surgery.pk]) in before
    assert reverse("surgery-complete", args=[surgery.pk]) not in before
    assert reverse("surgery-complete", args=[surgery.pk]) in after
    assert "still to come" in send_early(at, nurse, surgery)


def send_early(at: At, nurse: Client, surgery: Surgery) -> str:
    at(NOON)
    return send(nurse, "surgery-complete", surgery)


def test_a_completed_list_says_so_to_the_patient_and_keeps_the_warning_signs(
    at: At, client: Client, nurse: Client, surgery: Surgery
) -> None:
    at(THE_DAY_AFTER)
    open_list_of(client, surgery.patient)
    send(nurse, "surgery-complete", surgery)

    shown = client.get(reverse("patient-list")).content.decode()

    assert "You get no more reminders" in shown
    assert "Chest pain" in shown


def test_a_death_is_confirmed_before_anything_stops(nurse: Client, surgery: Surgery) -> None:
    shown = page(nurse, "surgery-death", surgery)
    said = send(nurse, "surgery-death", surgery, step="record")

    assert "We are sorry" in shown
    assert "Tick this first. Nothing was changed." in said
    assert status_of(surgery) == "planned"


def test_recording_it_stops_everything_and_keeps_it_apart_on_the_board(nurse: Client, surgery: Surgery) -> None:
    said = send(nurse, "surgery-death", surgery, step="record", is_sure="on")
    board = nurse.get(reverse("board")).content.decode()

    assert "Everything is stopped" in said
    for word in ("Reschedule", "Overdue", "Make the link now"):
        assert word not in said
    assert status_of(surgery) == "died"
    assert not Reminder.objects.filter(status="scheduled").exists()
    assert "Kept apart" in board
    assert "Maria Lopez" in board.partition("Kept apart")[2]
    assert "Maria Lopez" not in board.partition("Kept apart")[0]


def test_it_can_be_taken_back(nurse: Client, surgery: Surgery) -> None:
    send(nurse, "surgery-death", surgery, step="record", is_sure="on")
    assert "Recorded by mistake?" in page(nurse, "surgery-death", surgery)

    said = send(nurse, "surgery-death", surgery, step="take-back", is_sure="on")

    assert "Taken back" in said
    assert status_of(surgery) == "planned"


def test_the_patients_page_shows_only_the_units_telephone_number(client: Client, surgery: Surgery) -> None:
    open_list_of(client, surgery.patient)
    driver = item(surgery, "Find a driver")
    record_death(surgery.patient, by=None, now=NOON)

    shown = client.get(reverse("patient-list")).content.decode()
    pressed = client.post(reverse("item-tick", args=[driver.pk]))

    main = shown.partition("<main")[2].partition("</main>")[0]
    assert surgery.unit.telephone.as_rfc3966 in main
    for word in ("Maria", "list", "operation", "Stop eating", "died", "form"):
        assert word not in main
    assert pressed.status_code == 200
    driver.refresh_from_db()
    assert driver.status == ChecklistItem.Status.OPEN


def test_the_stay_is_entered_on_the_hospitals_clock(at: At, nurse: Client, surgery: Surgery) -> None:
    at(THE_DAY_AFTER)
    home = {"discharged_day": "2026-12-09", "discharged_hour": "10:30"}
    assert "Enter it" in page(nurse, "surgery", surgery)

    refused = send(nurse, "surgery-stay", surgery, discharged_day="2026-12-09")
    said = send(nurse, "surgery-stay", surgery, **home)

    assert "Give both, the day and the hour" in refused
    assert "went home Wed 9 Dec, 10:30" in said
    assert 'value="10:30"' in page(nurse, "surgery-stay", surgery)
    later = send(nurse, "surgery-stay", surgery, discharged_day="2026-12-30", discharged_hour="10:30")
    assert "still to come" in later
