"""The hospital's single sign-on, against an issuer that really signs, on localhost."""

import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from procedures.hospitals.models import User
from tests.cast import make_nurse, make_unit
from tests.fakes.issuer import CLIENT, SECRET, Issuer
from tests.web.signing.people import is_in, set_up_app

pytestmark = pytest.mark.django_db
START, CALLBACK = "/sign-in/sso/start/", "/sign-in/sso/callback/"


@pytest.fixture
def issuer(settings: Settings) -> Iterator[Issuer]:
    with Issuer() as running:
        settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID = running.url, CLIENT
        app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
        mine = app | {"client_id": CLIENT, "secret": SECRET, "settings": app["settings"] | {"server_url": running.url}}
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [mine]}}
        yield running


@pytest.fixture
def nora(db: None) -> User:
    nurse = make_nurse(make_unit())
    nurse.email = "Nora@Example.org"
    nurse.save()
    return nurse


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


def through(client: Client, start: str = START) -> Any:
    """Go to the issuer and come back, as a browser does."""
    away = client.get(start)
    assert away.status_code == 302, away.content.decode()
    try:
        urllib.request.build_opener(_Stay).open(away.url, timeout=5)
    except urllib.error.HTTPError as moved:
        back = moved.headers["Location"]
        moved.close()
    return client.get(back.replace("http://testserver", ""))


def test_it_is_off_until_an_issuer_is_named(client: Client, db: None) -> None:
    assert client.get(START).status_code == 404
    assert client.get(CALLBACK).status_code == 404
    assert "/sso/" not in client.get(reverse("sign-in")).content.decode()


def test_whom_we_know_by_a_checked_email_is_signed_in_and_remembered_by_the_subject(
    client: Client, issuer: Issuer, nora: User
) -> None:
    issuer.claims["amr"] = ["pwd", "mfa"]

    answer = through(client, f"{START}?next=/work/")
    issuer.claims["email"] = "married@example.org"
    later = Client()
    through(later)

    assert answer.url == "/work/"
    assert is_in(client)
    assert is_in(later)
    assert SocialAccount.objects.get().user == nora


def test_one_factor_at_the_issuer_is_not_two(client: Client, issuer: Issuer, nora: User) -> None:
    issuer.claims["amr"] = ["pwd"]
    through(client)
    without = client.get(reverse("board")).url
    set_up_app(nora)
    again = Client()

    asked = through(again)

    assert without == reverse("mfa_index")
    assert asked.url == reverse("mfa_authenticate")
    assert not is_in(again)


@pytest.mark.parametrize("setting", ["OIDC_IS_SECOND_FACTOR", "OIDC_SECOND_FACTOR_ACR"])
def test_a_setting_may_take_the_issuers_word(
    client: Client, issuer: Issuer, nora: User, settings: Settings, setting: str
) -> None:
    issuer.claims["acr"] = "gold"
    setattr(settings, setting, ["gold"])

    through(client)

    assert is_in(client)


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "stranger@example.org"},
        {"email_verified": False},
        {"email_verified": None},
        {"email": ""},
        {"email": "nora@example.org.evil.example"},
    ],
)
def test_whom_nobody_has_added_gets_nowhere_and_is_not_made(
    client: Client, issuer: Issuer, nora: User, claims: dict[str, Any]
) -> None:
    issuer.claims |= {"amr": ["mfa"]} | claims

    answer = through(client)

    assert answer.status_code == 403
    assert "You are not known here yet" in answer.content.decode()
    assert not is_in(client)
    assert User.objects.count() == 1
    assert not SocialAccount.objects.exists()


def test_a_first_password_that_was_never_used_keeps_nobody_from_single_sign_on(
    client: Client, issuer: Issuer, nora: User
) -> None:
    nora.take_initial_password("made by someone else", until=timezone.now())
    nora.save()
    issuer.claims["amr"] = ["mfa"]

    through(client)

    assert is_in(client)


def test_an_email_that_two_people_share_signs_in_neither(client: Client, issuer: Issuer, nora: User) -> None:
    User.objects.create_user("noel", email="nora@example.org")

    assert through(client).status_code == 403


def test_who_has_left_is_not_let_in(client: Client, issuer: Issuer, nora: User) -> None:
    issuer.claims["amr"] = ["mfa"]
    through(client)
    User.objects.update(is_active=False)
    again = Client()

    assert through(again).status_code == 403
    assert not is_in(again)


@pytest.mark.filterwarnings("ignore::jwt.warnings.InsecureKeyLengthWarning")
@pytest.mark.parametrize(
    "wrong",
    [
        {"key": rsa.generate_private_key(public_exponent=65537, key_size=2048)},
        {"key": SECRET, "alg": "HS256"},
        {"key": None, "alg": "none"},
        {"claims": {"aud": "someone-else"}},
        {"claims": {"iss": "https://evil.example"}},
        {"claims": {"exp": 1}},
        {"issuer": "https://evil.example"},
    ],
    ids=["another key", "a shared secret", "no signature", "for others", "by others", "too old", "another issuer"],
)
def test_a_token_that_does_not_prove_itself_signs_nobody_in(
    client: Client, issuer: Issuer, nora: User, wrong: dict[str, Any]
) -> None:
    issuer.claims["amr"] = ["mfa"]
    away = client.get(START).url
    issuer.wrong = wrong
    try:
        urllib.request.build_opener(_Stay).open(away, timeout=5)
    except urllib.error.HTTPError as moved:
        back = moved.headers["Location"].replace("http://testserver", "")
        moved.close()

    answer = client.get(back)

    assert answer.status_code == 401
    assert "That did not sign you in" in answer.content.decode()
    assert not is_in(client)


def test_an_answer_that_nobody_asked_for_signs_nobody_in(client: Client, issuer: Issuer, nora: User) -> None:
    away = client.get(START).url
    try:
        urllib.request.build_opener(_Stay).open(away, timeout=5)
    except urllib.error.HTTPError as moved:
        back = moved.headers["Location"].replace("http://testserver", "")
        moved.close()
    other = Client()

    answer = other.get(back)

    assert answer.status_code == 401
    assert not is_in(other)


@pytest.mark.parametrize("query", ["", "?error=access_denied&state=x", "?code=x&state=y"])
def test_whatever_comes_back_is_a_page_with_words(client: Client, issuer: Issuer, query: str, db: None) -> None:
    assert client.get(f"{CALLBACK}{query}").status_code == 401


def test_an_issuer_that_does_not_answer_is_told_in_words(client: Client, settings: Settings, issuer: Issuer) -> None:
    issuer.server.shutdown()
    issuer.server.server_close()

    answer = client.get(START)

    assert answer.status_code == 401
    assert "Something went wrong between prepapp and" in answer.content.decode()


def test_proving_who_is_there_asks_the_issuer_to_ask(client: Client, issuer: Issuer, nora: User) -> None:
    issuer.claims["amr"] = ["mfa"]
    through(client)

    away = client.get(client.get(f"{reverse('sso-again')}?next=/board/").url).url

    assert "prompt=login" in away


def test_an_address_puts_no_words_of_its_own_into_what_the_issuer_is_asked(client: Client, issuer: Issuer) -> None:
    away = client.get(f"{START}?auth_params=redirect_uri%3Dhttps%3A%2F%2Fevil.example%2F&scope=everything").url

    assert "evil.example" not in away
    assert "everything" not in away


def test_whoever_is_signed_in_signs_in_anew_and_connects_nothing(client: Client, issuer: Issuer, nora: User) -> None:
    """It ended in an error page of ours."""
    issuer.claims["amr"] = ["mfa"]
    through(client)

    answer = through(client, f"{START}?process=connect&next=/work/")

    assert answer.url == "/work/"
    assert SocialAccount.objects.count() == 1


@pytest.mark.parametrize("email", ["m\u0131ra@example.org", "M\u0130RA@example.org", "mira@examp\u0142e.org"])
def test_an_address_that_only_looks_the_same_is_somebody_elses(
    client: Client, issuer: Issuer, nora: User, email: str
) -> None:
    User.objects.update(email="mira@example.org")
    issuer.claims |= {"amr": ["mfa"], "email": email}

    assert through(client).status_code == 403
