"""The board asks the database at most 15 times, however many patients there are and whatever state things are in."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from procedures.checklists.models import Reminder, Surgery, WorkItem
from procedures.hospitals.models import Unit
from procedures.messaging.liveness import BEAT, WORKER, record
from procedures.web.nurse import board_page, board_window
from tests.cast import make_delivery, make_reminder
from tests.web.conftest import NOW
from tests.web.nurse_cast import make_tomorrows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at")]
MOST = 15
# That the board was read is written down, once an hour in the session too: so many more, whatever it shows.
OF_THE_TRAIL = ("auditentry", "SAVEPOINT", 'UPDATE "django_session"')


def fill(unit: Unit, patients: int) -> None:
    for number in range(patients):
        item = make_tomorrows(unit, f"Patient {number}", 8)
        surgery = item.checklist.surgery
        WorkItem.objects.create(surgery=surgery, item=item, kind="question", summary="?", raised_at=NOW)
        told = make_reminder(surgery, due_at=NOW, latest_at=NOW + timedelta(hours=1))
        make_delivery(told, channel="sms", transport="outbox", address="1", body="-", armed_at=NOW)


def nobody_ever_worked() -> None:
    """As on the first day, or where the worker was forgotten."""


def all_is_well() -> None:
    for part in (BEAT, WORKER):
        record(part, now=NOW)


def all_is_late() -> None:
    Reminder.objects.update(next_attempt_at=NOW - timedelta(hours=1))
    all_is_well()


def no_provider_takes_any() -> None:
    due = {"due_at": NOW - timedelta(hours=1), "next_attempt_at": NOW + timedelta(seconds=30)}
    Reminder.objects.update(status=Reminder.Status.SCHEDULED, attempts=3, **due)
    all_is_well()


def asked(client: Client, **query: str | int) -> tuple[int, str]:
    with CaptureQueriesContext(connection) as seen:
        page = client.get(reverse("board"), query).content.decode()
    told = [one["sql"] for one in seen.captured_queries]
    return sum(not any(word in sql for word in OF_THE_TRAIL) for sql in told), page


@pytest.mark.parametrize("patients", [1, 12])
@pytest.mark.parametrize("state", [nobody_ever_worked, all_is_well, all_is_late, no_provider_takes_any])
def test_the_board_takes_at_most_15_queries(nurse: Client, unit: Unit, patients: int, state: object) -> None:
    fill(unit, patients)
    state()  # type: ignore[operator]

    count, page = asked(nurse)

    assert f"<strong>{patients}</strong> of {patients}" in page
    assert count <= MOST


def test_also_narrowed_and_on_a_later_page(nurse: Client, unit: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(board_page, "ROWS", 2)
    fill(unit, 5)
    second = board_window.Place.after(Surgery.objects.order_by("pk")[1]).word
    narrowed = {
        "show": "not-ready",
        "whose": "nobodys",
        "unit": unit.pk,
        "procedure": Surgery.objects.all()[0].procedure_id,
    }

    assert asked(nurse, **narrowed)[0] <= MOST
    assert asked(nurse, **narrowed, **{"from": second})[0] <= MOST
