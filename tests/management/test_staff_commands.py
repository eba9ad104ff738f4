"""People added and helped from the terminal."""

import re
from datetime import timedelta
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from procedures.audit.models import AuditEntry
from procedures.hospitals.models import User
from tests.cast import make_nurse, make_unit
from tests.web.signing.people import give_password, is_in, set_up_app

pytestmark = pytest.mark.django_db


def run(*words: str) -> str:
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def password_in(said: str) -> str:
    found = re.search(r"signs in with (\S+)", said)
    assert found
    return found[1]


def test_someone_new_signs_in_with_the_first_password_and_must_change_it(client: Client) -> None:
    unit = make_unit()

    said = run("add_staff", "noel", "--unit", unit.name, "--role", "nurse", "--given-name", "Noel")

    noel = User.objects.get(username="noel")
    assert noel.holds("nurse", unit=unit)
    assert noel.initial_password_until > timezone.now() + timedelta(days=2)
    give_password(client, "noel", password_in(said))
    assert client.get(reverse("board")).url == reverse("password-change")
    assert AuditEntry.objects.get(act="role changed").facts == {"account": noel.pk}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("nora",), "There is a nora already."),
        (("noel", "--role", "nurse"), "Give --unit and --role together"),
        (("noel", "--role", "nurse", "--unit", "Nowhere"), "There are: Surgery 2, Lakeside Hospital."),
    ],
)
def test_what_cannot_be_is_told_and_makes_nobody(words: tuple[str, ...], told: str) -> None:
    make_nurse(make_unit())

    with pytest.raises(CommandError, match=re.escape(told)):
        run("add_staff", *words)

    assert User.objects.count() == 1


def test_whoever_lost_the_phone_sets_up_a_new_second_step(client: Client) -> None:
    nora = make_nurse(make_unit())
    set_up_app(nora)
    client.force_login(nora)

    said = run("reset_sign_in", "nora", "--second-step", "--password")

    assert not Authenticator.objects.exists()
    assert not is_in(client)
    give_password(client, "nora", password_in(said))
    assert client.get(reverse("board")).url == reverse("password-change")


@pytest.mark.parametrize(("words", "told"), [(("nobody", "--password"), "Nobody signs in"), (("nora",), "Say what")])
def test_a_reset_of_nothing_is_told(words: tuple[str, ...], told: str) -> None:
    make_nurse(make_unit())

    with pytest.raises(CommandError, match=told):
        run("reset_sign_in", *words)
