"""Brings up the servers of the tests, once a run, and takes them down again."""

import importlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from tests.servers import databases, emptying, places, postgres, valkey
from tests.spreading import Spreading, long_ones_first

NO_BROWSER = "no Chromium found. Install it (Debian: apt-get install chromium) or Google Chrome, and run again"
DATABASE_FIXTURES = {
    "db",
    "transactional_db",
    "django_db_reset_sequences",
    "client",
    "admin_client",
    "empty_database_url",
}
_servers: list[subprocess.Popen[bytes]] = []

# A busy machine is no fault of the code.
hypothesis.settings.register_profile("prepapp", deadline=None)
hypothesis.settings.load_profile("prepapp")


def pytest_configure(config: pytest.Config) -> None:
    """With xdist the controller starts PostgreSQL for all its workers."""
    is_controller = not hasattr(config, "workerinput") and bool(config.getoption("numprocesses", 0))
    if is_controller and not config.option.collectonly:
        _start_postgres()


def pytest_unconfigure() -> None:
    while _servers:
        postgres.stop(_servers.pop())


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("django_db") or DATABASE_FIXTURES.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.database)
    if places.worker() != "main":
        long_ones_first(items)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Spreading:
    config.option.loadscopereorder = False
    return Spreading(config, log)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = [report for report in terminalreporter.stats.get("skipped", ()) if NO_BROWSER in str(report.longrepr)]
    if skipped:
        terminalreporter.write_sep("!", f"{len(skipped)} BROWSER TESTS WERE SKIPPED: {NO_BROWSER}", red=True, bold=True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Without xdist it starts when the first test asks for the database."""
    _start_postgres()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Once the tables are made, tests that commit may empty them all."""
    with django_db_blocker.unblock():
        emptying.let_be_emptied(connection)


@pytest.fixture(scope="session", autouse=True)
def broker() -> Iterator[str]:
    """The address of this process's own broker."""
    url = os.environ["REDIS_URL"]
    if os.environ.get("TEST_REDIS_URL"):
        yield url
        return
    server = valkey.start(places.own_dir() / "broker.sock")
    yield url
    valkey.stop(server)


@pytest.fixture(scope="session", autouse=True)
def signed_in_whole() -> None:
    """`client.force_login` gives the second step too."""
    if "django.test" in sys.modules:
        importlib.import_module("tests.signed_in").everywhere()


@pytest.fixture(autouse=True)
def no_memory_of_providers() -> Iterator[None]:
    """What one test taught about a provider, or asked for too often, is nothing to the next."""
    yield
    traffic = sys.modules.get("procedures.messaging.transports.traffic.control")
    if traffic is not None:
        traffic.CONTROL.forget()
    rates = sys.modules.get("procedures.web.rates")
    if rates is not None:
        rates.forget()


@pytest.fixture
def two_writers(transactional_db: None) -> None:
    """For tests of two who write at the same moment."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer at a time: BEGIN IMMEDIATE makes the second wait")


@pytest.fixture
def empty_database_url(tmp_path: Path) -> Iterator[str]:
    """For a process of its own: the address of a database without tables, on PostgreSQL or SQLite as the run is."""
    _start_postgres()
    with databases.empty(os.environ["DATABASE_URL"], tmp_path) as url:
        yield url


def _start_postgres() -> None:
    folder = places.run_dir() / "postgres"
    if not os.environ.get("TEST_DATABASE_URL") and not folder.exists():
        _servers.append(postgres.start(folder))
