"""Tells where to go, as soon as the pages answer."""

import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from urllib.parse import urlsplit

RULE = "=" * 78


def greet_when_up(host: str, port: int, *, public_url: str, words: str, say: Callable[[str], None]) -> None:
    """Say `words`, framed, once the pages at `host` and `port` answer /healthz; meanwhile the caller goes on.

    They are asked as visitors will ask them, by the name in `public_url`.
    """
    near = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)  # noqa: S104 - where "everywhere" is reached here
    request = urllib.request.Request(f"http://{near}:{port}/healthz", headers={"Host": urlsplit(public_url).netloc})
    threading.Thread(target=_greet, args=(request, words, say), daemon=True).start()


def _greet(request: urllib.request.Request, words: str, say: Callable[[str], None]) -> None:
    told = ""
    while (answer := _answer(request)) != "200":
        if answer and answer != told:
            told = answer
            say(f"The pages answer {answer} at /healthz, not 200. Is the name in PUBLIC_URL one of ALLOWED_HOSTS?")
        time.sleep(0.2)
    say(f"\n{RULE}\n{words.strip()}\n{RULE}\n")


def _answer(request: urllib.request.Request) -> str:
    """The status that came back; nothing when nobody listens yet."""
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310 - http on this machine
            return str(answer.status)
    except urllib.error.HTTPError as error:
        error.close()
        return str(error.code)
    except OSError:
        return ""
