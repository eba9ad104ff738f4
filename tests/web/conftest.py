"""The web's clock, given by the test."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from procedures.web import clock

# A Sunday: 15 days before the cast's surgery, 9 in the morning at Lakeside Hospital.
NOW = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Set the web's clock: `at(instant)`. It stands still until set again."""

    def stand_at(instant: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: instant)

    stand_at(NOW)
    return stand_at
