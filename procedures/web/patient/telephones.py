"""Which number a patient may call who cannot get on here: of the open list, else of the link that was followed."""

from django.http import HttpRequest
from phonenumber_field.phonenumber import PhoneNumber

from procedures.hospitals.models import Hospital
from procedures.patients.links import LinkExpired, LinkUnknown, find, telephone_for
from procedures.web import clock
from procedures.web.patient.access import device_of


def number_to_call(request: HttpRequest) -> PhoneNumber | None:
    """The number; that of the only hospital there is; None where nobody can say which it is."""
    said = _number(request)
    if said:
        return PhoneNumber.from_string(said)
    numbers = list(Hospital.objects.values_list("telephone", flat=True)[:2])
    return numbers[0] if len(numbers) == 1 else None


def _number(request: HttpRequest) -> str:
    if (device := device_of(request)) is not None:
        return telephone_for(device.link.patient)
    token = request.resolver_match.kwargs.get("token", "") if request.resolver_match else ""
    if not token:
        return ""
    try:
        return telephone_for(find(str(token), now=clock.now()).patient)
    except LinkExpired as expired:
        return str(expired.telephone)
    except LinkUnknown:
        return ""
