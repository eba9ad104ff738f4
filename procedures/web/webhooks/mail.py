"""What a mail service tells us later, through Anymail, which knows each service's words and signatures.

Anymail checks the name and password of ANYMAIL_WEBHOOK_SECRET, and the service's own signature where it has one.
"""

from typing import Any

from anymail.exceptions import AnymailWebhookValidationFailure
from anymail.signals import AnymailTrackingEvent, EventType, tracking
from django.conf import settings
from django.dispatch import receiver
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import Resolver404, path, resolve
from django.views.decorators.csrf import csrf_exempt

from procedures.messaging.models import Delivery
from procedures.messaging.receipts import delivery_of, take_receipt
from procedures.web import clock
from procedures.web.webhooks.reading import reference_in
from procedures.web.webhooks.unproven import unproven

_KINDS = {
    EventType.QUEUED: Delivery.Status.SENT,
    EventType.SENT: Delivery.Status.SENT,
    EventType.DELIVERED: Delivery.Status.DELIVERED,
    # Whoever opens it, or calls it spam, has got it.
    EventType.OPENED: Delivery.Status.DELIVERED,
    EventType.CLICKED: Delivery.Status.DELIVERED,
    EventType.COMPLAINED: Delivery.Status.DELIVERED,
    EventType.UNSUBSCRIBED: Delivery.Status.DELIVERED,
    EventType.BOUNCED: Delivery.Status.UNDELIVERED,
    EventType.REJECTED: Delivery.Status.UNDELIVERED,
    EventType.FAILED: Delivery.Status.UNDELIVERED,
}
_FAILED = (EventType.BOUNCED, EventType.REJECTED, EventType.FAILED)
_STOPS = (EventType.COMPLAINED, EventType.UNSUBSCRIBED)
_PAGES = "anymail.urls"


@csrf_exempt  # the name and password prove more than a cookie could
def mail_status(request: HttpRequest, service: str) -> HttpResponse:
    """Hand the call to Anymail's own page for `service`, such as "mailgun/tracking/"."""
    if not settings.ANYMAIL.get("WEBHOOK_SECRET"):  # without it Anymail would believe anybody
        return unproven(request, "No receipts are taken here.")
    try:
        view, arguments, named = resolve(f"/{service}", urlconf=_PAGES)
    except Resolver404 as error:
        raise Http404 from error
    try:
        answer: HttpResponse = view(request, *arguments, **named)
    except AnymailWebhookValidationFailure:
        return unproven(request, "The name, the password or the signature does not fit.")
    return answer


@receiver(tracking, dispatch_uid="mail receipts")
def take(event: AnymailTrackingEvent, esp_name: str, **_: Any) -> None:
    """Write down what became of one mail. It carries our reference where the service can, else the service's id."""
    message = event.message_id or ""
    reference = reference_in((event.metadata or {}).get("reference")) or delivery_of("mail", message)
    if reference is None:
        return
    take_receipt(
        "mail",
        event=event.event_id or f"{message}:{event.event_type}",
        told=event.event_type,
        reference=reference,
        provider_id=message,
        status=_KINDS.get(event.event_type),
        error=f"{esp_name} says {event.reject_reason or event.event_type}" if event.event_type in _FAILED else "",
        is_unsubscribed=event.event_type in _STOPS,
        now=clock.now(),
    )


urlpatterns = [path("webhooks/anymail/<path:service>", mail_status, name="mail-status")]
