"""When a step is to be done, in the words and figures of the patient's page."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypedDict
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from procedures.checklists.models import ChecklistItem
from procedures.core.tasks import NEEDS_CLINICIAN, Phase
from procedures.core.wording_of_time import clock_words, day_of, day_words, moment_words
from procedures.web.patient.words import at_one, far_off, in_days, lead_of


@dataclass(frozen=True, slots=True)
class Wall:
    """What a moment is told by: the hospital's zone, the language, the day of the operation, the instant of looking."""

    zone: ZoneInfo
    language: str
    surgery_date: date
    starts_at: datetime | None
    now: datetime

    @property
    def today(self) -> date:
        """The day on the hospital's wall."""
        return self.now.astimezone(self.zone).date()

    @property
    def has_begun(self) -> bool:
        """True from the start of the operation on; where that hour is not known, from the day after."""
        return self.now >= self.starts_at if self.starts_at else self.today > self.surgery_date

    def clock(self, moment: datetime) -> str:
        """The hour: "6:00 in the morning"."""
        return clock_words(moment, self.zone, self.language)

    def day(self, day: date) -> str:
        """The day: "Tuesday 8 December"."""
        return day_words(day, self.language)

    def moment(self, moment: datetime) -> str:
        """Both: "Tuesday 8 December, 6:00 in the morning"; "12 midnight at the end of Monday 7 December"."""
        return moment_words(moment, self.zone, self.language, surgery_date=self.surgery_date)

    def large(self, moment: datetime) -> tuple[str, str, str]:
        """The same for large type: "6:00", "in the morning", "Tuesday 8 December"."""
        clock, whole = self.clock(moment), self.moment(moment)
        if whole.startswith(clock):  # midnight, which is never told without its day
            return clock, "", whole.removeprefix(clock).strip()
        figures, _space, rest = clock.partition(" ")
        return figures, rest, self.day(moment.astimezone(self.zone).date())

    def day_of(self, moment: datetime, *, is_exact: bool = True) -> date:
        """The day it belongs to: for midnight the one that it ends."""
        return day_of(moment, self.zone, is_exact=is_exact)


class Times(TypedDict):
    """The times of a `Row`: see there."""

    day: date | None
    due_at: datetime | None
    when: str
    moment: str
    lead: str
    figures: str
    beside: str
    below: str
    far_off: str


def times_of(item: ChecklistItem, wall: Wall) -> Times:
    """The times of an item that has no booked visit."""
    due = item.due_at
    day = _day_of(item, wall)
    figures, beside, below = wall.large(due) if due and item.is_exact else ("", "", _by_the_day(item, wall))
    return Times(
        day=day,
        due_at=due,
        when=_when(item, day, wall),
        moment=_whole(item, wall),
        lead=lead_of(_hours_of(item)[0], figures),
        figures=figures,
        beside=beside,
        below=below,
        far_off=_far_off(item, wall),
    )


def holds_now(item: ChecklistItem, now: datetime) -> bool:
    """True for a thing of several days that should have begun and is not over, such as "do not shave".

    It belongs to today. Not so fasting and medicines: whether those were begun in time must be asked.
    """
    return (
        item.due_at is not None
        and item.holds_until is not None
        and not item.is_exact
        and item.category not in NEEDS_CLINICIAN
        and item.due_at < now <= item.holds_until
    )


def _day_of(item: ChecklistItem, wall: Wall) -> date | None:
    """The day under which it stands: today while it may be done, else the day it begins, or is due."""
    opens = item.opens_at and wall.day_of(item.opens_at, is_exact=False)
    ends = item.holds_until if holds_now(item, wall.now) else item.due_at or item.holds_until
    last = ends and wall.day_of(ends, is_exact=item.is_exact)
    if opens is None or last is None:
        return last or (max(opens, wall.today) if opens else None)
    return min(max(opens, wall.today), last)


def _when(item: ChecklistItem, day: date | None, wall: Wall) -> str:
    """By when, in words that do not repeat the heading of the day it stands under."""
    if _is_not_before(item) and item.opens_at:
        return _hour(item.opens_at, day, wall, _hours_of(item))
    if item.due_at is None or holds_now(item, wall.now):
        return _until(item, day, wall)
    due = wall.day_of(item.due_at, is_exact=item.is_exact)
    if item.is_exact:
        return _hour(item.due_at, day, wall, _hours_of(item))
    if due != day:
        return _("any day until %(day)s") % {"day": wall.day(due)}
    return _("before you come to the hospital") if _ends_with_arrival(item, due, wall) else _until(item, due, wall)


def _hour(moment: datetime, day: date | None, wall: Wall, said: tuple[str, str]) -> str:
    """An hour on the day it stands under, or with its own day. `said` is how each of the two is told.

    Midnight, which is never told without its day, begins with the hour in every language.
    """
    clock, whole = wall.clock(moment), wall.moment(moment)
    if whole.startswith(clock):
        return at_one(said[0] % {"clock": whole})
    if wall.day_of(moment, is_exact=True) == day:
        return at_one(said[0] % {"clock": clock})
    return said[1] % {"moment": whole}


def _is_not_before(item: ChecklistItem) -> bool:
    """True for what waits for its hour after the operation: "take the dressing off after 48 hours", not by then."""
    is_at_an_hour = item.is_exact and item.opens_at is not None and item.due_at in (None, item.opens_at)
    return is_at_an_hour and item.phase != Phase.PREPARATION


def _until(item: ChecklistItem, day: date | None, wall: Wall) -> str:
    """Until when something holds that lasts beyond the day it stands under."""
    if item.holds_until is None or item.is_exact:
        return ""
    end = wall.day_of(item.holds_until, is_exact=False)
    if end != day and _ends_with_arrival(item, end, wall):
        # Not "until the end of" that day: "drink clear fluids only" would then reach past the hour to stop drinking.
        return _("until you come to the hospital")
    return _("until the end of %(day)s") % {"day": wall.day(end)} if end != day else ""


def _ends_with_arrival(item: ChecklistItem, due: date, wall: Wall) -> bool:
    return item.phase == Phase.PREPARATION and due == wall.surgery_date


def _by_the_day(item: ChecklistItem, wall: Wall) -> str:
    if item.due_at is None:
        return ""
    due = wall.day_of(item.due_at, is_exact=False)
    if _until(item, due, wall):
        # It lasts: "do not shave", from that day on. By its end it would be over too early.
        return _("from %(day)s") % {"day": wall.day(due)}
    if _ends_with_arrival(item, due, wall):
        return _("%(day)s, before you come to the hospital") % {"day": wall.day(due)}
    return _("by the end of %(day)s") % {"day": wall.day(due)}


def _whole(item: ChecklistItem, wall: Wall) -> str:
    """By when, with its day: a day alone would not say whether it was the first one for it or the last."""
    moment = item.opens_at if _is_not_before(item) else item.due_at
    if not item.is_exact or moment is None:
        return _by_the_day(item, wall) or _until(item, None, wall)
    return _hour(moment, None, wall, _hours_of(item))


def _hours_of(item: ChecklistItem) -> tuple[str, str]:
    """How its hour is told: on its day, and with its day."""
    if _is_not_before(item):
        return _("from %(clock)s"), _("from %(moment)s")
    return _("by %(clock)s"), _("by %(moment)s")


def _far_off(item: ChecklistItem, wall: Wall) -> str:
    if item.due_at is None:
        return ""
    if item.is_exact:
        return far_off(item.due_at, wall.now, wall.zone)
    days = (wall.day_of(item.due_at, is_exact=False) - wall.today).days
    return in_days(days) if days >= 0 else ""
