"""What is known of a surgery's times, and the events that a document's distances are measured from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from procedures.core.timing import Anchor
from procedures.core.wall_clock import wall_instant
from procedures.core.working_days import IsWorkingDay, weekdays_only


@dataclass(frozen=True, slots=True)
class Event:
    """What distances are measured from: its day on the hospital's wall, and its instant."""

    day: date
    at: datetime
    is_assumed: bool = False


@dataclass(frozen=True, slots=True)
class SurgeryTimes:
    """What is known of one surgery's times. Dates and hours are the wall clock in `zone`, the hospital's.

    `earliest_start` stands in for an hour not known yet. `known` holds other events that distances may be measured
    from, such as a booked assessment or the discharge, as instants in UTC. `is_working_day` knows the hospital's
    weekends and holidays.
    """

    surgery_date: date
    zone: ZoneInfo
    start_time: time | None = None
    arrival_time: time | None = None
    earliest_start: time = time(7, 0)
    known: Mapping[Anchor, datetime] = field(default_factory=dict)
    is_working_day: IsWorkingDay = weekdays_only

    @property
    def starts_at(self) -> datetime | None:
        """The start of the operation; the earlier instant if the clock shows that hour twice."""
        return self._at(self.start_time)

    @property
    def arrives_at(self) -> datetime | None:
        """When the patient is to arrive."""
        return self._at(self.arrival_time)

    @property
    def first_known_at(self) -> datetime:
        """When preparing is over at the latest: the arrival, else the start, else the earliest start."""
        return self.arrives_at or self.starts_at or self._earliest()

    def _at(self, clock: time | None) -> datetime | None:
        return wall_instant(self.surgery_date, clock, self.zone) if clock else None

    def _earliest(self) -> datetime:
        earliest = wall_instant(self.surgery_date, self.earliest_start, self.zone)
        return min(earliest, self.starts_at) if self.starts_at else earliest

    def event(self, anchor: Anchor) -> Event | None:
        """The event of `anchor`; None while nothing is known of it. Whoever arrives is admitted."""
        if anchor in self.known:
            at = self.known[anchor]
            return Event(at.astimezone(self.zone).date(), at)
        match anchor:
            case Anchor.SURGERY:
                known = self.starts_at
            case Anchor.ARRIVAL | Anchor.ADMISSION:
                known = self.arrives_at
            case _:
                return None
        return Event(self.surgery_date, known or self._earliest(), is_assumed=known is None)
