"""What the nurse's board shows: days with their surgeries, soonest first, and whether the reminders keep time.

A page holds a fixed number of patients, so that it is as quick with 20,000 of them as with 200. What lies beyond it is
counted, and said.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from procedures.checklists.lacking import with_concern
from procedures.checklists.models import Surgery, WorkItem
from procedures.checklists.models.surgery import SurgeryQuerySet
from procedures.checklists.readiness import rows_of, soonest_first, with_row_facts
from procedures.hospitals.models import Membership, Role, Unit, User
from procedures.messaging import liveness
from procedures.messaging.models import Delivery, DeliveryReminder
from procedures.web.access import CARE
from procedures.web.nurse.board_filters import Filters
from procedures.web.nurse.board_rows import BoardRow
from procedures.web.nurse.board_seal import seal_of
from procedures.web.nurse.board_window import ROWS, DayCount, Place, before, day_counts

KEPT_APART = timedelta(days=30)
LEFT_OVER = 20  # patients whose operation is over: the work list has the rest
STRIP = 7  # days to go to at once


@dataclass(frozen=True, slots=True)
class Day:
    """The surgeries of one day on the hospitals' calendars that this page shows; `count` is of all of that day."""

    day: date
    rows: Sequence[BoardRow]
    beside_today: str
    count: DayCount | None = None

    @property
    def is_whole(self) -> bool:
        """False when the day has more patients than this page shows."""
        return self.count is None or self.count.total == len(self.rows)


@dataclass(frozen=True, slots=True)
class Totals:
    """How many are on the board as it is narrowed, and how many things there are to do in all of one's units."""

    total: int
    near: int
    near_not_ready: int
    near_until: date | None
    later: int
    later_to_do: int
    to_do: int
    urgent: int
    nobodys: int


@dataclass(frozen=True, slots=True)
class BoardPage:
    """Everything on the board. `past` are days that are over, with something still open; `apart` the surgeries whose
    patient has died of late; `seal` changes with whatever the page shows.
    """

    days: Sequence[Day]
    past: Sequence[Day]
    has_more_past: bool
    apart: Sequence[Surgery]
    strip: Sequence[DayCount]
    totals: Totals
    units: Sequence[Unit]
    first: int
    last: int
    next_place: str
    late_words: str
    seal: str

    @property
    def beyond(self) -> int:
        """How many come after the last one shown."""
        return max(0, self.totals.total - self.last)


def board_page(reader: User, *, now: datetime, filters: Filters, place: Place | None = None) -> BoardPage:
    """The board as `reader` may see it, from `place` on."""
    nursed = Membership.objects.filter(user=reader, unit=OuterRef("pk"), role=Role.NURSE)
    mine = Unit.objects.for_staff(reader, *CARE).annotate(is_nursed=Exists(nursed))
    units = list(mine.select_related("hospital").order_by("hospital__name", "name"))
    country = units[0].hospital.country if units else ""
    all_mine = Surgery.objects.filter(unit__in=[unit.pk for unit in units])
    fitting = filters.narrow(all_mine, reader=reader, country=country, now=now)
    ahead = fitting.planned().filter(_not_over(units, now))
    counts = day_counts(ahead, now=now)
    in_order = soonest_first(ahead)
    window = in_order.filter(place.beyond) if place else in_order
    found = list(with_row_facts(window)[: ROWS + 1])
    shown = found[:ROWS]
    over, apart, has_more = _left_over(fitting, units, now) if place is None else ([], [], False)
    may_act = {unit.pk for unit in units if getattr(unit, "is_nursed", False)}
    rows = _board_rows(shown + over, reader, may_act, now)
    first = before(ahead, place, counts) + 1 if shown else 0
    days = _days(rows[: len(shown)], {one.day: one for one in counts}, now)
    past = _days(rows[len(shown) :], {}, now)
    totals, late_words = _totals(reader, counts), liveness.words(now=now)
    words = [(day.day, day.beside_today) for day in (*days, *past)]
    return BoardPage(
        days=days,
        past=past,
        has_more_past=has_more,
        apart=apart,
        strip=counts[:STRIP],
        totals=totals,
        units=units,
        first=first,
        last=first + len(shown) - 1 if shown else 0,
        next_place=Place.after(shown[-1]).word if len(found) > ROWS else "",
        late_words=late_words,
        seal=seal_of(rows, apart, words, counts, totals, late_words, first, has_more),
    )


def _not_over(units: Sequence[Unit], now: datetime) -> Q:
    """Operations of today or later, on each hospital's own calendar."""
    first_days: dict[date, list[int]] = defaultdict(list)
    for unit in units:
        first_days[now.astimezone(unit.hospital.zone).date()].append(unit.pk)
    if len(first_days) < 2:
        return Q(surgery_date__gte=next(iter(first_days), now.date()))
    each = Q()
    for day, keys in first_days.items():
        each |= Q(unit__in=keys, surgery_date__gte=day)
    return Q(surgery_date__gte=min(first_days)) & each


def _left_over(
    surgeries: SurgeryQuerySet, units: Sequence[Unit], now: datetime
) -> tuple[list[Surgery], list[Surgery], bool]:
    """What is over with something still open; what a death ended of late; whether there is more of the first."""
    over = Q(status=Surgery.Status.PLANNED) & ~_not_over(units, now) & with_concern()
    died = Q(status=Surgery.Status.DIED, patient__death_recorded_at__gte=now - KEPT_APART)
    found = list(with_row_facts(surgeries.filter(over | died)).order_by("-status", "-surgery_date", "pk")[:100])
    past = [one for one in found if one.status == Surgery.Status.PLANNED]
    return past[:LEFT_OVER], [one for one in found if one.status == Surgery.Status.DIED], len(past) > LEFT_OVER


def _board_rows(surgeries: Sequence[Surgery], reader: User, may_act: Collection[int], now: datetime) -> list[BoardRow]:
    last = _last_messages([surgery.pk for surgery in surgeries], reader)
    return [
        BoardRow(row, last.get(row.surgery.pk), now, reader, may_act=row.surgery.unit_id in may_act)
        for row in rows_of(surgeries, now=now)
    ]


def _days(rows: Sequence[BoardRow], counts: dict[date, DayCount], now: datetime) -> list[Day]:
    days = []
    for day, of_day in groupby(rows, key=lambda entry: entry.row.surgery.surgery_date):
        entries = list(of_day)
        away = (day - now.astimezone(entries[0].row.surgery.zone).date()).days
        near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
        words = near.get(away, f"in {away} days" if away > 0 else f"{-away} days ago")
        days.append(Day(day, entries, words, counts.get(day)))
    return days


def _totals(reader: User, counts: Sequence[DayCount]) -> Totals:
    soon = [one for one in counts if one.not_ready is not None]
    later = [one for one in counts if one.not_ready is None]
    work = (
        WorkItem.objects.for_staff(reader, *CARE)
        .open()
        .aggregate(
            all=Count("pk"),
            urgent=Count("pk", filter=Q(is_urgent=True)),
            nobodys=Count("pk", filter=Q(owner=None)),
        )
    )
    return Totals(
        total=sum(one.total for one in counts),
        near=sum(one.total for one in soon),
        near_not_ready=sum(one.not_ready or 0 for one in soon),
        near_until=soon[-1].day if soon else None,
        later=sum(one.total for one in later),
        later_to_do=sum(one.to_do for one in later),
        to_do=work["all"],
        urgent=work["urgent"],
        nobodys=work["nobodys"],
    )


def _last_messages(surgeries: Collection[int], reader: User) -> dict[int, Delivery]:
    """By surgery, its newest message. One query."""
    newest = Delivery.objects.filter(reminders__surgery=OuterRef("pk")).order_by("-armed_at", "pk")
    mine = Surgery.objects.for_staff(reader).filter(pk__in=surgeries).annotate(last=Subquery(newest.values("pk")[:1]))
    carried = DeliveryReminder.objects.filter(reminder__surgery__in=surgeries, delivery__in=mine.values("last"))
    in_order = carried.select_related("delivery", "reminder").order_by("delivery__armed_at", "-delivery")
    return {one.reminder.surgery_id: one.delivery for one in in_order}
