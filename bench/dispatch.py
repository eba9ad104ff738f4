"""Does the engine stay as fast with many reminders waiting? On PostgreSQL, one worker, in one run.

    python bench/dispatch.py [waiting ...]      # default: 100000 1000000 10000000

Each size has a database of its own, so that a round can ask all of them in turn: what else the machine does meets all
alike. A round makes 5,000 reminders due, claims them in batches of 500 and finishes each batch in one UPDATE; then
looks when nothing is due, with the watermark and without. Printed are medians of 5 rounds (ROUNDS=) with their spread,
and the ratio of the fastest size to the slowest one.
"""

import os
import re
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import logging

import dj_database_url
import django

django.setup()

from django.core.management import call_command
from django.db import connection

from bench.parts import rows
from procedures.checklists.models import Reminder, Surgery
from procedures.messaging.engine.claim import Watermark, claim
from tests.cast import make_patient, make_surgery, make_unit
from tests.servers import places, postgres

ROUNDS, DUE, LOOKS = int(os.environ.get("ROUNDS", "5")), 5_000, 20
CLAIM_AND_FINISH = "claim and finish, per second"
SELECT_1 = "SELECT 1, for comparison, ms"
IN_THE_DATABASE = "empty look with watermark, ms in the database"
EMPTY, SWEEP = "empty look with watermark, ms", "empty look over everything, ms"


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def claim_and_finish() -> None:
    while token := claim(now=datetime.now(UTC)):
        Reminder.objects.filter(claim_token=token, status=Reminder.Status.CLAIMED).update(
            status=Reminder.Status.SENT, ended_at=datetime.now(UTC), claim_token=None, lease_until=None
        )


def in_the_database() -> float:
    """What the database itself says of the empty look, in ms."""
    looked = datetime.now(UTC) - timedelta(seconds=30)
    due = Reminder.objects.due(datetime.now(UTC)).filter(next_attempt_at__gte=looked).values_list("pk")[:1]
    told = due.explain(analyze=True)
    return sum(float(ms) for ms in re.findall(r"(?:Planning|Execution) Time: ([\d.]+) ms", told))


def measure(surgery: Surgery) -> dict[str, float]:
    now = datetime.now(UTC)
    rows.make_waiting(surgery, DUE, first_at=now - timedelta(minutes=1), over=timedelta(seconds=30))
    found = {CLAIM_AND_FINISH: DUE / seconds(claim_and_finish)}
    for name, watermark in ((EMPTY, Watermark()), (SWEEP, None)):
        claim(now=datetime.now(UTC), watermark=watermark)
        began = time.process_time()
        looks = [seconds(lambda w=watermark: claim(now=datetime.now(UTC), watermark=w)) for _ in range(LOOKS)]
        found[name] = 1000 * statistics.median(looks)
        found[f"{name} of our processor"] = 1000 * (time.process_time() - began) / LOOKS
    found[IN_THE_DATABASE] = in_the_database()
    found[SELECT_1] = 1000 * statistics.median(seconds(lambda: rows.execute("SELECT 1")) for _ in range(LOOKS))
    return found


def fill(size: int, folder: Path) -> Surgery:
    """A database of its own with `size` reminders that wait for next month."""
    connect(folder, "postgres")
    rows.execute(f"CREATE DATABASE {name_of(size)} TEMPLATE empty")
    connect(folder, name_of(size))
    unit = make_unit()
    surgery = make_surgery(unit, make_patient(unit, channels=("sms",)))
    rows.make_waiting(surgery, size, first_at=datetime.now(UTC) + timedelta(days=30))
    rows.execute("VACUUM ANALYZE procedures_reminder")
    return surgery


def name_of(size: int) -> str:
    return f"waiting_{size}"


def connect(folder: Path, database: str) -> None:
    connection.close()
    connection.settings_dict |= dj_database_url.parse(postgres.url(folder, database)) | {"OPTIONS": {}}


def main(sizes: list[int]) -> None:
    logging.disable(logging.INFO)
    folder = places.run_dir() / "postgres"
    server = postgres.start(folder, fsync="on", synchronous_commit="on", full_page_writes="on")
    found: dict[tuple[int, str], list[float]] = defaultdict(list)
    try:
        connect(folder, "postgres")
        rows.execute("CREATE DATABASE empty")
        connect(folder, "empty")
        call_command("migrate", verbosity=0)
        surgeries = {size: fill(size, folder) for size in sizes}
        rows.execute("CHECKPOINT")
        for _ in range(ROUNDS):
            for size in sizes:
                connect(folder, name_of(size))
                for name, value in measure(surgeries[size]).items():
                    found[size, name].append(value)
    finally:
        connection.close()
        postgres.stop(server)
    print("| waiting | figure | median | lowest | highest |\n|---|---|---|---|---|")
    medians: dict[str, list[float]] = defaultdict(list)
    for (size, name), values in sorted(found.items()):
        medians[name].append(statistics.median(values))
        figures = " | ".join(f"{value:,.2f}" for value in (medians[name][-1], min(values), max(values)))
        print(f"| {size:,} | {name} | {figures} |", flush=True)
    for name, values in medians.items():
        print(f"{name}: highest to lowest median over the sizes {max(values) / min(values):.2f}")


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [100_000, 1_000_000, 10_000_000])
