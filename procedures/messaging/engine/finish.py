"""Finish: write down a whole batch's outcomes in one commit, guarded by the token it was armed with."""

import logging
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import chain
from uuid import UUID

from django.db import connection, transaction
from django.db.models.expressions import RawSQL

from procedures.checklists.models import Reminder
from procedures.messaging.engine.judging import Status
from procedures.messaging.engine.send import Outcome
from procedures.messaging.engine.settling import settle
from procedures.messaging.models import Delivery
from procedures.messaging.stopping import stop_channel

_log = logging.getLogger(__name__)
# A delivery that a receipt or a reaper has moved meanwhile is not moved back.
_UNDECIDED = (Delivery.Status.ARMED, Delivery.Status.UNKNOWN)


@transaction.atomic
def finish(token: UUID, outcomes: Sequence[Outcome], *, now: datetime) -> None:
    """Settle the deliveries, and the reminders that `token` still holds.

    A worker that was paused past its lease comes here late: what it learnt of its deliveries is kept, and a
    reminder that nobody has taken over meanwhile is settled with it.
    """
    touched = {key for outcome in outcomes for key in outcome.reminder_ids}
    held = list(
        Reminder.objects.unopened()
        .select_for_update(no_key=True)
        .filter(pk__in=touched, claim_token=token, status__in=[Status.ARMED, Status.UNKNOWN])
        .order_by("next_attempt_at", "pk")  # as everywhere, so that no two wait for each other
    )
    _write_deliveries(outcomes, now=now)
    uncounted = touched - {key for outcome in outcomes if outcome.counts for key in outcome.reminder_ids}
    waits: dict[int, timedelta] = {}
    for outcome in outcomes:
        if outcome.wait is not None:
            waits |= dict.fromkeys(outcome.reminder_ids, outcome.wait)
    for reminder in held:
        if reminder.pk in uncounted:
            reminder.attempts = max(0, reminder.attempts - 1)
    settle(held, now=now, waits=waits)
    for status, count in Counter(outcome.status for outcome in outcomes).items():
        _log.info("%s deliveries: %s", count, status.value)


def _write_deliveries(outcomes: Sequence[Outcome], *, now: datetime) -> None:
    undecided = Delivery.objects.filter(status__in=_UNDECIDED)
    provider_ids = {o.reference: o.provider_id[:128] for o in outcomes if o.status == Delivery.Status.SENT}
    if provider_ids:
        undecided.filter(pk__in=provider_ids).update(
            status=Delivery.Status.SENT, provider_id=_by_key(provider_ids), settled_at=now, error=""
        )
    same: dict[tuple[Delivery.Status, str], list[UUID]] = defaultdict(list)
    for outcome in outcomes:
        if outcome.status != Delivery.Status.SENT:
            same[outcome.status, outcome.error].append(outcome.reference)
    for (status, error), keys in same.items():
        undecided.filter(pk__in=keys).update(
            status=status, error=error[:300], settled_at=None if status == Delivery.Status.UNKNOWN else now
        )
    for outcome in outcomes:
        if outcome.is_unsubscribed:
            stop_channel(outcome.reference, now=now)


def _by_key(provider_ids: Mapping[UUID, str]) -> RawSQL:
    """One CASE for what differs. `bulk_update` writes one for every column, and the ORM's own CASE is an expression a
    branch: each of them costs several times what the database needs for it.
    """
    key = Delivery._meta.pk
    pairs = ((key.get_db_prep_value(reference, connection), told) for reference, told in provider_ids.items())
    branches = "WHEN %s THEN %s " * len(provider_ids)
    return RawSQL(f"CASE id {branches}END", tuple(chain.from_iterable(pairs)))  # noqa: S611 - all are parameters
