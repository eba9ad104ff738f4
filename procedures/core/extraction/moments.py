"""A time as a sentence words it, before it is known what is done at that time."""

from dataclasses import dataclass
from enum import StrEnum

from procedures.core.distance import Distance, TimeUnit
from procedures.core.timing import Anchor, PartOfDay, Relation

DAY = Distance(1, TimeUnit.DAYS)
TODAY = Distance(0, TimeUnit.DAYS)
NOW = Distance(0, TimeUnit.HOURS)


class Form(StrEnum):
    """How the words put it."""

    LASTING = "lasting"  # "for 6 weeks", "during the first 24 hours"
    WITHIN = "within"  # "within 2 weeks"
    AT = "at"  # "3 days before", "in 10 days", "at 6 weeks"
    AFTER = "after"  # "after 48 hours"
    UP_TO = "up_to"  # "until 2 hours before"
    FROM = "from"  # "starting 3 days before", "week 5+"
    BARE = "bare"  # "2 weeks" with nothing beside it
    SPAN = "span"  # "days 2-7", "the week before": from one edge to the other
    DAY = "day"  # "the night before", "the next day", "on day 3"
    ON_DAY = "on_day"  # "the morning of surgery"
    CLOCK = "clock"  # "after midnight", "at 6 am"
    UNTIL = "until"  # "until your surgeon agrees"
    FREQUENCY = "frequency"  # "4 times a day"
    EVENT = "event"  # "before discharge": an anchor and no number
    FOREIGN = "foreign"  # "2 hours after a meal": counted from what no calendar knows


@dataclass(frozen=True, slots=True)
class Moment:
    """A time found at tokens `first` up to `last`. `low` is the shorter number of a range.

    `relation` is None where the words leave open on which side of the anchor they mean. `word` is the preposition.
    """

    form: Form
    first: int
    last: int
    low: Distance | None = None
    high: Distance | None = None
    relation: Relation | None = None
    anchor: Anchor = Anchor.SURGERY
    clock: str | None = None
    part_of_day: PartOfDay | None = None
    every: str = ""
    at_least: bool = False
    word: str = ""

    @property
    def is_vague(self) -> bool:
        """True for a length that is named without a number."""
        return self.low is None and self.form in _MEASURED

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two moments the same time."""
        return (self.form, self.low, self.high, self.relation, self.anchor, self.clock, self.part_of_day, self.every)


_MEASURED = frozenset({Form.LASTING, Form.WITHIN, Form.AT, Form.AFTER, Form.UP_TO, Form.FROM, Form.BARE, Form.SPAN})
