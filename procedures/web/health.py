"""Whether it is up, for a supervisor, and which part is late, for whoever looks after it. It tells no secrets."""

from typing import Any

from django.conf import settings
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis import Redis, RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry

from procedures.messaging import liveness
from procedures.web import clock

_SECONDS_ALLOWED_BEHIND = 60


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """200 while web and database are up; with `?deep=1` every part apart, and 503 when one is down or late."""
    is_up = _database_answers()
    if request.GET.get("deep") != "1":
        said = "ok\n" if is_up else "The database does not answer.\n"
        return HttpResponse(said, status=200 if is_up else 503, content_type="text/plain")
    parts = {"database": {"ok": is_up}, "broker": {"ok": _broker_answers()}, **(_progress() if is_up else {})}
    is_well = all(part["ok"] for part in parts.values())
    return JsonResponse({"ok": is_well, **parts}, status=200 if is_well else 503)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return False
    return True


def _broker_answers() -> bool:
    """A short look, without trying again."""
    once = Retry(NoBackoff(), 0)
    try:
        with Redis.from_url(settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1, retry=once) as client:
            return bool(client.ping())
    except (RedisError, OSError, ValueError):
        return False


def _progress() -> dict[str, dict[str, Any]]:
    """What got done lately, from the database: a process that is merely there proves nothing."""
    told = clock.now()
    parts: dict[str, dict[str, Any]] = {
        part.name: {
            "ok": not part.is_late,
            "last_seen": part.at.isoformat() if part.at else None,
            "seconds_late": None if part.seconds_late is None else round(part.seconds_late, 1),
        }
        for part in liveness.report(now=told)
    }
    behind = liveness.seconds_behind(now=told)
    parts["reminders"] = {"ok": behind <= _SECONDS_ALLOWED_BEHIND, "seconds_behind": round(behind, 1)}
    refused = liveness.refused_for(now=told)
    parts["providers"] = {"ok": not refused, "seconds_without": round(refused, 1)}
    return parts


urlpatterns = [path("healthz", healthz, name="healthz")]
