"""Why a list is not open in this browser: each case in its own true words, with the number to call."""

from datetime import datetime
from enum import StrEnum

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from phonenumber_field.phonenumber import PhoneNumber

from procedures.hospitals.models import Hospital
from procedures.patients.links import telephone_for
from procedures.patients.models import Device
from procedures.web import clock


class Why(StrEnum):
    """What became of the list in this browser."""

    NOT_OPEN = "not_open"  # never opened here, or so long ago that the browser has forgotten it
    LEFT = "left"  # just closed, here
    OVER = "over"  # its time was over
    ELSEWHERE = "elsewhere"  # closed from another device of the same reader
    TAKEN_BACK = "taken_back"  # a nurse took the links back
    NOT_SHARED = "not_shared"  # the patient, or a nurse, ended that this caregiver reads it
    GONE = "gone"  # nothing is held on the patient any more


def show_closed(request: HttpRequest, *, key: int | None, was_lost: bool) -> HttpResponse:
    """The page; `key` is that of the device on which the list was open here, None where it was not."""
    now = clock.now()
    known = Device.objects.select_related("link__patient__hospital", "link__caregiver")
    device = known.filter(pk=key).first() if key else None
    why = Why.LEFT if "left" in request.GET and not key else _why(device, key, now)
    context = {"why": why.value, "was_lost": was_lost, "telephone": _telephone(device)}
    return render(request, "patient/closed.html", context, status=403)


def _why(device: Device | None, key: int | None, now: datetime) -> Why:
    if device is None:
        return Why.GONE if key else Why.NOT_OPEN
    link = device.link
    if link.caregiver is not None and not link.caregiver.may_open_list:
        return Why.NOT_SHARED
    if link.revoked_at is not None:
        return Why.TAKEN_BACK
    if device.revoked_at is not None:
        return Why.ELSEWHERE
    return Why.OVER if device.expires_at <= now else Why.NOT_OPEN


def _telephone(device: Device | None) -> PhoneNumber | None:
    """The unit's number; else that of the only hospital there is; None where nobody can say which it is."""
    if device is not None:
        return PhoneNumber.from_string(telephone_for(device.link.patient))
    numbers = list(Hospital.objects.values_list("telephone", flat=True)[:2])
    return numbers[0] if len(numbers) == 1 else None
