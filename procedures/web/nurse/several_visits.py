"""Several visits booked at once: a row for each that the list still wants, with a day to begin with."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.forms import BaseFormSet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods

from procedures.checklists.booking import Visit, VisitsNotRight, book_visits
from procedures.checklists.models import Appointment, Surgery
from procedures.checklists.refused import Refused
from procedures.checklists.unbooked import unbooked_of
from procedures.core.wording_of_time import day_words
from procedures.hospitals.models import Role
from procedures.web import clock
from procedures.web.access import StaffRequest, staff_only
from procedures.web.nurse.rest_days import warn_of_rest
from procedures.web.nurse.surgeries import surgeries_for
from procedures.web.nurse.visit_forms import MOST, VisitForm, problems_of_visits, wrong_side_words

SPARE = 2


class SuggestedVisitForm(VisitForm):
    """One visit. A row whose day is only the suggested one, without time and place, says nothing."""

    suggested = forms.DateField(required=False, widget=forms.HiddenInput)
    wanted = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    @property
    def is_filled(self) -> bool:
        """True when a person gave more than what was suggested."""
        values = self.cleaned_data
        day: date | None = values.get("visit_date")
        has_own_day = day is not None and day != values.get("suggested")
        return has_own_day or bool(values.get("visit_time") or values.get("place"))

    @property
    def step(self) -> str:
        """The step of the list that the row is for; "" for a spare row."""
        return str(self["wanted"].value() or "")

    @property
    def visit(self) -> Visit:
        """What was filled in, once it is valid."""
        values = self.cleaned_data
        return Visit(values["kind"], values["visit_date"], values["visit_time"], values["place"])


SuggestedVisits = forms.formset_factory(SuggestedVisitForm, extra=0, max_num=MOST, absolute_max=MOST)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.NURSE)
def several_page(request: StaffRequest, pk: int) -> HttpResponse:
    """Show a row for each visit still to be booked; book those that are filled in, all or none."""
    surgery = get_object_or_404(surgeries_for(request.user, Role.NURSE), pk=pk)
    rows = _rows(request, surgery)
    if request.method == "POST" and rows.is_valid() and _do_fit(rows, surgery):
        filled = [row for row in rows if row.is_filled]
        try:
            booked = book_visits(surgery, [row.visit for row in filled], by=request.user, now=clock.now())
        except VisitsNotRight as refused:
            for place, words in refused.rows.items():
                filled[place].add_error("visit_date", words)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            _tell(request, len(booked), len(filled))
            warn_of_rest(request, surgery.unit.hospital, [visit.visit_date for visit in booked])
            return redirect("surgery", pk)
    problems = list(problems_of_visits(rows)) if rows.is_bound else []
    return render(request, "surgeries/visits_several.html", {"surgery": surgery, "rows": rows, "problems": problems})


def _rows(request: StaffRequest, surgery: Surgery) -> "BaseFormSet[SuggestedVisitForm]":
    """What was typed; at first a row for each visit that the list wants, and some to spare."""
    wanted: list[dict[str, Any]] = [
        {
            "kind": one.kind,
            "visit_date": one.suggested,
            "suggested": one.suggested,
            "wanted": f"{one.item.title}{f' ({day_words(one.suggested)} or near it)' if one.suggested else ''}",
        }
        for one in unbooked_of(surgery, now=clock.now())
    ]
    spare: list[dict[str, Any]] = [{"kind": Appointment.Kind.FOLLOW_UP}] * SPARE
    return SuggestedVisits(
        request.POST if request.method == "POST" else None,
        prefix="visits",
        initial=None if request.method == "POST" else [*wanted, *spare][:MOST],
        form_kwargs={"hospital": surgery.unit.hospital},
    )


def _do_fit(rows: "BaseFormSet[SuggestedVisitForm]", surgery: Surgery) -> bool:
    """On the side of the operation that each kind says; and there is one at all."""
    filled = [row for row in rows if row.is_filled]
    for row in filled:
        if words := wrong_side_words(row.cleaned_data["kind"], row.cleaned_data["visit_date"], surgery.surgery_date):
            row.add_error("visit_date", words)
    if not filled and rows.forms:
        rows.forms[0].add_error("visit_time", "Fill in at least one visit: its date, its time and its place.")
    return bool(filled) and not any(row.errors for row in rows)


def _tell(request: StaffRequest, booked: int, filled: int) -> None:
    if booked:
        visits = "1 visit is" if booked == 1 else f"{booked} visits are"
        messages.success(request, f"{visits} booked here, and the reminders are planned.")
    if booked < filled:
        messages.info(request, "What was booked already stayed as it was.")


urlpatterns = [path("surgeries/<int:pk>/visits/several/", several_page, name="visits-book")]
