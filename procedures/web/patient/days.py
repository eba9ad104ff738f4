"""The days of the list: what stands under each, and how the day is called."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.translation import gettext as _

from procedures.checklists.models import Surgery
from procedures.core.wording_of_time import relative_day_words
from procedures.web.patient.rows import Row
from procedures.web.patient.times import Wall
from procedures.web.patient.words import in_days

# A space at which no line ends: no dot stands alone at the beginning of one, and no number without its word.
HARD = "\u00a0"


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the list: "Monday 7 December", "the day before your operation", "tomorrow", and its lines."""

    day: date
    words: str
    from_surgery: str
    from_today: str
    is_today: bool
    rows: Sequence[Row]


def days_of(rows: Iterable[Row], surgery: Surgery, wall: Wall) -> Iterator[Day]:
    """`rows` by their days, soonest first; what has no day is left out."""
    in_order = sorted(rows, key=lambda row: (row.day or wall.today, row.due_at is None, row.due_at or wall.now))
    for day, of_day in groupby(in_order, key=lambda row: row.day):
        if day is None:
            continue
        yield Day(
            day=day,
            words=wall.day(day),
            from_surgery=_from_surgery(day, surgery, wall),
            from_today=in_days((day - wall.today).days),
            is_today=day == wall.today,
            rows=list(of_day),
        )


def _from_surgery(day: date, surgery: Surgery, wall: Wall) -> str:
    """Such as "15 days after your operation", and from the second week on which week that is."""
    said = relative_day_words(day, surgery.surgery_date, wall.language)
    week = (day - surgery.surgery_date).days // 7 + 1
    counted = (_("week %(number)s") % {"number": week}).replace(" ", HARD)
    return f"{said}{HARD}· {counted}" if week > 1 else said
