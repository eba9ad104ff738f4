"""Who may open a page of the staff. Which rows they find there is up to `Model.objects.for_staff(user, *roles)`."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from procedures.hospitals.held import held_by
from procedures.hospitals.models import OPENED, Role, User

# Who may look at patients. Acting for them is the nurse's. An auditor reads the trail, and no patient's page.
CARE = (Role.NURSE, Role.CLINICIAN)
# The same, and whom they opened in an emergency: for pages about one patient that change nothing.
LOOKING = (*CARE, OPENED)


class StaffRequest(HttpRequest):
    """A request of someone who is signed in."""

    user: User
    htmx: HtmxDetails


P = ParamSpec("P")
StaffView = Callable[Concatenate[StaffRequest, P], HttpResponse]
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def staff_only(*roles: str) -> Callable[[StaffView[P]], View[P]]:
    """Open a page to staff who hold one of `roles` in some unit; without roles, to all who belong to a unit.

    Everyone else is sent to the sign-in page, also a patient with an open list: a patient has no user. Someone who is
    signed in without the role gets 403. Nothing of the page is kept in a cache.
    """

    def decorate(view: StaffView[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not (isinstance(request.user, User) and request.user.is_active):
                return _to_sign_in(request)
            held = {one.role for one in held_by(request.user)}
            if not (held & {str(role) for role in roles} if roles else held):
                raise PermissionDenied(_refusal(roles))
            response = view(request, *args, **kwargs)  # type: ignore[arg-type]  # the user was just looked at
            add_never_cache_headers(response)
            patch_vary_headers(response, ["HX-Request"])
            return response

        return guarded

    return decorate


def signed_in(view: StaffView[P]) -> View[P]:
    """Open a page to whoever of the staff is signed in, whatever they work as: their own sign-in is theirs."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not (isinstance(request.user, User) and request.user.is_active):
            return _to_sign_in(request)
        return view(request, *args, **kwargs)  # type: ignore[arg-type]  # the user was just looked at

    return guarded


def start_of(user: User) -> str:
    """The name of the page where this person's work begins."""
    roles = {one.role for one in held_by(user)}
    if roles & {str(role) for role in CARE}:
        return "board"
    if Role.AUTHOR in roles:
        return "documents"
    if user.is_staff:
        return "admin:index"
    return "openings" if Role.AUDITOR in roles else "board"


def _to_sign_in(request: HttpRequest) -> HttpResponseBase:
    # A page that refreshes itself must lead its window to the sign-in, not put a sign-in form inside the page.
    if request.headers.get("HX-Request"):
        try:
            back = urlsplit(request.headers.get("HX-Current-URL", "")).path or "/"
        except ValueError:  # no address at all
            back = "/"
        return HttpResponseClientRedirect(redirect_to_login(back).url)
    # What was being posted is not posted again by coming back.
    return redirect_to_login(request.get_full_path() if request.method == "GET" else "/")


def _refusal(roles: tuple[str, ...]) -> str:
    if not roles:
        return "You do not belong to a unit yet. Ask your administrator to add you to yours."
    names = " or ".join(Role(role).label.lower() for role in roles)
    return f"This page is for people who work as: {names}. Ask your administrator if that is you."
