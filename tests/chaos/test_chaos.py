"""A short run of `make chaos`, and the proof that it would see a loss, a double and a stale message."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from tests.chaos import sabotage, trouble
from tests.chaos.run import run, seed_of_the_day
from tests.chaos.trouble import Database
from tests.messaging.machine import is_sqlite
from tests.servers import places


@pytest.fixture
def database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Database]:
    """A server of its own: it is killed."""
    folder = places.run_dir() / f"chaos-{uuid.uuid4().hex[:8]}"
    with django_db_blocker.unblock(), trouble.database(folder, is_sqlite=is_sqlite()) as database:
        yield database


@pytest.mark.database
def test_nothing_is_lost_doubled_or_stale_while_everything_breaks(database: Database, tmp_path: Path) -> None:
    seed = seed_of_the_day()

    report = run(database, tmp_path, seconds=8, seed=seed, is_sqlite=is_sqlite(), reminders=15, may_hurry=True)

    assert report.is_kept, str(report)
    assert report.verdict.accepted > 50, str(report)
    assert report.troubles["kill a worker"], str(report)


def test_a_worker_that_loses_doubles_and_sends_stale_words_is_caught(database: Database, tmp_path: Path) -> None:
    report = run(
        database,
        tmp_path,
        seconds=3,
        seed=1,
        is_sqlite=is_sqlite(),
        worker=sabotage.worker(),
        reminders=10,
        may_hurry=True,
        is_quiet=True,
    )

    assert report.verdict.lost, str(report)
    assert report.verdict.doubled, str(report)
    assert report.verdict.stale, str(report)
