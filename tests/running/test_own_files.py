"""What the demo keeps belongs to one user of the machine, and its log opens nobody's list."""

import logging
import os
import stat
from collections.abc import Iterator
from multiprocessing.pool import ThreadPool
from pathlib import Path

import pytest

from prepapp import embedded
from prepapp.logs import WithoutLinks


@pytest.fixture(autouse=True)
def usual_umask() -> Iterator[None]:
    """As most machines have it: whoever is on the machine may read."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def test_other_users_cannot_read_the_database_even_in_a_folder_that_is_open_to_all(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)

    embedded.make_data_dir(tmp_path)
    (tmp_path / "prepapp.sqlite3").touch()  # SQLite asks for 0644, and the umask decides
    embedded.own_secret(tmp_path)

    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert modes == {"prepapp.sqlite3": 0o600, "secret": 0o600}


def test_processes_that_begin_at_once_share_one_secret_and_none_reads_an_empty_one(tmp_path: Path) -> None:
    with ThreadPool(8) as pool:
        found = pool.map(embedded.own_secret, [tmp_path] * 40)

    assert len(set(found)) == 1
    assert len(found[0]) >= 50
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]


def test_the_log_names_no_patients_link() -> None:
    """A phone without cookies is refused, and Django writes the address: that address opens a list."""
    link = "/p/wfMPIXoJ-KZKbedDPwFby0-j/"
    record = logging.LogRecord("django", logging.WARNING, "", 0, "Forbidden (%s): %s", ("no cookie", link), None)

    line = WithoutLinks("%(message)s").format(record)

    assert line == "Forbidden (no cookie): /p/.../"
