"""Whether food would be allowed after clear fluids have stopped, as far as it can be told without a date."""

from procedures.core.timing import Anchor, Relation, Timing, TimingKind

FOOD_AFTER_FLUIDS = (
    "Food would be allowed after clear fluids have stopped. Food stops first: give food more hours before, or an "
    "earlier hour, than clear fluids."
)


def food_ends_later(food: Timing | None, fluids: Timing | None) -> bool:
    """True where food surely ends after clear fluids. What only the date can tell is not judged."""
    if food is None or fluids is None:
        return False
    on_clock = _on_clock(food), _on_clock(fluids)
    if on_clock[0] is not None and on_clock[1] is not None:
        return on_clock[0] > on_clock[1]
    hours = _hours(food), _hours(fluids)
    if hours[0] is None or hours[1] is None:
        return False
    # Nobody arrives after the start, so what is counted from the arrival ends earlier yet.
    is_comparable = food.anchor is fluids.anchor or (food.anchor, fluids.anchor) == (Anchor.SURGERY, Anchor.ARRIVAL)
    return is_comparable and hours[0] < hours[1]


def _hours(limit: Timing) -> float | None:
    """How many hours before its event a limit ends what is allowed."""
    edge = limit.from_ if limit.kind is TimingKind.INTERVAL else limit.from_ or limit.to
    if limit.relation is not Relation.BEFORE or limit.clock is not None or edge is None or not edge.unit.is_elapsed:
        return None
    return edge.elapsed().total_seconds() / 3600


def _on_clock(limit: Timing) -> tuple[int, str] | None:
    """The day, 0 being that of the operation, and the hour on the wall."""
    if limit.clock is None:
        return None
    if limit.relation is Relation.ON_DAY:
        return 0, limit.clock
    edge = limit.from_ or limit.to
    return (-edge.amount, limit.clock) if edge is not None and edge.unit.value == "days" else None
