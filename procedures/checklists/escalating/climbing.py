"""The ladder's round: what nobody ticked in time, what came nearer, and what nobody saw to in time.

Run every half minute, and by three beats at once, it says everything once: each change is guarded by what it changes.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import islice
from types import MappingProxyType

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from procedures.checklists.apart import each_apart
from procedures.checklists.escalating.closing import close_settled
from procedures.checklists.escalating.raising import deadline_for, raise_work_item
from procedures.checklists.models import ChecklistItem, Reminder, Surgery, WorkItem, WorkItemEvent
from procedures.checklists.surgery_times import times_of
from procedures.core.ladder import FAR, ask_at
from procedures.core.quiet_hours import QuietHours
from procedures.core.tasks import NEEDS_CLINICIAN, Actor, Phase

# Today is at most a day off, wherever the hospital is.
DAY = timedelta(days=1)
# How far back a step that nobody ticked is looked for: a list is not given longer ahead than this.
LOOKED_BACK = timedelta(days=90)
BATCH = 500
Status = ChecklistItem.Status
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Climbed:
    """How many concerns each part of the round changed, and which parts failed."""

    raised: int
    settled: int
    tightened: int
    escalated: int
    failed: tuple[str, ...] = ()


def climb(*, now: datetime, also: Mapping[str, Callable[[], int]] = MappingProxyType({})) -> Climbed:
    """Go round once, and then do what is `also` part of it. A part that fails keeps no other from being done."""
    own = {"raise": raise_unticked, "settle": settle_unticked, "tighten": tighten, "escalate": escalate_overdue}
    parts: dict[str, Callable[[], int]] = {name: partial(part, now=now) for name, part in own.items()}
    done = each_apart((parts | dict(also)).items())
    failed = tuple(name for name, count in done.items() if count is None)
    raised, settled, tightened, escalated = (done[name] or 0 for name in own)
    return Climbed(raised, settled, tightened, escalated, failed)


@transaction.atomic
def raise_unticked(*, now: datetime) -> int:
    """Ask a nurse about each critical step whose time passed without a tick. Once for each time that it was due."""
    told = Exists(Reminder.objects.filter(item=OuterRef("pk"), is_critical=True))
    late = (
        ChecklistItem.objects.open()
        .standing()
        .filter(
            Q(category__in=NEEDS_CLINICIAN) | told,
            checklist__surgery__status=Surgery.Status.PLANNED,
            checklist__surgery__surgery_date__gte=(now - DAY).date(),
            phase=Phase.PREPARATION,
            due_at__lte=now,
            due_at__gt=now - LOOKED_BACK,
        )
        .exclude(checklist__surgery__starts_at__lte=now)
    )
    asked = Exists(
        WorkItem.objects.filter(item=OuterRef("pk"), kind=WorkItem.Kind.NOT_TICKED, raised_at__gte=OuterRef("due_at"))
    )
    found = (
        late.exclude(actor=Actor.CARE_TEAM)
        .exclude(asked)
        .select_related("checklist__surgery__unit__hospital", "checklist__surgery__patient")
        .order_by("due_at", "pk")
    )
    # Whose time it is only Python can tell. All are looked at: those whose hour has not come must hide no other.
    is_time = (item for item in found.iterator(BATCH) if _is_time_or_cannot_be_told(item, now))
    raised = list(islice(is_time, BATCH))
    for item in raised:
        raise_work_item(
            item.checklist.surgery,
            kind=WorkItem.Kind.NOT_TICKED,
            summary=f"Not ticked, and its time has passed: {item.title}. Ask the patient.",
            item=item,
            once=_once(item),
            now=now,
        )
    return len(raised)


def _once(item: ChecklistItem) -> str:
    return f"unticked:{item.pk}:{int(item.due_at.timestamp()) if item.due_at else 0}"


def _is_time_or_cannot_be_told(item: ChecklistItem, now: datetime) -> bool:
    """Where the hours of one patient cannot be reckoned, a nurse is asked at once, and nobody else has to wait."""
    try:
        return _is_time(item, now)
    except (ValueError, LookupError) as error:  # a zone that no library knows any more
        _log.error("the night of step %s cannot be reckoned: %s", item.pk, type(error).__name__)
        return True


def _is_time(item: ChecklistItem, now: datetime) -> bool:
    surgery = item.checklist.surgery
    hospital = surgery.unit.hospital
    quiet = QuietHours(hospital.quiet_from, hospital.quiet_until, surgery.patient.zone)
    operation_at = times_of(surgery).first_known_at
    # Once the operation has begun there is nothing left to ask.
    return item.due_at is not None and ask_at(item.due_at, operation_at=operation_at, quiet=quiet) <= now < operation_at


@transaction.atomic
def settle_unticked(*, now: datetime) -> int:
    """Close the question about a step whose fate is known by now: ticked, missed, or at another time."""
    asked = WorkItem.objects.open().filter(kind=WorkItem.Kind.NOT_TICKED, item__isnull=False)
    open_ones = asked.filter(~Q(item__status=Status.OPEN) | Q(item__due_at__gt=now) | Q(item__due_at=None))
    words = {Status.DONE: "the step is ticked", Status.MISSED: "the patient told us about it; see there"}
    return sum(
        close_settled(one.item, because=words.get(Status(one.item.status), "its time has changed"), now=now)
        for one in open_ones.select_related("item")[:BATCH]
        if one.item is not None
    )


@transaction.atomic
def tighten(*, now: datetime) -> int:
    """Bring forward what is to be seen to sooner, as the operation came nearer by time or by a move."""
    near = (
        WorkItem.objects.open()
        .filter(escalated_at=None, surgery__status=Surgery.Status.PLANNED)
        .filter(surgery__surgery_date__range=((now - DAY).date(), (now + FAR + DAY).date()))
    )
    without = WorkItem.objects.open().filter(due_at=None)
    return sum(
        _tighten(one, now) for found in (near, without) for one in found.select_related("surgery__unit__hospital")
    )


def _tighten(work_item: WorkItem, now: datetime) -> int:
    """Give it the deadline that the ladder asks for now, if that is sooner."""
    by = deadline_for(work_item.surgery, now=now)
    is_sooner = work_item.due_at is None or by.at < work_item.due_at
    if not is_sooner and (work_item.is_urgent or not by.is_urgent):
        return 0
    at = by.at if is_sooner else work_item.due_at
    same = WorkItem.objects.open().filter(pk=work_item.pk, due_at=work_item.due_at, is_urgent=work_item.is_urgent)
    changed = same.update(due_at=at, is_urgent=work_item.is_urgent or by.is_urgent)
    if changed and work_item.due_at is not None:
        WorkItemEvent.objects.create(work_item=work_item, act=WorkItemEvent.Act.TIGHTENED, at=now)
    return changed


@transaction.atomic
def escalate_overdue(*, now: datetime) -> int:
    """Raise what nobody saw to in time to the unit's escalation contact. It stays with its owner too."""
    late = WorkItem.objects.open().filter(due_at__lt=now, escalated_at=None)
    found = list(
        late.select_for_update(of=("self",), no_key=True, skip_locked=True)
        .select_related("surgery__unit")
        .order_by("pk")[:BATCH]
    )
    WorkItem.objects.filter(pk__in=[one.pk for one in found]).update(escalated_at=now, is_urgent=True)
    raised = {"act": WorkItemEvent.Act.ESCALATED, "at": now}
    WorkItemEvent.objects.bulk_create(
        WorkItemEvent(work_item=one, to_id=one.surgery.unit.escalates_to_id, **raised) for one in found
    )
    return len(found)
