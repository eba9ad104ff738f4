"""How the reminders do, in numbers, all from the database: they are the same whichever process is asked."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q

from procedures.checklists.models import Reminder, WorkItem
from procedures.messaging import liveness
from procedures.messaging.models import Delivery

# What waits for longer than this is late.
LATE = timedelta(minutes=1)
A_DAY = timedelta(days=1)
# Ages of open work items: each with the time that it ends at.
AGES = (
    ("under 1 hour", timedelta(hours=1)),
    ("1 to 4 hours", timedelta(hours=4)),
    ("4 to 24 hours", timedelta(hours=24)),
    ("over 24 hours", timedelta.max),
)


@dataclass(frozen=True, slots=True)
class Figures:
    """Numbers of now. But `messages` are those of the last 24 hours, by transport and status; `doubled` counts those of
    them that were sent again though the first may have arrived.
    """

    due: int
    late: int
    oldest_due_seconds: float
    put_off: int
    unknown: int
    messages: dict[tuple[str, str], int]
    doubled: int
    open_items: dict[tuple[str, bool], int]
    parts: tuple[liveness.Part, ...]


def figures(*, now: datetime) -> Figures:
    """Count. Six small queries, none over rows that are long finished."""
    waiting = (
        Reminder.objects.due(now)
        .order_by()
        .aggregate(due=Count("pk"), late=Count("pk", filter=Q(next_attempt_at__lt=now - LATE)))
    )
    found = list(
        Delivery.objects.filter(armed_at__gt=now - A_DAY)
        .values("transport", "status")
        .annotate(count=Count("pk"), again=Count("sent_again_at"))
        .order_by("transport", "status")
    )
    return Figures(
        due=waiting["due"],
        late=waiting["late"],
        oldest_due_seconds=liveness.seconds_behind(now=now),
        put_off=liveness.put_off(now=now)[0],
        unknown=Reminder.objects.filter(status=Reminder.Status.UNKNOWN).count(),
        messages={(row["transport"], row["status"]): row["count"] for row in found},
        doubled=sum(row["again"] for row in found),
        open_items=_open_items(now),
        parts=liveness.report(now=now),
    )


def _open_items(now: datetime) -> dict[tuple[str, bool], int]:
    counted: Counter[tuple[str, bool]] = Counter({(age, urgent): 0 for age, _ in AGES for urgent in (False, True)})
    for raised_at, is_urgent in WorkItem.objects.open().values_list("raised_at", "is_urgent").iterator():
        counted[next(age for age, until in AGES if now - raised_at < until), is_urgent] += 1
    return dict(counted)
