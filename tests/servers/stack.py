"""The whole of prepapp as a newcomer starts it: `manage.py serve` with nothing around it, on a folder of its own."""

import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

from prepapp import embedded
from tests.servers import children, surroundings

UP_SECONDS = 180
READY = "Ctrl-C stops everything"


@dataclass
class Stack:
    """`url` has no slash at its end; `data_dir` is its alone."""

    url: str
    data_dir: Path
    process: subprocess.Popen[bytes]
    log: Path

    def says(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    def processes(self, word: str = "") -> list[psutil.Process]:
        """Every living process that works on this data, with `word` in its command line."""
        return [process for process in psutil.process_iter() if self._has(process, word)]

    def _has(self, process: psutil.Process, word: str) -> bool:
        try:
            command = " ".join(process.cmdline())
            # Valkey writes its title over its environment, but the title names its socket.
            is_broker = str(embedded.broker_socket(self.data_dir)) in command
            is_ours = is_broker or process.environ().get("PREPAPP_DATA_DIR") == str(self.data_dir)
            return is_ours and word in command and process.status() != psutil.STATUS_ZOMBIE
        except psutil.Error:  # gone meanwhile, or another user's
            return False

    def stop(self, sign: signal.Signals = signal.SIGINT) -> float:
        """Send `sign` to the process group, as Ctrl-C does; the seconds until it had ended."""
        started = time.monotonic()
        if self.process.poll() is None:
            os.killpg(self.process.pid, sign)
            self.process.wait(30)
        seconds = time.monotonic() - started
        shutil.rmtree(embedded.broker_socket(self.data_dir).parent, ignore_errors=True)  # there if it was killed
        return seconds


def launch(folder: Path, port: int, **variables: str) -> Stack:
    """Start it, in the background as a shell would: a group of its own, with Ctrl-C ignored at first."""
    folder.mkdir(parents=True, exist_ok=True)
    data_dir = folder / "data"
    log = folder / f"log-{time.monotonic_ns()}"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=surroundings.ROOT,
            env=surroundings.bare(folder, PORT=str(port), PREPAPP_DATA_DIR=str(data_dir), **variables),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=_in_the_background,  # noqa: PLW1509 - two system calls
        )
    return Stack(f"http://localhost:{port}", data_dir, process, log)


def start(folder: Path, port: int, **variables: str) -> Stack:
    """Start it and wait until it has said where to go.

    :raises RuntimeError: it ended, or took too long; the message holds its log.
    """
    stack = launch(folder, port, **variables)
    deadline = time.monotonic() + UP_SECONDS
    while stack.process.poll() is None and time.monotonic() < deadline:
        if READY in stack.says():
            return stack
        time.sleep(0.1)
    stack.stop(signal.SIGTERM)
    raise RuntimeError(f"serve did not come up. It says:\n{stack.says()}")


def _in_the_background() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    die = children.die_with_parent()
    if die:
        die()
