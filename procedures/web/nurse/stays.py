"""Entering when the patient really came in, and when they went home."""

from datetime import datetime
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods

from procedures.checklists.models import Surgery
from procedures.checklists.refused import Refused
from procedures.checklists.staying import record_stay, stay_of
from procedures.core.wall_clock import wall_instant
from procedures.hospitals.models import Hospital, Role
from procedures.web import clock
from procedures.web.access import StaffRequest, staff_only
from procedures.web.form_fields import ClockField, DayField, PageForm
from procedures.web.nurse.surgeries import surgeries_for
from procedures.web.nurse.surgery_form import missing_hour_words
from procedures.web.posted import see_anew


class StayForm(PageForm):
    """Both on the hospital's wall clock. What has not happened yet stays empty."""

    admitted_day = DayField(label="Came in on", required=False)
    admitted_hour = ClockField(label="at", required=False)
    discharged_day = DayField(label="Went home on", required=False)
    discharged_hour = ClockField(label="at", required=False)
    # What was shown, where a colleague may have changed it meanwhile.
    seen = forms.CharField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, hospital: Hospital, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hospital = hospital
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            Row(Column("admitted_day", css_class="col-6"), Column("admitted_hour", css_class="col-6")),
            Row(Column("discharged_day", css_class="col-6"), Column("discharged_hour", css_class="col-6")),
            "seen",
        )

    def clean(self) -> dict[str, Any]:
        """A day with its hour, or neither; and an hour that the clock showed."""
        cleaned = super().clean() or self.cleaned_data
        for what in ("admitted", "discharged"):
            day, hour = cleaned.get(f"{what}_day"), cleaned.get(f"{what}_hour")
            if (day is None) != (hour is None) and not self.errors:
                self.add_error(f"{what}_hour" if day else f"{what}_day", "Give both, the day and the hour, or neither.")
            elif day and (words := missing_hour_words(day, hour, self.hospital)):
                self.add_error(f"{what}_hour", words)
        return cleaned

    def instant(self, what: str) -> datetime | None:
        """In UTC; None where nothing is entered."""
        day = self.cleaned_data[f"{what}_day"]
        return wall_instant(day, self.cleaned_data[f"{what}_hour"], self.hospital.zone) if day else None


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.NURSE)
def stay_page(request: StaffRequest, pk: int) -> HttpResponse:
    """Show what is written down, or write it down."""
    surgery = get_object_or_404(surgeries_for(request.user, Role.NURSE), pk=pk)
    form = StayForm(request.POST or None, hospital=surgery.unit.hospital, initial=_known(surgery))
    if request.method == "POST" and form.is_valid():
        try:
            times = {"admitted_at": form.instant("admitted"), "discharged_at": form.instant("discharged")}
            record_stay(surgery, seen=request.POST.get("seen"), by=request.user, now=clock.now(), **times)
        except Refused as error:
            form.add_error(None, str(error))
            surgery.refresh_from_db()
            see_anew(form, stay_of(surgery))
        else:
            messages.success(request, "Written down. What the list says from then on has its times now.")
            return redirect("surgery", pk)
    return render(request, "surgeries/stay.html", {"surgery": surgery, "form": form, "zone": surgery.zone})


def _known(surgery: Surgery) -> dict[str, Any]:
    known: dict[str, Any] = {"seen": stay_of(surgery)}
    for what, instant in (("admitted", surgery.admitted_at), ("discharged", surgery.discharged_at)):
        if instant is not None:
            wall = instant.astimezone(surgery.zone)
            known |= {f"{what}_day": wall.date(), f"{what}_hour": wall.time()}
    return known


urlpatterns = [path("surgeries/<int:pk>/stay/", stay_page, name="surgery-stay")]
