"""Putting right how a patient is reached: what a nurse learns on the telephone, after the list was given."""

from typing import Any

from crispy_forms.layout import Field, Fieldset, Layout
from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods

from procedures.checklists.contacting import ContactChangedMeanwhile, change_contact, contact_of
from procedures.checklists.refused import Refused
from procedures.hospitals.models import Role
from procedures.patients.models import Channel, Patient
from procedures.patients.registering import DetailsNotRight, PatientDetails
from procedures.web import clock
from procedures.web.access import StaffRequest, staff_only
from procedures.web.nurse.known_patient import changes_to_known, question_about_phone
from procedures.web.nurse.patient_form import PatientForm, consents, contact_rows, values_of
from procedures.web.nurse.surgeries import surgeries_for
from procedures.web.posted import see_anew
from procedures.web.problems import problems_of


class ContactForm(PatientForm):
    """The part of the assigning form that may change later. Who the patient is stays as it is."""

    given_name = None  # type: ignore[assignment]
    family_name = None  # type: ignore[assignment]
    record_number = None  # type: ignore[assignment]
    birth_date = None  # type: ignore[assignment]
    who = None  # type: ignore[assignment]
    # What was shown, where a colleague may have changed it meanwhile.
    seen = forms.CharField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, patient: Patient, **kwargs: Any) -> None:
        initial = values_of(patient) | {"seen": contact_of(patient)}
        super().__init__(*args, hospital=patient.hospital, initial=initial, **kwargs)
        self.patient = patient
        self.helper.layout = Layout(
            Fieldset("How the patient is reached", *contact_rows(), Field("whose_phone"), Field("seen")), consents()
        )

    @property
    def details(self) -> PatientDetails:
        """What was filled in, of the patient as they are known."""
        values, patient = self.cleaned_data, self.patient
        agreed = {Channel.SMS: values["agrees_to_sms"], Channel.EMAIL: values["agrees_to_email"]}
        return PatientDetails(
            patient.given_name,
            patient.family_name,
            patient.birth_date,
            phone=values["phone"],
            email=values["email"],
            language=values["language"],
            zone_name=values["zone_name"] or self.hospital.zone_name,
            may_name_details=values["may_name_details"],
            channels=frozenset(str(channel) for channel, has_agreed in agreed.items() if has_agreed),
            record_number=patient.record_number,
        )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.NURSE)
def contact_page(request: StaffRequest, pk: int) -> HttpResponse:
    """Show what is written down, or write it down; a number that another patient has is asked about first."""
    living = surgeries_for(request.user, Role.NURSE).filter(patient__death_recorded_at=None)
    surgery = get_object_or_404(living, pk=pk)
    form = ContactForm(request.POST or None, patient=surgery.patient)
    if request.method == "POST" and form.is_valid() and _is_answered(form, request):
        details, hospital = form.details, surgery.patient.hospital
        note = "; ".join(changes_to_known(details, hospital=hospital, asker=request.user))
        try:
            has_changed = change_contact(
                surgery,
                details,
                seen=request.POST.get(form.add_prefix("seen")),
                note=note,
                by=request.user,
                now=clock.now(),
            )
        except ContactChangedMeanwhile as error:
            form.add_error(None, str(error))
            see_anew(form, contact_of(Patient.objects.get(pk=surgery.patient_id)))
        except DetailsNotRight as error:
            form.take_refusal(error.fields)
        except Refused as error:
            form.add_error(None, str(error))
        else:
            _tell(request, has_changed=has_changed, can_be_written_to=bool(details.channels))
            return redirect("surgery", pk)
    context = {"surgery": surgery, "form": form, "problems": list(problems_of(form))}
    return render(request, "surgeries/contact.html", context)


def _is_answered(form: ContactForm, request: StaffRequest) -> bool:
    said = form.cleaned_data["whose_phone"]
    question = question_about_phone(form.details, said, hospital=form.hospital, asker=request.user)
    if question:
        form.ask(question)
    return question is None


def _tell(request: StaffRequest, *, has_changed: bool, can_be_written_to: bool) -> None:
    if not has_changed:
        messages.info(request, "So it stood there already. Nothing was changed.")
    elif can_be_written_to:
        messages.success(request, "Written down. Messages go there from now on. To send the link there, see below.")
    else:
        messages.success(request, "Written down. The patient agrees to no messages: reminders come to you instead.")


urlpatterns = [path("surgeries/<int:pk>/contact/", contact_page, name="surgery-contact")]
