"""/healthz: up or not for a supervisor, and which part is late for whoever looks after it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import Error, connection
from django.test import Client
from pytest_django import Settings

from procedures.checklists.models import Reminder
from procedures.messaging import liveness
from tests.cast import make_delivery, make_nurse
from tests.messaging.due import make_due

pytestmark = pytest.mark.django_db


def all_well(now: datetime) -> None:
    liveness.record(liveness.WORKER, now=now)
    liveness.record(liveness.BEAT, now=now)
    liveness.record(liveness.LADDER, now=now)


def test_web_and_database_up_is_enough_for_a_supervisor() -> None:
    response = Client().get("/healthz")

    assert response.status_code == 200
    assert response.content == b"ok\n"


def test_a_database_that_is_away_is_no_health(monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise Error

    monkeypatch.setattr(connection, "cursor", away)

    assert Client().get("/healthz").status_code == 503
    assert Client().get("/healthz?deep=1").json()["database"] == {"ok": False}


def test_everything_well_is_told_part_by_part() -> None:
    all_well(datetime.now(UTC))

    response = Client().get("/healthz?deep=1")

    assert response.status_code == 200
    told = response.json()
    assert {name for name, part in told.items() if name != "ok" and part["ok"]} == {
        "database",
        "broker",
        "worker",
        "beat",
        "ladder",
        "reminders",
        "providers",
    }


@pytest.mark.parametrize("silent", [liveness.WORKER, liveness.BEAT, liveness.LADDER])
def test_a_silent_part_is_told_from_the_others_with_how_late_it_is(silent: str) -> None:
    now = datetime.now(UTC)
    all_well(now)
    liveness.record(silent, now=now - timedelta(minutes=5))

    response = Client().get("/healthz?deep=1")

    assert response.status_code == 503
    told = response.json()
    assert [name for name, part in told.items() if name != "ok" and not part["ok"]] == [silent]
    assert 200 < told[silent]["seconds_late"] < 300


def test_a_part_that_never_did_anything_is_late() -> None:
    told = Client().get("/healthz?deep=1").json()

    assert told["worker"] == {"ok": False, "last_seen": None, "seconds_late": None}


def test_a_broker_that_is_away_is_told(settings: Settings) -> None:
    all_well(datetime.now(UTC))
    settings.REDIS_URL = "unix:///nowhere/broker.sock?password=secret"

    response = Client().get("/healthz?deep=1")

    assert response.status_code == 503
    assert response.json()["broker"] == {"ok": False}
    assert "secret" not in response.content.decode()


def test_reminders_that_wait_too_long_are_told() -> None:
    now = datetime.now(UTC)
    all_well(now)
    make_due(due_at=now - timedelta(minutes=3), latest_at=now + timedelta(hours=1))

    told = Client().get("/healthz?deep=1").json()

    assert not told["reminders"]["ok"]
    assert 170 < told["reminders"]["seconds_behind"] < 200


def test_every_page_of_the_staff_says_how_late_reminders_are() -> None:
    now = datetime.now(UTC)
    all_well(now)
    reminder = make_due(due_at=now - timedelta(minutes=3, seconds=5), latest_at=now + timedelta(hours=1))
    client = Client()
    client.force_login(make_nurse(reminder.surgery.unit))

    pages = [client.get(path).content.decode() for path in ("/board/", "/work/", "/assign/")]

    assert [page.count("Reminders are 3 minutes late.") for page in pages] == [1, 1, 1]


def test_no_page_says_anything_while_reminders_keep_time() -> None:
    all_well(datetime.now(UTC))
    reminder = make_due()
    Reminder.objects.update(status=Reminder.Status.SENT, ended_at=datetime.now(UTC))
    client = Client()
    client.force_login(make_nurse(reminder.surgery.unit))

    assert "alert-danger" not in client.get("/assign/").content.decode()
    assert liveness.words(now=datetime.now(UTC)) == ""


@pytest.mark.parametrize("silent", [liveness.WORKER, liveness.BEAT])
def test_a_part_that_stands_still_is_told_to_the_staff_also_while_nothing_is_due(silent: str) -> None:
    now = datetime.now(UTC)
    all_well(now)
    liveness.record(silent, now=now - timedelta(minutes=10))

    assert liveness.words(now=now) == "Nothing has looked for reminders to send for 9 minutes."


def test_a_long_silence_is_told_in_hours() -> None:
    now = datetime.now(UTC)
    for part in (liveness.WORKER, liveness.BEAT):
        liveness.record(part, now=now - timedelta(hours=54, minutes=10))

    assert liveness.words(now=now) == "Nothing has looked for reminders to send for 54 hours."


def test_when_no_provider_takes_anything_the_staff_hear_of_it_and_one_slow_address_is_no_alarm() -> None:
    now = datetime.now(UTC)
    all_well(now)
    waiting = make_due(due_at=now - timedelta(minutes=10), latest_at=now + timedelta(hours=1))
    Reminder.objects.update(next_attempt_at=now + timedelta(minutes=3))
    make_delivery(waiting, channel="sms", transport="twilio", status="delayed", armed_at=now)
    broken, deep = liveness.words(now=now), Client().get("/healthz?deep=1")

    make_delivery(waiting, channel="email", transport="mail", status="sent", armed_at=now)

    assert broken == "No provider takes our messages. The oldest reminder is 10 minutes late."
    assert deep.status_code == 503
    assert deep.json()["providers"] == {"ok": False, "seconds_without": pytest.approx(600, abs=60)}
    assert Client().get("/healthz?deep=1").status_code == 200
    assert liveness.words(now=now) == ""
    assert liveness.put_off(now=now)[0] == 1
