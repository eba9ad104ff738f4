"""The form for one medicine of a patient's plan. Nothing in it is filled in by the software (safety rule 1)."""

from collections.abc import Mapping
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Layout, Row
from django import forms

from procedures.checklists.medicines.rules import MedicineNotRight, MedicineRule
from procedures.checklists.models import Medicine
from procedures.core.medicine_classes import NAMES
from procedures.web.form_fields import ClockField, DayField, PageForm

KEEP, STOP = "keep", "stop"


class MedicineForm(PageForm):
    """What a patient is to do with one medicine, as a person enters it."""

    name = forms.CharField(
        label="Medicine",
        max_length=100,
        help_text="As it stands on the box, such as “Warfarin 5 mg”.",
        error_messages={"required": "Give the name of the medicine."},
    )
    medicine_class = forms.ChoiceField(
        label="Kind of medicine",
        choices=[("", "Choose…"), *((key.value, name) for key, name in NAMES.items())],
        error_messages={"required": "Choose the kind, or “Other”."},
    )
    what = forms.ChoiceField(
        label="What is decided",
        choices=[(STOP, "It is stopped for the operation"), (KEEP, "It is kept on")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it is stopped or kept on."},
    )
    last_dose_date = DayField(label="Day of the last dose", required=False, help_text="By the hospital’s clock.")
    last_dose_time = ClockField(label="Hour, if it counts", required=False)
    restart_date = DayField(label="It starts again on", required=False)
    restart_event = forms.CharField(
        label="Or what has to happen first",
        max_length=200,
        required=False,
        help_text="The patient reads it after “Start again:”, such as “when your surgeon says so”.",
    )
    note = forms.CharField(
        label="More for the patient to do",
        max_length=300,
        required=False,
        help_text="In plain words, such as “Take half your usual dose on the evening before”.",
    )
    decided_by = forms.CharField(
        label="Who decided", max_length=120, required=False, help_text="The clinician’s name, if it is known."
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, medicine: Medicine | None = None) -> None:
        super().__init__(data, initial=values_of(medicine) if medicine else None)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            Row(Column("name", css_class="col-md-6"), Column("medicine_class", css_class="col-md-6")),
            "what",
            Row(Column("last_dose_date", css_class="col-md-6"), Column("last_dose_time", css_class="col-md-6")),
            Row(Column("restart_date", css_class="col-md-6"), Column("restart_event", css_class="col-md-6")),
            "note",
            "decided_by",
        )

    def clean(self) -> dict[str, Any]:
        """Dates of a medicine that is kept on are a slip: which of the two is meant must be said."""
        cleaned = super().clean() or self.cleaned_data
        stops = [name for name in ("last_dose_date", "last_dose_time", "restart_date") if cleaned.get(name)]
        if cleaned.get("what") == KEEP and (stops or cleaned.get("restart_event")):
            self.add_error("what", "It is kept on, yet a stop or a restart is given. Choose, or empty those fields.")
        return cleaned

    @property
    def rule(self) -> MedicineRule:
        """What was filled in, once it is valid."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "what"}
        return MedicineRule(is_continued=self.cleaned_data["what"] == KEEP, **values)

    def take_refusal(self, refused: MedicineNotRight) -> None:
        """Show what could not be meant beside its field."""
        for name, words in refused.fields.items():
            self.add_error(name or None, words)


def values_of(medicine: Medicine) -> dict[str, Any]:
    """What the form begins with. After a move the old dates are gone: the person must give the new ones."""
    names = ["name", "medicine_class", "restart_event", "note", "decided_by"]
    values: dict[str, Any] = {name: getattr(medicine, name) for name in names}
    if medicine.status == Medicine.Status.VOID:
        return {name: values[name] for name in ("name", "medicine_class")}
    dates = ("last_dose_date", "last_dose_time", "restart_date")
    values |= {name: getattr(medicine, name) for name in dates}
    return values | {"what": KEEP if medicine.is_continued else STOP}
