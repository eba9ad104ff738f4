"""Signing in and out, for staff."""

import math
from datetime import timedelta
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse

from procedures.hospitals.models import User
from procedures.hospitals.sign_in_tries import TooManyTries, forget_tries, take_try
from procedures.web import clock
from procedures.web.access import start_of

# How long one stays signed in: a long shift and its handover. Screens in hospitals are shared.
SHIFT = timedelta(hours=14)


def address_of(request: HttpRequest) -> str:
    """Where a request comes from. Behind a proxy that is what the proxy itself wrote down: the last entry."""
    if settings.SECURE_PROXY_SSL_HEADER and (forwarded := request.headers.get("X-Forwarded-For")):
        return forwarded.rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


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
        address, now = address_of(self.request), clock.now()
        try:
            take_try(name, address, now=now)
        except TooManyTries as error:
            minutes = max(1, math.ceil((error.until - now).total_seconds() / 60))
            raise ValidationError(
                f"That was too many tries. Wait {minutes} minute{'' if minutes == 1 else 's'}, then try again. "
                "If you forgot your password, ask your administrator for a new one."
            ) from error
        cleaned: dict[str, Any] = super().clean()
        forget_tries(name, address)
        return cleaned


class SignIn(LoginView):
    """The sign-in page. Afterwards one comes back to the page that was asked for, if it is ours."""

    template_name = "registration/sign_in.html"
    authentication_form = SignInForm

    def get_default_redirect_url(self) -> str:
        """Where this person's work begins."""
        user = self.request.user
        return reverse(start_of(user)) if isinstance(user, User) else super().get_default_redirect_url()

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Sign in for one shift, in a session of one's own: a patient's list open in this browser is closed."""
        for key in [key for key in self.request.session.keys() if key.startswith("patient")]:  # noqa: SIM118
            del self.request.session[key]
        response = super().form_valid(form)
        # Only now: signing in over a colleague who is still signed in begins a new session.
        self.request.session.set_expiry(SHIFT)
        return response


urlpatterns = [
    path("sign-in/", SignIn.as_view(), name="sign-in"),
    # Only by POST: a link that signs people out could be put anywhere.
    path("sign-out/", LogoutView.as_view(), name="sign-out"),
]
