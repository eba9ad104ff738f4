"""The authors of one unit, and a draft that waits for them."""

import pytest
from django.test import Client

from procedures.catalog.models import ChecklistTemplate
from procedures.hospitals.models import Role, Unit, User
from tests.cast import make_clinician, make_staff, make_unit
from tests.catalog.papers import make_draft
from tests.web.author.browsing import signed_in


@pytest.fixture
def unit() -> Unit:
    return make_unit()


@pytest.fixture
def draft(unit: Unit) -> ChecklistTemplate:
    return make_draft(unit)


@pytest.fixture
def ann(unit: Unit, client: Client) -> User:
    """A template author, signed in."""
    ann = make_staff(unit, Role.AUTHOR, username="ann", full_name="Ann Berg")
    client.force_login(ann)
    return ann


@pytest.fixture
def carl(unit: Unit, client: Client) -> User:
    """A clinician, signed in."""
    carl = make_clinician(unit)
    client.force_login(carl)
    return carl


@pytest.fixture
def anns(unit: Unit) -> Client:
    return signed_in(make_staff(unit, Role.AUTHOR, username="ann", full_name="Ann Berg"))


@pytest.fixture
def carls(unit: Unit) -> Client:
    return signed_in(make_clinician(unit))
