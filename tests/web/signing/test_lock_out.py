"""Guessing is slow for whoever guesses, and harmless for whomever it is about."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from procedures.hospitals.models import User
from procedures.hospitals.sign_in_tries import OF_A_NAME, OF_AN_ADDRESS
from tests.cast import make_nurse, make_unit
from tests.web.signing.people import give_password, is_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nora(settings: Settings, at: Callable[[datetime], None]) -> User:
    settings.SECOND_FACTOR_REQUIRED = False
    return make_nurse(make_unit())


def guess(name: str, address: str) -> Any:
    return give_password(Client(REMOTE_ADDR=address), name, "a guess")


def test_a_thousand_machines_together_get_few_guesses_at_one_name() -> None:
    told = [guess("nora", f"10.1.0.{number}").content.decode() for number in range(OF_A_NAME + 1)]

    assert "do not go together" in told[-2]
    assert "too many tries" in told[-1]
    assert not is_in(stranger := Client(REMOTE_ADDR="10.1.9.9"))
    assert "too many tries" in give_password(stranger).content.decode()


def test_whoever_signed_in_here_before_gets_in_whatever_strangers_do(client: Client) -> None:
    give_password(client)
    client.post("/sign-out/")
    for number in range(OF_A_NAME + 5):
        guess("nora", f"10.1.0.{number}")
    for _ in range(6):
        guess("nora", "127.0.0.1")

    give_password(client)

    assert is_in(client)


def test_one_machine_gets_few_guesses_at_many_names() -> None:
    for number in range(OF_AN_ADDRESS):
        guess(f"name-{number}", "10.1.0.1")

    answer = guess("nora", "10.1.0.1")

    assert "too many tries" in answer.content.decode()


def test_a_known_browser_gets_five_guesses_and_no_more(client: Client) -> None:
    give_password(client)
    client.post("/sign-out/")
    for _ in range(5):
        give_password(client, password="a guess")

    assert "too many tries" in give_password(client).content.decode()


def test_a_known_browser_is_known_for_its_own_people_only(client: Client, nora: User) -> None:
    make_nurse(nora.memberships.get().unit, username="noel")
    give_password(client)
    client.post("/sign-out/")
    for number in range(OF_A_NAME):
        guess("noel", f"10.1.0.{number}")

    assert "too many tries" in give_password(client, "noel").content.decode()


def test_the_cookie_of_a_known_browser_signs_nobody_in_and_cannot_be_made_up(client: Client) -> None:
    give_password(client)
    thief = Client()
    thief.cookies["known"] = client.cookies["known"].value
    forger = Client()
    forger.cookies["known"] = client.cookies["known"].value[:-2] + "xx"

    assert not is_in(thief)
    assert "nora" not in client.cookies["known"].value
    assert give_password(forger).status_code == 302
