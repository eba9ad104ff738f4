"""What allauth asks of us: nobody signs up, and every sign-in, by whatever way, begins a session in one place."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from procedures.audit.acts import Act
from procedures.audit.recording import record
from procedures.hospitals.factors import open_factor, seal_factor
from procedures.hospitals.models import User
from procedures.web import clock
from procedures.web.access import start_of
from procedures.web.signing import known_browser, marks, sso
from procedures.web.signing.addresses import address_of, device_of

# What is said after an act; of all else that allauth would say, nothing.
SAID = {
    "mfa/messages/totp_activated.txt": "Your app is set up.",
    "mfa/messages/totp_deactivated.txt": "Your app is no longer asked for.",
    "mfa/messages/webauthn_added.txt": "Your passkey is set up.",
    "mfa/messages/webauthn_removed.txt": "The passkey is taken away.",
}


class SecondFactorStage(AuthenticateStage):
    """Asks for the second factor, unless the hospital's single sign-on said that it has asked for one."""

    def _should_handle(self, request: HttpRequest) -> bool:
        return not sso.gave_second_factor(request, self.login.user) and super()._should_handle(request)


class StaffAccounts(DefaultAccountAdapter):
    """Sign-ins of the staff."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """People are made by an administrator."""
        return False

    def get_login_stages(self) -> list[str]:
        """After the first factor comes the second, and nothing else."""
        return [f"{SecondFactorStage.__module__}.{SecondFactorStage.__qualname__}"]

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address as we see it, also behind a proxy."""
        return address_of(request)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Where this person's work begins."""
        return reverse(start_of(request.user)) if isinstance(request.user, User) else reverse("sign-in")

    def is_reauthentication_required(self, *, app: str) -> bool:  # noqa: ARG002
        """Never by allauth: `fresh_sign_in_required` is the one place that decides."""
        return False

    def get_reauthentication_methods(self, user: AbstractBaseUser | AnonymousUser) -> list[dict[str, Any]]:
        """The ways to prove who one is, in our words, the strongest first."""
        known = {method["id"]: method for method in super().get_reauthentication_methods(user)}
        words = {
            "mfa_reauthenticate:webauthn": "Use your passkey",
            "mfa_reauthenticate": "Use a code",
            "reauthenticate": "Use your password",
        }
        found = [known[name] | {"description": said} for name, said in words.items() if name in known]
        if sso.is_on():
            found.append({"id": "sso", "description": f"Use {sso.name()}", "url": reverse("sso-again")})
        return found

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Begin a session of one's own: a patient's list open in this browser is closed."""
        if not isinstance(user, User):
            raise TypeError("only staff sign in")
        now = clock.now()
        ways = {one.get("method") for one in get_authentication_records(request, user)}
        by_us = "mfa" in ways
        is_second_given = by_us or sso.gave_second_factor(request, user)
        for key in [key for key in request.session.keys() if key.startswith("patient")]:  # noqa: SIM118
            del request.session[key]
        sso.forget(request)
        super().login(request, user)
        marks.begin(request, user, is_second_given=is_second_given, by_password="password" in ways, now=now)
        record(Act.SIGNED_IN, by=user, steps=2 if is_second_given else 1, now=now)

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> HttpResponse:
        """Remember the browser, so that strangers cannot use up this person's tries."""
        answer = super().post_login(request, user, **kwargs)
        known_browser.remember(request, answer, user.get_username())
        return answer

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:  # noqa: ARG002
        """Someone who left is told what a stranger is told."""
        messages.error(request, "That did not sign you in. Ask your administrator.")
        return redirect("sign-in")

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *_: Any, **kwargs: Any
    ) -> None:
        """Say it in our words, or not at all; errors as they are."""
        words = SAID.get(message_template or "", kwargs.get("message") or "")
        if words:
            messages.add_message(request, level, words)


class StaffFactors(DefaultMFAAdapter):
    """Second factors of the staff."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "This did not work. Check it and try again. A code holds for about a minute.",
        "cannot_delete_authenticator": "This is your last second step. Set up another one before you take it away.",
    }

    def encrypt(self, text: str) -> str:
        """What a factor is made of, as it stands in the database."""
        return seal_factor(text)

    def decrypt(self, encrypted_text: str) -> str:
        """What it is made of."""
        return open_factor(encrypted_text)

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        """What the app shows beside the code: the name one signs in with, which is nobody's address."""
        return user.get_username()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The last one stays where a second step is a must."""
        others = Authenticator.objects.filter(user=authenticator.user).exclude(pk=authenticator.pk)
        has_another = others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()
        return has_another or not settings.SECOND_FACTOR_REQUIRED

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:  # noqa: A002, ARG002
        """A name for a passkey: the device it is made on."""
        return device_of(self.request)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Whom the passkey is for, in the browser's own words."""
        return super().get_public_key_credential_rp_entity() | {"name": "prepapp"}
