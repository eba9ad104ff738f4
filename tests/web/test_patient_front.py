"""Whoever comes to the front door is led to their own page."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import make_nurse, make_unit
from tests.web.patient_cast import NOON, make_list, open_list_of

pytestmark = pytest.mark.django_db


def test_staff_come_to_the_board_and_strangers_to_the_sign_in(client: Client) -> None:
    assert client.get("/").headers["Location"] == reverse("sign-in")

    client.force_login(make_nurse(make_unit()))

    assert client.get("/").headers["Location"] == reverse("board")


def test_a_patient_with_an_open_list_comes_to_it(client: Client, at: Callable[[datetime], None]) -> None:
    at(NOON)
    open_list_of(client, make_list().patient)

    assert client.get("/").headers["Location"] == reverse("patient-list")
