"""`make chaos`: CHAOS_SECONDS (60), CHAOS_DATABASE (sqlite, else PostgreSQL), CHAOS_SEED, CHAOS_LOGS (a folder).

Exit 1 when a promise was broken; the reminders are named.
"""

import os
import sys
import tempfile
from pathlib import Path

IS_SQLITE = os.environ.get("CHAOS_DATABASE", "") == "sqlite"
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
if IS_SQLITE:
    os.environ["TEST_DATABASE_URL"] = "sqlite"

import django  # noqa: E402

django.setup()

from tests.chaos import trouble  # noqa: E402
from tests.chaos.run import run, seed_of_the_day  # noqa: E402
from tests.servers import places  # noqa: E402


def main() -> int:
    seconds = float(os.environ.get("CHAOS_SECONDS") or 60)
    seed = int(os.environ.get("CHAOS_SEED") or seed_of_the_day())
    print(f"seed {seed}", flush=True)  # noqa: T201
    with (
        tempfile.TemporaryDirectory() as folder,
        trouble.database(places.run_dir() / "chaos", is_sqlite=IS_SQLITE) as database,
    ):
        report = run(database, Path(folder), seconds=seconds, seed=seed, is_sqlite=IS_SQLITE)
        print(report)  # noqa: T201
        if kept := os.environ.get("CHAOS_LOGS"):
            for log in Path(folder).glob("*.log"):
                (Path(kept) / log.name).write_bytes(log.read_bytes())
    return 0 if report.is_kept else 1


if __name__ == "__main__":
    sys.exit(main())
