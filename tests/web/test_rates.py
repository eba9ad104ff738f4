"""Whoever asks too often is told when to come back, and whom to call; nobody else is kept out by it."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from procedures.messaging.transports.traffic import buckets, shared
from procedures.messaging.transports.traffic.bucket import Rate
from procedures.patients.links import link_for, token_of
from procedures.web import rates
from tests.cast import make_nurse, make_patient, make_unit
from tests.web.conftest import NOW

pytestmark = pytest.mark.django_db
At = Callable[[datetime], None]


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three at once, and then one in an hour: else a test would have to ask hundreds of times."""
    three = {name: replace(limit, rate=Rate(1 / 3600, 3)) for name, limit in rates.LIMITS.items()}
    monkeypatch.setattr(rates, "LIMITS", three)


@pytest.fixture
def no_redis(settings: Settings) -> None:
    settings.REDIS_URL = "unix:///nowhere/at/all.sock"


def tries(client: Client, count: int, **headers: str) -> list[int]:
    return [client.post(reverse("sign-in"), {"username": "nora"}, **headers).status_code for _ in range(count)]


@pytest.mark.usefixtures("narrow")
def test_a_login_brute_force_from_one_address_is_slowed_and_told_when_to_come_back(client: Client) -> None:
    assert tries(client, 4) == [200, 200, 200, 429]

    answer = client.post(reverse("sign-in"), {"username": "nora"})

    assert 0 < int(answer.headers["Retry-After"]) <= 60
    assert "Please wait a moment" in answer.content.decode()


@pytest.mark.usefixtures("narrow")
def test_another_address_is_not_kept_out(client: Client) -> None:
    tries(client, 5)

    assert tries(Client(), 1, REMOTE_ADDR="198.51.100.7") == [200]


@pytest.mark.usefixtures("narrow")
def test_behind_a_proxy_it_is_the_address_that_the_proxy_wrote_down(client: Client, settings: Settings) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

    made_up = [tries(client, 1, HTTP_X_FORWARDED_FOR=f"10.0.0.{i}, 198.51.100.7")[0] for i in range(4)]

    assert made_up[-1] == 429
    assert tries(client, 1, HTTP_X_FORWARDED_FOR="198.51.100.8") == [200]


@pytest.mark.usefixtures("narrow")
def test_a_patient_who_is_held_back_reads_the_number_to_call(client: Client, at: At) -> None:
    at(NOW)
    unit = make_unit()
    address = reverse("patient-link", args=[token_of(link_for(make_patient(unit), now=NOW))])

    answers = [client.get(address) for _ in range(4)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert unit.telephone.as_national in answers[-1].content.decode()
    assert "Lopez" not in answers[-1].content.decode()


@pytest.mark.usefixtures("narrow")
def test_guesses_at_links_are_slowed_whatever_is_guessed(client: Client) -> None:
    codes = [client.get(f"/p/guess-{number}/").status_code for number in range(4)]

    assert codes == [404, 404, 404, 429]


@pytest.mark.usefixtures("narrow")
def test_uploads_are_counted_for_each_person(client: Client) -> None:
    unit = make_unit()
    client.force_login(make_nurse(unit))
    first = [client.post(reverse("document-import")).status_code for _ in range(4)]

    client.force_login(make_nurse(unit, username="nils"))

    assert first[-1] == 429
    assert client.post(reverse("document-import")).status_code != 429


@pytest.mark.usefixtures("narrow", "no_redis")
def test_while_redis_is_away_each_process_counts_for_itself_and_says_so(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        codes = tries(client, 4)

    assert codes[0] == 200, "nobody is locked out"
    assert codes[-1] == 429, "and not everything is let through"
    assert sum("Redis is away" in line for line in caplog.messages) == 1


@pytest.mark.usefixtures("narrow")
def test_what_is_kept_tells_no_address(client: Client) -> None:
    tries(client, 1)

    assert rates.BUCKETS.names()
    assert not any("127.0.0.1" in name for name in rates.BUCKETS.names())


def test_a_flood_of_addresses_does_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(buckets, "MOST_NAMES", 100)
    known = buckets.Buckets()
    known.away_until = float("inf")

    for number in range(1000):
        known.take(f"asker {number}", 1, Rate(1, 10), 0.0)

    assert len(known.names()) <= 200


def test_processes_share_one_count() -> None:
    one, other = buckets.Buckets(), buckets.Buckets()
    rate = Rate(1 / 3600, 3)

    taken = [each.take("shared by two", 1, rate, 0.0).count for each in (one, other, one, other)]

    shared.forget(["shared by two"])
    assert taken == [1, 1, 1, 0]
