"""What GOV.UK Notify tells us later. Each call proves by our bearer token that it comes from there."""

import hmac
from uuid import UUID

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

# https://docs.notifications.service.gov.uk/rest-api.html#delivery-receipts
_WORDS = dict.fromkeys(("created", "sending", "pending", "sent"), Delivery.Status.SENT)
_WORDS |= {"delivered": Delivery.Status.DELIVERED}
_WORDS |= dict.fromkeys(("permanent-failure", "temporary-failure", "technical-failure"), Delivery.Status.UNDELIVERED)


@csrf_exempt  # the token proves more than a cookie could
@require_POST
def notify_status(request: HttpRequest) -> HttpResponse:
    """What became of one text or mail. One that has no reference of ours was not sent by us, and is left alone."""
    if not _is_from_notify(request):
        return unproven(request, "The token does not fit.")
    told = json_object(request)
    message, word = told.get("id"), told.get("status")
    if not isinstance(message, str) or not isinstance(word, str):
        return HttpResponseBadRequest("The id or the status is missing.", content_type="text/plain")
    reference: UUID | None = reference_in(told.get("reference"))
    if reference is not None:
        take_receipt(
            "notify",
            event=f"{message}:{word}",
            told=word,
            reference=reference,
            provider_id=message,
            status=_WORDS.get(word),
            error=f"Notify says {word}" if word.endswith("failure") else "",
            now=clock.now(),
        )
    return HttpResponse(status=204)


@csrf_exempt  # the token proves more than a cookie could
@require_POST
def notify_incoming(request: HttpRequest) -> HttpResponse:
    """What a patient texts back to the service's number."""
    if not _is_from_notify(request):
        return unproven(request, "The token does not fit.")
    told = json_object(request)
    message, sender = told.get("id"), told.get("source_number")
    if not isinstance(message, str) or not isinstance(sender, str) or not message or not sender:
        return HttpResponseBadRequest("The id or the source_number is missing.", content_type="text/plain")
    take_reply(
        "notify",
        event=message,
        from_address=international(sender),
        to_address=str(told.get("destination_number", "")),
        body=str(told.get("message") or "[sent without words]"),
        now=clock.now(),
    )
    return HttpResponse(status=204)


def _is_from_notify(request: HttpRequest) -> bool:
    said = request.headers.get("Authorization", "").removeprefix("Bearer ").encode()
    ours = settings.NOTIFY_CALLBACK_TOKEN.encode()
    return bool(ours) and hmac.compare_digest(said, ours)


urlpatterns = [
    path("webhooks/notify/", notify_status, name="notify-status"),
    path("webhooks/notify/incoming/", notify_incoming, name="notify-incoming"),
]
