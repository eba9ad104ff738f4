"""A nurse helps someone to their list: sends the link, reads a code out, or closes the list wherever it is open."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from procedures.audit.acts import Act
from procedures.audit.recording import record
from procedures.checklists.models import Surgery
from procedures.hospitals.models import Role
from procedures.messaging.sign_in import send_link
from procedures.patients.links import revoke_links
from procedures.patients.models import Caregiver, Patient, SignInCode
from procedures.patients.signing_in import digits_of
from procedures.web import clock
from procedures.web.access import StaffRequest, staff_only
from procedures.web.nurse.surgeries import surgeries_for

NOT_SENT = "No link went out. There is no number or address that takes one, or three went out within the hour."


@require_POST
@staff_only(Role.NURSE)
def send_patient_link(request: StaffRequest, pk: int) -> HttpResponse:
    """Send the patient their link once more."""
    surgery = _surgery(request, pk)
    _send(request, surgery.patient)
    return _back(surgery)


@require_POST
@staff_only(Role.NURSE)
def send_caregiver_link(request: StaffRequest, pk: int) -> HttpResponse:
    """Send a caregiver the link under their own name; only where the patient wants them to read the list."""
    mine = Caregiver.objects.for_staff(request.user, Role.NURSE).standing().select_related("patient")
    caregiver = get_object_or_404(mine, pk=pk, may_see_list=True)
    surgery = _latest_of(request, caregiver.patient)
    _send(request, caregiver)
    return _back(surgery)


@require_POST
@staff_only(Role.NURSE)
def revoke(request: StaffRequest, pk: int) -> HttpResponse:
    """Take every link back and close the list on every device: the phone was lost, or the number was wrong."""
    surgery = _surgery(request, pk)
    now = clock.now()
    links, devices = revoke_links(surgery.patient, now=now)
    messages.success(request, f"{links} links taken back, and the list closed on {devices} devices. Send a new link.")
    return _back(surgery)


@require_POST
@staff_only(Role.NURSE)
def read_out(request: StaffRequest, pk: int) -> HttpResponse:
    """Show the digits of a code that someone asked to have read out. Who they are, the nurse has asked first."""
    now = clock.now()
    patients = Surgery.objects.for_staff(request.user, Role.NURSE).values("patient")
    waiting = SignInCode.objects.open(now).filter(by=SignInCode.By.TELEPHONE, link__patient__in=patients)
    code = waiting.select_related("link__patient", "link__caregiver").filter(pk=pk).first()
    if code is None:
        messages.error(request, "This code is too old or used. Ask the caller to press “I will call for my code” anew.")
        return redirect("board")
    surgery = _latest_of(request, code.link.patient)
    record(Act.CODE_SENT, by=request.user, patient_id=surgery.patient_id, unit_id=surgery.unit_id, now=now, way=code.by)
    context = {"surgery": surgery, "who": code.link.caregiver or code.link.patient, "digits": digits_of(code.nonce)}
    return render(request, "surgeries/code.html", context)


def _surgery(request: StaffRequest, pk: int) -> Surgery:
    return get_object_or_404(surgeries_for(request.user, Role.NURSE), pk=pk)


def _latest_of(request: StaffRequest, patient: Patient) -> Surgery:
    surgery = surgeries_for(request.user, Role.NURSE).filter(patient=patient).order_by("surgery_date", "pk").last()
    if surgery is None:
        raise Http404
    return surgery


def _send(request: StaffRequest, person: Patient | Caregiver) -> None:
    now = clock.now()
    if not send_link(person, now=now):
        messages.error(request, NOT_SENT)
        return
    messages.success(request, f"The link is on its way to {person}.")


def _back(surgery: Surgery) -> HttpResponse:
    return redirect(f"{reverse('surgery', args=[surgery.pk])}#link")


urlpatterns = [
    path("surgeries/<int:pk>/link/send/", send_patient_link, name="surgery-link-send"),
    path("surgeries/<int:pk>/link/revoke/", revoke, name="surgery-link-revoke"),
    path("caregivers/<int:pk>/link/", send_caregiver_link, name="caregiver-link-send"),
    path("sign-in-codes/<int:pk>/", read_out, name="sign-in-code"),
]
