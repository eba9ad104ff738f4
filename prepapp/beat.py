"""Beat, which also writes down that it runs: so a silent beat is told apart from a silent worker."""

import logging
import time
from typing import Any

from celery.beat import Scheduler
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from procedures.messaging import liveness

_EVERY = 5.0
_log = logging.getLogger(__name__)


class RecordingScheduler(Scheduler):
    """Celery's scheduler without a file: the schedule is code, and all that is ever due is "look now"."""

    _recorded = float("-inf")

    def tick(self, *args: Any, **kwargs: Any) -> float:
        """Send what is due, then note it. A database that is away must not stop the nudges."""
        pause = super().tick(*args, **kwargs)
        if time.monotonic() - self._recorded >= _EVERY:
            self._recorded = time.monotonic()
            try:
                close_old_connections()
                liveness.record(liveness.BEAT, now=timezone.now())
            except DatabaseError as error:
                _log.warning("beat cannot write that it runs: %s", type(error).__name__)
        return float(min(pause, _EVERY))
