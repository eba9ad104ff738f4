"""Have a new link sent, for whoever has lost theirs. A stranger learns nothing: the answer is always the same."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from phonenumbers import NumberParseException, PhoneNumberFormat, format_number, is_valid_number, parse

from procedures.hospitals.models import Hospital
from procedures.messaging.sign_in import send_link_to
from procedures.web import clock


class NewLinkForm(forms.Form):
    """A phone number or a mail address, as people write them."""

    contact = forms.CharField(label=_("Your mobile number or email address"), max_length=254)

    def clean_contact(self) -> list[str]:
        """What may be meant: a mail address, or the number in each country that a hospital here is in."""
        said = " ".join(self.cleaned_data["contact"].split())
        if "@" in said:
            try:
                validate_email(said)
            except ValidationError as error:
                raise ValidationError(_("This is not an email address. Write it like name@example.org.")) from error
            return [said]
        countries = Hospital.objects.order_by("country").values_list("country", flat=True).distinct()
        numbers = {number for country in countries if (number := _number(said, country))}
        if not numbers:
            raise ValidationError(_("This is not a phone number that we can use. Write all of it, with its area code."))
        return sorted(numbers)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Send the link to whoever is known there, and say the same to everyone."""
    form = NewLinkForm(request.POST or None)
    if form.is_valid():
        for address in form.cleaned_data["contact"]:
            send_link_to(address, now=clock.now())
        return render(request, "patient/link_sent.html")
    return render(request, "patient/new_link.html", {"form": form})


def _number(said: str, country: str) -> str:
    try:
        number = parse(said, country)
    except NumberParseException:
        return ""
    return format_number(number, PhoneNumberFormat.E164) if is_valid_number(number) else ""


urlpatterns = [path("my/new-link/", ask, name="patient-new-link")]
