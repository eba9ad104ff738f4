"""Who sees to a patient: take the patient from the board in one press, or give the patient to a colleague."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_POST

from procedures.checklists.models import Surgery
from procedures.checklists.owning import give_to
from procedures.checklists.refused import Refused
from procedures.hospitals.models import Role
from procedures.web import clock
from procedures.web.access import StaffRequest, staff_only
from procedures.web.nurse.surgeries import surgeries_for
from procedures.web.nurse.work_list import HandOverForm, seen_owner


@require_POST
@staff_only(Role.NURSE)
def take_patient(request: StaffRequest, pk: int) -> HttpResponse:
    """See to the patient oneself from here."""
    surgery = _surgery_or_404(request, pk)
    try:
        give_to(surgery, to=request.user, by=request.user, seen=seen_owner(request), now=clock.now())
        messages.success(request, f"You see to {surgery.patient} now.")
    except Refused as error:
        messages.info(request, str(error))
    return redirect(f"{reverse('board')}?{request.GET.urlencode()}#surgery-{surgery.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.NURSE)
def give_patient(request: StaffRequest, pk: int) -> HttpResponse:
    """Choose a colleague."""
    surgery = _surgery_or_404(request, pk)
    form = HandOverForm(request.POST or None, unit=surgery.unit, but=(surgery.owner, request.user))
    if request.method == "POST" and form.is_valid():
        to, note = form.cleaned_data["to"], form.cleaned_data["note"]
        try:
            give_to(surgery, to=to, by=request.user, note=note, seen=seen_owner(request), now=clock.now())
            messages.success(request, f"{to} sees to {surgery.patient} now.")
            return redirect(f"{reverse('board')}#surgery-{surgery.pk}")
        except Refused as error:
            messages.info(request, str(error))
            surgery.refresh_from_db(fields=["owner"])
    context = {"surgery": surgery, "form": form, "back": reverse("board")}
    return render(request, "board/give.html", context)


def _surgery_or_404(request: StaffRequest, pk: int) -> Surgery:
    return get_object_or_404(surgeries_for(request.user, Role.NURSE).select_related("owner"), pk=pk)


urlpatterns = [
    path("surgeries/<int:pk>/take/", take_patient, name="take-patient"),
    path("surgeries/<int:pk>/give/", give_patient, name="give-patient"),
]
