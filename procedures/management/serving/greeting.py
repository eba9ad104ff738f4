"""Tells where to go, as soon as the pages answer."""

import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable

RULE = "=" * 78


def greet_when_up(host: str, port: int, words: str, *, say: Callable[[str], None]) -> None:
    """Say `words`, framed, once the pages at `host` and `port` answer /healthz; meanwhile the caller goes on."""
    near = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)  # noqa: S104 - where "everywhere" is reached here
    threading.Thread(target=_greet, args=(f"http://{near}:{port}/healthz", words, say), daemon=True).start()


def _greet(address: str, words: str, say: Callable[[str], None]) -> None:
    while not _answers(address):
        time.sleep(0.2)
    say(f"\n{RULE}\n{words.strip()}\n{RULE}\n")


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - http on this machine
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False
