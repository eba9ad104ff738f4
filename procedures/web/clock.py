"""The web's one look at the clock, so that a page has one `now` and a test can give it."""

from datetime import datetime

from django.utils import timezone


def now() -> datetime:
    """The current instant, in UTC."""
    return timezone.now()
