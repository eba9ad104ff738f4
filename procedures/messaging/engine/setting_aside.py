"""Setting aside: a reminder that cannot even be looked at, for whatever is wrong with its rows, holds up no other.

Such a thing should not be: a zone that no library knows any more, an address that cannot be unsealed, a fault of ours.
It is tried again, later each time, since a new version may mend it; when its use is over a nurse has it, if it was
critical.
"""

import logging
from datetime import datetime
from uuid import UUID

from django.db import transaction

from procedures.checklists.models import Reminder
from procedures.messaging.engine.backoff import pause
from procedures.messaging.engine.judging import Status, expired
from procedures.messaging.engine.settling import end

_log = logging.getLogger(__name__)
BECAUSE = "it could not be prepared"


@transaction.atomic
def set_aside(token: UUID, error: Exception, *, now: datetime) -> int:
    """Let the first of those that `token` holds wait, or end; returns how many that were: 0 for none held any more.

    `error` is what came of looking at it. Its words are not kept: they may hold an address.
    """
    held = Reminder.objects.unopened().filter(claim_token=token, status=Status.CLAIMED, lease_until__gt=now)
    first = held.select_for_update(no_key=True).order_by("next_attempt_at", "pk").first()
    if first is None:
        return 0
    _log.error("reminder %s cannot be prepared: %s", first.pk, type(error).__name__)
    again_at = now + pause(first.attempts + 1)
    if again_at > first.latest_at:
        end([(first, expired(first, BECAUSE))], now=now)
    else:
        held.filter(pk=first.pk).update(
            status=Status.SCHEDULED,
            next_attempt_at=again_at,
            attempts=min(first.attempts + 1, 32_000),
            claim_token=None,
            lease_until=None,
        )
    return 1
