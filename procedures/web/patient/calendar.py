"""Dates in the patient's own calendar: an address that the phone asks by itself, and the same as a file."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from procedures.patients.calendars import close_feeds, open_feed
from procedures.patients.models import CalendarFeed
from procedures.web import clock
from procedures.web.patient.access import PatientRequest, caregiver_of, patient_only


@require_http_methods(["GET", "HEAD", "POST"])
@patient_only
def calendar(request: PatientRequest) -> HttpResponse:
    """Explain it; on "open" make an address and show it, this once; on "close" take all of them back."""
    patient, caregiver, now = request.patient, caregiver_of(request), clock.now()
    act = request.POST.get("act")
    address = ""
    if act == "open":
        secret = open_feed(patient, caregiver=caregiver, now=now)
        address = f"{settings.PUBLIC_URL}{reverse('calendar', args=[secret])}"
    elif act == "close":
        close_feeds(patient, caregiver=caregiver, now=now)
        messages.success(request, _("Stopped. No calendar gets your dates from us any more."))
        return redirect("my-calendar")
    standing = CalendarFeed.objects.standing().filter(patient=patient)
    if caregiver is not None:  # the patient ends all of them, a caregiver their own
        standing = standing.filter(caregiver=caregiver)
    context = {
        "patient": patient,
        "address": address,
        "webcal": urlsplit(address)._replace(scheme="webcal").geturl() if address else "",
        "has_any": standing.exists(),
    }
    return render(request, "patient/calendar.html", context)


urlpatterns = [path("my/calendar/", calendar, name="my-calendar")]
