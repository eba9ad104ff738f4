"""Booking, moving and cancelling visits on the nurse's pages."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from procedures.checklists.models import Appointment, Surgery
from procedures.hospitals.models import ClosedDay, Unit
from tests.cast import make_checklist, make_surgery

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at")]
WELL = {"kind": "imaging", "visit_date": "2026-12-01", "visit_time": "09:30", "place": "X-ray"}

CONFIRMED = {"step": "confirm", "sequence": "0"}


@pytest.fixture
def surgery(unit: Unit) -> Surgery:
    surgery = make_surgery(unit)
    make_checklist(surgery)
    return surgery


def book(client: Client, surgery: Surgery, **changes: str) -> Any:
    return client.post(reverse("visit-book", args=[surgery.pk]), WELL | changes, follow=True)


def test_booking_a_visit_plans_its_reminders(nurse: Client, surgery: Surgery) -> None:
    page = book(nurse, surgery).content.decode()

    visit = Appointment.objects.get()
    assert visit.starts_at == datetime(2026, 12, 1, 14, 30, tzinfo=UTC)
    assert visit.reminders.exists()
    assert "Tue 1 Dec, 09:30" in page


def test_booking_twice_books_once(nurse: Client, surgery: Surgery) -> None:
    book(nurse, surgery)
    book(nurse, surgery)

    assert Appointment.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"visit_date": "", "visit_time": "", "place": ""}, "Give the date of this visit"),
        ({"visit_date": "2026-11-21"}, "This date is in the past."),
        ({"visit_date": "2026-11-22", "visit_time": "07:00"}, "is over"),
        ({"visit_date": "2027-03-14", "visit_time": "02:30"}, "02:30 does not come"),
        ({"kind": "assessment", "visit_date": "2026-12-09"}, "This assessment comes after the operation."),
        ({"kind": "follow_up", "visit_date": "2026-12-07"}, "This follow-up visit comes before the operation."),
    ],
)
def test_a_visit_that_cannot_be_is_told_and_not_booked(
    nurse: Client, surgery: Surgery, changes: dict[str, str], words: str
) -> None:
    page = book(nurse, surgery, **changes).content.decode()

    assert words in page
    assert not Appointment.objects.exists()


def test_moving_a_visit_takes_its_reminders_along(nurse: Client, surgery: Surgery) -> None:
    book(nurse, surgery)
    visit = Appointment.objects.get()
    old = set(visit.reminders.stoppable())

    nurse.post(reverse("visit-move", args=[visit.pk]), WELL | CONFIRMED | {"visit_date": "2026-12-03"})

    visit.refresh_from_db()
    assert visit.starts_at == datetime(2026, 12, 3, 14, 30, tzinfo=UTC)
    assert not old & set(visit.reminders.stoppable())
    assert visit.reminders.stoppable().exists()


def test_cancelling_a_visit_stops_its_reminders_and_needs_a_reason(nurse: Client, surgery: Surgery) -> None:
    book(nurse, surgery)
    visit = Appointment.objects.get()
    address = reverse("visit-cancel", args=[visit.pk])

    asked = nurse.get(address).content.decode()
    without = nurse.post(address, {"reason": ""}).content.decode()
    visit.refresh_from_db()
    kept = visit.status
    nurse.post(address, {"reason": "The scanner is broken", "version": "0"})

    visit.refresh_from_db()
    assert "Write why it is cancelled" in without
    assert kept == "booked"
    assert visit.status == "cancelled"
    assert "Stops: Appointment" in asked
    assert "Sun 22 Nov, 09:00</span>: this visit is cancelled" in asked
    assert [told.kind for told in visit.reminders.stoppable()] == ["visit_cancelled"]


def test_a_page_left_open_does_not_cancel_the_visit_that_was_moved_meanwhile(nurse: Client, surgery: Surgery) -> None:
    book(nurse, surgery)
    visit = Appointment.objects.get()
    address = reverse("visit-cancel", args=[visit.pk])
    before = nurse.get(address).content.decode()
    nurse.post(reverse("visit-move", args=[visit.pk]), WELL | CONFIRMED | {"visit_date": "2026-12-03"})

    page = nurse.post(address, {"reason": "The scanner is broken", "version": "0"}).content.decode()

    visit.refresh_from_db()
    assert 'name="version" value="0"' in before
    assert visit.status == "booked"
    assert "Someone moved this visit in the meantime" in page
    assert "Thu 3 Dec" in page
    assert "The scanner is broken" in page
    assert 'name="version" value="1"' in page


def test_cancelling_a_visit_twice_is_no_error(nurse: Client, surgery: Surgery) -> None:
    book(nurse, surgery)
    address = reverse("visit-cancel", args=[Appointment.objects.get().pk])
    nurse.post(address, {"reason": "The scanner is broken", "version": "0"})

    again = nurse.post(address, {"reason": "The scanner is broken", "version": "0"}, follow=True)

    assert again.redirect_chain == [(reverse("surgery", args=[surgery.pk]), 302)]
    assert "This visit is cancelled already" in again.content.decode()


def test_a_visit_moved_onto_another_one_is_really_moved(nurse: Client, surgery: Surgery) -> None:
    book(nurse, surgery)
    book(nurse, surgery, visit_date="2026-12-02")
    later = Appointment.objects.get(visit_date="2026-12-02")

    nurse.post(reverse("visit-move", args=[later.pk]), WELL | CONFIRMED)

    later.refresh_from_db()
    assert later.starts_at == datetime(2026, 12, 1, 14, 30, tzinfo=UTC)


def test_the_preview_of_a_move_says_what_was_sent_and_what_will_be_told_and_changes_nothing(
    nurse: Client, surgery: Surgery
) -> None:
    book(nurse, surgery)
    visit = Appointment.objects.get()
    visit.reminders.filter(step="booked").update(status="sent", ended_at=datetime(2026, 11, 22, 14, 0, tzinfo=UTC))

    page = nurse.post(reverse("visit-move", args=[visit.pk]), WELL | {"visit_date": "2026-12-03", "step": "preview"})

    visit.refresh_from_db()
    words = page.content.decode()
    assert "Already sent, and wrong after the move" in words
    assert "Wed 2 Dec, 10:00" in words
    assert visit.starts_at == datetime(2026, 12, 1, 14, 30, tzinfo=UTC)
    assert visit.sequence == 0


def test_a_preview_of_a_visit_that_was_moved_meanwhile_is_shown_again(nurse: Client, surgery: Surgery) -> None:
    book(nurse, surgery)
    visit = Appointment.objects.get()
    where = reverse("visit-move", args=[visit.pk])
    nurse.post(where, WELL | CONFIRMED | {"visit_date": "2026-12-03"})

    page = nurse.post(where, WELL | CONFIRMED | {"visit_date": "2026-12-04"}).content.decode()

    visit.refresh_from_db()
    assert "Someone moved this visit in the meantime" in page
    assert "What changes for" in page
    assert visit.visit_date.isoformat() == "2026-12-03"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-11-26", "it is a public holiday: Thanksgiving"),
        ("2026-12-02", "the hospital is closed: Staff training"),
        ("2026-12-05", "it is the weekend"),
    ],
)
def test_a_visit_on_a_day_of_rest_is_booked_and_warned_of(
    nurse: Client, surgery: Surgery, unit: Unit, day: str, words: str
) -> None:
    ClosedDay.objects.create(hospital=unit.hospital, day="2026-12-02", name="Staff training")

    page = book(nurse, surgery, visit_date=day).content.decode()

    assert words in page
    assert Appointment.objects.count() == 1
