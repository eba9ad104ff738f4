"""The page behind a patient's link: it shows nothing of the patient, and asks for the date of birth.

Looking at it changes nothing, so a mail scanner that follows every link does no harm.
"""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from phonenumber_field.phonenumber import PhoneNumber

from procedures.patients.links import LinkExpired, LinkLocked, LinkUnknown, WrongBirthDate, find, telephone_for, unlock
from procedures.patients.models import PatientLink
from procedures.web import clock
from procedures.web.patient.access import language_of, open_list

OLDEST = 1890
# Where people write the month first, so do we; the words above the boxes tell the rest.
MONTH_FIRST = frozenset({"US"})


class BirthDateForm(forms.Form):
    """A date in three boxes, as people write it. What is no date at all is told before it counts as a wrong one."""

    day = forms.CharField(label=_("Day"), max_length=2)
    month = forms.CharField(label=_("Month"), max_length=2)
    year = forms.CharField(label=_("Year"), max_length=4)

    def __init__(self, *args: Any, country: str = "", today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        if country in MONTH_FIRST:
            self.order_fields(["month", "day", "year"])
        for name, autocomplete in (("day", "bday-day"), ("month", "bday-month"), ("year", "bday-year")):
            size = 4 if name == "year" else 2
            self.fields[name].widget.attrs.update(
                {"inputmode": "numeric", "autocomplete": autocomplete, "class": f"form-control digits-{size}"}
            )
            self.fields[name].error_messages["required"] = ""

    def clean(self) -> dict[str, Any]:
        """Put the three together.

        :raises ValidationError: for what is no date, or none a living person has.
        """
        numbers = [str(self.data.get(name, "")).strip() for name in ("year", "month", "day")]
        if not all(number.isascii() and number.isdigit() for number in numbers):
            raise ValidationError(_("Fill in all three boxes with figures, such as 9, 4 and 1951."))
        year, month, day = map(int, numbers)
        try:
            birth_date = date(year, month, day)
        except ValueError as error:
            raise ValidationError(_("There is no such date. Please check the day and the month.")) from error
        if year < OLDEST or birth_date > self.today:
            raise ValidationError(_("Please check the year. Write it with four figures, such as 1951."))
        return {"birth_date": birth_date}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for the date of birth; with the right one, open the list."""
    now = clock.now()
    try:
        link = find(token, now=now)
    except LinkUnknown:
        return render(request, "patient/no_link.html", status=404)
    except LinkExpired as expired:
        telephone = PhoneNumber.from_string(expired.telephone)
        return render(request, "patient/old_link.html", {"telephone": telephone}, status=410)
    with translation.override(language_of(request, link.patient)):
        hospital = link.patient.hospital
        today = now.astimezone(hospital.zone).date()
        form = BirthDateForm(request.POST or None, country=hospital.country, today=today)
        refusal: WrongBirthDate | LinkLocked | None = None
        if form.is_valid():
            try:
                unlock(link, birth_date=form.cleaned_data["birth_date"], now=now)
            except (WrongBirthDate, LinkLocked) as refused:
                refusal = refused
            else:
                open_list(request, link)
                return redirect("patient-list")
        return _ask(request, link, form, refusal)


def _ask(
    request: HttpRequest, link: PatientLink, form: BirthDateForm, refusal: WrongBirthDate | LinkLocked | None
) -> HttpResponse:
    problem = str(refusal) if refusal else next(iter(form.non_field_errors()), "")
    context = {
        "form": form,
        "hospital": link.patient.hospital,
        "telephone": PhoneNumber.from_string(telephone_for(link.patient)),
        "problem": problem,
        "is_locked": isinstance(refusal, LinkLocked),
    }
    # Always 200: Django writes the address of an answer of 400 or more into the log, and this one is a secret.
    return render(request, "patient/birth_date.html", context)


urlpatterns = [path("p/<str:token>/", enter, name="patient-link")]
