"""A process of its own for what strangers' files may do: it gets the bytes, and limits on memory and time.

The child is a module that is run as a program. It gets the bytes on its standard input and an environment without
secrets, and answers in JSON.
"""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

MEMORY_BYTES = 1024 * 1024 * 1024
CPU_SECONDS = 60
WALL_SECONDS = 90
_ROOT = Path(__file__).resolve().parents[2]


class TooHeavy(Exception):
    """The child asked for more memory or time than it may have, or broke down."""


def answer_of(module: str, *words: str, data: bytes, memory: int = MEMORY_BYTES, cpu: int = CPU_SECONDS) -> Any:
    """What `module` answers to `data` and `words`, with at most `memory` bytes and `cpu` seconds.

    :raises TooHeavy: when it needed more.
    """
    command = [sys.executable, "-m", module, str(memory), str(cpu), *words]
    try:
        child = subprocess.run(  # noqa: S603
            command, input=data, capture_output=True, timeout=WALL_SECONDS, cwd=_ROOT, env=_environment(), check=False
        )
    except subprocess.TimeoutExpired:
        raise TooHeavy from None
    if child.returncode != 0:
        raise TooHeavy
    return json.loads(child.stdout)


def answer_as_child(answer: Callable[..., Any]) -> None:
    """In the child: take on the limits, and answer what was asked."""
    memory, cpu, *words = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    resource.setrlimit(resource.RLIMIT_CPU, (int(cpu), int(cpu)))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.stdout.write(json.dumps(answer(sys.stdin.buffer.read(), *words)))


def _environment() -> dict[str, str]:
    return {"PYTHONPATH": str(_ROOT), "PYTHONIOENCODING": "utf-8", "PATH": os.defpath, "LANG": "C.UTF-8"}
