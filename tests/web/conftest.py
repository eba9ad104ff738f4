"""The web's clock, given by the test; and Maria."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from procedures.patients.models import Patient
from procedures.web import clock
from tests.web.patient_cast import NOON, make_list

# A Sunday: 15 days before the cast's surgery, 9 in the morning at Lakeside Hospital.
NOW = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Set the web's clock: `at(instant)`. It stands still until set again."""

    def stand_at(instant: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: instant)

    stand_at(NOW)
    return stand_at


@pytest.fixture
def maria(at: Callable[[datetime], None]) -> Patient:
    """Maria, at noon on the day before her operation."""
    at(NOON)
    return make_list().patient
