"""A stand-in for Twilio that misbehaves at random, and tells what became of each text late, twice and out of order."""

import random
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from queue import Empty, PriorityQueue
from uuid import UUID

import requests

from tests.fakes import twilio as fake_twilio
from tests.fakes.twilio import FakeTwilio, Fault, Text

# What happens to a request, and how often out of 1000. The others are taken and answered at once.
FAULTS: dict[str, tuple[int, Fault]] = {
    "slow": (60, Fault(after=0.3)),
    "too slow to wait for, but taken": (8, Fault(after=5)),
    "taken late, and too slow to wait for": (4, Fault(before=4.5)),
    "reply dropped": (25, Fault(drops=True)),
    "500 after taking": (8, Fault(status=500, code=20500, accepts=True)),
    "500": (8, Fault(status=500, code=20500)),
    "503": (20, Fault(status=503, code=20503)),
    "429": (25, Fault(status=429, code=20429, retry_after="1")),
    "refused for good": (6, Fault(status=400, code=fake_twilio.NOT_A_NUMBER)),
}
CALLED_BACK, UNDELIVERED, DOUBLED, REORDERED = 0.3, 0.03, 0.15, 0.2


@dataclass
class ErringTwilio(FakeTwilio):
    """`last_word` holds, by our reference, the status that was told last and that we said we heard."""

    dice: random.Random = field(default_factory=random.Random)
    met: Counter[str] = field(default_factory=Counter)
    last_word: dict[UUID, set[str]] = field(default_factory=lambda: defaultdict(set))
    is_calm: bool = False
    calls: PriorityQueue[tuple[float, int, Text, str]] = field(default_factory=PriorityQueue)

    def next_fault(self) -> Fault:
        with self.lock:
            self.requests += 1
            point = self.dice.randrange(1000)
        if self.is_calm:
            return Fault()
        for name, (share, fault) in FAULTS.items():
            point -= share
            if point < 0:
                self.met[name] += 1
                return fault
        return Fault()

    def accept(self, *args: object) -> Text:
        text = super().accept(*args)  # type: ignore[arg-type]
        with self.lock:
            rolled = [self.dice.random() for _ in range(4)]
        if rolled[0] < CALLED_BACK:
            last = "undelivered" if rolled[1] < UNDELIVERED / CALLED_BACK else "delivered"
            words = ["queued", "sent", last]
            words = words * 2 if rolled[2] < DOUBLED else words
            words = words[::-1] if rolled[3] < REORDERED else words
            for number, word in enumerate(words):
                # The first may come before our own worker has heard that the text was taken.
                self.calls.put((time.monotonic() + 0.1 * number, id(word) + number, text, word))
        return text

    def call_back(self, is_over: threading.Event) -> None:
        """Tell what waits to be told; what nobody hears is told again a little later."""
        with requests.Session() as session:
            session.trust_env = False
            while not (is_over.is_set() and self.calls.empty()):
                try:
                    at, number, text, word = self.calls.get(timeout=0.2)
                except Empty:
                    continue
                time.sleep(max(0.0, at - time.monotonic()))
                if not self._tell(session, text, word) and not is_over.is_set():
                    self.calls.put((time.monotonic() + 0.5, number, text, word))

    def _tell(self, session: requests.Session, text: Text, word: str) -> bool:
        form = {"MessageSid": text.sid, "MessageStatus": word, "AccountSid": fake_twilio.ACCOUNT}
        if word == "undelivered":
            form["ErrorCode"] = "30003"
        headers = {"X-Twilio-Signature": fake_twilio.signature(text.callback, form)}
        try:
            heard = session.post(text.callback, data=form, headers=headers, timeout=30).status_code == 204
        except requests.RequestException:
            return False
        if heard:
            self.last_word[reference_of(text)].add(word)
        return heard


def reference_of(text: Text) -> UUID:
    """Our own reference, as the callback's address carries it."""
    return UUID(text.callback.rstrip("/").rpartition("/")[2])


@contextmanager
def serve(seed: int) -> Iterator[ErringTwilio]:
    """Run it on a free port of this machine, until the last callback is told."""
    twilio, is_over = ErringTwilio(dice=random.Random(seed)), threading.Event()
    with fake_twilio.serve(twilio):
        caller = threading.Thread(target=twilio.call_back, args=(is_over,), name="callbacks", daemon=True)
        caller.start()
        try:
            yield twilio
        finally:
            is_over.set()
            caller.join(30)
