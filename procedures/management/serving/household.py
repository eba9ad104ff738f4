"""All keepers under one head, on honcho's Manager: one log, and one stop for all."""

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from multiprocessing.synchronize import Event
from typing import Any

from honcho.manager import SYSTEM_PRINTER_NAME, Manager
from honcho.printer import Message, Printer

from procedures.management.serving.keeper import Keeper
from procedures.management.serving.parts import Part

ON_REQUEST = {128 + sign for sign in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)}

# What the parts say on every start and stop, though nothing is wrong.
SMALL_TALK = ("Memory overcommit must be enabled", "scheduling shutdown", "ready to exit", "Warm shutdown")


class Household(Manager):  # type: ignore[misc] # honcho has no types
    """`loop` starts the parts and returns when all of them have stopped."""

    def __init__(self) -> None:
        super().__init__(Log(time_format=""))
        self._stopping: Event = multiprocessing.Event()
        self._process_ctor = self._keeper
        self._once_started: list[Callable[[], None]] = []
        signal.signal(signal.SIGHUP, self._hang_up)

    @property
    def was_asked_to_stop(self) -> bool:
        return self.returncode in ON_REQUEST

    def add(self, part: Part, *, env: dict[str, str], cwd: str) -> None:
        self.add_process(part.name, part.command, env=env | part.variables, cwd=cwd)

    def once_started(self, call: Callable[[], None]) -> None:
        """Have `call` called when all keepers have been forked: only then may it start a thread."""
        self._once_started.append(call)

    def _keeper(self, cmd: tuple[str, ...], **fields: Any) -> Keeper:
        return Keeper(cmd, stopping=self._stopping, **fields)

    def _hang_up(self, *_: object) -> None:
        self.returncode = 128 + signal.SIGHUP
        self.terminate()

    def _start(self) -> None:
        super()._start()
        for call in self._once_started:
            call()

    def _killall(self, force: bool = False) -> None:  # noqa: ARG002 - honcho's
        """The keepers stop their parts, first kindly, then not."""
        self._stopping.set()

    def _all_started(self) -> bool:
        return all(part.get("pid") is not None or _is_over(part) for part in self._processes.values())

    def _any_stopped(self) -> bool:
        return any(_is_over(part) for part in self._processes.values())

    def _all_stopped(self) -> bool:
        return all(_is_over(part) for part in self._processes.values())


def _is_over(part: dict[str, Any]) -> bool:
    """A keeper that was killed says no farewell."""
    return part.get("returncode") is not None or not part["process"].is_alive()


class Log(Printer):  # type: ignore[misc] # honcho has no types
    """Each line, which brings its own time, with the part that wrote it. No small talk, nor honcho's remarks."""

    def write(self, message: Message) -> None:
        if message.name == SYSTEM_PRINTER_NAME:
            return
        words = message.data if isinstance(message.data, str) else message.data.decode("utf-8", "replace")
        lines = [line for line in words.splitlines() if line and not any(talk in line for talk in SMALL_TALK)]
        if lines:
            super().write(message._replace(data="\n".join(lines)))


def say(text: str) -> None:
    """Print between the lines of the log, from any thread and in a signal's handler."""
    os.write(sys.stdout.fileno(), f"{text}\n".encode())
