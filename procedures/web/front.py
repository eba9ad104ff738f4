"""The front door: whoever comes without an address is led to their own page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import path
from django.views.decorators.http import require_safe

from procedures.hospitals.models import User
from procedures.web.access import start_of
from procedures.web.patient.access import DEVICE


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Staff to where their work begins, a patient with an open list to it, all others to the sign-in page."""
    if isinstance(request.user, User):
        return redirect(start_of(request.user))
    return redirect("patient-list" if DEVICE in request.session else "sign-in")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Where browsers look for an icon by themselves, without having read a page."""
    return redirect(static("icons/192.png"))


urlpatterns = [path("", front, name="front"), path("favicon.ico", favicon, name="favicon")]
