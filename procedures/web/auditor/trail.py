"""The audit trail, searched by patient, person, act and day. Patients stand in it by number, without their pages."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from procedures.audit.acts import Act
from procedures.audit.models import AuditEntry, AuditEntryQuerySet
from procedures.audit.recording import record
from procedures.hospitals.models import Role, Unit, User
from procedures.patients.finding import numbered
from procedures.patients.models import Patient
from procedures.web import clock
from procedures.web.access import StaffRequest, staff_only
from procedures.web.auditor.lines import page_of
from procedures.web.form_fields import DayField, PageForm
from procedures.web.searches import keep_search, kept_search

COLUMNS = ["Number", "When", "Who", "What", "Patient", "More"]


class SearchForm(PageForm):
    """What to look for; whatever is left empty is not asked."""

    patient = forms.CharField(
        label="Patient", max_length=100, required=False, help_text="Number here, record number, or family name."
    )
    person = forms.CharField(label="Person", max_length=150, required=False, help_text="The name to sign in with.")
    act = forms.ChoiceField(label="What was done", choices=[("", "Anything"), *Act.choices], required=False)
    day = DayField(label="Day (UTC)", required=False)


@require_safe
@staff_only(Role.AUDITOR)
def trail(request: StaffRequest) -> HttpResponse:
    """The newest first, so many at a time. That it was read is an entry as well."""
    asked = request.GET.copy()
    asked["patient"] = kept_search(request, "audit-trail")
    form = SearchForm(asked if request.GET else None)
    entries = AuditEntry.objects.for_staff(request.user)
    if form.is_bound and form.is_valid():
        entries = _narrowed(entries, form.cleaned_data, request.user)
    context = {"form": form, "columns": COLUMNS} | page_of(entries, request)
    record(Act.TRAIL_READ, by=request.user, now=clock.now(), asked=len(request.GET))
    return render(request, "auditor/trail.html", context)


@require_POST
@staff_only(Role.AUDITOR)
def search(request: StaffRequest) -> HttpResponse:
    """Look for what was asked. A patient's name stays out of the address."""
    asked = {name: request.POST[name][:150] for name in ("person", "act", "day") if request.POST.get(name)}
    patient = keep_search(request, "audit-trail", name="patient")
    return redirect(f"{reverse('audit-trail')}?{urlencode(asked | ({'searched': 1} if patient else {}))}")


def _narrowed(entries: AuditEntryQuerySet, asked: dict[str, Any], user: User) -> AuditEntryQuerySet:
    if words := asked["patient"].strip():
        number = int(words) if words.isascii() and words.isdigit() and len(words) < 19 else 0
        units = Unit.objects.for_staff(user, Role.AUDITOR)
        found = Patient.objects.filter(numbered(words) | Q(family_name__iexact=words), units__in=units).values("pk")
        entries = entries.filter(Q(patient_id=number) | Q(patient_id__in=found))
    if name := asked["person"].strip():
        entries = entries.filter(by_id__in=User.objects.filter(username__iexact=name).values("pk"))
    if asked["act"]:
        entries = entries.filter(act=asked["act"])
    if asked["day"]:
        begin = datetime.combine(asked["day"], datetime.min.time(), tzinfo=timezone.get_default_timezone())
        entries = entries.filter(at__gte=begin, at__lt=begin + timedelta(days=1))
    return entries


urlpatterns = [path("audit/", trail, name="audit-trail"), path("audit/search/", search, name="audit-search")]
