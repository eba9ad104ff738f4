"""One life of `serve`, start to end: it answers, refuses a second one, mends a killed part, stops, and leaves nothing.

The tests run in order on one stack, because starting the whole takes seconds.
"""

import signal
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from prepapp import embedded
from procedures.management.serving.ground import free_port
from tests.servers import stack as stacks
from tests.servers.stack import Stack


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    running = stacks.start(tmp_path_factory.mktemp("served"), free_port())
    yield running
    running.stop(signal.SIGTERM)


def test_it_answers_and_says_who_can_sign_in_and_where_texts_arrive(served: Stack) -> None:
    with urllib.request.urlopen(f"{served.url}/healthz", timeout=5) as answer:
        status = answer.status

    assert status == 200
    for words in (served.url, "nora", "amal", "ada", "/p/", "/outbox/"):
        assert words in served.says()


def test_every_part_runs(served: Stack) -> None:
    for part in ("gunicorn", "worker", "beat", "valkey-server", "aiosmtpd"):
        assert served.processes(part), part


def test_a_second_one_on_the_same_data_is_told_where_the_first_is(served: Stack) -> None:
    second = stacks.launch(served.data_dir.parent, free_port())

    assert second.process.wait(30) == 1
    assert f"already serves this data at {served.url}/" in second.says()
    assert served.process.poll() is None


def test_a_taken_port_is_told_and_a_free_one_named(served: Stack, tmp_path: Path) -> None:
    port = int(served.url.rpartition(":")[2])

    second = stacks.launch(tmp_path, port)

    assert second.process.wait(30) == 1
    assert f"Port {port} is taken" in second.says()
    assert "PORT=" in second.says()


def test_a_worker_that_was_killed_is_started_again(served: Stack) -> None:
    killed = served.processes("worker --pool")[0]

    killed.kill()

    _until(lambda: any(process.pid != killed.pid for process in served.processes("worker --pool")))
    assert served.process.poll() is None


def test_ctrl_c_stops_every_process_within_10_seconds_even_in_the_background(served: Stack) -> None:
    seconds = served.stop(signal.SIGINT)

    assert served.process.returncode == 0
    assert seconds < 10
    assert served.processes() == []
    assert not embedded.broker_socket(served.data_dir).parent.exists()
    assert "Traceback" not in served.says()


def test_its_data_outlives_it_and_nothing_outlives_it_when_it_is_killed(served: Stack) -> None:
    secret = (served.data_dir / "secret").read_text()

    again = stacks.start(served.data_dir.parent, free_port())
    again.process.kill()
    again.process.wait()

    _until(lambda: not again.processes(), seconds=10)
    again.stop()
    assert (served.data_dir / "secret").read_text() == secret
    assert "Traceback" not in again.says()


def test_a_part_whose_keeper_was_killed_too_does_not_stay(served: Stack) -> None:
    again = stacks.start(served.data_dir.parent, free_port())

    for process in [psutil.Process(again.process.pid), *again.processes("manage.py serve")]:
        if process.is_running():
            process.kill()
    again.process.wait()

    _until(lambda: not again.processes(), seconds=10)
    again.stop()


def _until(condition: Callable[[], bool], *, seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.1)
