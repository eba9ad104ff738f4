"""Opening the record of a patient of another unit in an emergency."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods

from procedures.audit.acts import Act
from procedures.audit.recording import record
from procedures.checklists.emergencies import NobodyFound, NoReason, find_in_hospital, newest_surgery, open_in_emergency
from procedures.hospitals.sign_in_tries import TooManyTries, take_try
from procedures.patients.models import Patient
from procedures.web import clock
from procedures.web.access import CARE, StaffRequest, staff_only
from procedures.web.form_fields import DayField, PageForm
from procedures.web.patient.trail import unit_of
from procedures.web.signing.fresh import fresh_sign_in_required


class EmergencyForm(PageForm):
    """Whom, whole, and why."""

    given_name = forms.CharField(
        label="First name", max_length=100, error_messages={"required": "Give the patient's first name."}
    )
    family_name = forms.CharField(
        label="Family name", max_length=100, error_messages={"required": "Give the patient's family name."}
    )
    birth_date = DayField(label="Date of birth", missing="Give the patient's date of birth.")
    reason = forms.CharField(
        label="Why must you see this now?",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The patient's unit and the auditor read it.",
        error_messages={"required": "Write why you must see this now."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.add_input(Submit("open", "Open for 4 hours"))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*CARE)
@fresh_sign_in_required
def open_page(request: StaffRequest) -> HttpResponse:
    """Ask whom and why; then lead to the patient's page, which says what it is."""
    form = EmergencyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer = _open(request, form)
        if answer is not None:
            return answer
    return render(request, "emergencies/open.html", {"form": form})


def _open(request: StaffRequest, form: EmergencyForm) -> HttpResponse | None:
    """Where to go; None, with the reason on the form, where nothing was opened."""
    said, now = dict(form.cleaned_data), clock.now()
    reason = said.pop("reason")
    try:
        # A few guesses at names, not a list of them.
        take_try(f"emergency of {request.user.pk}", "", device="signed in", now=now)
        patient = find_in_hospital(request.user, **said)
        surgery = newest_surgery(patient)
        if surgery is None:
            record(
                Act.BREAK_GLASS,
                by=request.user,
                patient_id=patient.pk,
                unit_id=unit_of(patient.pk),
                outcome="no-operation",
                now=now,
            )
            form.add_error(None, "This patient has no operation here yet, so there is nothing to open.")
            return None
        if not Patient.objects.for_staff(request.user, *CARE).filter(pk=patient.pk).exists():
            open_in_emergency(patient, by=request.user, reason=reason, now=now)
    except TooManyTries:
        form.add_error(None, "That was too many tries. Phone the patient's unit, or wait 15 minutes.")
        return None
    except NobodyFound as error:
        record(Act.BREAK_GLASS, by=request.user, outcome="nobody-found", now=now)
        form.add_error(None, str(error))
        return None
    except NoReason as error:
        form.add_error("reason", str(error))
        return None
    messages.warning(request, "Opened. What you look at is written down.")
    return redirect("surgery", surgery.pk)


urlpatterns = [path("emergency/", open_page, name="emergency-open")]
