"""Which part of the board a page shows: so many patients from one place on, and how many lie before and beyond."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Count, Q

from procedures.checklists.lacking import near, not_ready, with_concern
from procedures.checklists.models import Surgery
from procedures.checklists.models.surgery import SurgeryQuerySet
from procedures.checklists.readiness import soonest_first

ROWS = 50  # patients a page


@dataclass(frozen=True, slots=True)
class Place:
    """A place between two patients on the board: after the one of `key` on `day` at `hour`, or before all of `day`.

    It stays the same place whoever is added or taken off before it.
    """

    day: date
    hour: time = time.min
    key: int = 0

    @classmethod
    def of(cls, words: str) -> "Place | None":
        """Read from an address, such as 2026-12-08 or 2026-12-08,07:30,123; None for anything else."""
        day, _, rest = words.partition(",")
        hour, _, key = rest.partition(",")
        try:
            place = cls(date.fromisoformat(day), time.fromisoformat(hour or "00:00"), int(key or 0))
        except ValueError:
            return None
        return place if 0 <= place.key < 2**62 and place.hour.tzinfo is None else None

    @classmethod
    def after(cls, surgery: Surgery) -> "Place":
        """The place right after `surgery`."""
        return cls(surgery.surgery_date, surgery.start_time or time.min, surgery.pk)

    @property
    def word(self) -> str:
        """For an address."""
        return f"{self.day.isoformat()},{self.hour.isoformat('seconds')},{self.key}"

    @property
    def beyond(self) -> Q:
        """Whoever comes after it, of surgeries in the order of the board."""
        later_that_day = Q(hour__gt=self.hour) | Q(hour=self.hour, pk__gt=self.key)
        # The first condition says nothing new, but the index knows it.
        return Q(surgery_date__gte=self.day) & (Q(surgery_date__gt=self.day) | later_that_day)


@dataclass(frozen=True, slots=True)
class DayCount:
    """How many are operated on one day. `not_ready` is None on days too far ahead for it to tell anything yet."""

    day: date
    total: int
    to_do: int
    not_ready: int | None


def day_counts(surgeries: SurgeryQuerySet, *, now: datetime) -> list[DayCount]:
    """For each day with an operation, soonest first. One query, which looks at the lists of the next days only."""
    is_near = near(now)
    found = (
        surgeries.order_by()
        .values("surgery_date")
        .annotate(
            total=Count("pk"),
            to_do=Count("pk", filter=with_concern()),
            near=Count("pk", filter=is_near),
            not_ready=Count("pk", filter=is_near & not_ready(now)),
        )
        .order_by("surgery_date")
        .values_list("surgery_date", "total", "to_do", "not_ready", "near")
    )
    return [DayCount(day, total, to_do, lacking if soon else None) for day, total, to_do, lacking, soon in found]


def before(surgeries: SurgeryQuerySet, place: Place | None, days: list[DayCount]) -> int:
    """How many come before `place`. A query only where the page begins within a day."""
    if place is None:
        return 0
    earlier = sum(one.total for one in days if one.day < place.day)
    if not place.key:
        return earlier
    that_day = soonest_first(surgeries.filter(surgery_date=place.day))
    return earlier + that_day.exclude(place.beyond).count()
