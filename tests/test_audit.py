"""The audit of the pinned libraries fails for a known vulnerability, and is not silent where nobody answers."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from prepapp.settings import BASE_DIR as ROOT

BUG = {
    "id": "PYSEC-0000-1",
    "modified": "2026-01-01T00:00:00Z",
    "summary": "It opens every door.",
    "affected": [
        {
            "package": {"name": "leftpad", "ecosystem": "PyPI"},
            "versions": ["1.0"],
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.1"}]}],
        }
    ],
}


class Osv(BaseHTTPRequestHandler):
    """Knows of one bug, in leftpad 1.0."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        told = {"vulns": [BUG]} if asked["package"]["name"] == "leftpad" else {}
        body = json.dumps(told).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def osv() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Osv) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/v1/query"
        server.shutdown()


def audited(url: str, pin: str, folder: Path) -> subprocess.CompletedProcess[str]:
    lock = folder / "requirements.lock"
    lock.write_text(f"{pin} \\\n    --hash=sha256:{'0' * 64}\n")
    command = [sys.executable, ROOT / ".ci" / "audit.py", "--osv-url", url, lock]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_library_with_a_known_vulnerability_fails_the_check(osv: str, tmp_path: Path) -> None:
    ran = audited(osv, "leftpad==1.0", tmp_path)

    assert ran.returncode == 1
    assert "leftpad 1.0 has a known vulnerability, PYSEC-0000-1; mended in 1.1" in ran.stdout


def test_libraries_without_one_pass(osv: str, tmp_path: Path) -> None:
    ran = audited(osv, "rightpad==1.0", tmp_path)

    assert (ran.returncode, ran.stdout) == (0, "")


def test_where_nobody_answers_it_is_said_aloud_and_the_check_goes_on(tmp_path: Path) -> None:
    ran = audited("http://127.0.0.1:9/", "leftpad==1.0", tmp_path)

    assert ran.returncode == 0
    assert "WAS NOT AUDITED" in ran.stdout


def test_a_lock_file_that_cannot_be_read_fails(osv: str, tmp_path: Path) -> None:
    assert audited(osv, "leftpad", tmp_path).returncode == 1
