"""After the password nobody reaches a page of the staff before the second step was set up and given."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from procedures.hospitals.models import User
from procedures.hospitals.sign_in_tries import LIMIT
from tests.cast import make_nurse, make_unit
from tests.web.signing.people import code_of, give_code, give_password, is_in, set_up_app, spare_codes

pytestmark = pytest.mark.django_db


@pytest.fixture
def nora() -> User:
    return make_nurse(make_unit())


PAGES = ["board", "work-list", "assign", "documents", "admin:index", "front"]


@pytest.mark.parametrize("page", PAGES)
def test_a_password_alone_leads_to_setting_up_the_second_step_and_nowhere_else(
    client: Client, nora: User, page: str
) -> None:
    nora.is_staff = nora.is_superuser = True
    nora.save()
    give_password(client)

    answer = client.get(reverse(page))

    assert answer.url == reverse("mfa_index")
    assert "Set up your second step" in client.get(answer.url).content.decode()


def test_what_is_posted_after_the_password_alone_is_not_done(client: Client, nora: User) -> None:
    give_password(client)

    answer = client.post(reverse("assign"), {"patient-given_name": "Maria"})

    assert answer.url == reverse("mfa_index")


def test_setting_up_an_app_with_its_first_code_opens_the_pages(client: Client, nora: User) -> None:
    give_password(client)
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret

    answer = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})

    assert answer.url == reverse("mfa_view_recovery_codes")
    assert is_in(client)


def test_a_wrong_first_code_sets_up_nothing(client: Client, nora: User) -> None:
    give_password(client)
    client.get(reverse("mfa_activate_totp"))

    answer = client.post(reverse("mfa_activate_totp"), {"code": "000000"})

    assert "This did not work." in answer.content.decode()
    assert not Authenticator.objects.exists()
    assert not is_in(client)


def test_spare_codes_are_shown_once(client: Client, nora: User) -> None:
    give_password(client)
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})

    first = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    second = client.get(reverse("mfa_view_recovery_codes")).content.decode()

    code = spare_codes(nora)[0]
    assert f"{code[:4]} {code[4:]}" in first
    assert code[4:] not in second


def test_the_code_is_asked_for_after_the_password_and_leads_to_the_page_that_was_wanted(
    client: Client, nora: User
) -> None:
    secret = set_up_app(nora)

    asked = give_password(client, next="/work/")
    before = is_in(client)
    answer = give_code(client, code_of(secret))

    assert asked.url == reverse("mfa_authenticate")
    assert not before
    assert answer.url == "/work/"
    assert is_in(client)


def test_a_wrong_code_does_not_open(client: Client, nora: User) -> None:
    set_up_app(nora)
    give_password(client)

    answer = give_code(client, "000000")

    assert "This did not work." in answer.content.decode()
    assert not is_in(client)


def test_a_code_without_the_password_opens_nothing(client: Client, nora: User) -> None:
    secret = set_up_app(nora)

    answer = give_code(client, code_of(secret))

    assert answer.url == reverse("sign-in")


def test_a_code_seen_over_the_shoulder_does_not_work_again(client: Client, nora: User) -> None:
    secret = set_up_app(nora)
    code = code_of(secret)
    give_password(client)
    give_code(client, code)
    thief = Client()
    give_password(thief)

    give_code(thief, code)

    assert not is_in(thief)


def test_a_spare_code_works_once(client: Client, nora: User) -> None:
    set_up_app(nora)
    code = spare_codes(nora)[0]
    give_password(client)
    give_code(client, f"{code[:4]} {code[4:]}")
    again = Client()
    give_password(again)
    give_code(again, code)

    assert is_in(client)
    assert not is_in(again)


def test_codes_cannot_be_guessed_at_length(client: Client, nora: User) -> None:
    secret = set_up_app(nora)
    give_password(client)
    for _ in range(LIMIT):
        give_code(client, "000000")

    answer = give_code(client, code_of(secret))

    assert "too many tries" in answer.content.decode()
    assert not is_in(client)


def test_the_last_second_step_cannot_be_taken_away(client: Client, nora: User) -> None:
    set_up_app(nora)
    client.force_login(nora)

    answer = client.post(reverse("mfa_deactivate_totp"))

    assert "This is your last second step." in answer.content.decode()
    assert Authenticator.objects.filter(user=nora, type=Authenticator.Type.TOTP).exists()


def test_a_session_from_before_the_step_was_set_up_elsewhere_ends(client: Client, nora: User) -> None:
    give_password(client)
    set_up_app(nora)

    answer = client.get(reverse("board"))

    assert answer.url.startswith(reverse("sign-in"))


@pytest.mark.parametrize(
    "name", ["mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "account_reauthenticate", "mfa_reauthenticate"]
)
def test_whoever_knows_the_password_alone_adds_no_step_beside_the_owners(client: Client, nora: User, name: str) -> None:
    """Signed in by the password before its owner had a second step, they could set up one of their own afterwards."""
    give_password(client)
    set_up_app(nora)

    answer = client.get(reverse(name))

    assert answer.status_code == 302
    assert answer.url.startswith(reverse("sign-in"))


def test_the_demo_without_a_second_step_says_so_on_every_page(client: Client, nora: User, settings: Settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    before = client.get(reverse("sign-in")).content.decode()
    give_password(client)
    inside = client.get(reverse("board")).content.decode()

    assert "One step is enough to sign in here." in before
    assert "One step is enough to sign in here." in inside


def test_no_page_says_so_where_the_second_step_is_a_must(client: Client, nora: User) -> None:
    client.force_login(nora)

    assert "One step is enough" not in client.get(reverse("board")).content.decode()


@pytest.mark.parametrize("address", ["/accounts/signup/", "/signup/", "/sign-in/signup/", "/accounts/login/"])
def test_nobody_signs_up(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404
