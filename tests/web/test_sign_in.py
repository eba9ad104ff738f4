from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from procedures.hospitals.models import Role, SignInTries
from tests.cast import make_nurse, make_staff, make_unit
from tests.web.conftest import NOW

pytestmark = pytest.mark.django_db
PASSWORD = "a long test password"


@pytest.fixture(autouse=True)
def one_step(settings: Settings) -> None:
    """Here it is about the password alone; what comes after it is tried in `signing/`."""
    settings.SECOND_FACTOR_REQUIRED = False


def sign_in(client: Client, name: str = "nora", password: str = PASSWORD, **extra: str) -> object:
    return client.post(reverse("sign-in"), {"username": name, "password": password, **extra})


def test_signing_in_leads_to_the_page_that_was_asked_for(client: Client) -> None:
    make_nurse(make_unit())

    answer = sign_in(client, next="/assign/?step=2")

    assert answer.status_code == 302
    assert answer.url == "/assign/?step=2"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_signing_in_never_leads_to_another_site(client: Client, elsewhere: str) -> None:
    make_nurse(make_unit())

    answer = sign_in(client, next=elsewhere)

    assert answer.url == reverse("board")


@pytest.mark.parametrize(
    ("role", "is_staff", "page"),
    [
        (Role.NURSE, False, "board"),
        (Role.CLINICIAN, False, "board"),
        (Role.AUTHOR, False, "documents"),
        (Role.ADMINISTRATOR, True, "admin:index"),
    ],
)
def test_everyone_begins_where_their_work_is(client: Client, role: str, is_staff: bool, page: str) -> None:
    user = make_staff(make_unit(), role)
    user.is_staff = user.is_superuser = is_staff
    user.save()

    assert sign_in(client).url == reverse(page)
    assert client.get("/").url == reverse(page)
    assert client.get(reverse(page)).status_code == 200


def test_a_wrong_password_is_told_without_saying_what_was_wrong(client: Client) -> None:
    make_nurse(make_unit())

    of_a_real_name = sign_in(client, password="wrong").content.decode()
    of_nobody = sign_in(client, name="nobody", password="wrong").content.decode()

    words = "This name and password do not go together. Check both and try again."
    assert words in of_a_real_name
    assert words in of_nobody


def test_after_five_wrong_tries_the_right_password_waits_too(client: Client, at: Callable[[datetime], None]) -> None:
    make_nurse(make_unit())
    for _ in range(5):
        sign_in(client, password="wrong")

    answer = sign_in(client)

    assert "Wait 15 minutes, then try again" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_after_the_wait_the_right_password_opens(client: Client, at: Callable[[datetime], None]) -> None:
    make_nurse(make_unit())
    for _ in range(6):
        sign_in(client, password="wrong")
    at(NOW + timedelta(minutes=15))

    assert sign_in(client).status_code == 302


def test_too_many_tries_hold_back_neither_a_colleague_nor_the_nurse_elsewhere(
    client: Client, at: Callable[[datetime], None]
) -> None:
    unit = make_unit()
    make_nurse(unit)
    make_nurse(unit, username="noel")
    for _ in range(6):
        sign_in(client, name="NORA ", password="wrong")

    assert sign_in(client, name="noel").status_code == 302
    assert sign_in(Client(REMOTE_ADDR="10.0.0.7")).status_code == 302
    assert "Wait" in sign_in(Client()).content.decode()


def test_a_right_password_starts_the_count_afresh(client: Client, at: Callable[[datetime], None]) -> None:
    make_nurse(make_unit())
    for _ in range(4):
        sign_in(client, password="wrong")
    sign_in(client)
    stranger = Client()
    for _ in range(4):
        sign_in(stranger, password="wrong")

    assert sign_in(stranger).status_code == 302


def test_tries_are_kept_without_the_name(client: Client) -> None:
    sign_in(client, name="Maria Lopez", password="wrong")

    assert SignInTries.objects.exists()
    assert not any("aria" in key for key in SignInTries.objects.values_list("key", flat=True))


def test_signing_in_closes_a_patients_list_left_open_in_the_browser(client: Client) -> None:
    make_nurse(make_unit())
    session = client.session
    session["patient_device"] = 7
    session.set_expiry(timedelta(days=14))
    session.save()

    sign_in(client)

    assert "patient_device" not in client.session
    assert client.session.get_expiry_age() <= 14 * 3600


def test_signing_in_over_a_colleague_lasts_one_shift_too(client: Client) -> None:
    unit = make_unit()
    make_nurse(unit)
    make_nurse(unit, username="noel")
    sign_in(client, name="noel")

    sign_in(client)

    assert client.session.get_expiry_age() <= 14 * 3600


def test_signing_out_needs_a_press_not_a_link(client: Client) -> None:
    client.force_login(make_nurse(make_unit()))

    by_link = client.get(reverse("sign-out"))
    still_in = "_auth_user_id" in client.session
    by_press = client.post(reverse("sign-out"))

    assert by_link.status_code == 405
    assert still_in
    assert by_press.url == reverse("sign-in")
    assert "_auth_user_id" not in client.session
