"""A stand-in for Twilio's API over HTTP: keeps what it accepted, and can be told to misbehave."""

import json
import threading
import time
import urllib.parse
import urllib.request
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from twilio.request_validator import RequestValidator

ACCOUNT, TOKEN, NUMBER = "AC" + "0" * 32, "a test token", "+12125550199"
UNSUBSCRIBED, NOT_A_NUMBER = 21610, 21211


@dataclass(frozen=True)
class Fault:
    """What happens to one request to send. `before`: seconds before it is accepted; `after`: seconds until the answer.

    `drops` accepts, and hangs up without an answer. `status` answers with that HTTP status and does not accept,
    unless `accepts`; `retry_after` is that header of the answer.
    """

    before: float = 0
    after: float = 0
    drops: bool = False
    status: int = 0
    code: int = 0
    accepts: bool = False
    retry_after: str = ""


@dataclass
class Text:
    """A text that was accepted. `arrived_at` is when its request had been read."""

    sid: str
    form: dict[str, str]
    at: datetime
    arrived_at: datetime

    @property
    def to(self) -> str:
        return self.form["To"]

    @property
    def body(self) -> str:
        return self.form["Body"]

    @property
    def callback(self) -> str:
        return self.form["StatusCallback"]

    def as_json(self) -> dict[str, Any]:
        return {
            "sid": self.sid,
            "to": self.to,
            "from": self.form["From"],
            "body": self.body,
            "status": "queued",
            "date_created": format_datetime(self.at),
            "num_segments": "1",
        }


@dataclass
class FakeTwilio:
    """`accepted` holds every text taken, in order. `faults` are used up, one a request; then `always`, if set."""

    accepted: list[Text] = field(default_factory=list)
    faults: deque[Fault] = field(default_factory=deque)
    always: Fault | None = None
    cannot_list: bool = False
    requests: int = 0
    url: str = ""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def next_fault(self) -> Fault:
        with self.lock:
            self.requests += 1
            return self.faults.popleft() if self.faults else self.always or Fault()

    def accept(self, form: dict[str, str], arrived_at: datetime) -> Text:
        with self.lock:
            text = Text(f"SM{len(self.accepted):032x}", form, datetime.now(UTC), arrived_at)
            self.accepted.append(text)
            return text

    def wait_for(self, count: int, *, seconds: float = 180) -> None:
        """Wait until `count` texts were accepted."""
        end = time.monotonic() + seconds
        while len(self.accepted) < count:
            assert time.monotonic() < end, f"only {len(self.accepted)} of {count} texts after {seconds} s"
            time.sleep(0.05)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    twilio: FakeTwilio

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        body = self.rfile.read(length)
        if len(body) < length:  # whoever sent it broke off
            self.close_connection = True
            return
        arrived_at = datetime.now(UTC)
        form = dict(urllib.parse.parse_qsl(body.decode(), keep_blank_values=True))
        fault = self.twilio.next_fault()
        time.sleep(fault.before)
        text = self.twilio.accept(form, arrived_at) if fault.accepts or not fault.status else None
        time.sleep(fault.after)
        if fault.drops:
            self.close_connection = True
            return
        if fault.status or text is None:
            self._answer(
                fault.status, {"code": fault.code, "message": "a fault", "status": fault.status}, fault.retry_after
            )
        else:
            self._answer(201, text.as_json())

    def do_GET(self) -> None:
        if self.twilio.cannot_list:
            self._answer(503, {"code": 20503, "message": "down", "status": 503})
            return
        wanted = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(self.path).query)).get("To")
        found = [text.as_json() for text in reversed(self.twilio.accepted) if text.to == wanted]
        self._answer(200, {"messages": found, "next_page_uri": None, "page": 0, "page_size": 100})

    def _answer(self, status: int, body: dict[str, Any], retry_after: str = "") -> None:
        written = json.dumps(body).encode()
        try:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(written)))
            if retry_after:
                self.send_header("Retry-After", retry_after)
            self.end_headers()
            self.wfile.write(written)
        except OSError:  # whoever asked is gone
            self.close_connection = True


@contextmanager
def serve(twilio: FakeTwilio | None = None) -> Iterator[FakeTwilio]:
    """Run it on a free port of this machine."""
    twilio = twilio or FakeTwilio()
    handler = type("Handler", (_Handler,), {"twilio": twilio})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        server.block_on_close = False
        server.handle_error = lambda *_: None  # type: ignore[method-assign]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        twilio.url = f"http://127.0.0.1:{server.server_port}"
        try:
            yield twilio
        finally:
            server.shutdown()
            thread.join()


def environment(twilio: FakeTwilio) -> dict[str, str]:
    """The variables that make prepapp send its texts here."""
    return {
        "SMS_TRANSPORT": "twilio",
        "TWILIO_ACCOUNT_SID": ACCOUNT,
        "TWILIO_AUTH_TOKEN": TOKEN,
        "TWILIO_FROM": NUMBER,
        "TWILIO_API_URL": twilio.url,
    }


def signature(url: str, form: dict[str, str], *, token: str = TOKEN) -> str:
    """What Twilio writes into X-Twilio-Signature."""
    return RequestValidator(token).compute_signature(url, form)
