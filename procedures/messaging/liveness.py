"""Whether it all keeps moving, judged by what got done and never by "the process is up"."""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q, Subquery

from procedures.checklists.models import Reminder
from procedures.checklists.models.reminder import ReminderQuerySet
from procedures.messaging.limits import LONGEST_PAUSE
from procedures.messaging.models import Delivery, Progress

WORKER, BEAT, LADDER = "worker", "beat", "ladder"
# What is late by this many seconds is late enough to tell the staff.
WORTH_TELLING = 120
# As long as any message was taken within this time, it is not all of them.
_A_WHILE = timedelta(minutes=5)
# A pass may take about 13 s, and a worker without hints looks by itself every 10 s. Beat writes every 5 s. The ladder
# is gone round every 30 s; one round that fails, or waits behind a long pass, is no alarm.
_ALLOWED = {WORKER: timedelta(seconds=30), BEAT: timedelta(seconds=20), LADDER: timedelta(seconds=90)}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the machinery: when it last got something done, and by how many seconds it is late."""

    name: str
    at: datetime | None
    seconds_late: float | None

    @property
    def is_late(self) -> bool:
        """True also when it never did anything."""
        return self.seconds_late is None or self.seconds_late > 0


def record(part: str, *, now: datetime) -> None:
    """Note that `part` got something done."""
    if not Progress.objects.filter(part=part).update(at=now):
        Progress.objects.bulk_create([Progress(part=part, at=now)], ignore_conflicts=True)


def begin(part: str, *, now: datetime) -> None:
    """Note that `part` tried and got nothing done, if it never did: from here on it is late."""
    Progress.objects.bulk_create([Progress(part=part, at=now)], ignore_conflicts=True)


def silence(part: str, *, now: datetime) -> timedelta | None:
    """How long ago `part` got something done; None when it never did."""
    at = Progress.objects.filter(part=part).values_list("at", flat=True).first()
    return None if at is None else now - at


def report(*, now: datetime) -> tuple[Part, ...]:
    """Every part, in a fixed order."""
    seen = dict(Progress.objects.values_list("part", "at"))
    return tuple(_judge(part, seen.get(part), allowed, now) for part, allowed in _ALLOWED.items())


def _judge(part: str, at: datetime | None, allowed: timedelta, now: datetime) -> Part:
    late = None if at is None else max(0.0, (now - at - allowed).total_seconds())
    return Part(part, at, late)


def seconds_behind(*, now: datetime) -> float:
    """For how many seconds the oldest due reminder has been waiting; 0 when none is."""
    oldest = Reminder.objects.due(now).values_list("next_attempt_at", flat=True).first()
    return 0.0 if oldest is None else (now - oldest).total_seconds()


def _any_taken(*, since: datetime) -> bool:
    return Delivery.objects.filter(armed_at__gt=since, status__in=Delivery.TAKEN).exists()


def put_off(*, now: datetime) -> tuple[int, float]:
    """How many reminders wait past their time because a provider could not take them, and the oldest's seconds."""
    found = _put_off(now).aggregate(count=Count("pk", distinct=True), oldest=Min("due_at"))
    return found["count"], (now - found["oldest"]).total_seconds() if found["oldest"] else 0.0


def _put_off(now: datetime) -> ReminderQuerySet:
    soon = Reminder.objects.filter(
        status=Reminder.Status.SCHEDULED, next_attempt_at__gt=now, next_attempt_at__lte=now + LONGEST_PAUSE * 1.5
    )
    # An attempt has been made, or held back, of each of these; quiet hours and merging move the due time itself.
    was_tried = Q(deliveries__status=Delivery.Status.DELAYED) | Q(attempts__gt=0)
    return soon.filter(was_tried, due_at__lt=now)


def refused_for(*, now: datetime) -> float:
    """For how many seconds no provider has taken the oldest message, while none takes any other; 0 while some do."""
    _, oldest = put_off(now=now)
    return oldest if oldest > WORTH_TELLING and not _any_taken(since=now - _A_WHILE) else 0.0


def _span(seconds: float) -> str:
    """For example "9 minutes", and from 2 hours on "54 hours": nobody reckons with 3240 minutes."""
    minutes = math.floor(seconds / 60)
    return f"{minutes} minutes" if minutes < 120 else f"{minutes // 60} hours"


def words(*, now: datetime) -> str:
    """What to tell the staff when the reminders do not keep time; "" while they do. One query while they do."""
    waiting = Reminder.objects.due(now).values("next_attempt_at")[:1]
    late = _put_off(now).order_by("due_at").values("due_at")[:1]
    facts = Progress.objects.annotate(waiting=Subquery(waiting), late=Subquery(late))
    found = list(facts.values_list("part", "at", "waiting", "late"))
    if not found:  # nobody ever looked, so nothing was tried and put off
        behind, oldest = seconds_behind(now=now), 0.0
    else:
        behind, oldest = ((now - at).total_seconds() if at else 0.0 for at in found[0][2:])
    if behind > WORTH_TELLING:
        return f"Reminders are {_span(behind)} late."
    if oldest > WORTH_TELLING and not _any_taken(since=now - _A_WHILE):
        return f"No provider takes our messages. The oldest reminder is {_span(oldest)} late."
    seen = {part: at for part, at, *_ in found}
    parts = [_judge(part, seen.get(part), allowed, now) for part, allowed in _ALLOWED.items()]
    if all(part.at is None for part in parts):
        return "Nothing is looking for reminders to send."
    silent = max((part.seconds_late or 0 for part in parts if part.name != LADDER), default=0)
    if silent > WORTH_TELLING:
        return f"Nothing has looked for reminders to send for {_span(silent)}."
    unasked = max((part.seconds_late or 0 for part in parts if part.name == LADDER), default=0)
    if unasked > WORTH_TELLING:
        return (
            f"Missed steps and late tasks have not been checked for {_span(unasked)}. Look through the board yourself."
        )
    return ""
