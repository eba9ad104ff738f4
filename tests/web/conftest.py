"""The web's clock, given by the test; Maria; and a unit with its nurse, signed in, where a test says nothing else."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client

from procedures.catalog.models import ChecklistTemplate
from procedures.checklists.models import ChecklistItem, Surgery
from procedures.hospitals.models import Unit
from procedures.patients.models import Patient
from procedures.web import clock
from tests.cast import make_checklist, make_item, make_nurse, make_procedure, make_surgery, make_template, make_unit
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


@pytest.fixture
def unit() -> Unit:
    return make_unit()


@pytest.fixture
def template(unit: Unit) -> ChecklistTemplate:
    """A published list of one step, for a knee."""
    return make_template(make_procedure(unit), {"title": "Bring your papers"})


@pytest.fixture
def surgery(unit: Unit) -> Surgery:
    return make_surgery(unit)


@pytest.fixture
def nurse(client: Client, unit: Unit) -> Client:
    client.force_login(make_nurse(unit))
    return client


@pytest.fixture
def item(surgery: Surgery) -> ChecklistItem:
    """To be done by midnight before the operation."""
    due_at = datetime(2026, 12, 8, 5, 0, tzinfo=UTC)
    return make_item(make_checklist(surgery), title="Stop eating", due_at=due_at, is_exact=True)
