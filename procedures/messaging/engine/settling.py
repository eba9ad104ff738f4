"""Write down what became of reminders: in one update per kind of end, guarded by the state they were read in."""

import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import InterfaceError, OperationalError, transaction

from procedures.checklists.models import Reminder, WorkItem
from procedures.messaging.engine.backoff import pause
from procedures.messaging.engine.concluding import conclude
from procedures.messaging.engine.judging import Status, Verdict
from procedures.messaging.engine.owing import another_way_at, has_another
from procedures.messaging.engine.unread import sent
from procedures.messaging.handing_over import hand_over
from procedures.messaging.limits import BEFORE_LOOKING
from procedures.messaging.models import Delivery, DeliveryReminder

_log = logging.getLogger(__name__)
_BARE = (
    "A message did not reach the patient, and more cannot be told here. Look at the messages, and phone the patient."
)
_SOON = timedelta(hours=1)


def latest_deliveries(reminders: Iterable[Reminder]) -> dict[int, dict[str, Delivery]]:
    """By reminder and channel, the latest attempt: the one opened last, whatever the clock said when it was."""
    latest: dict[int, dict[str, Delivery]] = defaultdict(dict)
    carried = DeliveryReminder.objects.filter(reminder__in=[r.pk for r in reminders]).select_related("delivery")
    # What was said, and where, is sealed: nobody here asks for it, and to open it costs more than the rest.
    for one in carried.defer(*(f"delivery__{name}" for name in ("address", "subject", "body", "html"))).order_by("pk"):
        latest[one.reminder_id][one.delivery.channel] = one.delivery
    return latest


def end(
    verdicts: Sequence[tuple[Reminder, Verdict]],
    *,
    now: datetime,
    messages: Mapping[int, frozenset[UUID]] | None = None,
) -> None:
    """Bring locked reminders to their ends, and what needs a person to a nurse.

    `messages` holds, by reminder, what it went out with: what failed in one message is one concern.
    """
    same: dict[Verdict, list[int]] = defaultdict(list)
    concerns: dict[tuple[Verdict, int | frozenset[UUID]], list[Reminder]] = defaultdict(list)
    for reminder, verdict in verdicts:
        same[verdict].append(reminder.pk)
        concerns[verdict, (messages or {}).get(reminder.pk) or reminder.pk].append(reminder)
    for (verdict, _), failed in concerns.items():
        if verdict.work_item is not None:
            _give_to_a_nurse(failed, verdict.work_item, because=verdict.because, now=now)
    for verdict, keys in same.items():
        Reminder.objects.filter(pk__in=keys, status__in=Reminder.OPEN).update(
            status=verdict.status, ended_at=now, ended_because=verdict.because, claim_token=None, lease_until=None
        )


def _give_to_a_nurse(failed: Sequence[Reminder], kind: WorkItem.Kind, *, because: str, now: datetime) -> None:
    """Hand over what failed; and where that cannot be done as it should, bare: a nurse must have it in any case, and
    the end of all the others of the batch must not hang on it.
    """
    try:
        with transaction.atomic():
            hand_over(failed, kind, because=because, now=now)
    except (OperationalError, InterfaceError):
        raise  # the database is away or busy: all of it is done again
    except Exception as error:  # noqa: BLE001 - whatever is wrong with one must not hold up the others
        _log.error("reminders %s are handed over bare: %s", [one.pk for one in failed], type(error).__name__)
        for one in failed:
            bare = {"summary": _BARE, "is_urgent": True, "raised_at": now, "due_at": now + _SOON}
            WorkItem.objects.get_or_create(
                reminder=one, kind=kind, defaults=bare | {"surgery_id": one.surgery_id, "item_id": one.item_id}
            )


def settle(
    reminders: Sequence[Reminder], *, now: datetime, waits: Mapping[int, timedelta] | None = None
) -> list[tuple[Reminder, Verdict]]:
    """Judge locked reminders by their deliveries: an end, another attempt later, or a look-up at the provider.

    `waits` holds, by reminder, how long the provider asked us to wait.
    """
    latest, verdicts, ends = latest_deliveries(reminders), [], []
    pauses: dict[frozenset[UUID], timedelta] = {}
    messages: dict[int, frozenset[UUID]] = {}
    for reminder in reminders:
        tried = latest[reminder.pk].values()
        # What went out together is tried again together.
        messages[reminder.pk] = frozenset(delivery.pk for delivery in tried)
        drawn = pauses.setdefault(messages[reminder.pk], pause(reminder.attempts))
        wait = (waits or {}).get(reminder.pk) or drawn
        only_returned = not any(d.status == Delivery.Status.DELAYED for d in tried)
        retry_at = now if only_returned else now + wait
        other_at = another_way_at(reminder, latest[reminder.pk], now=now)
        retry_at = min(retry_at, other_at) if other_at else retry_at
        verdict = conclude(reminder, tried, retry_at=retry_at)
        if verdict.status == Status.SENT:
            verdict = sent(reminder, latest[reminder.pk], now=now)
        elif verdict.status == Status.UNDELIVERABLE and has_another(reminder, latest[reminder.pk], now=now):
            verdict, retry_at = Verdict(Status.SCHEDULED, ""), now
        verdicts.append((reminder, verdict))
        if verdict.status == Status.SCHEDULED:
            _let_wait(reminder, Status.SCHEDULED, until=retry_at)
        elif verdict.status == Status.UNKNOWN:
            _let_wait(reminder, Status.UNKNOWN, until=now + BEFORE_LOOKING)
        else:
            ends.append((reminder, verdict))
    end(ends, now=now, messages=messages)
    return verdicts


def _let_wait(reminder: Reminder, status: Reminder.Status, *, until: datetime) -> None:
    Reminder.objects.filter(pk=reminder.pk, status__in=Reminder.OPEN).update(
        status=status, next_attempt_at=until, claim_token=None, lease_until=None, attempts=reminder.attempts
    )
