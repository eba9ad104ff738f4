"""A worker, a beat and a broker as processes of their own, on a database that the test shares with them."""

import contextlib
import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import dj_database_url
import redis
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.utils import load_backend

from procedures.management.serving import parts
from tests.servers import children, databases, emptying, places, surroundings, valkey


@dataclass
class Machine:
    """What runs. `environment` is what each process gets."""

    folder: Path
    environment: dict[str, str]
    socket: Path
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start_broker(self) -> subprocess.Popen[bytes]:
        broker = valkey.start(self.socket)
        self.running.append(broker)
        return broker

    def start_worker(self) -> subprocess.Popen[bytes]:
        return self.start(parts.worker("INFO"))

    def start_beat(self) -> subprocess.Popen[bytes]:
        return self.start(parts.beat(self.folder, "INFO"))

    def start_web(self, port: int) -> subprocess.Popen[bytes]:
        return self.start(parts.web("127.0.0.1", port, processes=1))

    def flush_broker(self) -> None:
        with redis.Redis(unix_socket_path=str(self.socket)) as client:
            client.flushall()

    def says(self) -> str:
        return "".join(path.read_text(errors="replace") for path in sorted(self.folder.glob("*.log")))

    def stop(self) -> None:
        for process in reversed(self.running):
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(signal.SIGCONT)
            children.stop(process, signal.SIGKILL)

    def start(self, part: parts.Part) -> subprocess.Popen[bytes]:
        with (self.folder / f"{len(self.running)}-{part.name}.log").open("wb") as log:
            process = subprocess.Popen(
                part.command,
                cwd=surroundings.ROOT,
                env=self.environment | part.variables,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                preexec_fn=children.die_with_parent(signal.SIGKILL),  # noqa: PLW1509 - one system call
            )
        self.running.append(process)
        return process


@contextlib.contextmanager
def migrated_database(server_url: str, folder: Path) -> Iterator[str]:
    """The address of a database of its own, ready for use."""
    with databases.empty(server_url, folder) as url:
        migrate(url, folder)
        yield url


def migrate(url: str, folder: Path) -> None:
    """Make the tables, by a process of its own."""
    environment = surroundings.bare(folder, DATABASE_URL=url, PREPAPP_DATA_DIR=str(folder))
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(command, cwd=surroundings.ROOT, env=environment, check=True, timeout=600)


@contextlib.contextmanager
def on(database_url: str, folder: Path, **variables: str) -> Iterator[Machine]:
    """Build one on the database at `database_url`, emptied; inside, the models of this thread work on it too."""
    socket = places.own_dir() / f"{uuid.uuid4().hex[:8]}.sock"
    environment = surroundings.bare(
        folder,
        DATABASE_URL=database_url,
        REDIS_URL=valkey.url(socket),
        PREPAPP_DATA_DIR=str(folder),
        SEND_LEASE_SECONDS="10",
        **variables,
    )
    machine = Machine(folder, environment, socket)
    try:
        with _models_on(database_url):
            emptying.let_be_emptied(connections["default"])
            call_command("flush", interactive=False, verbosity=0)
            yield machine
    finally:
        machine.stop()


@contextlib.contextmanager
def _models_on(database_url: str) -> Iterator[None]:
    own = connections["default"]
    there = dict(own.settings_dict) | dict(dj_database_url.parse(database_url))
    there["OPTIONS"] = dict(settings.DATABASES["default"].get("OPTIONS", {}))
    connection = load_backend(there["ENGINE"]).DatabaseWrapper(there, "default")
    connections["default"] = connection
    try:
        yield
    finally:
        connections["default"] = own
        connection.close()


def wait_until(is_so: Callable[[], bool], machine: Machine, *, seconds: float = 240) -> None:
    """Wait until `is_so`; when it takes too long, fail with what the processes say."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, f"not so after {seconds} s:\n{machine.says()[-4000:]}"
        time.sleep(0.2)


def is_sqlite() -> bool:
    return os.environ["DATABASE_URL"].startswith("sqlite")
