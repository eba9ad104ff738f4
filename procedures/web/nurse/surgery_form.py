"""The part of the assigning form that is about the surgery; its dates alone serve for rescheduling."""

from collections.abc import Iterable
from datetime import date, time
from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.core.exceptions import ValidationError

from procedures.catalog.models import ChecklistTemplate
from procedures.checklists.models import Surgery
from procedures.checklists.surgery_times import HORIZON
from procedures.core.wall_clock import is_missing
from procedures.hospitals.models import Hospital, Role, Unit, User
from procedures.web import clock
from procedures.web.form_fields import ClockField, DayField, PageForm


def assignable(user: User) -> list[ChecklistTemplate]:
    """The newest published template of each procedure of the units where `user` is a nurse."""
    units = Unit.objects.for_staff(user, Role.NURSE)
    published = ChecklistTemplate.objects.published().filter(procedure__unit__in=units)
    newest: dict[int, ChecklistTemplate] = {}
    for template in published.select_related("procedure__unit__hospital").order_by("version"):
        newest[template.procedure_id] = template
    return sorted(newest.values(), key=lambda each: (str(each.procedure.unit), each.procedure.name.casefold()))


class SurgeryDatesForm(PageForm):
    """When the operation is. All of it is the hospital's wall clock."""

    prefix = "surgery"

    surgery_date = DayField(
        label="Date of the operation",
        missing="Give the date of the operation.",
        help_text="Dates and times: by the hospital’s clock.",
    )
    start_time = ClockField(label="Start", required=False)
    is_time_unknown = forms.BooleanField(label="The start time is not known yet", required=False)
    theatre_list = forms.ChoiceField(
        label="Morning or afternoon list", choices=[("", "Not known yet"), *Surgery.TheatreList.choices], required=False
    )
    arrival_time = ClockField(label="Arrival at the hospital", required=False, help_text="Leave empty if not known.")

    dates_row: ClassVar[Row] = Row(
        Column("surgery_date", css_class="col-md-4"),
        Column("start_time", "is_time_unknown", "theatre_list", css_class="col-md-4"),
        Column("arrival_time", css_class="col-md-4"),
    )

    def __init__(self, *args: Any, hospital: Hospital, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hospital = hospital
        today = clock.now().astimezone(hospital.zone).date()
        self.fields["surgery_date"].widget.attrs["min"] = today.isoformat()
        earliest, noon = (hour.strftime("%H:%M") for hour in (hospital.earliest_start, hospital.afternoon_start))
        self.fields["is_time_unknown"].help_text = f"Times then count from {earliest}, the earliest start here."
        self.fields["theatre_list"].help_text = f"Only without a start time. For the afternoon list: {noon} instead."
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(self.dates_row)

    def clean_surgery_date(self) -> date:
        """Today or later, on the hospital's calendar."""
        day: date = self.cleaned_data["surgery_date"]
        today = clock.now().astimezone(self.hospital.zone).date()
        if day < today:
            raise ValidationError("This date is in the past. Choose today or a later day.")
        if day > today + HORIZON:
            raise ValidationError("This date is more than 3 years away. Check the year.")
        return day

    def clean(self) -> dict[str, Any]:
        """A start time or the word that there is none yet; and hours that the clock will show."""
        cleaned = super().clean() or self.cleaned_data
        start, is_unknown = cleaned.get("start_time"), cleaned.get("is_time_unknown")
        if start and is_unknown:
            self.add_error("start_time", "Either give the start time, or tick that it is not known yet: not both.")
        elif "start_time" in cleaned and not start and not is_unknown:
            self.add_error("start_time", "Give the start time, or tick that it is not known yet.")
        elif start and cleaned.get("theatre_list"):
            self.add_error("theatre_list", "With a start time there is no list to choose. Choose “Not known yet” here.")
        day = cleaned.get("surgery_date")
        for name in ("start_time", "arrival_time"):
            if day and (words := missing_hour_words(day, cleaned.get(name), self.hospital)):
                self.add_error(name, words)
        arrival = cleaned.get("arrival_time")
        if start and arrival and arrival > start:
            self.add_error("arrival_time", "The patient would arrive after the operation starts. Check both times.")
        return cleaned

    @property
    def dates(self) -> dict[str, Any]:
        """Date, start, arrival and list as `reschedule` takes them, once they are valid."""
        values = self.cleaned_data
        return {
            "surgery_date": values["surgery_date"],
            "start_time": values["start_time"],
            "arrival_time": values["arrival_time"],
            "theatre_list": values["theatre_list"],
        }


class SurgeryForm(SurgeryDatesForm):
    """Which operation, when and where."""

    is_part = True

    field_order = (
        "template",
        "surgery_date",
        "start_time",
        "is_time_unknown",
        "theatre_list",
        "arrival_time",
        "surgeon",
        "place",
    )

    template = forms.ChoiceField(label="Operation", error_messages={"required": "Choose the operation."})
    surgeon = forms.CharField(label="Surgeon", max_length=120, required=False)
    place = forms.CharField(
        label="Where the patient arrives",
        max_length=200,
        error_messages={"required": "Say where the patient is to arrive, such as “Main entrance, Surgery desk”."},
    )

    def __init__(self, *args: Any, templates: Iterable[ChecklistTemplate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.templates = {str(each.pk): each for each in templates}
        units = {each.procedure.unit_id: each.procedure.unit for each in self.templates.values()}
        by_unit = [
            (
                str(unit),
                [(key, each.procedure.name) for key, each in self.templates.items() if each.procedure.unit == unit],
            )
            for unit in units.values()
        ]
        choices = by_unit[0][1] if len(by_unit) == 1 else by_unit
        self.fields["template"].choices = [("", "Choose…"), *choices]  # type: ignore[attr-defined]
        self.helper.layout = Layout(
            Fieldset(
                "Operation",
                Row(Column("template", css_class="col-md-8"), Column("surgeon", css_class="col-md-4")),
                self.dates_row,
                Row(Column("place", css_class="col-md-8")),
            )
        )


def missing_hour_words(day: date, hour: time | None, hospital: Hospital) -> str:
    """What to say of an hour that the clocks jump over on `day`; "" for any other."""
    if hour is None or not is_missing(day, hour, hospital.zone):
        return ""
    return f"The clocks go forward on that day, and {hour:%H:%M} does not come. Choose a time before or after it."
