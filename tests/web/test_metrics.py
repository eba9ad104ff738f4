"""/metrics: the reminders' figures for Prometheus, to whoever has the token and to nobody else."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families
from pytest_django import DjangoAssertNumQueries, Settings

from procedures.checklists.models import Reminder, WorkItem
from procedures.messaging.transports.traffic.breaker import FAILURES_TO_OPEN
from procedures.messaging.transports.traffic.control import CONTROL
from tests.cast import make_delivery
from tests.messaging.due import make_due

pytestmark = pytest.mark.django_db
TOKEN = "a token of the tests, long enough"


@pytest.fixture(autouse=True)
def has_a_token(settings: Settings) -> Iterator[None]:
    settings.METRICS_TOKEN = TOKEN
    cache.clear()
    yield
    cache.clear()


def ask(token: str = TOKEN) -> dict[tuple[str, ...], float]:
    """By name and the labels' values, in the order of the labels' names."""
    response = Client().get("/metrics", headers={"Authorization": f"Bearer {token}"})
    assert response.status_code == 200
    families = text_string_to_metric_families(response.content.decode())
    return {
        (sample.name, *(value for _, value in sorted(sample.labels.items()))): sample.value
        for family in families
        for sample in family.samples
    }


def make_message(reminder: Reminder, status: str, *, ago: timedelta = timedelta(0), transport: str = "twilio") -> None:
    armed_at = datetime.now(UTC) - ago
    again_at = armed_at if status == "repeated" else None
    make_delivery(
        reminder, channel="sms", transport=transport, status=status, armed_at=armed_at, sent_again_at=again_at
    )


def test_it_tells_what_is_due_and_late_and_since_when() -> None:
    now = datetime.now(UTC)
    surgery = make_due(due_at=now, latest_at=now + timedelta(hours=1)).surgery
    for minutes in (3, 5):
        make_due(surgery=surgery, due_at=now - timedelta(minutes=minutes), latest_at=now + timedelta(hours=1))

    told = ask()

    assert told["prepapp_reminders_due",] == 3
    assert told["prepapp_reminders_late",] == 2
    assert 300 <= told["prepapp_oldest_due_seconds",] < 320


def test_it_tells_what_became_of_the_messages_of_the_last_day() -> None:
    reminder = make_due()
    for status in ("sent", "delivered", "delivered", "undelivered", "refused", "unknown", "repeated"):
        make_message(reminder, status)
    make_message(reminder, "repeated", ago=timedelta(hours=25))

    told = ask()

    assert told["prepapp_messages_last_day", "delivered", "twilio"] == 2
    assert told["prepapp_messages_sent_last_day",] == 3
    assert told["prepapp_messages_failed_last_day",] == 2
    assert told["prepapp_messages_unknown_last_day",] == 1
    assert told["prepapp_messages_doubled_last_day",] == 1


def test_it_tells_of_open_items_by_age_and_urgency() -> None:
    surgery, now = make_due().surgery, datetime.now(UTC)
    for hours, is_urgent in ((0, False), (2, True), (30, True)):
        WorkItem.objects.create(
            surgery=surgery, kind="question", raised_at=now - timedelta(hours=hours), is_urgent=is_urgent
        )
    WorkItem.objects.create(surgery=surgery, kind="question", raised_at=now, closed_at=now)

    told = ask()

    assert told["prepapp_items_open", "under 1 hour", "no"] == 1
    assert told["prepapp_items_open", "1 to 4 hours", "yes"] == 1
    assert told["prepapp_items_open", "over 24 hours", "yes"] == 1
    assert sum(value for name, value in told.items() if name[0] == "prepapp_items_open") == 3


def test_it_tells_which_provider_is_left_alone(settings: Settings) -> None:
    settings.SMS_TRANSPORT = "twilio,vonage"
    for _ in range(FAILURES_TO_OPEN):
        CONTROL.failed("vonage", 0.1, now=datetime.now(UTC), monotonic=0.0)

    told = ask()

    assert told["prepapp_provider_circuit", "twilio"] == 0
    assert told["prepapp_provider_circuit", "vonage"] == 2


def test_without_redis_it_tells_that_and_all_else(settings: Settings) -> None:
    settings.REDIS_URL = "unix:///nowhere/broker.sock"

    told = ask()

    assert told["prepapp_broker_up",] == 0
    assert told["prepapp_reminders_due",] == 0


def test_what_counts_is_there_also_while_it_is_nothing() -> None:
    told = ask()

    assert told["prepapp_messages_doubled_last_day",] == 0
    assert told["prepapp_part_late_seconds", "worker"] == -1


def test_whoever_asks_again_at_once_costs_the_database_nothing(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    ask()

    with django_assert_num_queries(0):
        ask()


@pytest.mark.parametrize("token", ["", "another token of the tests, long enough", TOKEN[:-1], TOKEN + "é"])
def test_whoever_has_another_token_is_told_nothing(token: str) -> None:
    response = Client().get("/metrics", headers={"Authorization": f"Bearer {token}"})

    assert response.status_code == 403
    assert b"prepapp_" not in response.content


def test_without_a_token_in_the_settings_there_is_no_such_page(settings: Settings) -> None:
    settings.METRICS_TOKEN = ""

    assert Client().get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


def test_no_figure_names_a_patient() -> None:
    reminder = make_due()
    make_message(reminder, "sent")

    response = Client().get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})

    assert reminder.surgery.patient.family_name.encode() not in response.content
    assert str(reminder.surgery.patient.phone).encode() not in response.content
