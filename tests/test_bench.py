"""What the benchmarks are measured on is made of rows that the tables still take."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from bench.parts import rows, wards
from procedures.checklists.models import Reminder, Surgery, WorkItem
from tests.cast import make_hospital, make_patient, make_surgery, make_unit
from tests.web.conftest import NOW

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def on_postgresql() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("Only PostgreSQL copies rows for the benchmarks.")


def test_a_ward_of_copied_patients_is_on_the_board(client: Client) -> None:
    unit, nurse, first = wards.make_first(now=NOW)
    client.force_login(nurse)

    wards.fill(first, 40)

    page = client.get(reverse("board"), {"span": "all"}).content.decode()
    assert Surgery.objects.for_staff(nurse).filter(unit=unit).count() == 41
    assert WorkItem.objects.count() == 2
    assert "Lopez 40" in page


def test_reminders_of_many_patients_are_due_at_one_moment() -> None:
    unit = make_unit(make_hospital())
    before = make_surgery(unit, make_patient(unit, channels=("sms",)))
    due_at = NOW + timedelta(hours=1)

    rows.make_ward(before, 5)
    rows.make_due(before, 3, at=due_at)
    rows.make_waiting(before, 4, first_at=due_at)

    assert list(Reminder.objects.exclude(surgery=before).values_list("due_at", flat=True)) == [due_at] * 3
    assert Reminder.objects.filter(surgery=before, status=Reminder.Status.SCHEDULED).count() == 4
    rows.clear()
