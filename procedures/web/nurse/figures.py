"""The figures of one's units: for a look, for a spreadsheet, and for another program."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from procedures.core.timeline import day_start
from procedures.hospitals.models import Unit, User
from procedures.messaging.outcomes import Outcomes, outcomes
from procedures.web import clock
from procedures.web.access import CARE, StaffRequest, staff_only
from procedures.web.form_fields import DayField, PageForm
from procedures.web.nurse.figures_page import as_rows, parts_of
from procedures.web.nurse.theatre_list.sheets import as_csv

USUAL = 30  # days
LONGEST = timedelta(days=3 * 366)


class SpanForm(PageForm):
    """Which unit, and from when to when, both days included."""

    unit = forms.ModelChoiceField(queryset=Unit.objects.none(), required=False, empty_label="All my units")
    since = DayField(label="From", required=False)
    until = DayField(label="To", required=False)

    def __init__(self, data: Any, *, user: User, now: datetime) -> None:
        self.units = Unit.objects.for_staff(user, *CARE).select_related("hospital").order_by("hospital__name", "name")
        first = self.units.first()
        self.zone = first.hospital.zone if first else None
        today = now.astimezone(self.zone).date()
        self.days = (today - timedelta(days=USUAL - 1), today)
        super().__init__(data or None, initial={"since": self.days[0], "until": self.days[1]})
        field = self.fields["unit"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  # for the type checker
        field.queryset = self.units

    def clean(self) -> dict[str, Any]:
        """Two days in order, and not too far apart."""
        cleaned = super().clean() or self.cleaned_data
        since, until = self._days(cleaned)
        if since > until:
            self.add_error("until", "This day lies before the first one. Change them round.")
        elif until - since > LONGEST:
            self.add_error("since", "That is more than 3 years. Choose a shorter time.")
        else:
            self.days = (since, until)
        return cleaned

    @property
    def asked(self) -> tuple[Any, datetime, datetime]:
        """Units, first instant and the one after the last; the usual span while the form says nothing valid."""
        cleaned = self.cleaned_data if self.is_bound and self.is_valid() else {}
        one = cleaned.get("unit")
        units = self.units.filter(pk=one.pk) if one else self.units
        zone = one.hospital.zone if one else self.zone
        since, until = self.days
        assert zone is not None  # noqa: S101  # whoever gets here works in a unit
        return units, day_start(since, zone), day_start(until + timedelta(days=1), zone)

    def _days(self, cleaned: dict[str, Any]) -> tuple[date, date]:
        until = cleaned.get("until") or self.days[1]
        return cleaned.get("since") or min(self.days[0], until), until


@require_safe
@staff_only(*CARE)
def figures(request: StaffRequest) -> HttpResponse:
    """The page: each figure drawn, with its table."""
    form = SpanForm(request.GET, user=request.user, now=clock.now())
    found = _outcomes(form)
    context = {
        "form": form,
        "days": form.days,
        "found": found,
        "parts": parts_of(found),
        "query": request.GET.urlencode(),
    }
    return render(request, "figures/figures.html", context)


@require_safe
@staff_only(*CARE)
def figures_csv(request: StaffRequest) -> HttpResponse:
    """The same for a spreadsheet, with nothing in it that one would run."""
    form = SpanForm(request.GET, user=request.user, now=clock.now())
    rows = as_rows(parts_of(_outcomes(form)))
    since, until = form.days
    name = f"figures-{since:%Y-%m-%d}-{until:%Y-%m-%d}.csv"
    content = as_csv(("Figure", "Row", "Column", "Number"), rows)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)


@require_safe
@staff_only(*CARE)
def figures_json(request: StaffRequest) -> HttpResponse:
    """The same for another program."""
    form = SpanForm(request.GET, user=request.user, now=clock.now())
    parts = parts_of(_outcomes(form))
    tables = {part.key: [dict(zip(part.headings, row, strict=True)) for row in part.rows] for part in parts}
    since, until = form.days
    return JsonResponse({"since": since.isoformat(), "until": until.isoformat(), "figures": tables})


def _outcomes(form: SpanForm) -> Outcomes:
    units, since, until = form.asked
    return outcomes(units, since=since, until=until)


urlpatterns = [
    path("figures/", figures, name="figures"),
    path("figures/figures.csv", figures_csv, name="figures-csv"),
    path("figures/figures.json", figures_json, name="figures-json"),
]
