"""The second step: giving it at the sign-in, setting it up, taking it away, and proving with it who is there.

The views are allauth's. Ours add the one rule of when to ask again, and mark the session.
"""

from collections.abc import Callable
from typing import Any

from allauth.account.views import ReauthenticateView
from allauth.mfa.base import views as base
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn import views as webauthn
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from procedures.audit.acts import Act
from procedures.audit.recording import record
from procedures.web import clock
from procedures.web.access import signed_in
from procedures.web.signing import marks
from procedures.web.signing.adapters import StaffFactors
from procedures.web.signing.fresh import fresh_sign_in_required


def fresh(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Only for whoever is signed in and has just proved who they are; kept in no cache."""
    return signed_in(never_cache(fresh_sign_in_required(view)))  # type: ignore[arg-type]  # asks for no more


def changed(request: Any, what: str) -> None:
    """Write down that somebody changed their second step."""
    record(Act.FACTOR_CHANGED, by=request.user, what=what, now=clock.now())


class _SetsUp:
    """What was set up was also given: the app's first code, the passkey's first answer."""

    request: HttpRequest
    what = ""

    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)  # type: ignore[misc]  # the view's
        marks.prove(self.request, now=clock.now(), is_second_given=True)
        changed(self.request, self.what)
        return answer


class _Proves:
    """Mark the session before what was asked for is done."""

    request: Any
    is_second = True

    def form_valid(self, form: Any) -> HttpResponse:
        now = clock.now()
        marks.prove(self.request, now=now, is_second_given=self.is_second)
        record(Act.REAUTHENTICATED, by=self.request.user, now=now)
        answer: HttpResponse = super().form_valid(form)  # type: ignore[misc]  # the view's
        return answer


@method_decorator(fresh, name="dispatch")
class SetUpApp(_SetsUp, ActivateTOTPView):
    """An app that shows codes."""

    what = "app-added"


@method_decorator(fresh, name="dispatch")
class RemoveApp(DeactivateTOTPView):
    """No more codes from an app."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Take it away, and write that down."""
        answer = super().form_valid(form)
        changed(self.request, "app-removed")
        return answer


@method_decorator(fresh, name="dispatch")
class SetUpPasskey(_SetsUp, webauthn.AddWebAuthnView):
    """A passkey, or a security key."""

    what = "passkey-added"


@method_decorator(fresh, name="dispatch")
class RemovePasskey(webauthn.RemoveWebAuthnView):
    """One passkey less; never the last second step."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Refuse to take the last one away."""
        if not StaffFactors(self.request).can_delete_authenticator(self.get_object()):
            messages.error(self.request, StaffFactors.error_messages["cannot_delete_authenticator"])
            return redirect("mfa_index")
        answer = super().form_valid(form)
        changed(self.request, "passkey-removed")
        return answer

    def get_success_url(self) -> str:
        """Back to the overview."""
        return reverse("mfa_index")


@method_decorator(fresh, name="dispatch")
class SpareCodes(ViewRecoveryCodesView):
    """The codes for a day without the phone, shown once."""


@method_decorator(fresh, name="dispatch")
class NewSpareCodes(GenerateRecoveryCodesView):
    """New ones in place of the old."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Make them, and write that down."""
        answer = super().form_valid(form)
        changed(self.request, "codes-made")
        return answer


class ConfirmByPassword(_Proves, ReauthenticateView):
    """Prove with the password who is there. That gives no second step to a session which had none."""

    is_second = False


class ConfirmByCode(_Proves, base.ReauthenticateView):
    """Prove it with a code."""


class ConfirmByPasskey(_Proves, webauthn.ReauthenticateWebAuthnView):
    """Prove it with a passkey."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """Say so, and ask again."""
        for words in form.errors.get("credential", ()):
            messages.error(self.request, words)
        return redirect(self.request.get_full_path())


def has_passkey(user: Any) -> bool:
    """True when that person has one."""
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).exists()


urlpatterns = [
    path("sign-in/second/", base.AuthenticateView.as_view(), name="mfa_authenticate"),
    path("sign-in/passkey/", webauthn.LoginWebAuthnView.as_view(), name="mfa_login_webauthn"),
    path("my-sign-in/app/", SetUpApp.as_view(), name="mfa_activate_totp"),
    path("my-sign-in/app/remove/", RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("my-sign-in/passkey/", SetUpPasskey.as_view(), name="mfa_add_webauthn"),
    path("my-sign-in/passkey/<int:pk>/remove/", RemovePasskey.as_view(), name="mfa_remove_webauthn"),
    path("my-sign-in/codes/", SpareCodes.as_view(), name="mfa_view_recovery_codes"),
    path("my-sign-in/codes/new/", NewSpareCodes.as_view(), name="mfa_generate_recovery_codes"),
    path("my-sign-in/confirm/", ConfirmByPassword.as_view(), name="account_reauthenticate"),
    path("my-sign-in/confirm/code/", ConfirmByCode.as_view(), name="mfa_reauthenticate"),
    path("my-sign-in/confirm/passkey/", ConfirmByPasskey.as_view(), name="mfa_reauthenticate_webauthn"),
]
