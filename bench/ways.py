"""How soon are reminders out that are all due in the same second? The engine against other ways with Celery.

    python bench/ways.py [due ...]      # default: 10000 50000 100000

One worker process each, 16 calls at once, acknowledged late, on PostgreSQL and Valkey, to a provider over HTTP that
takes everything at once. "eta": a Celery task with `eta=` for each reminder, sent ahead of time. "clocked": a clocked
schedule of django-celery-beat for each; of 1,000 only, since it gets slower the more there are, and 10,000 take most
of an hour. "task a row": when the time has come, a task for each due row. Ceilings: bare HTTP calls, bare UPDATEs,
Celery tasks that do nothing. Each round runs all of them, in turn; printed are the medians of 3 rounds (ROUNDS=) with
their spread; WAYS= names only some, with commas between. Up to 2 s of the engine's lateness is its waiting for the
next nudge; on a few hundred reminders that is most of it.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import logging

import django

django.setup()

import psutil
import redis
import requests
from celery import Celery
from django.db import connection
from requests.adapters import HTTPAdapter

from bench.parts import rows
from procedures.checklists.models import Reminder, Surgery
from procedures.management.serving import parts
from tests.cast import make_hospital, make_patient, make_surgery, make_unit
from tests.chaos.ward import zone_of_noon
from tests.fakes import twilio as fake_twilio
from tests.messaging import machine as machines
from tests.messaging.machine import Machine
from tests.servers import places, postgres

ROUNDS, LANES = int(os.environ.get("ROUNDS", "3")), 16
Row = dict[str, float]
Way = Callable[[Machine, "Provider", Surgery, int], Row]
_CELERY = (sys.executable, "-m", "celery", "-A", "bench.parts.celery_ways", "--quiet", "worker", "-l", "WARNING")
_ALONE = ("--pool", "threads", "-c", str(LANES), "--without-gossip", "--without-mingle", "--without-heartbeat")
WAYS = parts.Part("worker", (*_CELERY, *_ALONE))
_BEAT = ("beat", "-S", "django_celery_beat.schedulers:DatabaseScheduler", "--pidfile", "", "-l", "WARNING")
_WITH_BEAT = {"DJANGO_SETTINGS_MODULE": "bench.parts.clocked_settings"}
CLOCK = parts.Part("beat", (*_CELERY[: _CELERY.index("worker")], *_BEAT), _WITH_BEAT)
_PLANNER = (sys.executable, "-m", "bench.parts.clock_all")
CLOCKED = 1_000


class Provider:
    """The echo in a process of its own."""

    def __init__(self) -> None:
        here = Path(__file__).parent / "parts" / "echo.py"
        self.process = subprocess.Popen([sys.executable, str(here)], stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.url = f"http://127.0.0.1:{self.process.stdout.readline().strip()}"
        self.session = requests.Session()
        self.session.trust_env = False

    def forget(self) -> None:
        self.session.delete(self.url)

    def wait_for(self, count: int, *, seconds: float = 900) -> list[float]:
        end = time.monotonic() + seconds
        while self.session.get(self.url).json() < count and time.monotonic() < end:
            time.sleep(0.5)
        return sorted(self.session.get(f"{self.url}/times").json())


def judged(times: list[float], due_at: datetime, count: int) -> Row:
    """How fast, how late, and how many too many or too few."""
    late = [max(0.0, at - due_at.timestamp()) for at in times]
    share = lambda part: late[min(len(late) - 1, int(part * len(late)))]  # noqa: E731
    return {
        "per second": len(late) / max(late[-1], 0.001),
        "late p50, s": share(0.5),
        "late p95, s": share(0.95),
        "late p99, s": share(0.99),
        "too many or too few": len(times) - count,
    }


def engine(machine: Machine, provider: Provider, before: Surgery, count: int) -> Row:
    worker, beat = machine.start_worker(), machine.start_beat()
    time.sleep(8)
    idle = psutil.Process(worker.pid).memory_info().rss
    due_at = datetime.now(UTC) + timedelta(seconds=10)
    rows.make_due(before, count, at=due_at)
    waiting = psutil.Process(worker.pid).memory_info().rss
    found = judged(provider.wait_for(count), due_at, count)
    time.sleep(1)
    for process in (worker, beat):
        process.kill()
        process.wait()
    return found | {"memory a waiting reminder, KB": (waiting - idle) / count / 1024}


def eta(machine: Machine, provider: Provider, before: Surgery, count: int) -> Row:
    app = Celery("bench", broker=machine.environment["REDIS_URL"].replace("unix://", "redis+socket://"))
    worker = machine.start(WAYS)
    time.sleep(8)
    idle = psutil.Process(worker.pid).memory_info().rss
    due_at = datetime.now(UTC) + timedelta(seconds=15 + 2 * count * _seconds_to_tell(app))
    rows.make_due(before, count, at=due_at)
    for key in Reminder.objects.order_by("pk").values_list("pk", flat=True):
        app.send_task("bench.parts.celery_ways.send", (key,), eta=due_at)
    assert datetime.now(UTC) < due_at, "not all were told ahead of time"
    time.sleep(max(0.0, (due_at - datetime.now(UTC)).total_seconds() - 1))
    waiting = psutil.Process(worker.pid).memory_info().rss
    found = judged(provider.wait_for(count), due_at, count)
    worker.kill()
    worker.wait()
    return found | {"memory a waiting reminder, KB": (waiting - idle) / count / 1024}


def _seconds_to_tell(app: Celery, tried: int = 200) -> float:
    """How long it takes here and now to hand one task to the broker."""
    began = time.perf_counter()
    for _ in range(tried):
        app.send_task("bench.parts.celery_ways.noop")
    return (time.perf_counter() - began) / tried


def clocked(machine: Machine, provider: Provider, before: Surgery, count: int) -> Row:
    count = min(count, CLOCKED)
    due_at = datetime.now(UTC) + timedelta(seconds=60)
    rows.make_due(before, count, at=due_at)
    planner = machine.start(parts.Part("planner", (*_PLANNER, due_at.isoformat()), _WITH_BEAT))
    assert planner.wait() == 0, machine.says()[-2000:]
    worker, beat = machine.start(WAYS), machine.start(CLOCK)
    assert datetime.now(UTC) < due_at, "not all were told ahead of time"
    found = judged(provider.wait_for(count), due_at, count)
    for process in (worker, beat):
        process.kill()
        process.wait()
    return found


def task_a_row(machine: Machine, provider: Provider, before: Surgery, count: int) -> Row:
    app = Celery("bench", broker=machine.environment["REDIS_URL"].replace("unix://", "redis+socket://"))
    worker = machine.start(WAYS)
    time.sleep(8)
    due_at = datetime.now(UTC)
    rows.make_due(before, count, at=due_at)
    for key in Reminder.objects.order_by("pk").values_list("pk", flat=True):
        app.send_task("bench.parts.celery_ways.send", (key,))
    found = judged(provider.wait_for(count), due_at, count)
    worker.kill()
    worker.wait()
    return found


def bare_calls(machine: Machine, provider: Provider, before: Surgery, count: int) -> Row:
    form = {"To": "+12125550123", "From": "+12125550199", "Body": "x" * 150, "StatusCallback": "http://x/"}
    session = requests.Session()
    session.trust_env = False
    session.mount("http://", HTTPAdapter(pool_maxsize=LANES))
    began = time.perf_counter()
    with session, ThreadPoolExecutor(LANES) as pool:
        list(pool.map(lambda _: session.post(f"{provider.url}/x", data=form, timeout=4), range(count)))
    return {"per second": count / (time.perf_counter() - began)}


def bare_updates(machine: Machine, provider: Provider, before: Surgery, count: int) -> Row:
    rows.make_due(before, min(count, 2_000), at=datetime.now(UTC) + timedelta(days=1))
    keys = list(Reminder.objects.values_list("pk", flat=True))
    began = time.perf_counter()
    for key in keys:
        Reminder.objects.filter(pk=key).update(attempts=1)
    return {"per second": len(keys) / (time.perf_counter() - began)}


def bare_tasks(machine: Machine, provider: Provider, before: Surgery, count: int) -> Row:
    app = Celery("bench", broker=machine.environment["REDIS_URL"].replace("unix://", "redis+socket://"))
    worker = machine.start(WAYS)
    time.sleep(8)
    began = time.perf_counter()
    for _ in range(count):
        app.send_task("bench.parts.celery_ways.noop")
    with redis.Redis(unix_socket_path=str(machine.socket)) as broker:
        while broker.llen("celery") or broker.hlen("unacked"):
            time.sleep(0.05)
    taken = time.perf_counter() - began
    worker.kill()
    worker.wait()
    return {"per second": count / taken}


ALL = {
    "engine": engine,
    "eta": eta,
    "clocked": clocked,
    "task a row": task_a_row,
    "bare calls": bare_calls,
    "bare UPDATEs": bare_updates,
    "bare tasks": bare_tasks,
}


def wanted() -> dict[str, Way]:
    """The ways to compare: all, or those that WAYS names; the engine first."""
    names = [name.strip() for name in os.environ.get("WAYS", "").split(",") if name.strip()] or list(ALL)
    if find_spec("django_celery_beat") is None and "clocked" in names:
        print("Without clocked schedules, which `make bench` installs: pip install -r requirements-bench.lock")
        names.remove("clocked")
    return {"engine": engine} | {name: ALL[name] for name in names}


def main(sizes: list[int]) -> None:
    logging.disable(logging.INFO)
    ways = wanted()
    folder = places.run_dir() / "postgres"
    server = postgres.start(folder, fsync="on", synchronous_commit="on", full_page_writes="on")
    provider = Provider()
    with tempfile.TemporaryDirectory() as home:
        try:
            machines.migrate(postgres.url(folder), Path(home))
            variables = fake_twilio.environment(fake_twilio.FakeTwilio(url=provider.url))
            with machines.on(postgres.url(folder), Path(home), **variables) as machine:
                machine.start_broker()
                zone = zone_of_noon(datetime.now(UTC)).key  # nobody's night is to be kept
                unit = make_unit(make_hospital(zone=zone, messages_a_day=10_000))
                before = make_surgery(unit, make_patient(unit, channels=("sms",)))
                rows.make_ward(before, max(sizes))
                print("| due at once | way | figure | median | lowest | highest |\n|---|---|---|---|---|---|")
                for size in sizes:
                    compare(ways, machine, provider, before, size)
        finally:
            connection.close()
            provider.process.kill()
            postgres.stop(server)


def compare(
    ways: dict[str, Way],
    machine: Machine,
    provider: Provider,
    before: Surgery,
    size: int,
) -> None:
    found: dict[tuple[str, str], list[float]] = defaultdict(list)
    for _ in range(ROUNDS):
        for name, way in ways.items():
            rows.clear()
            machine.flush_broker()
            provider.forget()
            for figure, value in way(machine, provider, before, size).items():
                found[name, figure].append(value)
    for (name, figure), values in found.items():
        figures = " | ".join(f"{value:,.2f}" for value in (statistics.median(values), min(values), max(values)))
        print(f"| {size:,} | {name} | {figure} | {figures} |", flush=True)
    rates = {name: statistics.median(found[name, "per second"]) for name in ways}
    for name in list(ways)[1:]:
        print(f"{size:,} due at once: the engine at {rates['engine'] / rates[name]:.2f} times {name}", flush=True)


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [10_000, 50_000, 100_000])
