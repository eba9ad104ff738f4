"""With every part given by address, `serve` brings nothing of its own and makes nobody up."""

import signal
import urllib.request
from collections.abc import Iterator

import pytest

from procedures.management.serving.ground import free_port
from tests.servers import stack as stacks
from tests.servers.stack import Stack


@pytest.fixture
def served(tmp_path_factory: pytest.TempPathFactory, empty_database_url: str, broker: str) -> Iterator[Stack]:
    running = stacks.start(
        tmp_path_factory.mktemp("production"),
        free_port(),
        PREPAPP_MODE="production",
        SECRET_KEY="only-for-this-test-" + "x" * 50,
        PUBLIC_URL="https://prep.hospital.example",
        ALLOWED_HOSTS="prep.hospital.example",
        DATABASE_URL=empty_database_url,
        REDIS_URL=broker,
        EMAIL_URL="smtp://127.0.0.1:9",
        EMAIL_FROM="reminders@hospital.example",
        TWILIO_ACCOUNT_SID="AC0",
        TWILIO_AUTH_TOKEN="none",
        TWILIO_FROM="+12125550100",
    )
    yield running
    running.stop(signal.SIGTERM)


def test_it_runs_web_worker_and_beat_and_stops_on_sigterm(served: Stack) -> None:
    asked = urllib.request.Request(f"{served.url}/healthz", headers={"Host": "prep.hospital.example"})
    with urllib.request.urlopen(asked, timeout=5) as answer:
        status = answer.status
    for part in ("gunicorn", "worker", "beat"):
        assert served.processes(part), part
    own = served.processes("valkey-server") + served.processes("aiosmtpd")
    seconds = served.stop(signal.SIGTERM)

    assert status == 200
    assert own == []
    assert "password" not in served.says()
    assert seconds < 10
    assert served.process.returncode == 0
    assert served.processes() == []
