"""Where each person is signed in: the device, the address, since when, last seen. One or all can be ended.

The row names the session of the browser. Ending it deletes that session, so that its cookie, also a stolen copy of it,
opens nothing any more.
"""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import models, transaction

from procedures.hospitals.models import User


class StaffSessionQuerySet(models.QuerySet["StaffSession"]):
    def standing(self, now: datetime) -> Self:
        """Those that are still open `now`: within both limits, and not signed out."""
        idle, shift = timedelta(minutes=settings.STAFF_IDLE_MINUTES), timedelta(hours=settings.STAFF_SHIFT_HOURS)
        alive = Session.objects.values("session_key")
        return self.filter(last_seen_at__gt=now - idle, since__gt=now - shift, session_key__in=alive)


class StaffSession(models.Model):
    """One browser in which someone of the staff is signed in."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="staff_sessions")
    session_key = models.CharField(max_length=40, unique=True, editable=False)
    since = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    address = models.CharField(max_length=64, blank=True)
    device = models.CharField(max_length=60, help_text="In words: the browser and the system.")

    objects = StaffSessionQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.device}, since {self.since:%Y-%m-%d %H:%M}"


def note_session(user: User, session_key: str, *, address: str, device: str, now: datetime) -> StaffSession:
    """Write down that `user` signed in. What is over is forgotten on the way."""
    StaffSession.objects.filter(since__lte=now - timedelta(hours=settings.STAFF_SHIFT_HOURS)).delete()
    values = {"user": user, "since": now, "last_seen_at": now, "address": address, "device": device}
    return StaffSession.objects.update_or_create(session_key=session_key, defaults=values)[0]


@transaction.atomic
def end_sessions(user: User, *, only: int | None = None, but: str | None = "") -> int:
    """Sign `user` out everywhere; `only` in one session, and not in the one whose key is `but`. Returns how many."""
    rows = StaffSession.objects.filter(user=user).exclude(session_key=but or "")
    if only is not None:
        rows = rows.filter(pk=only)
    keys = list(rows.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    rows.delete()
    return len(keys)
