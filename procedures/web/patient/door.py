"""The door before a patient's list: the link, then a code. Neither page shows anything of the patient.

Looking at them changes nothing and sends nothing, so a mail scanner that follows every link does no harm.
"""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from phonenumber_field.phonenumber import PhoneNumber

from procedures.audit.acts import Act
from procedures.messaging.sign_in import doors_of, send_code, send_link
from procedures.patients.birth_dates import LinkLocked, WrongBirthDate, unlock
from procedures.patients.links import LinkExpired, LinkUnknown, find, telephone_for
from procedures.patients.models import PatientLink, SignInCode
from procedures.patients.signing_in import NotSentAgain, ask_for_code
from procedures.web import clock
from procedures.web.patient.access import device_of, language_of
from procedures.web.patient.birth_date import BirthDateForm
from procedures.web.patient.code import CODE
from procedures.web.patient.trail import note

# By session: the link whose birth date was told in this browser.
_BORN = "patient_birth_date_told_for"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Offer to send a code; where the hospital wants it, ask for the date of birth first."""
    now = clock.now()
    try:
        link = find(token, now=now)
    except LinkUnknown:
        return render(request, "patient/no_link.html", status=404)
    except LinkExpired as expired:
        context = {
            "telephone": PhoneNumber.from_string(expired.telephone),
            "token": token,
            "is_taken_back": expired.is_taken_back,
            "is_withdrawn": expired.is_withdrawn,
        }
        return render(request, "patient/old_link.html", context, status=410)
    device = device_of(request)
    if device and (device.link.patient_id, device.link.caregiver_id) == (link.patient_id, link.caregiver_id):
        return redirect("patient-list")
    with translation.override(language_of(request, link.caregiver or link.patient)):
        if link.patient.hospital.asks_birth_date and request.session.get(_BORN) != link.pk:
            return _ask_birth_date(request, link, now)
        return _offer_code(request, link, now)


@never_cache
@require_POST
def renew(request: HttpRequest, token: str) -> HttpResponse:
    """From a link that is too old: a new one, to the number or address that the hospital has."""
    try:
        find(token, now=clock.now())
    except LinkUnknown:
        return render(request, "patient/no_link.html", status=404)
    except LinkExpired as expired:
        is_theirs = expired.link.caregiver is None or expired.link.caregiver.may_open_list
        if is_theirs and send_link(expired.link.caregiver or expired.link.patient, now=clock.now()):
            note(
                Act.LINK_RENEWED,
                expired.link,
                now=clock.now(),
            )
        telephone = PhoneNumber.from_string(expired.telephone)
        return render(request, "patient/link_sent.html", {"telephone": telephone})
    return redirect("patient-link", token)  # it works: there is nothing to renew


def _ask_birth_date(request: HttpRequest, link: PatientLink, now: datetime) -> HttpResponse:
    hospital = link.patient.hospital
    is_told = "day" in request.POST
    today = now.astimezone(hospital.zone).date()
    form = BirthDateForm(request.POST if is_told else None, country=hospital.country, today=today)
    refusal: WrongBirthDate | LinkLocked | None = None
    if form.is_valid():
        try:
            unlock(link, birth_date=form.cleaned_data["birth_date"], now=now)
        except (WrongBirthDate, LinkLocked) as refused:
            refusal = refused
        else:
            request.session[_BORN] = link.pk
            return redirect(request.path)
    problem = str(refusal) if refusal else next(iter(form.non_field_errors()), "")
    # Always 200: Django writes the address of an answer of 400 or more into the log, and this one is a secret.
    return render(
        request,
        "patient/birth_date.html",
        _shared(link) | {"form": form, "problem": problem, "is_locked": isinstance(refusal, LinkLocked)},
    )


def _offer_code(request: HttpRequest, link: PatientLink, now: datetime) -> HttpResponse:
    doors = doors_of(link)
    problem = ""
    wanted = request.POST.get("by", "")
    if wanted in SignInCode.By.values:
        door = next((door for door in doors if door.channel == wanted), None)
        if door is None and wanted != SignInCode.By.TELEPHONE:
            problem = _("We have no such way to reach you any more. Choose another, or call us.")
        else:
            try:
                before = request.session.get(CODE)
                code = ask_for_code(link, by=SignInCode.By(wanted), instead_of=before, now=now)
            except NotSentAgain as refused:
                problem = str(refused)
            else:
                if door is not None:
                    send_code(code, door, now=now)
                note(
                    Act.CODE_SENT,
                    link,
                    now=now,
                    about=code.by,
                )
                request.session[CODE] = code.pk
                return redirect("patient-code")
    return render(request, "patient/door.html", _shared(link) | {"doors": doors, "problem": problem})


def _shared(link: PatientLink) -> dict[str, object]:
    return {"hospital": link.patient.hospital, "telephone": PhoneNumber.from_string(telephone_for(link.patient))}


urlpatterns = [
    path("p/<str:token>/", enter, name="patient-link"),
    path("p/<str:token>/new/", renew, name="patient-link-renew"),
]
