"""Signing in as people do, step by step, and what their apps show."""

import time
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client
from django.urls import reverse

from procedures.hospitals.models import User

PASSWORD = "a long test password"
STEP = 30


def give_password(client: Client, name: str = "nora", password: str = PASSWORD, **extra: str) -> Any:
    return client.post(reverse("sign-in"), {"username": name, "password": password, **extra})


def set_up_app(user: User) -> str:
    """Give `user` an app that shows codes, and some spare codes; the app's secret."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


def code_of(secret: str, *, steps: int = 0) -> str:
    """What the app shows now, or so many steps later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // STEP + steps))


def give_code(client: Client, code: str) -> Any:
    return client.post(reverse("mfa_authenticate"), {"code": code})


def spare_codes(user: User) -> list[str]:
    return Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES).wrap().get_unused_codes()


def is_in(client: Client) -> bool:
    """True when the board opens."""
    return client.get(reverse("board")).status_code == 200
