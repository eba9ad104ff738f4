"""Signing in with a name and a password, and signing out, for staff. What comes after the password is in `signing/`."""

import math
from typing import Any

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from procedures.audit.acts import Act
from procedures.audit.recording import record
from procedures.hospitals.models import User
from procedures.hospitals.sign_in_tries import TooManyTries, forget_tries, take_try
from procedures.web import clock
from procedures.web.access import start_of
from procedures.web.signing import known_browser, sso
from procedures.web.signing.addresses import address_of
from procedures.web.signing.gate import end
from procedures.web.signing.trail import note_refusal


class SignInForm(AuthenticationForm):
    """Name and password. Wrong ones are told apart by nobody: which of the two was wrong is not said."""

    error_messages = {
        "invalid_login": "This name and password do not go together. Check both and try again.",
        "inactive": "This name and password do not go together. Check both and try again.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "Your sign-in name"
        self.helper = FormHelper()
        self.helper.form_class = "sign-in"
        self.helper.add_input(Submit("sign_in", "Sign in"))

    def clean(self) -> dict[str, Any]:
        """Take a try, then look at the password.

        :raises ValidationError: with words that say what to do.
        """
        name, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if not (name and password and self.request):
            return self.cleaned_data
        address, device = address_of(self.request), known_browser.secret_of(self.request, name)
        now = clock.now()
        try:
            take_try(name, address, device=device, now=now)
        except TooManyTries as error:
            raise ValidationError(
                f"That was too many tries. {wait_words(error, now=now)} "
                "If you forgot your password, ask your administrator for a new one."
            ) from error
        try:
            cleaned: dict[str, Any] = super().clean()
        except ValidationError:
            note_refusal(name, step="password", now=now)
            raise
        forget_tries(name, address, device=device)
        user = self.get_user()
        if isinstance(user, User) and user.initial_password_until and user.initial_password_until <= now:
            raise ValidationError("This first password has run out. Ask your administrator for a new one.")
        return cleaned


def wait_words(error: TooManyTries, *, now: Any) -> str:
    """How long to wait, in whole minutes."""
    minutes = max(1, math.ceil((error.until - now).total_seconds() / 60))
    return f"Wait {minutes} minute{'' if minutes == 1 else 's'}, then try again."


class SignIn(LoginView):
    """The sign-in page. Afterwards one comes back to the page that was asked for, if it is ours."""

    template_name = "registration/sign_in.html"
    authentication_form = SignInForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The page also offers a passkey, and the hospital's single sign-on where there is one."""
        return super().get_context_data(**kwargs) | {"sso": sso.name() if sso.is_on() else ""}

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Go on to the second step, or in. Whoever was signed in here before is signed out."""
        user = form.get_user()
        if not isinstance(user, User):
            raise TypeError("only staff have passwords")
        asked_for = self.get_redirect_url() or reverse(start_of(user))
        if self.request.user.is_authenticated:
            logout(self.request)
        sso.forget(self.request)
        login = Login(user=user, redirect_url=asked_for)
        answer: HttpResponse = perform_password_login(self.request, {"username": user.get_username()}, login)
        return answer


@require_POST
@never_cache
def sign_out(request: HttpRequest) -> HttpResponse:
    """Only by POST: a link that signs people out could be put anywhere. The session is gone, not only its cookie."""
    if isinstance(request.user, User):
        record(Act.SIGNED_OUT, by=request.user, now=clock.now())
    end(request, "")
    return redirect(settings.LOGOUT_REDIRECT_URL)


_sign_in = SignIn.as_view()

urlpatterns = [
    path("sign-in/", _sign_in, name="sign-in"),
    path("sign-out/", sign_out, name="sign-out"),
    # The names by which allauth knows the same two.
    path("sign-in/", _sign_in, name="account_login"),
    path("sign-out/", sign_out, name="account_logout"),
]
