"""What patients text back, as Twilio brings it: believed only when signed, and harmless when brought twice."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from procedures.messaging.replies.taking import take_reply
from procedures.web import clock
from procedures.web.webhooks.twilio import is_from_twilio
from procedures.web.webhooks.unproven import unproven

_PATH = "webhooks/twilio/incoming/"
# Our answers go out by the engine, so that they are neither lost nor doubled; to Twilio we say nothing.
_NOTHING = '<?xml version="1.0" encoding="UTF-8"?><Response/>'


def incoming_url() -> str:
    """The address to enter at Twilio under "a message comes in"; its signature covers this very address."""
    return f"{settings.PUBLIC_URL}/{_PATH}"


@csrf_exempt  # the signature proves more than a token could
@require_POST
def twilio_incoming(request: HttpRequest) -> HttpResponse:
    """One text. Pictures are not fetched; that there were some is kept with the words."""
    if not is_from_twilio(request, incoming_url()):
        return unproven(request, "The signature does not fit.")
    sid, sender = request.POST.get("MessageSid", ""), request.POST.get("From", "")
    if not sid or not sender:
        return HttpResponseBadRequest("MessageSid or From is missing.", content_type="text/plain")
    take_reply(
        "twilio",
        event=sid,
        from_address=sender,
        to_address=request.POST.get("To", ""),
        body=_words(request),
        now=clock.now(),
    )
    return HttpResponse(_NOTHING, content_type="text/xml")


def _words(request: HttpRequest) -> str:
    body, pictures = request.POST.get("Body", ""), request.POST.get("NumMedia", "0")
    if pictures in ("", "0"):
        return body
    return f"{body} [sent with {pictures} picture(s) or file(s), which are not kept]".strip()


urlpatterns = [path(_PATH, twilio_incoming, name="twilio-incoming")]
