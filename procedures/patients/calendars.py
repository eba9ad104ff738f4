"""A calendar's secret address: made, found again, and taken back."""

import hashlib
import secrets
from datetime import datetime

from procedures.patients.models import CalendarFeed, Caregiver, Patient

SECRET_BYTES = 24


def open_feed(patient: Patient, *, caregiver: Caregiver | None = None, now: datetime) -> str:
    """Make a calendar for `patient` and return its secret. It is told once: afterwards nobody can look it up."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    CalendarFeed.objects.create(patient=patient, caregiver=caregiver, digest=_digest(secret), created_at=now)
    return secret


def feed_of(secret: str) -> CalendarFeed | None:
    """The calendar that `secret` opens; None for one taken back, or never made."""
    feeds = CalendarFeed.objects.standing().select_related("patient__hospital", "caregiver")
    return feeds.filter(digest=_digest(secret)).first()


def close_feeds(patient: Patient, *, caregiver: Caregiver | None = None, now: datetime) -> int:
    """Take back all calendars of `patient`, or those of one `caregiver`; returns how many there were."""
    feeds = CalendarFeed.objects.filter(patient=patient, revoked_at__isnull=True)
    if caregiver is not None:
        feeds = feeds.filter(caregiver=caregiver)
    return feeds.update(revoked_at=now)


def _digest(secret: str) -> str:
    # The secret is long and random: a plain digest keeps it as well as a slow one.
    return hashlib.sha256(secret.encode()).hexdigest()
