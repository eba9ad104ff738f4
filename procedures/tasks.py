"""Another door, not a room: read the clock, make one call, queue what comes back. No task carries an id."""

import time

from celery import shared_task
from django.utils import timezone

from procedures.messaging.clock import Clock
from procedures.messaging.dispatching import dispatch_due
from procedures.messaging.engine.claim import Watermark

CLOCK = Clock(now=timezone.now, monotonic=time.monotonic)
# A hint says "look now"; an old one says nothing, and a worker that comes back must not find a heap of them.
HINT_EXPIRES = 10

_watermark = Watermark()


@shared_task(name="prepapp.dispatch", ignore_result=True)
def dispatch() -> None:
    """Look for due reminders and bring them on their way. While there are more, look again at once."""
    if dispatch_due(CLOCK, watermark=_watermark):
        dispatch.apply_async(expires=HINT_EXPIRES, retry=False)
