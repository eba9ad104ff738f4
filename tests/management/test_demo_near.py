"""The demo's near patient: the first messages are due at once, whenever it is started."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from hypothesis import example, given
from hypothesis.strategies import datetimes, just
from pytest_django import Settings

from procedures.checklists.models import Reminder
from procedures.core.timeline import is_missing, wall_instant
from procedures.hospitals.models import User
from procedures.management.demo import people, places
from procedures.management.demo.authoring import author
from procedures.management.demo.nearby import near_times
from procedures.management.demo.plans import PLANS, Plan
from procedures.management.demo.sheets import URGENT_HERNIA
from procedures.management.demo.staging import stage
from procedures.messaging.models import Delivery
from procedures.patients.models import Patient
from procedures.patients.registering import PatientDetails

ZONE = ZoneInfo(places.URGENT.zone)
EVERY_HOUR = [datetime(2026, 11, 18, hour, 7, 3, tzinfo=UTC) for hour in range(24)]


def plan_of(person: PatientDetails) -> Plan:
    return next(plan for plan in PLANS if plan.person is person)


@pytest.mark.django_db
def test_it_refuses_to_load_outside_the_demo_mode(settings: Settings) -> None:
    settings.IS_DEMO = False

    with pytest.raises(CommandError, match="demo mode only"):
        call_command("load_demo")

    assert User.objects.count() == 0


@pytest.mark.django_db
def test_the_first_reminders_are_due_at_once_at_whatever_hour_it_is_started() -> None:
    places.build()
    author(URGENT_HERNIA, now=EVERY_HOUR[0] - timedelta(days=60))
    silent = []

    for now in EVERY_HOUR:
        with transaction.atomic():
            stage(plan_of(people.MARIA), now=now)
            due = set(Reminder.objects.due(now).values_list("kind", flat=True))
            transaction.set_rollback(True)
        if not {Reminder.Kind.LIST_READY, Reminder.Kind.FASTING} <= due:
            silent.append(now)

    assert silent == []


@given(now=datetimes(datetime(2026, 1, 1), datetime(2036, 1, 1), timezones=just(UTC)))  # noqa: DTZ001 - zone given
@example(now=datetime(2026, 11, 1, 0, 0, tzinfo=UTC))
@example(now=datetime(2027, 3, 13, 23, 5, tzinfo=UTC))
def test_the_near_operation_is_hours_away_and_the_patient_comes_on_its_day(now: datetime) -> None:
    surgery_date, start, arrival = near_times(now, zone=ZONE)

    starts_at = wall_instant(surgery_date, start, ZONE)
    arrives_at = wall_instant(surgery_date, arrival, ZONE)

    assert arrival <= start
    assert arrives_at <= starts_at
    assert timedelta(hours=6, minutes=15) < starts_at - now <= timedelta(hours=8, minutes=15)
    assert not is_missing(surgery_date, start, ZONE)
    assert not is_missing(surgery_date, arrival, ZONE)


@pytest.mark.django_db
def test_nobodys_past_is_sent_to_a_real_provider(settings: Settings) -> None:
    settings.SMS_TRANSPORT = "twilio"
    samuel = plan_of(people.SAMUEL)
    places.build()
    author(samuel.sheet, now=EVERY_HOUR[0] - timedelta(days=60))

    stage(samuel, now=EVERY_HOUR[0])

    assert Delivery.objects.count() == 0
    assert Patient.objects.count() == 0
