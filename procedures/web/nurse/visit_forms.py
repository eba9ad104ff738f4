"""The part of the assigning form that is about visits already booked: as many rows as one likes, empty ones ignored."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms

from procedures.checklists.models import Appointment
from procedures.hospitals.models import Hospital
from procedures.web import clock
from procedures.web.form_fields import ClockField, DayField, PageForm
from procedures.web.nurse.surgery_form import missing_hour_words
from procedures.web.problems import Problem, problems_of

Kind = Appointment.Kind
# One row for each kind to begin with, in the order in which they usually come.
USUAL = (Kind.ASSESSMENT, Kind.BLOOD_TEST, Kind.IMAGING, Kind.FOLLOW_UP)
MOST = 12


class VisitForm(PageForm):
    """One visit. A row whose date, time and place are all empty says nothing, whatever its kind."""

    is_part = True

    kind = forms.ChoiceField(choices=Kind.choices, label="Visit")
    visit_date = DayField(label="Date", required=False)
    visit_time = ClockField(label="Time", required=False)
    place = forms.CharField(label="Place", max_length=200, required=False)

    def __init__(self, *args: Any, hospital: Hospital, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hospital = hospital

    @property
    def is_filled(self) -> bool:
        """True when it tells of a visit."""
        return any(self.cleaned_data.get(name) for name in ("visit_date", "visit_time", "place"))

    def clean(self) -> dict[str, Any]:
        """All of it or nothing."""
        cleaned = super().clean() or self.cleaned_data
        if not (self.is_filled or self.errors):
            return cleaned
        day, hour = cleaned.get("visit_date"), cleaned.get("visit_time")
        wanted = {
            "visit_date": "Give the date of this visit, or empty the row.",
            "visit_time": "Give the time of this visit, or empty the row.",
            "place": "Say where this visit is, or empty the row.",
        }
        for name, words in wanted.items():
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, words)
        if day and day < clock.now().astimezone(self.hospital.zone).date():
            self.add_error("visit_date", "This date is in the past. Choose today or a later day, or empty the row.")
        if day and (words := missing_hour_words(day, hour, self.hospital)):
            self.add_error("visit_time", words)
        return cleaned


def wrong_side_words(kind: str, day: date, surgery_date: date) -> str:
    """What to say of a visit that lies on the wrong side of the operation; "" for one that can be meant."""
    if kind == Kind.ASSESSMENT and day > surgery_date:
        return "This assessment comes after the operation. Check both dates."
    if kind == Kind.FOLLOW_UP and day < surgery_date:
        return "This follow-up visit comes before the operation. Check both dates."
    return ""


def problems_of_visits(rows: "forms.BaseFormSet[Any]") -> Iterator[Problem]:
    """Every error of rows of visits, each with the number of its row."""
    for words in rows.non_form_errors():
        yield Problem("main", "Visits", str(words))
    for number, form in enumerate(rows, start=1):
        for problem in problems_of(form):
            label = f"Visit {number}, {problem.label.lower()}" if problem.label else f"Visit {number}"
            yield Problem(problem.field_id, label, problem.words)


VisitFormSet = forms.formset_factory(VisitForm, extra=0, max_num=MOST, absolute_max=MOST)
