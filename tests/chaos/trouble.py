"""What befalls the machine: a plan of troubles, made at random from a seed, and the hands that carry it out."""

import contextlib
import random
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.db import connection

from procedures.management.serving import parts
from procedures.messaging.limits import MARGIN, PROVIDER_TIMEOUT, SEND_BUDGET
from tests.messaging.machine import Machine
from tests.servers import children, postgres

# As short as it may be, so that much happens in a minute.
LEASE = SEND_BUDGET + PROVIDER_TIMEOUT + MARGIN
# How often each comes, in seconds on average; at least once in every run.
EVERY = {
    "kill a worker": 5.0,
    "freeze a worker past its lease": 15.0,
    "kill the broker": 12.0,
    "flush the broker": 1.5,
    "restart PostgreSQL at once": 15.0,
}
# A frozen worker on SQLite holds the one right to write, and there is no server to restart.
NOT_ON_SQLITE = ("restart PostgreSQL at once",)


@dataclass
class Database:
    """Where the rows are. On SQLite `server` is None."""

    url: str
    folder: Path
    server: subprocess.Popen[bytes] | None = None

    def restart(self) -> None:
        """Kill all its processes at once, as the system does when memory runs out, and start it anew."""
        assert self.server is not None
        connection.close()
        self.server.send_signal(signal.SIGQUIT)
        self.server.wait(120)
        self.server = postgres.start_again(self.folder, **KEEPS_ITS_WORD)


# What was committed must stand after the server was killed; the disk itself is not pulled out.
KEEPS_ITS_WORD = {"synchronous_commit": "on"}


@contextlib.contextmanager
def database(folder: Path, *, is_sqlite: bool) -> Iterator[Database]:
    """One of our own, without tables, in `folder`, whose path must be short and not exist yet."""
    if is_sqlite:
        folder.mkdir(mode=0o700)
        yield Database(f"sqlite:///{folder / 'chaos.sqlite3'}", folder)
        return
    found = Database(postgres.url(folder), folder, postgres.start(folder, **KEEPS_ITS_WORD))
    try:
        yield found
    finally:
        if found.server is not None:
            postgres.stop(found.server)


def plan(dice: random.Random, *, seconds: float, is_sqlite: bool) -> list[tuple[float, str]]:
    """When, in seconds from the start, each trouble comes."""
    kinds = {name: every for name, every in EVERY.items() if not (is_sqlite and name in NOT_ON_SQLITE)}
    found = [
        (dice.uniform(0.15, 0.85) * seconds, name)
        for name, every in kinds.items()
        for _ in range(max(1, round(seconds / every)))
    ]
    return sorted(found)


@dataclass
class Trouble:
    """Hands for all that. Each worker that is killed is replaced at once; each frozen one thaws by itself, later."""

    machine: Machine
    database: Database
    dice: random.Random
    worker: parts.Part
    done: Counter[str] = field(default_factory=Counter)
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)
    frozen: dict[subprocess.Popen[bytes], float] = field(default_factory=dict)
    broker: subprocess.Popen[bytes] | None = None
    broker_back_at: float = 0.0

    def begin(self, *, workers: int, beats: int) -> None:
        self.broker = self.machine.start_broker()
        for _ in range(beats):
            self.machine.start_beat()
        self.workers = [self.machine.start(self.worker) for _ in range(workers)]

    def cause(self, name: str) -> None:
        acts = dict(
            zip(EVERY, (self._kill, self._freeze, self._kill_broker, self._flush, self._restart_database), strict=True)
        )
        if acts[name]():
            self.done[name] += 1

    def mend(self, *, all_of_it: bool = False) -> None:
        """Bring back what is due to come back."""
        now = time.monotonic()
        for worker in [one for one, until in self.frozen.items() if all_of_it or until <= now]:
            del self.frozen[worker]
            worker.send_signal(signal.SIGCONT)
        if self.broker is None and (all_of_it or self.broker_back_at <= now):
            self.broker = self.machine.start_broker()

    def _awake(self) -> list[subprocess.Popen[bytes]]:
        return [one for one in self.workers if one not in self.frozen]

    def _kill(self) -> bool:
        # Where all are frozen, one of those dies: on SQLite there is but one, and a short run ends before it thaws.
        worker = self.dice.choice(self._awake() or self.workers)
        self.frozen.pop(worker, None)
        children.stop(worker, signal.SIGKILL)
        self.workers[self.workers.index(worker)] = self.machine.start(self.worker)
        return True

    def _freeze(self) -> bool:
        if not self._awake():
            return False
        worker = self.dice.choice(self._awake())
        worker.send_signal(signal.SIGSTOP)
        self.frozen[worker] = time.monotonic() + LEASE + self.dice.uniform(0.5, 2)
        return True

    def _kill_broker(self) -> bool:
        if self.broker is None:
            return False
        children.stop(self.broker, signal.SIGKILL)
        self.broker, self.broker_back_at = None, time.monotonic() + self.dice.uniform(0, 3)
        return True

    def _flush(self) -> bool:
        if self.broker is None:
            return False
        self.machine.flush_broker()
        return True

    def _restart_database(self) -> bool:
        self.database.restart()
        return True
