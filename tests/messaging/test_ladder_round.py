"""The ladder's round: a part that fails keeps no other back, and is seen when it goes on failing."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from django.db import OperationalError, connection
from django.test import Client

from procedures.checklists.apart import SLOW_IN_A_ROW, each_apart
from procedures.checklists.escalating import climbing, raise_work_item
from procedures.checklists.models import Reminder, WorkItem
from procedures.hospitals.models import Hospital
from procedures.messaging import liveness
from procedures.messaging.ladder import go_round
from tests.cast import make_hospital, make_nurse, make_surgery, make_unit
from tests.messaging.due import HOUR, NOW, make_due, status_of

pytestmark = pytest.mark.django_db


def make_broken() -> WorkItem:
    """A concern near its operation, in a hospital whose zone no library knows any more: its deadline is unknowable."""
    unit = make_unit(make_hospital("Gone Hospital"))
    concern = raise_work_item(make_surgery(unit), kind=WorkItem.Kind.QUESTION, summary="?", now=NOW)
    Hospital.objects.filter(pk=unit.hospital_id).update(zone_name="Nowhere/Gone")
    return concern


def test_a_part_of_the_round_that_fails_keeps_no_other_concern_from_going_up() -> None:
    make_broken()
    overdue = raise_work_item(make_surgery(make_unit()), kind=WorkItem.Kind.QUESTION, summary="?", now=NOW - 2 * HOUR)
    late = make_due(is_critical=True, surgery=overdue.surgery, due_at=NOW - 2 * HOUR, latest_at=NOW - HOUR)

    climbed = go_round(now=NOW + 5 * HOUR)

    overdue.refresh_from_db()
    assert climbed.failed == ("tighten",)
    assert overdue.escalated_at is not None
    assert status_of(late) == Reminder.Status.EXPIRED


def test_a_ladder_that_goes_on_failing_is_told_to_the_staff_and_to_whoever_runs_it() -> None:
    now = datetime.now(UTC)
    make_broken()
    WorkItem.objects.update(due_at=None)
    liveness.record(liveness.WORKER, now=now)
    liveness.record(liveness.BEAT, now=now)
    for minutes in (10, 5, 0):
        go_round(now=now - timedelta(minutes=minutes))
    client = Client()
    client.force_login(make_nurse(make_unit()))

    deep, page = Client().get("/healthz?deep=1"), client.get("/work/").content.decode()

    assert deep.status_code == 503
    assert not deep.json()["ladder"]["ok"]
    assert deep.json()["worker"]["ok"]
    assert "Missed steps and late tasks have not been checked for 8 minutes." in page


def test_a_round_that_is_gone_is_no_alarm() -> None:
    now = datetime.now(UTC)
    for part in (liveness.WORKER, liveness.BEAT):
        liveness.record(part, now=now)

    assert go_round(now=now).failed == ()

    assert Client().get("/healthz?deep=1").json()["ladder"]["ok"]
    assert liveness.words(now=now) == ""


def test_a_database_that_is_away_is_no_parts_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(**_: object) -> int:
        raise OperationalError

    monkeypatch.setattr(climbing, "raise_unticked", away)
    assert go_round(now=NOW).failed == ("raise",), "a statement that is too slow, on a database that answers"

    monkeypatch.setattr(connection, "is_usable", lambda: False)
    with pytest.raises(OperationalError):
        go_round(now=NOW)


def test_each_part_is_done_and_what_failed_is_told_apart() -> None:
    def fails() -> int:
        raise ValueError

    assert each_apart([("one", lambda: 1), ("two", fails), ("three", lambda: 3)]) == {"one": 1, "two": None, "three": 3}


def test_a_database_that_is_too_slow_again_and_again_is_not_waited_for_by_every_part() -> None:
    tried: list[int] = []

    def slow(number: int) -> int:
        tried.append(number)
        raise OperationalError

    done = each_apart((str(number), partial(slow, number)) for number in range(100))

    assert tried == list(range(SLOW_IN_A_ROW))
    assert set(done.values()) == {None}
