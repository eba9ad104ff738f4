"""How fast is the engine, and does it stay so with many reminders waiting? On PostgreSQL, in one run, interleaved.

    python bench/dispatch.py [waiting ...]      # default: 10000 50000

A round makes 500 reminders due and lets one worker send them: without a provider, then to a stand-in over HTTP,
then the same HTTP calls bare, which is this machine's ceiling. Printed are medians of 3 rounds with their spread.
"""

import os
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import logging

import django

django.setup()

import requests
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from requests.adapters import HTTPAdapter

from procedures.checklists.models import Reminder, Surgery
from procedures.messaging.clock import Clock
from procedures.messaging.dispatching import dispatch_due
from procedures.messaging.engine.claim import Watermark, claim
from procedures.messaging.models import Delivery
from procedures.messaging.transports.twilio import Twilio
from tests.cast import make_patient, make_surgery, make_unit
from tests.fakes import twilio as fake_twilio
from tests.servers import places, postgres

ROUNDS, DUE = 3, 500
CLOCK = Clock(now=lambda: datetime.now(UTC), monotonic=time.monotonic, wait=time.sleep)


def make_waiting(surgeries: Sequence[Surgery], count: int, due_at: datetime) -> None:
    """Spread over `surgeries`, each another patient's: what one patient is told within an hour would be one message."""
    rows = (
        Reminder(
            surgery=surgery,
            kind="task",
            generation=surgery.generation,
            due_at=due_at,
            latest_at=due_at + timedelta(days=1),
            next_attempt_at=due_at,
            created_at=due_at,
        )
        for surgery in islice(cycle(surgeries), count)
    )
    Reminder.objects.bulk_create(rows, batch_size=5_000)


def per_second(work: Callable[[], object], count: int) -> float:
    started = time.perf_counter()
    work()
    return count / (time.perf_counter() - started)


def dispatch_all() -> None:
    while dispatch_due(CLOCK):
        pass


def bare_calls(url: str) -> None:
    form = {"To": "+12125550123", "From": fake_twilio.NUMBER, "Body": "x" * 150, "StatusCallback": "http://x/"}
    with requests.Session() as session, ThreadPoolExecutor(16) as pool:
        session.mount("http://", HTTPAdapter(pool_maxsize=16))
        list(pool.map(lambda _: session.post(f"{url}/Messages.json", data=form, timeout=4), range(DUE)))


def measure(surgeries: Sequence[Surgery], url: str) -> dict[str, float]:
    found: dict[str, float] = {}
    carry = Twilio.carry
    Twilio.carry = lambda *_, **__: "SM0"  # type: ignore[method-assign]
    make_waiting(surgeries, DUE, CLOCK.now())
    found["engine alone, per second"] = per_second(dispatch_all, DUE)
    Twilio.carry = carry  # type: ignore[method-assign]
    make_waiting(surgeries, DUE, CLOCK.now())
    found["end to end over HTTP, per second"] = per_second(dispatch_all, DUE)
    found["bare HTTP calls, per second"] = per_second(lambda: bare_calls(url), DUE)
    for name, watermark in (("empty look, ms", None), ("empty look with watermark, ms", Watermark())):
        claim(now=CLOCK.now(), watermark=watermark)
        found[name] = 1000 / per_second(lambda w=watermark: claim(now=CLOCK.now(), watermark=w), 1)
    return found


def main(sizes: list[int]) -> None:
    logging.disable(logging.INFO)
    server = postgres.start(places.run_dir() / "postgres")
    try:
        call_command("migrate", verbosity=0)
        with fake_twilio.serve() as twilio:
            for name, value in fake_twilio.environment(twilio).items():
                setattr(settings, name, value)
            unit = make_unit()
            first = make_surgery(unit, make_patient(unit, channels=("sms",)))
            due = [
                make_surgery(unit, make_patient(unit, channels=("sms",)), procedure=first.procedure) for _ in range(DUE)
            ]
            waiting = 0
            for size in sizes:
                make_waiting([first], size - waiting, CLOCK.now() + timedelta(days=30))
                waiting = size
                with connection.cursor() as cursor:
                    cursor.execute("VACUUM ANALYZE")
                rounds: dict[str, list[float]] = defaultdict(list)
                for _ in range(ROUNDS):
                    for name, value in measure(due, twilio.url).items():
                        rounds[name].append(value)
                    Delivery.objects.all().delete()
                print(f"{size:,} waiting")
                for name, values in rounds.items():
                    low, high = min(values), max(values)
                    print(f"  {name:36} {statistics.median(values):10,.2f}   ({low:,.2f} to {high:,.2f})")
    finally:
        connection.close()
        postgres.stop(server)


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [10_000, 50_000])
