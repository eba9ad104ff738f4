"""What Vonage tells us later. Each call carries a token that proves where it and its body come from."""

import hashlib
import hmac

import jwt
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from procedures.messaging.models import Delivery
from procedures.messaging.receipts import take_receipt
from procedures.messaging.replies.taking import take_reply
from procedures.web import clock
from procedures.web.webhooks.reading import international, json_object, reference_in
from procedures.web.webhooks.unproven import unproven

# https://developer.vonage.com/en/messages/concepts/messages-status-callbacks
_WORDS = {
    "submitted": Delivery.Status.SENT,
    "delivered": Delivery.Status.DELIVERED,
    "read": Delivery.Status.DELIVERED,
    "rejected": Delivery.Status.UNDELIVERED,
    "undeliverable": Delivery.Status.UNDELIVERED,
}
# Their clock may be a little ahead of ours.
_CLOCKS_APART = 60


@csrf_exempt  # the signature proves more than a token could
@require_POST
def vonage_status(request: HttpRequest) -> HttpResponse:
    """What became of one text. One that has no reference of ours was not sent by us, and is left alone."""
    if not is_from_vonage(request):
        return unproven(request, "The signature does not fit.")
    told = json_object(request)
    message, word = told.get("message_uuid"), told.get("status")
    if not isinstance(message, str) or not isinstance(word, str):
        return HttpResponseBadRequest("The message_uuid or the status is missing.", content_type="text/plain")
    reference = reference_in(told.get("client_ref"))
    if reference is not None:
        take_receipt(
            "vonage",
            event=f"{message}:{word}",
            told=word,
            reference=reference,
            provider_id=message,
            status=_WORDS.get(word),
            error=_error(told.get("error")),
            now=clock.now(),
        )
    return HttpResponse(status=204)


@csrf_exempt  # the signature proves more than a token could
@require_POST
def vonage_incoming(request: HttpRequest) -> HttpResponse:
    """What a patient texts back. What came with it, and is no text, is not fetched."""
    if not is_from_vonage(request):
        return unproven(request, "The signature does not fit.")
    told = json_object(request)
    message, sender = told.get("message_uuid"), told.get("from")
    if not isinstance(message, str) or not isinstance(sender, str) or not message or not sender:
        return HttpResponseBadRequest("The message_uuid or the sender is missing.", content_type="text/plain")
    take_reply(
        "vonage",
        event=message,
        from_address=international(sender),
        to_address=international(str(told.get("to", ""))),
        body=str(told.get("text") or "[sent without words]"),
        now=clock.now(),
    )
    return HttpResponse(status=204)


def is_from_vonage(request: HttpRequest) -> bool:
    """Check the token in the Authorization header: signed with our secret, and made for this very body."""
    secret = settings.VONAGE_SIGNATURE_SECRET
    if not secret:  # signed with an empty key, anybody's call would fit
        return False
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        said = jwt.decode(token, secret, algorithms=["HS256"], leeway=_CLOCKS_APART, options={"verify_aud": False})
    except jwt.InvalidTokenError:
        return False
    body = hashlib.sha256(request.body).hexdigest()
    return hmac.compare_digest(str(said.get("payload_hash", "")).encode(), body.encode())


def _error(error: object) -> str:
    """Vonage's number of what is wrong. Its words are left out: they may quote the number that was written to."""
    number = str(error.get("title", "")) if isinstance(error, dict) else ""
    return f"Vonage says {number}" if number.isdecimal() else ""


urlpatterns = [
    path("webhooks/vonage/", vonage_status, name="vonage-status"),
    path("webhooks/vonage/incoming/", vonage_incoming, name="vonage-incoming"),
]
