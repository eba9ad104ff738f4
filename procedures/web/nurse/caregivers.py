"""Whom the patient named to be told when they cannot be reached: write down, change, take back."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Column, Field, Fieldset, Layout, Row
from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_POST
from phonenumbers import PhoneNumberFormat, format_number

from procedures.checklists.models import Surgery
from procedures.hospitals.models import Hospital, Role
from procedures.patients.caregiving import (
    CaregiverChangedMeanwhile,
    CaregiverDetails,
    mark_of,
    withdraw_caregiver,
    write_caregiver,
)
from procedures.patients.models import Caregiver, Channel
from procedures.patients.registering import DetailsNotRight
from procedures.web import clock
from procedures.web.access import StaffRequest, staff_only
from procedures.web.form_fields import PageForm, telephone
from procedures.web.nurse.surgeries import surgeries_for
from procedures.web.posted import see_anew

REASON_LENGTH = 200


class CaregiverForm(PageForm):
    """Who it is, how to reach them, and what the two of them agreed to.

    The words beside the boxes are version `caregiving.CAREGIVER_WORDING`: change both together.
    """

    name = forms.CharField(max_length=100, error_messages={"required": "Write the caregiver's name."})
    relation = forms.CharField(
        label="Who they are to the patient", max_length=60, required=False, help_text="Such as daughter or neighbour."
    )
    phone = forms.CharField(label="Mobile phone", max_length=40, required=False)
    email = forms.EmailField(
        max_length=254,
        required=False,
        error_messages={"invalid": "This is not an email address. Write it like name@example.org."},
    )
    language = forms.ChoiceField(choices=settings.LANGUAGES, initial="en")
    # What was shown, where a colleague may have changed it meanwhile.
    seen = forms.CharField(required=False, widget=forms.HiddenInput())
    agrees_to_sms = forms.BooleanField(
        label="The caregiver agrees to text messages to this phone. Replying STOP ends them.", required=False
    )
    agrees_to_email = forms.BooleanField(label="The caregiver agrees to emails to this address.", required=False)
    is_named = forms.BooleanField(
        label="The patient wants this person told when we cannot reach the patient.",
        error_messages={"required": "Ask the patient first, and tick this. Without their word nobody is told."},
    )
    may_name_details = forms.BooleanField(
        label="The patient agrees that this person hears their first name and what it is about.",
        required=False,
        help_text="Without this, the caregiver only reads that someone should call us.",
    )

    may_see_list = forms.BooleanField(
        label="The patient agrees that this person opens the list, reads all of it, and ticks in their own name.",
        required=False,
        help_text="They get a link of their own. The patient can take this back at any time.",
    )

    def __init__(self, *args: Any, hospital: Hospital, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hospital = hospital
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            Row(Column("name", css_class="col-md-6"), Column("relation", css_class="col-md-6")),
            Row(Column("phone", css_class="col-md-6"), Column("email", css_class="col-md-6")),
            Row(Column("language", css_class="col-md-6")),
            Fieldset(
                "What they agreed to",
                HTML('<p class="soft">Read each line aloud, and tick what they agree to.</p>'),
                Field("is_named"),
                Field("agrees_to_sms"),
                Field("agrees_to_email"),
                Field("may_name_details"),
                Field("may_see_list"),
            ),
            "seen",
        )

    def clean_phone(self) -> str:
        """The number in E.164 form, read as the hospital's country does."""
        written = self.cleaned_data["phone"].strip()
        return (
            format_number(telephone(written, country=self.hospital.country), PhoneNumberFormat.E164) if written else ""
        )

    @property
    def details(self) -> CaregiverDetails:
        """What was filled in, once it is valid."""
        values = self.cleaned_data
        agreed = {Channel.SMS: values["agrees_to_sms"], Channel.EMAIL: values["agrees_to_email"]}
        return CaregiverDetails(
            name=values["name"],
            relation=values["relation"],
            phone=values["phone"],
            email=values["email"],
            language=values["language"],
            may_name_details=values["may_name_details"],
            may_see_list=values["may_see_list"],
            channels=frozenset(str(channel) for channel, agrees in agreed.items() if agrees),
        )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.NURSE)
def add_page(request: StaffRequest, pk: int) -> HttpResponse:
    """Write down a caregiver on the page of a surgery."""
    surgery = get_object_or_404(surgeries_for(request.user, Role.NURSE), pk=pk)
    return _write(request, surgery, None)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.NURSE)
def change_page(request: StaffRequest, pk: int) -> HttpResponse:
    """Give a caregiver new details, or take them back."""
    caregiver, surgery = _caregiver_or_404(request, pk)
    return _write(request, surgery, caregiver)


@require_POST
@staff_only(Role.NURSE)
def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    """Nothing goes to this person from here."""
    caregiver, surgery = _caregiver_or_404(request, pk)
    because = request.POST.get("because", "")[:REASON_LENGTH] or f"Taken back by {request.user}"
    withdraw_caregiver(caregiver, because=because, now=clock.now())
    messages.success(request, f"Nothing goes to {caregiver} any more.")
    return redirect("surgery", surgery.pk)


def _write(request: StaffRequest, surgery: Surgery, caregiver: Caregiver | None) -> HttpResponse:
    form = CaregiverForm(request.POST or None, hospital=surgery.unit.hospital, initial=_at_first(caregiver))
    if request.method == "POST" and form.is_valid():
        try:
            seen = form.cleaned_data["seen"]
            written = write_caregiver(
                surgery.patient, form.details, caregiver=caregiver, seen=seen, by=request.user, now=clock.now()
            )
        except CaregiverChangedMeanwhile as error:
            form.add_error(None, str(error))
            see_anew(form, mark_of(Caregiver.objects.get(pk=caregiver.pk)) if caregiver else "")
        except DetailsNotRight as wrong:
            for field, words in wrong.fields.items():
                form.add_error(field if field in form.fields else None, words)
        else:
            messages.success(request, f"{written} is written down, and is told when we cannot reach the patient.")
            return redirect("surgery", surgery.pk)
    return render(request, "surgeries/caregiver.html", {"surgery": surgery, "form": form, "caregiver": caregiver})


def _at_first(caregiver: Caregiver | None) -> dict[str, object]:
    if caregiver is None:
        return {}
    agreed = set(caregiver.consents.filter(withdrawn_at=None).values_list("channel", flat=True))
    fields = ("name", "relation", "email", "language", "may_name_details", "may_see_list")
    return {name: getattr(caregiver, name) for name in fields} | {
        "phone": caregiver.phone.as_national if caregiver.phone else "",
        "is_named": True,
        "seen": mark_of(caregiver),
        "agrees_to_sms": Channel.SMS in agreed,
        "agrees_to_email": Channel.EMAIL in agreed,
    }


def _caregiver_or_404(request: StaffRequest, pk: int) -> tuple[Caregiver, Surgery]:
    """A caregiver who stands, and the patient's newest surgery that the nurse may see."""
    mine = Caregiver.objects.for_staff(request.user, Role.NURSE).standing()
    caregiver = get_object_or_404(mine.select_related("patient"), pk=pk)
    surgeries = surgeries_for(request.user, Role.NURSE).filter(patient=caregiver.patient_id)
    return caregiver, get_object_or_404(surgeries.order_by("-surgery_date", "-pk")[:1])


urlpatterns = [
    path("surgeries/<int:pk>/caregivers/", add_page, name="caregiver-add"),
    path("caregivers/<int:pk>/", change_page, name="caregiver-change"),
    path("caregivers/<int:pk>/withdraw/", withdraw, name="caregiver-withdraw"),
]
