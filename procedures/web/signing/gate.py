"""The gate before every page: a session that has ended opens nothing, and neither does half a sign-in.

It stands before all views at once, so that no page can forget it, the administrator's pages included.
"""

from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from procedures.hospitals.models import User
from procedures.hospitals.staff_sessions import end_sessions
from procedures.web import clock
from procedures.web.access import StaffRequest
from procedures.web.signing import marks

# Pages on the way in, and out.
ALWAYS = {"sign-in", "sign-out", "password-change"}
ON_THE_WAY = {
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "account_reauthenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "session-stay",
}
ENDED = {
    "idle": "You were signed out because nobody used this page for {minutes} minutes. Sign in to go on.",
    "shift": "Your sign-in has lasted {hours} hours, so it has ended. Sign in to go on.",
}


class StaffGate:
    """Ends what is over, and leads whoever is half signed in to the other half."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponseBase | None:
        """Let the request through, or lead it elsewhere. Costs nothing for whoever is not signed in."""
        if SESSION_KEY not in request.session or not isinstance(request.user, User):
            return None
        now = clock.now()
        if why := marks.is_over(request.session, now=now):
            end(request, why)
            return None  # as a stranger: a page of the staff leads to the sign-in by itself
        if not _asks_by_itself(request):
            marks.see(request, now=now)
        return _other_half(request)  # type: ignore[arg-type]  # the user was just looked at


def _other_half(request: StaffRequest) -> HttpResponseBase | None:
    """Where to go first; None for whoever is signed in whole, and for the pages on the way."""
    name = request.resolver_match.url_name if request.resolver_match else ""
    if name in ALWAYS:
        return None
    if request.user.initial_password_until is not None and marks.is_by_password(request.session):
        return _lead(request, "password-change")
    if not settings.SECOND_FACTOR_REQUIRED or marks.is_second_given(request.session):
        return None
    if is_mfa_enabled(request.user):
        # It was set up elsewhere meanwhile, or has only now become a must: it is asked for at the sign-in. Asked before
        # the pages on the way: else whoever knows the password would set up a step of their own beside the owner's.
        end(request, "second")
        return None
    if name in ON_THE_WAY:
        return None
    return _lead(request, "mfa_index")


def end(request: HttpRequest, why: str) -> None:
    """Sign out, and say on the next page why."""
    if isinstance(request.user, User):
        row = request.user.staff_sessions.filter(session_key=request.session.session_key).first()
        end_sessions(request.user, only=row.pk if row else 0)
    logout(request)
    if why in ENDED:
        words = ENDED[why].format(minutes=settings.STAFF_IDLE_MINUTES, hours=settings.STAFF_SHIFT_HOURS)
        messages.info(request, words)


def _asks_by_itself(request: HttpRequest) -> bool:
    """True for the board, which looks for news while nobody is there."""
    return request.method == "GET" and "HX-Request" in request.headers


def _lead(request: HttpRequest, name: str) -> HttpResponseBase:
    if "HX-Request" in request.headers:
        return HttpResponseClientRedirect(reverse(name))
    return redirect(name)
