"""A clock time and the day it belongs to, which may stand elsewhere: at the start of the sentence or in the heading."""

from collections.abc import Iterable
from dataclasses import replace

from procedures.core.distance import TimeUnit
from procedures.core.extraction.anchors import Events
from procedures.core.extraction.finding import moments_in
from procedures.core.extraction.moments import DAY, NOW, Form, Moment
from procedures.core.extraction.tokens import Words
from procedures.core.timing import Relation
from procedures.core.word_set import word_set

_MIDNIGHT = "24:00"
_OPENING = 12
_OPENS_DAY = word_set("the on in one two three day morning evening night")


def dated(moments: tuple[Moment, ...], above: Iterable[Moment] = ()) -> tuple[Moment, ...]:
    """The moments with every clock time put on its day: "on the day before, take two tablets at 3 pm".

    The day is one of `moments`, else one of `above`, the labels and headings the sentence stands under, nearest first.
    """
    if not any(needs_day(moment) for moment in moments):
        return moments
    own = next((moment for moment in moments if _is_day(moment)), None)
    day = own or next((moment for moment in above if _is_day(moment)), None)
    if day is None:
        return moments
    return tuple(_on(moment, day) for moment in moments if moment is not own)


def window_of(moment: Moment) -> Moment:
    """The time of a heading as it is meant for what stands under it: "Two weeks before" is all of them."""
    is_before = moment.form in (Form.AT, Form.FROM) and moment.relation is Relation.BEFORE
    if not is_before or moment.low is None or moment.high is None or moment.high.unit.is_elapsed:
        return moment
    if moment.low == moment.high and moment.low == DAY:
        return moment
    return replace(moment, form=Form.SPAN, low=NOW if moment.low == moment.high else moment.low)


def opening_day(words: Words, events: Events) -> Moment | None:
    """The day that a sentence opens with; it holds for the clock times of the sentences behind it."""
    if words.norm(0) not in _OPENS_DAY:
        return None
    moments = moments_in(words.part(0, _OPENING), events)
    return moments[0] if moments and moments[0].first == 0 and _is_day(moments[0]) else None


def needs_day(moment: Moment) -> bool:
    """True for a clock time that does not say of which day. Midnight is that before the operation."""
    is_bare = moment.form is Form.CLOCK and moment.low is None and moment.relation is None
    return is_bare and moment.clock != _MIDNIGHT


def _is_day(moment: Moment) -> bool:
    if moment.form in (Form.DAY, Form.ON_DAY):
        return True
    is_one = moment.low is not None and moment.low == moment.high and moment.low.unit is TimeUnit.DAYS
    return moment.form is Form.AT and moment.relation is not None and is_one


def _on(moment: Moment, day: Moment) -> Moment:
    if not needs_day(moment):
        return moment
    part = moment.part_of_day or day.part_of_day
    return replace(moment, relation=day.relation, anchor=day.anchor, low=day.low, high=day.high, part_of_day=part)
