"""The part of the assigning form that is about the patient."""

from dataclasses import replace
from datetime import date
from typing import Any

import phonenumbers
from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Column, Field, Fieldset, Layout, Row
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from procedures.hospitals.models import Hospital
from procedures.patients.models import Channel, Patient
from procedures.patients.registering import PatientDetails
from procedures.web import clock
from procedures.web.form_fields import DayField, PageForm, is_landline, telephone
from procedures.web.nurse.known_patient import Question, is_another
from procedures.web.nurse.zone_choices import zone_choices


class PatientForm(PageForm):
    """Who the patient is, how to reach them, and what they agreed to. Numbers are read as the hospital's country does.

    The words beside the boxes for consent are version `registering.CONSENT_WORDING`: change both together.
    """

    prefix = "patient"
    is_part = True

    given_name = forms.CharField(
        label="First name", max_length=100, error_messages={"required": "Write the first name."}
    )
    family_name = forms.CharField(max_length=100, error_messages={"required": "Write the family name."})
    record_number = forms.CharField(
        label="Record number", max_length=32, required=False, help_text="The hospital’s own, as on the wristband."
    )
    birth_date = DayField(
        label="Date of birth", missing="Give the date of birth. It tells this patient from others of the same name."
    )
    phone = forms.CharField(label="Mobile phone", max_length=40, required=False)
    email = forms.EmailField(
        max_length=254,
        required=False,
        error_messages={"invalid": "This is not an email address. Write it like name@example.org."},
    )
    language = forms.ChoiceField(choices=settings.LANGUAGES, initial="en")
    zone_name = forms.ChoiceField(
        label="Time zone where the patient lives",
        required=False,
        help_text="So that no message comes at night. Times in messages are the hospital’s.",
    )
    agrees_to_sms = forms.BooleanField(
        label="agrees to text messages to this phone about preparing for this operation and about recovery. "
        "The mobile company may charge for them. Replying STOP ends them.",
        required=False,
    )
    agrees_to_email = forms.BooleanField(
        label="agrees to emails to this address about the same.",
        required=False,
    )
    may_name_details = forms.BooleanField(
        label="agrees that messages name the operation and the medicines. Others may see them on the screen.",
        required=False,
        help_text="Without this, messages say when and what to do, but name no operation and no medicine.",
    )
    # Only asked when the patient, or the telephone, may be one that is known already.
    who = forms.CharField(label="Is this the same person?", required=False, widget=forms.HiddenInput)
    whose_phone = forms.CharField(label="Whose phone number is it?", required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, hospital: Hospital, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hospital = hospital
        zones = zone_choices(hospital.country, hospital.zone_name)
        self.fields["zone_name"].choices = zones  # type: ignore[attr-defined]
        self.fields["phone"].widget.input_type = "tel"
        for name in ("given_name", "family_name", "birth_date", "record_number", "phone", "email"):
            # It is another person's data: what the browser remembers of the nurse, or of the last patient, is wrong.
            if name in self.fields:
                self.fields[name].widget.attrs["autocomplete"] = "off"
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            Fieldset(
                "Patient",
                Row(
                    Column("given_name", css_class="col-md-3"),
                    Column("family_name", css_class="col-md-3"),
                    Column("birth_date", css_class="col-md-3"),
                    Column("record_number", css_class="col-md-3"),
                ),
                *contact_rows(),
                Field("who"),
                Field("whose_phone"),
            ),
            consents(),
        )

    def clean_phone(self) -> str:
        """The number as the world writes it; "" for none."""
        written = self.cleaned_data["phone"].strip()
        if not written:
            return ""
        number = telephone(written, country=self.hospital.country)
        if self.data.get(self.add_prefix("agrees_to_sms")) and is_landline(number):
            raise ValidationError("This is a landline: texts do not reach it. Write a mobile number, or untick texts.")
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)

    def clean_birth_date(self) -> date:
        """A day on which someone who lives now can have been born."""
        born: date = self.cleaned_data["birth_date"]
        today = clock.now().astimezone(self.hospital.zone).date()
        if born > today:
            raise ValidationError("The date of birth lies in the future. Check the year.")
        return born

    def clean(self) -> dict[str, Any]:
        """Consent to a message needs somewhere to send it."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("agrees_to_sms") and cleaned.get("phone") == "":
            self.add_error("phone", "Write a phone number, or untick text messages.")
        if cleaned.get("agrees_to_email") and cleaned.get("email") == "":
            self.add_error("email", "Write an email address, or untick emails.")
        return cleaned

    @property
    def details(self) -> PatientDetails:
        """What was filled in, once it is valid."""
        values = self.cleaned_data
        agreed = {Channel.SMS: values["agrees_to_sms"], Channel.EMAIL: values["agrees_to_email"]}
        details = PatientDetails(
            given_name=values["given_name"],
            family_name=values["family_name"],
            birth_date=values["birth_date"],
            phone=values["phone"],
            email=values["email"],
            language=values["language"],
            zone_name=values["zone_name"] or self.hospital.zone_name,
            may_name_details=values["may_name_details"],
            record_number=values["record_number"],
            channels=frozenset(str(channel) for channel, has_agreed in agreed.items() if has_agreed),
        )
        return replace(details, is_another=is_another(details, values["who"], hospital=self.hospital))

    def ask(self, question: Question) -> None:
        """Ask before someone is written down twice, or something about a known patient is changed."""
        if question.field not in ("who", "whose_phone"):
            self.add_error(question.field, question.why)
            return
        self.fields[question.field].widget = forms.RadioSelect(choices=question.answers)
        self.add_error(question.field, f"{question.why} Choose an answer, or correct the form.")

    def take_refusal(self, fields: dict[str, str]) -> None:
        """Put what registering refused beside the fields that it is about."""
        for name, words in fields.items():
            self.add_error(name if name in self.fields else None, words)


def contact_rows() -> list[Row]:
    """How the patient is reached, in the form's rows."""
    return [
        Row(
            Column("phone", css_class="col-md-4"),
            Column("email", css_class="col-md-4"),
            Column("language", css_class="col-md-4"),
        ),
        Row(Column("zone_name", css_class="col-md-8")),
    ]


def consents() -> Fieldset:
    """The boxes for consent, with how to ask."""
    return Fieldset(
        "What the patient agrees to",
        HTML("<p class='form-text'>Read each line aloud. Tick what the patient says yes to: “The patient…”</p>"),
        Field("agrees_to_sms"),
        Field("agrees_to_email"),
        Field("may_name_details"),
    )


def values_of(patient: Patient) -> dict[str, Any]:
    """What the form shows at first for a patient who is already written down."""
    agreed = set(patient.consents.standing().values_list("channel", flat=True))
    own_zone = patient.zone_name != patient.hospital.zone_name
    return {
        "given_name": patient.given_name,
        "family_name": patient.family_name,
        "birth_date": patient.birth_date,
        "record_number": patient.record_number,
        "phone": patient.phone.as_international if patient.phone else "",
        "email": patient.email,
        "language": patient.language,
        "zone_name": patient.zone_name if own_zone else "",
        "agrees_to_sms": Channel.SMS in agreed,
        "agrees_to_email": Channel.EMAIL in agreed,
        "may_name_details": patient.may_name_details,
    }
