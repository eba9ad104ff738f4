"""The address that a calendar asks: whoever has it sees the dates, so it is long, secret, and can be taken back."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone, translation
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from procedures.interop.ical import calendar_of
from procedures.patients.calendars import feed_of


@require_safe
def calendar(request: HttpRequest, secret: str) -> HttpResponse:  # noqa: ARG001 - the secret is all there is to it
    """The calendar, in the language of whose it is. Also as a file, to be opened once."""
    feed = feed_of(secret)
    if feed is None:
        raise Http404
    reader = feed.caregiver or feed.patient
    with translation.override(reader.language):
        response = HttpResponse(
            calendar_of(feed.patient, now=timezone.now()), content_type="text/calendar; charset=utf-8"
        )
    response["Content-Disposition"] = 'inline; filename="hospital.ics"'
    add_never_cache_headers(response)
    return response


urlpatterns = [path("calendar/<str:secret>/hospital.ics", calendar, name="calendar")]
