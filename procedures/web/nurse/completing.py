"""Completing a surgery whose care is over, after a look at what stops; and opening it again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST

from procedures.checklists.completing import complete, reopen
from procedures.checklists.ending import what_stops
from procedures.checklists.refused import Refused
from procedures.hospitals.models import Role
from procedures.web import clock
from procedures.web.access import StaffRequest, staff_only
from procedures.web.nurse.surgeries import surgeries_for


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.NURSE)
def complete_page(request: StaffRequest, pk: int) -> HttpResponse:
    """Show what stops, then stop it."""
    surgery = get_object_or_404(surgeries_for(request.user, Role.NURSE), pk=pk)
    now = clock.now()
    if request.method != "POST":
        context = {"surgery": surgery, "stops": what_stops([surgery], now=now), "zone": surgery.zone}
        return render(request, "surgeries/complete.html", context)
    try:
        done = complete(surgery, by=request.user, now=now)
    except Refused as error:
        messages.error(request, str(error))
        return redirect("surgery", pk)
    if not done.is_new:  # the same press, sent twice
        messages.info(request, "This is completed already.")
        return redirect("surgery", pk)
    messages.success(request, "Completed. No more reminders go out, and the patient is told so once.")
    if done.open_visits:
        messages.warning(request, "Visits are still booked. They are under “For you to do”.")
    return redirect("surgery", pk)


@require_POST
@staff_only(Role.NURSE)
def reopen_surgery(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a completing back."""
    surgery = get_object_or_404(surgeries_for(request.user, Role.NURSE), pk=pk)
    try:
        reopen(surgery, by=request.user, now=clock.now())
        messages.success(request, "Open again. The reminders that lie ahead are planned; what is past is not sent.")
    except Refused as error:
        messages.info(request, str(error))
    return redirect("surgery", pk)


urlpatterns = [
    path("surgeries/<int:pk>/complete/", complete_page, name="surgery-complete"),
    path("surgeries/<int:pk>/reopen/", reopen_surgery, name="surgery-reopen"),
]
