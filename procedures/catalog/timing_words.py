"""A timing in words for the staff, before any date is known: "from 8 hours before the arrival"."""

from procedures.core.distance import Distance, TimeUnit
from procedures.core.timing import Anchor, PartOfDay, Relation, Timing, TimingKind

ANCHORS = {
    Anchor.SURGERY: "the operation",
    Anchor.ARRIVAL: "the arrival",
    Anchor.ADMISSION: "the admission",
    Anchor.DISCHARGE: "going home",
    Anchor.PRE_OP_ASSESSMENT: "the assessment",
    Anchor.FOLLOW_UP_VISIT: "the follow-up visit",
    Anchor.SUTURE_REMOVAL: "the removal of the stitches",
    Anchor.CATHETER_REMOVAL: "the removal of the catheter",
    Anchor.MEASUREMENT_VISIT: "the measuring visit",
}


def timing_words(timing: Timing | None) -> str:
    """What `timing` says, for a member of staff; "no set time" for None."""
    if timing is None:
        return "no set time"
    if timing.is_open and timing.every:
        return _every(timing.every)
    if timing.is_open:
        return f"no exact time (“{timing.raw}”)" if timing.raw else "no exact time"
    words = [_kind(timing), _where(timing), _clock(timing)]
    if timing.every:
        words.append(f"({_every(timing.every)})")
    return " ".join(word for word in words if word)


def _every(written: str) -> str:
    """How often: "every day", "every 8 hours"; "4/P1D" is "4 times a day"."""
    times, _, length = written.rpartition("/")
    try:
        distance = Distance.parse(length)
    except ValueError:
        return written
    if times:
        count = "once" if times == "1" else f"{times} times"
        length = distance.unit.value[:-1] if distance.amount == 1 else distance_words(distance)
        return f"{count} {'a' if distance.amount == 1 else 'every'} {length}"
    return f"every {distance.unit.value[:-1]}" if distance.amount == 1 else f"every {distance_words(distance)}"


def distance_words(distance: Distance, *, is_working: bool = False) -> str:
    """A length, as in "1 week", "8 hours" or "2 working days"."""
    unit = f"working {distance.unit}" if is_working and distance.unit is TimeUnit.DAYS else distance.unit.value
    return f"{distance.amount} {unit[:-1] if distance.amount == 1 else unit}"


def _kind(timing: Timing) -> str:
    if timing.kind in (TimingKind.DEADLINE, TimingKind.CLOCK) and timing.relation is Relation.BEFORE:
        return "by" if timing.from_ is None else ""
    return {TimingKind.DURATION_RANGE: "for", TimingKind.DEADLINE: "by"}.get(timing.kind, "")


def _where(timing: Timing) -> str:
    if timing.kind is TimingKind.DURATION_RANGE and timing.from_ and timing.to:
        return f"{distance_words(timing.from_)} to {distance_words(timing.to)}"
    if timing.relation is Relation.ON_DAY:
        return f"on the day of {ANCHORS[timing.anchor]}"
    return _beside(timing, ANCHORS[timing.anchor])


def _beside(timing: Timing, anchor: str) -> str:
    """Before or after the event, by one edge or by two."""
    side = timing.relation.value
    near, far = (timing.to, timing.from_) if timing.relation is Relation.BEFORE else (timing.from_, timing.to)
    if timing.kind is TimingKind.CLOCK and far is not None and far.isoformat() == "P1D":
        return f"on the {'last working day' if timing.in_working_days else 'day'} {side} {anchor}"
    if near is not None and far is not None and near != far:
        return _between(near, far, timing, anchor)
    edge = near or far
    if edge is None:
        return f"{side} {anchor}"
    if edge.amount == 0:
        return f"from {anchor} on" if timing.relation is Relation.AFTER else f"{side} {anchor}"
    opens = "from " if timing.kind is TimingKind.START else ""
    return f"{opens}{_words(edge, timing)}{_or(timing)} {side} {anchor}"


def _between(near: Distance, far: Distance, timing: Timing, anchor: str) -> str:
    """Two edges: "from 8 hours before the arrival until then", "7 to 10 days after the operation"."""
    side = timing.relation.value
    if near.amount == 0:
        if timing.kind in (TimingKind.DUE, TimingKind.DEADLINE):
            return f"within {_words(far, timing)}{_or(timing)} {side} {anchor}"
        if timing.relation is Relation.BEFORE:
            return f"from {_words(far, timing)}{_or(timing)} before {anchor} until then"
        return f"for {_words(far, timing)}{_or(timing)} after {anchor}"
    first, last = (far, near) if timing.relation is Relation.BEFORE else (near, far)
    return f"{_words(first, timing)} to {_words(last, timing)} {side} {anchor}"


def _words(distance: Distance, timing: Timing) -> str:
    return distance_words(distance, is_working=timing.in_working_days)


def _or(timing: Timing) -> str:
    """The other edge of a range that the document gives."""
    other = timing.minimum or timing.maximum
    return f" (or {_words(other, timing)})" if other else ""


def _clock(timing: Timing) -> str:
    if timing.clock == "24:00" or (timing.clock is None and timing.part_of_day is PartOfDay.MIDNIGHT):
        return "at 12 midnight, at the end of that day"
    if timing.clock:
        return f"at {timing.clock.removeprefix('0')}"
    if timing.part_of_day is None:
        return ""
    return "at night" if timing.part_of_day is PartOfDay.NIGHT else f"in the {timing.part_of_day.value}"
