"""Sessions and second factors are sealed too: whoever reads the database signs in as nobody, and learns no name."""

import base64

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.backends.db import SessionStore as DjangosOwn
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from procedures.hospitals.factors import renew_factors
from procedures.hospitals.models import User
from procedures.privacy.sealing import SealBroken, key_of
from procedures.privacy.sessions import SessionStore
from tests.cast import make_nurse, make_unit
from tests.web.signing.people import code_of, give_code, give_password, is_in, set_up_app, spare_codes

pytestmark = pytest.mark.django_db
NEW = "new:" + base64.b64encode(b"another key of thirty-two bytes!").decode()


@pytest.fixture
def nora() -> User:
    return make_nurse(make_unit())


def test_the_secrets_of_second_factors_cannot_be_read_in_the_database(client: Client, nora: User) -> None:
    secret = set_up_app(nora)
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))

    give_password(client)
    give_code(client, code_of(secret))

    assert is_in(client)
    assert secret not in stored
    assert stored.count("s1.") == 2  # the app, and the seed of the spare codes


def test_second_factors_from_before_are_sealed_and_still_work(client: Client, nora: User) -> None:
    secret = set_up_app(nora)
    spare = spare_codes(nora)
    Authenticator.objects.filter(type="totp").update(data={"secret": secret})
    with pytest.raises(SealBroken):
        Authenticator.objects.get(type="totp").wrap().validate_code("000000")

    sealed = renew_factors(), renew_factors()

    give_password(client)
    give_code(client, code_of(secret))
    assert sealed == (1, 0)
    assert is_in(client)
    assert spare_codes(nora) == spare


def test_what_was_searched_for_and_what_the_next_page_says_cannot_be_read_in_a_session(
    client: Client, nora: User
) -> None:
    client.force_login(nora)
    client.post(reverse("board-search"), {"search": "Xylocanary"})

    row = Session.objects.get(pk=client.session.session_key)

    assert key_of(row.session_data)
    assert DjangosOwn().decode(row.session_data) == {}
    assert "Xylocanary" in str(dict(client.session.items()))
    assert set(client.cookies) <= {"session", "csrftoken"}


def test_a_session_from_before_still_opens_and_one_whose_key_is_gone_is_a_strangers(
    client: Client, nora: User, settings: Settings
) -> None:
    client.force_login(nora)
    row = Session.objects.get(pk=client.session.session_key)
    row.session_data = DjangosOwn().encode(SessionStore().decode(row.session_data))
    row.save()
    from_before = is_in(client)

    SessionStore(row.pk).save()
    client.force_login(nora)
    settings.SEALING_KEYS = NEW

    assert from_before
    assert client.get(reverse("board")).url.startswith(reverse("sign-in"))


def test_a_rotation_renews_second_factors_and_keeps_everyone_signed_in(
    client: Client, nora: User, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = set_up_app(nora)
    client.force_login(nora)
    settings.SEALING_KEYS = f"{NEW},{settings.SEALING_KEYS}"

    call_command("rotate_keys")
    settings.SEALING_KEYS = NEW

    assert "second factors: 2 rows, sessions: 1 rows." in capsys.readouterr().out
    assert is_in(client)
    other = Client()
    give_password(other)
    give_code(other, code_of(secret))
    assert is_in(other)
