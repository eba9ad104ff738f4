"""What came of it all, in numbers: who was found unprepared and when, what was ticked in time, what went out late.

Everything is counted by the database, for the units that are asked for and for a span of time. No row of a patient is
read, and no number tells of one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet

from procedures.checklists.models import ChecklistItem, ItemEvent, Reminder, Surgery, WorkItem
from procedures.core.tasks import Actor, Category, Phase
from procedures.hospitals.models import Unit
from procedures.messaging.models import Delivery
from procedures.patients.models import Channel

# Concerns that tell of a patient who was not ready.
UNPREPARED = (
    WorkItem.Kind.NOT_TICKED,
    WorkItem.Kind.MISSED,
    WorkItem.Kind.RIDE,
    WorkItem.Kind.VISIT_UNBOOKED,
    WorkItem.Kind.TOO_LATE,
)
# How long before the operation it was found: each span begins where the one before ends.
LEADS = (
    ("more than 3 days before", timedelta(hours=72)),
    ("1 to 3 days before", timedelta(hours=24)),
    ("12 to 24 hours before", timedelta(hours=12)),
    ("4 to 12 hours before", timedelta(hours=4)),
    ("less than 4 hours before", timedelta(0)),
)
TOO_LATE = "after its start"
LATENESS = (
    ("within 1 minute", timedelta(minutes=1)),
    ("1 to 5 minutes", timedelta(minutes=5)),
    ("5 minutes to 1 hour", timedelta(hours=1)),
)
LATER = "later than 1 hour"


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole: "12 of 40"."""

    label: str
    part: int
    whole: int

    @property
    def percent(self) -> int:
        """Rounded; 0 where there is nothing to divide."""
        return round(100 * self.part / self.whole) if self.whole else 0


@dataclass(frozen=True, slots=True)
class OnTime:
    """What became of the steps of one kind whose time came."""

    label: str
    in_time: int
    late: int
    missed: int
    untold: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.in_time + self.late + self.missed + self.untold

    @property
    def percent(self) -> int:
        """How many of a hundred were ticked in time."""
        return round(100 * self.in_time / self.total) if self.total else 0


@dataclass(frozen=True, slots=True)
class Outcomes:
    """The figures of one span. `operations` were to take place in it; `unprepared` counts those with a concern."""

    operations: int
    unprepared: int
    found: tuple[Share, ...]
    by_category: tuple[OnTime, ...]
    by_procedure: tuple[OnTime, ...]
    lateness: tuple[Share, ...]
    delivered: tuple[Share, ...]
    undelivered: tuple[Share, ...]
    answered: tuple[Share, ...]


def outcomes(units: QuerySet[Unit], *, since: datetime, until: datetime) -> Outcomes:
    """Count for `units`, from `since` up to `until`. Seven queries, whatever the number of patients."""
    surgeries = Surgery.objects.filter(unit__in=units, starts_at__gte=since, starts_at__lt=until)
    found = _found(surgeries)
    operations, answered = _answered(surgeries)
    return Outcomes(
        operations=operations,
        unprepared=sum(found.values()),
        found=tuple(Share(label, count, sum(found.values())) for label, count in found.items()),
        by_category=tuple(_on_time(units, since, until, "category", Category)),
        by_procedure=tuple(_on_time(units, since, until, "checklist__surgery__procedure__name", None)),
        lateness=_lateness(units, since, until),
        delivered=_carried(units, since, until, Q(status=Delivery.Status.DELIVERED)),
        undelivered=_carried(units, since, until, Q(status__in=Delivery.FAILED)),
        answered=answered,
    )


def _found(surgeries: QuerySet[Surgery]) -> dict[str, int]:
    """By span, the operations whose patient was first found unprepared in it."""
    is_it = Q(work_items__kind__in=UNPREPARED)
    first = surgeries.annotate(first=Min("work_items__raised_at", filter=is_it)).filter(first__isnull=False)
    spans: dict[str, Q] = {}
    before = Q()
    for label, lead in LEADS:
        is_by_then = Q(first__lte=F("starts_at") - lead)
        spans[label] = is_by_then & before
        before = Q(first__gt=F("starts_at") - lead)
    spans[TOO_LATE] = before
    names = {f"span_{place}": label for place, label in enumerate(spans)}
    counted = first.aggregate(**{name: Count("pk", filter=spans[label]) for name, label in names.items()})
    return {label: counted[name] for name, label in names.items()}


def _on_time(
    units: QuerySet[Unit], since: datetime, until: datetime, by: str, words: type[Category] | None
) -> Iterable[OnTime]:
    """What the patient had to do before the operation, and whose time came in the span, by category or procedure."""
    fate = ChecklistItem.Status
    steps = ChecklistItem.objects.standing().filter(
        checklist__surgery__unit__in=units,
        checklist__surgery__status__in=[Surgery.Status.PLANNED, Surgery.Status.COMPLETED],
        phase=Phase.PREPARATION,
        is_red_flag=False,
        due_at__gte=since,
        due_at__lt=until,
    )
    done, in_time = Q(status=fate.DONE), Q(status_at__lte=F("due_at"))
    rows = (
        steps.exclude(actor=Actor.CARE_TEAM)
        .values_list(by)
        .annotate(
            in_time=Count("pk", filter=done & in_time),
            late=Count("pk", filter=done & ~in_time),
            missed=Count("pk", filter=Q(status=fate.MISSED)),
            untold=Count("pk", filter=Q(status=fate.OPEN)),
        )
        .order_by(by)
    )
    for key, *counts in rows:
        label = str(words(key).value).replace("_", " ").capitalize() if words else str(key)
        yield OnTime(label, *counts)


def _lateness(units: QuerySet[Unit], since: datetime, until: datetime) -> tuple[Share, ...]:
    """How long after its time a reminder went out."""
    sent = Reminder.objects.filter(
        surgery__unit__in=units, status=Reminder.Status.SENT, due_at__gte=since, due_at__lt=until
    )
    spans: dict[str, Q] = {}
    before = Q()
    for label, most in LATENESS:
        spans[label] = Q(ended_at__lte=F("due_at") + most) & before
        before = Q(ended_at__gt=F("due_at") + most)
    spans[LATER] = before
    names = {f"span_{place}": label for place, label in enumerate(spans)}
    counted = sent.aggregate(
        whole=Count("pk"), **{name: Count("pk", filter=spans[label]) for name, label in names.items()}
    )
    return tuple(Share(label, counted[name], counted["whole"]) for name, label in names.items())


def _carried(units: QuerySet[Unit], since: datetime, until: datetime, which: Q) -> tuple[Share, ...]:
    """By channel, how many of the messages that a provider was asked to carry are such as `which` says."""
    asked = Delivery.objects.filter(unit__in=units, armed_at__gte=since, armed_at__lt=until).exclude(
        status__in=[Delivery.Status.RETURNED, Delivery.Status.DELAYED, Delivery.Status.ARMED]
    )
    rows = asked.values_list("channel").annotate(whole=Count("pk"), part=Count("pk", filter=which)).order_by("channel")
    return tuple(Share(str(Channel(channel).label), part, whole) for channel, whole, part in rows)


def _answered(surgeries: QuerySet[Surgery]) -> tuple[int, tuple[Share, ...]]:
    """How many operations there were, and how many of their patients said something."""
    by_patient = ItemEvent.objects.filter(item__checklist__surgery=OuterRef("pk"), by__isnull=True)
    acts = [ItemEvent.Act.TICKED, ItemEvent.Act.MISSED]
    counted = surgeries.annotate(has_ticked=Exists(by_patient.filter(act__in=acts))).aggregate(
        whole=Count("pk"),
        ticked=Count("pk", filter=Q(has_ticked=True)),
        coming=Count("pk", filter=Q(confirmed_at__isnull=False)),
        ride=Count("pk", filter=Q(has_ride__isnull=False)),
    )
    labels = (
        ("ticked", "ticked or told something"),
        ("coming", "said that they will come"),
        ("ride", "told of a ride"),
    )
    return counted["whole"], tuple(Share(label, counted[name], counted["whole"]) for name, label in labels)
