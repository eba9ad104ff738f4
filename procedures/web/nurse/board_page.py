"""What the nurse's board shows: days with their surgeries, soonest first, and whether the reminders keep time."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db.models import OuterRef, Subquery

from procedures.checklists.models import Surgery, WorkItem
from procedures.checklists.readiness import Row, board
from procedures.core.wording_of_time import until_words
from procedures.hospitals.models import Asker
from procedures.messaging import liveness
from procedures.messaging.models import Delivery, DeliveryReminder
from procedures.web.access import CARE

MOST_MISSING = 5
KEPT_APART = timedelta(days=30)
FAILED = (Delivery.Status.UNDELIVERED, Delivery.Status.REFUSED)


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One surgery, and what became of the last message to its patient."""

    row: Row
    last_message: Delivery | None
    now: datetime

    @property
    def countdown(self) -> str:
        """For example "in 19 hours", in the last two days; further off the day's heading says enough."""
        starts_at = self.row.surgery.starts_at
        is_near = starts_at is not None and abs(starts_at - self.now) < timedelta(days=2)
        return until_words(starts_at, self.now) if starts_at and is_near else ""

    @property
    def is_reminder_late(self) -> bool:
        """True when the next reminder should have gone out."""
        waiting = self.row.next_reminder
        return waiting is not None and (self.now - waiting.next_attempt_at).total_seconds() > liveness.WORTH_TELLING

    @property
    def missing(self) -> Sequence[str]:
        """The gravest of what is missing, so that one patient does not fill the screen."""
        return self.row.missing[:MOST_MISSING]

    @property
    def more_missing(self) -> int:
        """How many things are missing besides."""
        return len(self.row.missing) - len(self.missing)

    @property
    def has_failed(self) -> bool:
        """True when the last message did not reach the patient."""
        return self.last_message is not None and self.last_message.status in FAILED


@dataclass(frozen=True, slots=True)
class Day:
    """The surgeries of one day on the hospitals' calendars."""

    day: date
    rows: Sequence[BoardRow]
    beside_today: str
    is_past: bool


@dataclass(frozen=True, slots=True)
class BoardPage:
    """Everything on the board. `past` are days that are over, with something still open; `apart` the surgeries whose
    patient has died of late; `to_do` counts open work items, also of surgeries that are over.
    """

    days: Sequence[Day]
    past: Sequence[Day]
    apart: Sequence[Surgery]
    shown: int
    total: int
    not_ready: int
    to_do: int
    urgent: int
    late_words: str


def board_page(asker: Asker, *, now: datetime, search: str = "", only_open: bool = False) -> BoardPage:
    """The board as `asker` may see it; `search` is part of a name or a phone number."""
    rows = board(asker, *CARE, now=now)
    shown = [row for row in rows if _matches(row, search) and not (only_open and row.is_ready)]
    last = _last_messages({row.surgery.pk for row in shown}, asker)
    urgency = list(WorkItem.objects.for_staff(asker, *CARE).open().values_list("is_urgent", flat=True))
    days = [
        _day(day, [BoardRow(row, last.get(row.surgery.pk), now) for row in of_day], now)
        for day, of_day in groupby(shown, key=lambda row: row.surgery.surgery_date)
    ]
    return BoardPage(
        days=[day for day in days if not day.is_past],
        past=[day for day in days if day.is_past],
        apart=_apart(asker, now),
        shown=len(shown),
        total=len(rows),
        not_ready=sum(not row.is_ready for row in rows),
        to_do=len(urgency),
        urgent=sum(urgency),
        late_words=liveness.words(now=now),
    )


def _day(day: date, rows: Sequence[BoardRow], now: datetime) -> Day:
    days = (day - now.astimezone(rows[0].row.surgery.zone).date()).days
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    return Day(day, rows, near.get(days, f"in {days} days" if days > 0 else f"{-days} days ago"), is_past=days < 0)


def _apart(asker: Asker, now: datetime) -> list[Surgery]:
    """The surgeries that a death ended in the last weeks, the latest first."""
    ended = Surgery.objects.for_staff(asker, *CARE).filter(
        status=Surgery.Status.DIED, patient__death_recorded_at__gte=now - KEPT_APART
    )
    return list(ended.select_related("patient", "procedure").order_by("-patient__death_recorded_at", "pk"))


def _matches(row: Row, search: str) -> bool:
    wanted = search.casefold().split()
    patient = row.surgery.patient
    known = f"{patient} {row.surgery.procedure}".casefold()
    digits = str(patient.phone or "")
    return all(word in known or (word.isdecimal() and word in digits) for word in wanted)


def _last_messages(surgeries: Collection[int], asker: Asker) -> dict[int, Delivery]:
    """By surgery, its newest message. One query."""
    newest = Delivery.objects.filter(reminders__surgery=OuterRef("pk")).order_by("-armed_at", "pk")
    mine = Surgery.objects.for_staff(asker).filter(pk__in=surgeries).annotate(last=Subquery(newest.values("pk")[:1]))
    carried = DeliveryReminder.objects.filter(reminder__surgery__in=surgeries, delivery__in=mine.values("last"))
    in_order = carried.select_related("delivery", "reminder").order_by("delivery__armed_at", "-delivery")
    return {one.reminder.surgery_id: one.delivery for one in in_order}
