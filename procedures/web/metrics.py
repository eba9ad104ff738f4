"""Figures for Prometheus. They come from the database, so any web process tells the same; a scrape costs little."""

import hmac
from collections.abc import Iterator

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from procedures.messaging.figures import Figures, figures
from procedures.messaging.models import Delivery
from procedures.messaging.transports import in_use
from procedures.messaging.transports.traffic.breaker import Circuit, State
from procedures.messaging.transports.traffic.shared import Away, circuits
from procedures.web import clock

# Whoever asks more often is told the same again.
_SECONDS_KEPT = 5
_STATES = {State.CLOSED: 0, State.HALF_OPEN: 1, State.OPEN: 2}


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """The figures in Prometheus' own words, to whoever has the token; without one in the settings there is no page."""
    if not settings.METRICS_TOKEN:
        raise Http404
    said = request.headers.get("Authorization", "").removeprefix("Bearer ").encode()
    if not hmac.compare_digest(said, settings.METRICS_TOKEN.encode()):
        return HttpResponseForbidden("The token does not fit.", content_type="text/plain")
    return HttpResponse(cache.get_or_set("metrics", _written, _SECONDS_KEPT), content_type=CONTENT_TYPE_LATEST)


def _written() -> bytes:
    registry = CollectorRegistry()
    registry.register(_Gauges())
    return generate_latest(registry)


class _Gauges(Collector):
    def collect(self) -> Iterator[GaugeMetricFamily]:
        told = figures(now=clock.now())
        yield _one("reminders_due", "Reminders whose time has come and that wait.", told.due)
        yield _one("reminders_late", "Those that have waited for more than a minute.", told.late)
        yield _one("oldest_due_seconds", "For how long the oldest has waited.", told.oldest_due_seconds)
        yield _one("reminders_put_off", "Past their time, since no provider could take them yet.", told.put_off)
        yield _one("reminders_unknown", "Reminders whose outcome is being looked up.", told.unknown)
        yield from _messages(told)
        yield from _parts(told)
        yield _items(told)
        yield from _providers()


def _one(name: str, words: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"prepapp_{name}", words, value=value)


def _messages(told: Figures) -> Iterator[GaugeMetricFamily]:
    """By fate, and then the four that matter most as numbers of their own, there also while they are 0."""
    by_fate = GaugeMetricFamily(
        "prepapp_messages_last_day", "Messages of the last 24 hours.", labels=["transport", "status"]
    )
    for (transport, status), count in told.messages.items():
        by_fate.add_metric([transport, status], count)
    yield by_fate
    sums = {
        "sent": ("A provider took them.", Delivery.TAKEN),
        "failed": ("They could not be delivered, or were refused for good.", Delivery.FAILED),
        "unknown": ("Nobody knows yet, or ever.", (Delivery.Status.UNKNOWN,)),
    }
    for name, (words, statuses) in sums.items():
        count = sum(count for (_, status), count in told.messages.items() if status in statuses)
        yield _one(f"messages_{name}_last_day", f"Messages of the last 24 hours. {words}", count)
    words = "Messages of the last 24 hours. Sent again though the first may have arrived."
    yield _one("messages_doubled_last_day", words, told.doubled)


def _parts(told: Figures) -> Iterator[GaugeMetricFamily]:
    late = GaugeMetricFamily(
        "prepapp_part_late_seconds", "By how much worker and beat are late; -1: never seen.", labels=["part"]
    )
    for part in told.parts:
        late.add_metric([part.name], -1 if part.seconds_late is None else part.seconds_late)
    yield late


def _items(told: Figures) -> GaugeMetricFamily:
    items = GaugeMetricFamily("prepapp_items_open", "Open items on the nurses' lists.", labels=["age", "urgent"])
    for (age, is_urgent), count in told.open_items.items():
        items.add_metric([age, "yes" if is_urgent else "no"], count)
    return items


def _providers() -> Iterator[GaugeMetricFamily]:
    """What the workers share about the providers; nothing but "Redis is away" when it is."""
    names = in_use()
    states = GaugeMetricFamily(
        "prepapp_provider_circuit", "0: called; 1: being tried; 2: left alone, it fails.", labels=["transport"]
    )
    try:
        known = circuits(names)
    except Away:
        yield _one("broker_up", "1 when Redis answers.", 0)
        return
    for name in names:
        states.add_metric([name], _STATES[known.get(name, Circuit()).state(clock.now())])
    yield states
    yield _one("broker_up", "1 when Redis answers.", 1)


urlpatterns = [path("metrics", metrics, name="metrics")]
