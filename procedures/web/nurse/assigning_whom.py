"""For whom a checklist is assigned: the patient that the address names, that was found, or that someone said it is."""

from typing import Any

from django.shortcuts import get_object_or_404

from procedures.hospitals.models import Hospital, Role, Unit
from procedures.patients.finding import matching
from procedures.patients.models import Patient
from procedures.web.access import StaffRequest
from procedures.web.nurse.known_patient import TAKE
from procedures.web.nurse.patient_form import PatientForm
from procedures.web.searches import kept_search

MOST_FOUND = 12


def patients_found(request: StaffRequest) -> dict[str, Any]:
    """The patients whom the words in the search box may mean, so that nobody is typed in twice."""
    words = kept_search(request, "assign")
    if not words:
        return {"find": "", "found": []}
    mine = Patient.objects.for_staff(request.user, Role.NURSE)
    country = Hospital.objects.filter(units__in=Unit.objects.for_staff(request.user, Role.NURSE)).first()
    found = mine.filter(matching(words, country=country.country if country else "US"), death_recorded_at=None)
    return {"find": words, "found": found.order_by("family_name", "given_name", "pk")[:MOST_FOUND]}


def patient_asked_for(request: StaffRequest) -> Patient | None:
    """The patient whose next operation it is, if the address names one."""
    return _mine_or_404(request, request.GET.get("patient", ""))


def patient_taken(request: StaffRequest) -> Patient | None:
    """The patient whom the person on the form was said to be."""
    said = [request.POST.get(f"{PatientForm.prefix}-{name}", "") for name in ("who", "whose_phone")]
    keys = [one.removeprefix(TAKE) for one in said if one.startswith(TAKE)]
    return _mine_or_404(request, keys[0]) if keys else None


def _mine_or_404(request: StaffRequest, key: str) -> Patient | None:
    if not (key.isascii() and key.isdecimal()):
        return None
    mine = Patient.objects.for_staff(request.user, Role.NURSE).select_related("hospital")
    return get_object_or_404(mine, pk=int(key[:18]))
