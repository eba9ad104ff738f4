"""When a task is to be done, as its sentence says it: relation, edges and anchor, before any date is known."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Self

from procedures.core.distance import Distance


class Relation(StrEnum):
    """On which side of its anchor a task lies."""

    BEFORE = "before"
    AFTER = "after"
    ON_DAY = "on_day"


class TimingKind(StrEnum):
    """What the edges of a timing mean."""

    INTERVAL = "interval"  # holds from one edge to the other
    DUE = "due"  # to be done inside the window
    START = "start"  # from then on
    DEADLINE = "deadline"  # at the latest, or must have begun by
    DURATION_RANGE = "duration_range"  # how long a stay in hospital lasts
    RECURRING = "recurring"  # repeated
    CLOCK = "clock"  # a limit on the wall clock
    VAGUE = "vague"  # words without a number: a hole until a person fills it


class Anchor(StrEnum):
    """The event that distances are measured from."""

    SURGERY = "surgery"
    ARRIVAL = "arrival"
    ADMISSION = "admission"
    DISCHARGE = "discharge"
    PRE_OP_ASSESSMENT = "pre_op_assessment"
    FOLLOW_UP_VISIT = "follow_up_visit"
    SUTURE_REMOVAL = "suture_removal"
    CATHETER_REMOVAL = "catheter_removal"
    MEASUREMENT_VISIT = "measurement_visit"


class PartOfDay(StrEnum):
    """Parts of a day that leaflets name instead of a clock time."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"
    MIDNIGHT = "midnight"


_CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d|24:00")


@dataclass(frozen=True, slots=True)
class Timing:
    """The time that a sentence states. Distances are unsigned, measured from `anchor`.

    `before`: `from_` is the farther edge and `to` the nearer one. `after`: the other way round. `on_day`: both are
    None, and `clock` or `part_of_day` tells the hour. In a range the safe edge is `from_` or `to`, and the other one
    stands in `minimum` or `maximum`. `clock` is "HH:MM" on the hospital's wall; "24:00" is the midnight that ends the
    day. With `in_working_days`, distances in days count only days on which the hospital works: "2 working days before",
    "on the next working day". A time that the text leaves open is None: it is never guessed.

    :raises ValueError: for a clock that no wall shows.
    """

    relation: Relation
    from_: Distance | None = None
    to: Distance | None = None
    raw: str = ""
    kind: TimingKind = TimingKind.DUE
    anchor: Anchor = Anchor.SURGERY
    clock: str | None = None
    part_of_day: PartOfDay | None = None
    every: str = ""
    minimum: Distance | None = None
    maximum: Distance | None = None
    is_inherited: bool = False
    in_working_days: bool = False

    def __post_init__(self) -> None:
        if self.clock is not None and not _CLOCK.fullmatch(self.clock):
            raise ValueError(f"not a time of day: {self.clock!r}")

    @property
    def is_open(self) -> bool:
        """True when the words name a time but give no number to reckon with."""
        stated = (self.from_, self.to, self.clock, self.part_of_day)
        return self.kind is TimingKind.VAGUE or (self.relation is not Relation.ON_DAY and not any(stated))

    def as_json(self) -> dict[str, Any]:
        """Write it in the shape of the annotation guideline; optional keys stand only where they say something."""
        written: dict[str, Any] = {
            "relation": self.relation.value,
            "from": self.from_.isoformat() if self.from_ else None,
            "to": self.to.isoformat() if self.to else None,
            "raw": self.raw,
            "kind": self.kind.value,
            "anchor": self.anchor.value,
        }
        optional = {
            "clock": self.clock,
            "part_of_day": self.part_of_day.value if self.part_of_day else None,
            "every": self.every,
            "min": self.minimum.isoformat() if self.minimum else None,
            "max": self.maximum.isoformat() if self.maximum else None,
            "inherited": self.is_inherited,
            "working_days": self.in_working_days,
        }
        return written | {key: value for key, value in optional.items() if value}

    @classmethod
    def from_json(cls, written: dict[str, Any]) -> Self:
        """Read what `as_json` wrote.

        :raises ValueError: for an unknown word or a malformed duration.
        """

        def distance(key: str) -> Distance | None:
            return Distance.parse(written[key]) if written.get(key) else None

        return cls(
            relation=Relation(written["relation"]),
            from_=distance("from"),
            to=distance("to"),
            raw=written.get("raw", ""),
            kind=TimingKind(written.get("kind", TimingKind.DUE)),
            anchor=Anchor(written.get("anchor", Anchor.SURGERY)),
            clock=written.get("clock"),
            part_of_day=PartOfDay(written["part_of_day"]) if written.get("part_of_day") else None,
            every=written.get("every", ""),
            minimum=distance("min"),
            maximum=distance("max"),
            is_inherited=bool(written.get("inherited")),
            in_working_days=bool(written.get("working_days")),
        )

    def inherited(self) -> Self:
        """The same timing, marked as taken from a heading."""
        return replace(self, is_inherited=True)
