"""Who may open a patient's pages: whoever opened a link and told the birth date, while that link still stands."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth import logout
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from procedures.patients.models import Caregiver, Patient, PatientLink
from procedures.web import clock
from procedures.web.speaking import chosen_language

# How long a phone keeps the list open after the birth date was told.
STAYS_OPEN = timedelta(days=14)


class PatientRequest(HttpRequest):
    """A request of a patient whose list is open."""

    patient: Patient
    htmx: HtmxDetails


P = ParamSpec("P")
PatientView = Callable[Concatenate[PatientRequest, P], HttpResponse]
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def language_of(request: HttpRequest, reader: Patient | Caregiver) -> str:
    """The language in which `reader` reads these pages: the one chosen in this browser, else their own."""
    return chosen_language(request) or reader.language


def caregiver_of(request: HttpRequest) -> Caregiver | None:
    """Who acts in the patient's place; None for the patient."""
    return getattr(request, "caregiver", None)


def reader_of(request: HttpRequest) -> Patient | Caregiver | None:
    """Who reads in this browser; None where no list is open."""
    return patient_of(request)


def open_list(request: HttpRequest, link: PatientLink) -> None:
    """Remember in a session of its own that this browser may see the list of `link`'s patient.

    Staff who are signed in in this browser are signed out: their shift must not last as long as a patient's list.
    """
    logout(request)
    request.session["patient_id"] = link.patient_id
    request.session["patient_link_id"] = link.pk
    request.session.set_expiry(STAYS_OPEN)


def close_list(request: HttpRequest) -> None:
    """Forget it again."""
    for key in ("patient_id", "patient_link_id"):
        request.session.pop(key, None)


def patient_of(request: HttpRequest) -> Patient | None:
    """The patient whose list is open in this browser; None when none is, or the link has been taken back."""
    patient_id, link_id = (request.session.get(key) for key in ("patient_id", "patient_link_id"))
    if not (patient_id and link_id):
        return None
    standing = Q(revoked_at__isnull=True, expires_at__gt=clock.now())
    link = (
        PatientLink.objects.filter(standing, pk=link_id, patient_id=patient_id)
        .select_related("patient__hospital")
        .first()
    )
    return link.patient if link else None


def patient_only(view: PatientView[P]) -> View[P]:
    """Open a page to a patient, in the patient's language; tell everyone else how to get in. Nothing is cached."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        response: HttpResponseBase
        patient = patient_of(request)
        if patient is None:
            response = _how_to_get_in(request)
        else:
            request.patient = patient  # type: ignore[attr-defined]  # what makes it a PatientRequest
            language = language_of(request, patient)
            with translation.override(language):
                if patient.death_recorded_at is None:
                    response = view(request, *args, **kwargs)  # type: ignore[arg-type]
                else:
                    response = _only_the_telephone(request, patient)
            response.headers["Content-Language"] = language
        add_never_cache_headers(response)
        patch_vary_headers(response, ["HX-Request"])
        return response

    return guarded


def _only_the_telephone(request: HttpRequest, patient: Patient) -> HttpResponse:
    """After a death: a number to call, and nothing else. Nothing that is pressed on an old page does anything."""
    if request.headers.get("HX-Request"):
        return HttpResponseClientRedirect(reverse("patient-list"))
    unit = patient.units.order_by("pk").last()
    number = unit.telephone if unit else patient.hospital.telephone
    return render(request, "patient/only_telephone.html", {"number": number, "patient": patient})


def _how_to_get_in(request: HttpRequest) -> HttpResponseBase:
    # What was pressed on a page that was left open must not vanish quietly inside that page.
    was_lost = request.method == "POST"
    if request.headers.get("HX-Request"):
        return HttpResponseClientRedirect(reverse("patient-list") + ("?lost=1" if was_lost else ""))
    was_lost = was_lost or "lost" in request.GET
    return render(request, "patient/closed.html", {"was_lost": was_lost}, status=403)
