"""Another door, not a room: read the clock, make one call, queue what comes back. No task carries an id."""

import logging
import threading
import time
from contextlib import suppress
from datetime import timedelta

from celery import shared_task, signals
from django.db import close_old_connections, connection
from django.utils import timezone
from kombu.exceptions import OperationalError as NoBroker

from procedures.checklists.reckoning import BATCH, reckon_all
from procedures.checklists.unbooked import raise_unbooked
from procedures.messaging import liveness
from procedures.messaging.clock import Clock
from procedures.messaging.dispatching import Memory, dispatch_due
from procedures.messaging.ladder import go_round
from procedures.messaging.records.erasing import erase_what_is_over

CLOCK = Clock(now=timezone.now, monotonic=time.monotonic, wait=time.sleep)
# A hint says "look now"; an old one says nothing, and a worker that comes back must not find a heap of them.
HINT_EXPIRES = 10
# A worker that hears no hint for this long looks by itself: the broker, or beat, may be away.
LONGEST_SILENCE = timedelta(seconds=10)
_LOOK_EVERY = 2.0

_log = logging.getLogger(__name__)
_memory = Memory()
# One sender a process: SQLite has one writer.
_one_pass = threading.Lock()
_is_stopping = threading.Event()


@shared_task(name="prepapp.dispatch", ignore_result=True)
def dispatch() -> None:
    """Look for due reminders and bring them on their way. While there are more, look again at once."""
    with _one_pass:
        worked = dispatch_due(CLOCK, memory=_memory, is_stopping=_is_stopping.is_set)
    if worked:
        with suppress(NoBroker):  # the lookout looks without it
            dispatch.apply_async(expires=HINT_EXPIRES, retry=False)


@shared_task(name="prepapp.climb", ignore_result=True)
def climb_the_ladder() -> None:
    """Raise what needs a person, and raise higher what nobody saw to. Any number at once say everything once."""
    go_round(now=CLOCK.now())


@shared_task(name="prepapp.retain", ignore_result=True)
def let_go() -> None:
    """Erase patients whose hospital keeps nothing that long. Any number at once erase each once."""
    erased = erase_what_is_over(now=CLOCK.now())
    if erased:
        _log.info("retention: %d patients were erased", erased)


@shared_task(name="prepapp.unbooked", ignore_result=True)
def look_for_unbooked_visits() -> None:
    """Put visits on the nurse's list whose booking is due. Any number at once say everything once."""
    raise_unbooked(now=CLOCK.now())


@shared_task(name="prepapp.reckon", ignore_result=True)
def reckon() -> None:
    """Reckon again what lies ahead, if the rules of clocks or holidays changed. Mostly there is nothing to do.

    A batch at a time, so that what is due is sent in between.
    """
    if reckon_all(now=CLOCK.now()) == BATCH:
        with suppress(NoBroker):  # beat asks again
            reckon.apply_async(expires=HINT_EXPIRES, retry=False)


@signals.celeryd_after_setup.connect
def start_looking_out(**_: object) -> None:
    """Begin before the worker reaches its broker, which may be away."""
    _is_stopping.clear()
    threading.Thread(target=_look_out, name="lookout", daemon=True).start()


@signals.worker_shutting_down.connect
def stop_sending(**_: object) -> None:
    """Call no provider any more: what is armed and was not called goes back."""
    _is_stopping.set()


@signals.worker_shutdown.connect
def wait_for_the_lookout(**_: object) -> None:
    """Let a running pass come to its end: it holds rows."""
    _is_stopping.set()
    if _one_pass.acquire(timeout=9):
        _one_pass.release()


def _look_out() -> None:
    try:
        # New rules come with a new version of prepapp: a worker that starts is the first to know them.
        reckon_all(now=CLOCK.now())
    except Exception as error:  # noqa: BLE001 - the lookout must begin all the same; beat asks again
        _log.error("reckoning again failed: %s", type(error).__name__)
        connection.close()
    while not _is_stopping.wait(_LOOK_EVERY):
        try:
            close_old_connections()
            look_if_silent()
        except Exception as error:  # noqa: BLE001 - the last one to look must outlive whatever befalls the others
            _log.error("the lookout failed: %s", type(error).__name__)
            connection.close()
    connection.close()


def look_if_silent() -> int:
    """Dispatch if no worker has done so for 10 s; return how many reminders were worked on."""
    silence = liveness.silence(liveness.WORKER, now=CLOCK.now())
    if (silence is not None and silence < LONGEST_SILENCE) or not _one_pass.acquire(blocking=False):
        return 0
    try:
        return dispatch_due(CLOCK, is_stopping=_is_stopping.is_set)
    finally:
        _one_pass.release()
