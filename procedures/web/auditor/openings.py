"""Who opened a record of another unit in an emergency, and why."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from procedures.hospitals.models import Role
from procedures.patients.models import EmergencyOpening
from procedures.web import clock
from procedures.web.access import StaffRequest, staff_only

SHOWN = 200


@require_safe
@staff_only(Role.AUDITOR)
def openings(request: StaffRequest) -> HttpResponse:
    """The newest first. Patients stand here by number: an auditor sees who looked, and not what they saw."""
    mine = EmergencyOpening.objects.for_staff(request.user).select_related("by", "patient__hospital")
    rows = mine.prefetch_related("patient__units", "by__memberships__unit").order_by("-opened_at", "-pk")[:SHOWN]
    columns = ["When", "Who", "Patient", "Why"]
    return render(request, "auditor/openings.html", {"rows": rows, "columns": columns, "now": clock.now()})


urlpatterns = [path("openings/", openings, name="openings")]
