"""Entering the code, on the device that asked for it."""

import re
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from phonenumber_field.phonenumber import PhoneNumber

from procedures.audit.acts import Act
from procedures.messaging.sign_in import doors_of
from procedures.patients.links import telephone_for, token_of
from procedures.patients.models import Device, SignInCode
from procedures.patients.signing_in import DIGITS, CodeNotGood, enter_code
from procedures.web import clock
from procedures.web.patient.access import DEVICE, language_of, open_list
from procedures.web.patient.trail import note

# By session: the code that this browser asked for.
CODE = "patient_code"
# What a browser calls itself, in words that its owner knows.
_BROWSERS = (("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
_MACHINES = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
)


class CodeForm(forms.Form):
    """Six digits, with or without a gap, and whether the device is one's own."""

    code = forms.CharField(label=_("Your code"), max_length=12, error_messages={"required": ""})
    is_own = forms.BooleanField(
        label=_("This is my own phone or computer. Keep my list open for 30 days."), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        attributes = {"inputmode": "numeric", "autocomplete": "one-time-code", "class": "form-control digits-6"}
        self.fields["code"].widget.attrs.update(attributes)
        self.fields["is_own"].widget.attrs.update({"class": "form-check-input"})

    def clean_code(self) -> str:
        """The digits alone. What is no code is told before it counts as a wrong one."""
        digits = re.sub(r"[\s-]", "", self.cleaned_data["code"])
        if not re.fullmatch(rf"[0-9]{{{DIGITS}}}", digits):
            raise forms.ValidationError(_("The code has 6 digits. Write them as they stand in the message."))
        return digits


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Open the list with the code; say plainly when it is wrong or too old."""
    codes = SignInCode.objects.select_related("link__patient__hospital", "link__caregiver")
    code = codes.filter(pk=request.session.get(CODE) or 0).first()
    if code is None:
        # No cookie came back, or the session is over.
        return render(request, "patient/no_code.html", status=403)
    with translation.override(language_of(request, code.link.caregiver or code.link.patient)):
        form = CodeForm(request.POST or None, initial={"is_own": True})
        problem, is_over = "", False
        if form.is_valid():
            try:
                device = _open(request, code, form, now=clock.now())
            except CodeNotGood as refused:
                problem, is_over = str(refused), refused.is_over
            else:
                was_anothers = _was_open_to_another(request, device)
                open_list(request, device)
                response = redirect("patient-list")
                if was_anothers:  # of one person nothing is left for the next, on a phone that a family shares
                    response.headers["Clear-Site-Data"] = '"storage"'
                return response
        elif request.method == "POST":
            said = " ".join(str(error) for error in form.errors.get("code", []) if error)
            problem = said or str(_("Write the 6 digits that stand in the message."))
        context = {"form": form, "problem": problem, "is_over": is_over}
        return render(request, "patient/code.html", _shared(code) | context)


def _was_open_to_another(request: HttpRequest, device: Device) -> bool:
    """True where this browser kept somebody else's list: closed or not, its script may have it still."""
    before = Device.objects.select_related("link").filter(pk=request.session.get(DEVICE) or 0).first()
    reader = device.link.patient_id, device.link.caregiver_id
    return before is not None and (before.link.patient_id, before.link.caregiver_id) != reader


def _open(request: HttpRequest, code: SignInCode, form: CodeForm, *, now: datetime) -> Device:
    """The device on which the list is open now. Each try is in the trail.

    :raises CodeNotGood: the digits are wrong, or too old.
    """
    name = device_name(request.headers.get("User-Agent", ""))
    try:
        device = enter_code(
            code.pk, form.cleaned_data["code"], device=name, is_remembered=form.cleaned_data["is_own"], now=now
        )
    except CodeNotGood:
        note(Act.LIST_REFUSED, code.link, now=now)
        raise
    note(Act.DEVICE_REMEMBERED if device.is_remembered else Act.LIST_OPENED, code.link, now=now, about=device.pk)
    return device


def _shared(code: SignInCode) -> dict[str, object]:
    link = code.link
    return {
        "by": code.by,
        "hint": next((door.hint for door in doors_of(link) if door.channel == code.by), ""),
        "token": token_of(link),
        "hospital": link.patient.hospital,
        "telephone": PhoneNumber.from_string(telephone_for(link.patient)),
        "is_demo": settings.IS_DEMO,
    }


def device_name(agent: str) -> str:
    """What the browser says of itself, as "Safari on iPhone": its owner tells it from others by that."""
    browser = next((name for mark, name in _BROWSERS if mark in agent), "")
    machine = next((name for mark, name in _MACHINES if mark in agent), "")
    return " · ".join(part for part in (browser, machine) if part) or "Browser"


urlpatterns = [path("my/code/", enter, name="patient-code")]
