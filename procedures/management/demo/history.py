"""A patient's past, lived through by the real engine on a clock that is set back."""

from datetime import datetime

from django.conf import settings

from procedures.checklists.models import Reminder, Surgery
from procedures.messaging.clock import Clock
from procedures.messaging.dispatching import dispatch_due


def can_live_through(*, now: datetime) -> bool:
    """True when setting the clock back touches nobody else, and nothing leaves the machine.

    Texts must go to the demo's own outbox, and no other reminder may be waiting to be sent.
    """
    return settings.SMS_TRANSPORT == "outbox" and not Reminder.objects.due(now).exists()


def live_through(surgery: Surgery, *, until: datetime) -> None:
    """Send what was due until then, each at its own time. Only for a patient who gets texts alone.

    Must be called with no transaction open, as the engine is.
    """
    waiting = surgery.reminders.stoppable().filter(next_attempt_at__lte=until).order_by("next_attempt_at")
    for at in list(waiting.values_list("next_attempt_at", flat=True).distinct()):
        dispatch_due(Clock.stopped(at))
