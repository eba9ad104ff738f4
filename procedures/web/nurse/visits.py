"""Visits of a planned surgery: book one more, move one, cancel one."""

from datetime import datetime
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Layout, Row
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST

from procedures.checklists.booking import Visit, VisitMovedMeanwhile, book_visit, cancel_visit, move_visit
from procedures.checklists.cancelling_visits import preview_visit_cancel
from procedures.checklists.judging_visits import keep_visit
from procedures.checklists.models import Appointment, Surgery
from procedures.checklists.moving_visits import preview_visit
from procedures.checklists.refused import Refused
from procedures.hospitals.models import Role
from procedures.web import clock
from procedures.web.access import StaffRequest, staff_only
from procedures.web.nurse.cancelling import CancelForm
from procedures.web.nurse.rest_days import warn_of_rest
from procedures.web.nurse.surgeries import surgeries_for
from procedures.web.nurse.visit_forms import VisitForm, wrong_side_words
from procedures.web.posted import posted_number


class OneVisitForm(VisitForm):
    """A visit of `surgery`, of which everything must be told."""

    is_part = False

    def __init__(self, *args: Any, surgery: Surgery, **kwargs: Any) -> None:
        super().__init__(*args, hospital=surgery.unit.hospital, **kwargs)
        self.surgery_date = surgery.surgery_date
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            Row(Column("kind", css_class="col-md-12")),
            Row(Column("visit_date", css_class="col-md-6"), Column("visit_time", css_class="col-md-6")),
            Row(Column("place", css_class="col-md-12")),
        )

    @property
    def is_filled(self) -> bool:
        """Also when it is empty: then everything is missing."""
        return True

    def clean(self) -> dict[str, Any]:
        """And it lies on the side of the operation that its kind says."""
        cleaned = super().clean()
        kind, day = cleaned.get("kind"), cleaned.get("visit_date")
        if kind and day and (words := wrong_side_words(kind, day, self.surgery_date)):
            self.add_error("visit_date", words)
        return cleaned

    @property
    def visit(self) -> Visit:
        """What was filled in, once it is valid."""
        values = self.cleaned_data
        return Visit(values["kind"], values["visit_date"], values["visit_time"], values["place"])


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.NURSE)
def book_page(request: StaffRequest, pk: int) -> HttpResponse:
    """Book one more visit. The very same one, as by a second press, is there already."""
    surgery = get_object_or_404(surgeries_for(request.user, Role.NURSE), pk=pk)
    form = OneVisitForm(request.POST or None, surgery=surgery)
    if request.method == "POST" and form.is_valid():
        try:
            book_visit(surgery, form.visit, by=request.user, now=clock.now())
            messages.success(request, "The visit is booked here, and its reminders are planned.")
            warn_of_rest(request, surgery.unit.hospital, [form.visit.visit_date])
            return redirect("surgery", pk)
        except Refused as error:
            form.add_error(None, str(error))
    return render(request, "surgeries/visit.html", {"surgery": surgery, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.NURSE)
def move_page(request: StaffRequest, pk: int) -> HttpResponse:
    """Give a visit another date, hour or place: fill in, look at what it brings about, confirm."""
    visit, surgery = _visit_or_404(request, pk)
    if visit.status == Appointment.Status.CANCELLED:
        return _is_cancelled_already(request, surgery)
    at_first = {name: getattr(visit, name) for name in ("kind", "visit_date", "visit_time", "place")}
    form = OneVisitForm(request.POST or None, surgery=surgery, initial=at_first)
    context: dict[str, Any] = {"surgery": surgery, "form": form, "visit": visit, "zone": surgery.zone}
    if request.method != "POST" or not form.is_valid() or request.POST.get("step") == "change":
        return render(request, "surgeries/visit.html", context)
    try:
        if request.POST.get("step") == "confirm":
            move_visit(visit, form.visit, by=request.user, now=clock.now(), seen_sequence=_seen(request))
            messages.success(request, "The visit is moved, and its reminders follow. Tell the patient.")
            return redirect("surgery", surgery.pk)
    except VisitMovedMeanwhile as error:
        messages.warning(request, str(error))
    except Refused as error:
        form.add_error(None, str(error))
        return render(request, "surgeries/visit.html", context)
    try:
        changes = preview_visit(visit, form.visit, now=clock.now())
    except Refused as error:
        form.add_error(None, str(error))
        return render(request, "surgeries/visit.html", context)
    warn_of_rest(request, surgery.unit.hospital, [form.visit.visit_date])
    return render(request, "surgeries/visit_preview.html", context | {"changes": changes, "now": clock.now()})


def _seen(request: StaffRequest) -> int:
    """The visit's sequence in the preview that is being confirmed; -1, which none has, where it does not say."""
    return posted_number(request, "sequence", default=-1)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.NURSE)
def cancel_visit_page(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a visit off the list, with a reason, and with what that brings about beside it."""
    visit, surgery = _visit_or_404(request, pk)
    if visit.status == Appointment.Status.CANCELLED:
        return _is_cancelled_already(request, surgery)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            told = preview_visit_cancel(visit, now=clock.now()).told_at
            seen = posted_number(request, "version", default=-1)
            cancel_visit(
                visit, by=request.user, reason=form.cleaned_data["reason"], now=clock.now(), seen_sequence=seen
            )
            messages.success(request, _cancelled_words(told))
            return redirect("surgery", surgery.pk)
        except Refused as error:
            form.add_error(None, str(error))
    changes = preview_visit_cancel(visit, now=clock.now())
    context = {"surgery": surgery, "form": form, "visit": visit, "zone": surgery.zone, "changes": changes}
    return render(request, "surgeries/visit_cancel.html", context)


def _cancelled_words(told_at: datetime | None) -> str:
    if told_at is None:
        return "The visit is cancelled, and its reminders are stopped. It is too late to write: tell the patient."
    return "The visit is cancelled, and its reminders are stopped. A patient who agreed to messages is told."


@require_POST
@staff_only(Role.NURSE)
def keep_page(request: StaffRequest, pk: int) -> HttpResponse:
    """Let a visit stand that no longer fits the operation."""
    visit, surgery = _visit_or_404(request, pk)
    try:
        keep_visit(visit, by=request.user, now=clock.now())
        messages.success(request, "The visit stays as it is, and its reminders are planned again.")
    except Refused as error:
        messages.info(request, str(error))
    return redirect("surgery", surgery.pk)


def _visit_or_404(request: StaffRequest, pk: int) -> tuple[Appointment, Surgery]:
    mine = Appointment.objects.filter(surgery__in=surgeries_for(request.user, Role.NURSE))
    visit = get_object_or_404(mine.select_related("surgery__unit__hospital", "surgery__patient", "item"), pk=pk)
    return visit, visit.surgery


def _is_cancelled_already(request: StaffRequest, surgery: Surgery) -> HttpResponse:
    """For a second press, or a page that was left open."""
    messages.info(request, "This visit is cancelled already. Nothing more was changed.")
    return redirect("surgery", surgery.pk)


urlpatterns = [
    path("surgeries/<int:pk>/visits/", book_page, name="visit-book"),
    path("visits/<int:pk>/move/", move_page, name="visit-move"),
    path("visits/<int:pk>/keep/", keep_page, name="visit-keep"),
    path("visits/<int:pk>/cancel/", cancel_visit_page, name="visit-cancel"),
]
