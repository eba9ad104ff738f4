"""The front door: whoever comes without an address is led to their own page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_safe


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Staff to the board, a patient with an open list to it, all others to the sign-in page."""
    if request.user.is_authenticated:
        return redirect("board")
    return redirect("patient-list" if "patient_id" in request.session else "sign-in")


urlpatterns = [path("", front, name="front")]
