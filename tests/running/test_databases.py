"""A process of its own gets a database of its own."""

import subprocess
import sys
from pathlib import Path

from tests.servers import surroundings


def test_prepapp_moves_into_an_empty_database(empty_database_url: str, tmp_path: Path) -> None:
    moved = subprocess.run(
        [sys.executable, "manage.py", "migrate"],
        cwd=surroundings.ROOT,
        env=surroundings.bare(tmp_path, DATABASE_URL=empty_database_url, PREPAPP_DATA_DIR=str(tmp_path)),
        capture_output=True,
        text=True,
        check=False,
    )

    assert moved.returncode == 0, moved.stderr
    assert "procedures.0001_first... OK" in moved.stdout
