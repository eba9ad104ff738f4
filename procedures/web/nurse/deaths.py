"""Recording that a patient has died, with one step to confirm it; and taking that back."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods

from procedures.checklists.deaths import record_death, take_back_death
from procedures.checklists.ending import what_stops
from procedures.checklists.models import Surgery
from procedures.checklists.refused import Refused
from procedures.hospitals.models import Role
from procedures.web import clock
from procedures.web.access import StaffRequest, staff_only
from procedures.web.form_fields import PageForm
from procedures.web.nurse.surgeries import surgeries_for
from procedures.web.signing.fresh import fresh_sign_in_required


class SureForm(PageForm):
    """One tick, so that a slip of the hand stops nothing."""

    is_sure = forms.BooleanField(
        label="This is the right patient",
        help_text="Check the name and the date of birth above.",
        error_messages={"required": "Tick this first. Nothing was changed."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.NURSE)
@fresh_sign_in_required
def death_page(request: StaffRequest, pk: int) -> HttpResponse:
    """Ask once, then stop everything; where a death is recorded, offer to take it back."""
    surgery = get_object_or_404(surgeries_for(request.user, Role.NURSE), pk=pk)
    is_recorded = surgery.patient.death_recorded_at is not None
    form = SureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if request.POST.get("step") == "take-back":
            _take_back(request, surgery)
        else:
            _record(request, surgery)
        return redirect("surgery", pk)
    # All of this patient's, also those of units that this nurse does not work in: they stop too.
    all_of_them = list(surgery.patient.surgeries.all())
    stops = what_stops(all_of_them, now=clock.now())
    context = {"surgery": surgery, "zone": surgery.zone, "form": form, "stops": stops, "is_recorded": is_recorded}
    return render(request, "surgeries/death.html", context | {"others": len(all_of_them) - 1})


def _record(request: StaffRequest, surgery: Surgery) -> None:
    done = record_death(surgery.patient, by=request.user, now=clock.now())
    if not done.is_new:  # the same press, sent twice
        messages.info(request, "This is recorded already.")
        return
    messages.success(request, "Recorded. Everything is stopped, and nobody gets a message.")
    if done.already_going_out:
        words = "A message was going out at that very moment, and may still arrive. You may want to call the family."
        messages.warning(request, words)


def _take_back(request: StaffRequest, surgery: Surgery) -> None:
    try:
        take_back_death(surgery.patient, by=request.user, now=clock.now())
        messages.success(request, "Taken back. What lies ahead is planned again. Phone the patient about the rest.")
    except Refused as error:
        messages.info(request, str(error))


urlpatterns = [path("surgeries/<int:pk>/death/", death_page, name="surgery-death")]
