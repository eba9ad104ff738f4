"""Keeps one part running: starts it, passes its lines on, starts it again when it ends, and stops it in the end.

Honcho stops everything when one process ends. So what honcho starts for each part is a keeper of it, and a worker that
was killed is back a second later. Only a part that has never stayed up, such as one that cannot read its settings,
ends the whole: waiting would not mend that.

Nothing outlives its head. A keeper looks twice a second whether `serve` is still there, and on Linux the kernel tells
a part when its keeper is gone. Each part has a session of its own, so that Ctrl-C reaches `serve` alone.
"""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import wait
from multiprocessing.synchronize import Event
from typing import Any

from honcho.process import Process

STOP_SECONDS = 6  # from SIGTERM to SIGKILL
STEADY_SECONDS = 10  # what lived longer than this has been up
TRIES = 3  # of a part that has never been up
LONGEST_PAUSE = 30
GLANCE = 0.25
PR_SET_PDEATHSIG = 1


class Keeper(Process):  # type: ignore[misc] # honcho has no types
    """`run` is the whole life of the keeper's own process."""

    def __init__(self, cmd: tuple[str, ...], *, stopping: Event, **fields: Any) -> None:
        super().__init__(cmd, **fields)
        self.stopping = stopping
        self.head = 0
        self.unfinished = b""

    def run(self, events: Any = None, ignore_signals: bool = True) -> None:  # noqa: ARG002 - honcho's
        self._events = events
        self.head = os.getppid()
        for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(sign, signal.SIG_IGN)
        returncode, deaths, was_steady = 0, 0, False
        while not self._must_stop():
            started = time.monotonic()
            returncode = self._live()
            is_steady = time.monotonic() - started > STEADY_SECONDS
            was_steady = was_steady or is_steady
            deaths = 1 if is_steady else deaths + 1
            if self._must_stop():
                break
            if deaths == TRIES and not was_steady:
                self._send_message(f"{self.name} does not stay up; what it says is above.")
                break
            pause = min(2 ** (deaths - 1), LONGEST_PAUSE)
            self._send_message(f"{self.name} ended (code {returncode}) and starts again in {pause} s.")
            self._rest(pause)
        self._send_message({"returncode": returncode}, type="stop")

    def _must_stop(self) -> bool:
        return self.stopping.is_set() or os.getppid() != self.head

    def _rest(self, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and not self._must_stop():
            self.stopping.wait(GLANCE)

    def _live(self) -> int:
        """One life of the part: its return code, after it has ended by itself or because all is to stop."""
        part = subprocess.Popen(  # noqa: S603 - our own command
            self.cmd,
            env=self.env,
            cwd=self.cwd,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=_before_it_starts(os.getpid()),  # noqa: PLW1509 - system calls only, no lock of ours
        )
        self._send_message({"pid": part.pid}, type="start")
        deadline = None
        while self._listen(part):
            if deadline is None and self._must_stop():
                _signal(part, signal.SIGTERM)
                deadline = time.monotonic() + STOP_SECONDS
            elif deadline is not None and time.monotonic() > deadline:
                _signal(part, signal.SIGKILL)
        _signal(part, signal.SIGKILL)  # what it may have left behind in its session
        if part.stdout:
            part.stdout.close()
        return part.wait()

    def _listen(self, part: subprocess.Popen[bytes]) -> bool:
        """Pass whole lines on as they come; False when the part has ended."""
        if not part.stdout or not wait([part.stdout.fileno()], timeout=GLANCE):
            return part.poll() is None
        data = os.read(part.stdout.fileno(), 65536)
        whole, end, self.unfinished = (self.unfinished + data).rpartition(b"\n")
        if whole or (not data and self.unfinished):
            self._send_message(whole + end or self.unfinished)
        return bool(data)


def _before_it_starts(keeper: int) -> Callable[[], None]:
    """In the part's process: signals work as usual again, and the kernel tells it when its keeper dies."""
    libc = ctypes.CDLL(None) if sys.platform == "linux" else None

    def prepare() -> None:
        for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(sign, signal.SIG_DFL)
        if libc is not None:
            libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
            if os.getppid() != keeper:
                os._exit(1)

    return prepare


def _signal(part: subprocess.Popen[bytes], sign: signal.Signals) -> None:
    """To the part's whole session."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(part.pid, sign)
