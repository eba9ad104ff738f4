"""The rows and the people, made once: whatever a request does to them is taken back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from procedures.patients.models import Patient
from procedures.web import clock
from tests.access.people import make_people
from tests.access.rows import make_rows
from tests.cast import make_hospital, make_unit
from tests.web.conftest import NOW


@dataclass(frozen=True, slots=True)
class Scene:
    """What stands behind the addresses, and everyone who may ask for them."""

    rows: Mapping[str, object]
    people: Mapping[str, Client]


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Scene]:
    """As in production: what only the demo shows is not there."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setattr(clock, "now", lambda: NOW)
        patch.setattr(settings, "IS_DEMO", False)
        unit = make_unit(make_hospital(languages=["en", "es"]))
        rows = make_rows(unit, now=NOW)
        yield Scene(rows, make_people(unit, Patient.objects.get(pk=rows["patient"]), now=NOW))
        transaction.set_rollback(True)
