"""What the stand-ins for providers that speak JSON over HTTP have in common."""

import json
import threading
import time
import urllib.parse
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.fakes.twilio import Fault

Answer = tuple[int, dict[str, Any]]


@dataclass
class JsonProvider:
    """`accepted` holds every message taken, in order, as it was told. `faults` are used up, one a request."""

    accepted: list[dict[str, Any]] = field(default_factory=list)
    faults: deque[Fault] = field(default_factory=deque)
    always: Fault | None = None
    requests: int = 0
    tokens: list[str] = field(default_factory=list)
    url: str = ""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def next_fault(self) -> Fault:
        with self.lock:
            self.requests += 1
            return self.faults.popleft() if self.faults else self.always or Fault()


Take = Callable[[str, dict[str, Any]], Answer]
Refuse = Callable[[Fault], dict[str, Any]]
Tell = Callable[[str, dict[str, str]], Answer]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    provider: JsonProvider
    take: Take
    refuse: Refuse
    tell: Tell

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        body = self.rfile.read(length)
        if len(body) < length:  # whoever sent it broke off
            self.close_connection = True
            return
        self.provider.tokens.append(self.headers.get("Authorization", "").removeprefix("Bearer "))
        fault = self.provider.next_fault()
        time.sleep(fault.before)
        takes = fault.accepts or not fault.status
        answer = type(self).take(self.path, json.loads(body)) if takes else None
        time.sleep(fault.after)
        if fault.drops:
            self.close_connection = True
        elif fault.status or answer is None:
            self._answer((fault.status, type(self).refuse(fault)), retry_after=fault.retry_after)
        else:
            self._answer(answer)

    def do_GET(self) -> None:
        asked = urllib.parse.urlsplit(self.path)
        self._answer(type(self).tell(asked.path, dict(urllib.parse.parse_qsl(asked.query))))

    def _answer(self, answer: Answer, *, retry_after: str = "") -> None:
        written = json.dumps(answer[1]).encode()
        try:
            self.send_response(answer[0])
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(written)))
            if retry_after:
                self.send_header("Retry-After", retry_after)
            self.end_headers()
            self.wfile.write(written)
        except OSError:  # whoever asked is gone
            self.close_connection = True


@contextmanager
def serve(provider: JsonProvider, *, take: Take, refuse: Refuse, tell: Tell) -> Iterator[None]:
    """Run it on a free port of this machine; `take` accepts, `refuse` words a fault, `tell` answers a look-up."""
    handler = type(
        "Handler",
        (_Handler,),
        {"provider": provider, "take": staticmethod(take), "refuse": staticmethod(refuse), "tell": staticmethod(tell)},
    )
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        server.block_on_close = False
        server.handle_error = lambda *_: None  # type: ignore[method-assign]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        provider.url = f"http://127.0.0.1:{server.server_port}"
        try:
            yield
        finally:
            server.shutdown()
            thread.join()
