"""What Twilio tells us later. Each call proves by its signature that it comes from there."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from twilio.request_validator import RequestValidator

from procedures.messaging.models import Delivery
from procedures.messaging.receipts import take_receipt
from procedures.messaging.transports.twilio import UNSUBSCRIBED, callback_url
from procedures.web import clock
from procedures.web.webhooks.unproven import unproven

# https://www.twilio.com/docs/messaging/api/message-resource#message-status-values
_TWILIO_WORDS = dict.fromkeys(("accepted", "scheduled", "queued", "sending", "sent"), Delivery.Status.SENT)
_TWILIO_WORDS |= dict.fromkeys(("delivered", "read"), Delivery.Status.DELIVERED)
_TWILIO_WORDS |= dict.fromkeys(("undelivered", "failed", "canceled"), Delivery.Status.UNDELIVERED)

# https://www.twilio.com/docs/api/errors, for those most often told.
_REASONS = {
    "30003": "the phone is off or out of reach",
    "30004": "the phone's owner or network blocks it",
    "30005": "there is no such phone",
    "30006": "it is a landline",
    "30007": "the network took it for spam",
    "30008": "the network gave no reason",
    "30036": "it was not delivered while it was of use",
}


@csrf_exempt  # the signature proves more than a token could
@require_POST
def twilio_status(request: HttpRequest, reference: UUID) -> HttpResponse:
    """What became of the text with our `reference`."""
    if not is_from_twilio(request, callback_url(reference)):
        return unproven(request, "The signature does not fit.")
    sid, told = request.POST.get("MessageSid", ""), request.POST.get("MessageStatus", "")
    if not sid or not told:
        return HttpResponseBadRequest("MessageSid or MessageStatus is missing.", content_type="text/plain")
    code = request.POST.get("ErrorCode", "")
    take_receipt(
        "twilio",
        event=f"{sid}:{told}",
        told=told,
        reference=reference,
        provider_id=sid,
        status=_TWILIO_WORDS.get(told),
        error=": ".join(filter(None, [f"Twilio says {code}", _REASONS.get(code, "")])) if code else "",
        is_unsubscribed=code == str(UNSUBSCRIBED),
        now=clock.now(),
    )
    return HttpResponse(status=204)


def is_from_twilio(request: HttpRequest, address: str) -> bool:
    """Check the signature over `address`, the one that Twilio was given; a proxy may have changed the one we see.

    What stands after the question mark is taken from the request, as Twilio signs it too.
    """
    if not settings.TWILIO_AUTH_TOKEN:  # signed with an empty key, anybody's call would fit
        return False
    query = request.META.get("QUERY_STRING", "")
    signature = request.headers.get("X-Twilio-Signature", "")
    validator = RequestValidator(settings.TWILIO_AUTH_TOKEN)
    return bool(validator.validate(address + (f"?{query}" if query else ""), request.POST, signature))


urlpatterns = [path("webhooks/twilio/<uuid:reference>/", twilio_status, name="twilio-status")]
