"""Open concerns as the pages show them: by when, who sees to it, and what the patient wrote."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from procedures.checklists.escalating import AT_ONCE
from procedures.checklists.models import Surgery, WorkItem
from procedures.checklists.models.work_item import WorkItemQuerySet
from procedures.hospitals.models import Role, Unit, User

# From so long before its deadline a concern is shown as pressing.
PRESSING = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Concern:
    """One open work item, for one reader. `may_act` where the reader is a nurse of its unit."""

    item: WorkItem
    now: datetime
    reader: User
    may_act: bool

    @property
    def is_mine(self) -> bool:
        """True when the reader sees to it."""
        return self.item.owner_id == self.reader.pk

    @property
    def is_raised_to_me(self) -> bool:
        """True when nobody saw to it in time, and the reader is whom the unit then turns to."""
        return self.item.escalated_at is not None and self.item.surgery.unit.escalates_to_id == self.reader.pk

    @property
    def is_overdue(self) -> bool:
        """True when its deadline has passed."""
        return self.item.due_at is not None and self.item.due_at < self.now

    @property
    def is_pressing(self) -> bool:
        """True in the last hour before its deadline."""
        return not self.is_overdue and self.item.due_at is not None and self.item.due_at - self.now <= PRESSING

    @property
    def is_alarm(self) -> bool:
        """True for words that may mean danger: they stand above everything else."""
        item = self.item
        given = item.due_at - item.raised_at if item.due_at else None
        return item.kind == WorkItem.Kind.MESSAGE and given is not None and timedelta(0) <= given <= AT_ONCE

    @property
    def words(self) -> str:
        """What the patient wrote, where the summary does not hold all of it."""
        return "" if " ".join(self.item.words.split()) in self.item.summary else self.item.words

    @property
    def order(self) -> tuple[object, ...]:
        """Alarms first, then the urgent, then by deadline, then the soonest operation that is still to come."""
        surgery = self.item.surgery
        is_over = (
            surgery.status != Surgery.Status.PLANNED or surgery.surgery_date < self.now.astimezone(surgery.zone).date()
        )
        due: tuple[bool, datetime | date] = (self.item.due_at is None, self.item.due_at or self.item.raised_at)
        return (
            not self.is_alarm,
            not self.item.is_urgent,
            *due,
            is_over,
            surgery.surgery_date,
            surgery.start_time or time.min,
        )


def concerns_of(found: WorkItemQuerySet, reader: User, *, now: datetime) -> list[Concern]:
    """The open ones among `found`, in the order in which they are to be seen to. Two queries."""
    rows: Iterable[WorkItem] = (
        found.open()
        .select_related("surgery__patient", "surgery__procedure", "surgery__unit__hospital")
        .select_related("surgery__unit__escalates_to", "owner", "item", "appointment")
        .order_by("raised_at", "pk")
    )
    nursed = set(Unit.objects.for_staff(reader, Role.NURSE).values_list("pk", flat=True))
    cards = [Concern(row, now, reader, may_act=row.surgery.unit_id in nursed) for row in rows]
    return sorted(cards, key=lambda card: card.order)
