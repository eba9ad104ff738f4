"""From the words of a time and what is done at it to a timing. Nothing is added: an edge no word gives stays None."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from procedures.core.distance import TimeUnit
from procedures.core.extraction.acts import Act
from procedures.core.extraction.moments import DAY, NOW, TODAY, Form, Moment
from procedures.core.extraction.settling_after import after
from procedures.core.extraction.settling_before import before
from procedures.core.extraction.settling_pairs import settle_pair
from procedures.core.tasks import Category
from procedures.core.timing import Anchor, Relation, Timing, TimingKind

_MIDNIGHT = "24:00"
_DAYS_AFTER = frozenset({Anchor.SURGERY, Anchor.DISCHARGE})


def settle(moments: tuple[Moment, ...], act: Act, raw: str) -> Timing | None:
    """Return the timing that `moments`, the times of one task, state together, or None if they state none."""
    every = next((m.every for m in moments if m.form is Form.FREQUENCY), "")
    placing = [m for m in moments if m.form not in (Form.FREQUENCY, Form.FOREIGN)]
    placing = _without_lengths_of_the_act(placing, act, is_repeated=bool(every))
    timing = _placed(placing, replace(act, repeats=bool(every)), raw)
    if timing is not None:
        return replace(timing, every=every) if every else timing
    if every:
        # How often is all that is said; when it begins, the list says (`catalog/beginnings.py`).
        relation = Relation.BEFORE if act.before else Relation.AFTER
        return Timing(relation, raw=raw, kind=TimingKind.RECURRING, every=every)
    return None


def _without_lengths_of_the_act(moments: list[Moment], act: Act, *, is_repeated: bool) -> list[Moment]:
    """“20 minutes every hour”: how long it takes is not when it is."""
    short = [
        m
        for m in moments
        if m.form in (Form.LASTING, Form.BARE) and m.high is not None and m.high.unit is TimeUnit.MINUTES
    ]
    bare = [m for m in short if m.form is Form.BARE]
    has_others = any(m not in short and m.form is not Form.UNTIL for m in moments)
    if short and (bare or is_repeated or has_others or act.moves):
        return [m for m in moments if m not in short]
    return moments


def _placed(moments: list[Moment], act: Act, raw: str) -> Timing | None:
    if not moments:
        return None
    numbered = [m for m in moments if m.form not in (Form.UNTIL, Form.EVENT)] or moments
    if act.category is Category.FASTING and len(numbered) > 1 and numbered[0].form is Form.ON_DAY:
        numbered = numbered[1:]
    second = numbered[1] if len(numbered) > 1 else None
    return settle_pair(numbered[0], second, act, raw) or _single(numbered[0], act, raw)


def _single(moment: Moment, act: Act, raw: str) -> Timing | None:
    if special := _SPECIAL.get(moment.form):
        return special(moment, act, raw)
    relation = moment.relation or _side(moment, act)
    if relation is None:
        return None
    moment = replace(moment, relation=relation)
    if moment.is_vague:
        return _vague(moment, raw)
    return before(moment, act, raw) if relation is Relation.BEFORE else after(moment, act, raw)


def _side(moment: Moment, act: Act) -> Relation | None:
    """The side of the anchor that a length without "before" or "after" lies on; None where nothing tells."""
    if not act.before:
        return Relation.AFTER
    if moment.form is Form.WITHIN and moment.anchor is Anchor.SURGERY and act.category is not Category.LOGISTICS:
        return Relation.BEFORE
    if moment.form is Form.WITHIN and moment.is_vague:
        return Relation.BEFORE
    if act.restricts and act.category in (Category.ACTIVITY, Category.LOGISTICS):
        # "Do not drive for 24 hours" is meant for the way home.
        return Relation.AFTER
    is_stopped = act.stops and (act.category is Category.LIFESTYLE or moment.form is Form.LASTING)
    if act.holds or is_stopped:
        return Relation.BEFORE
    return Relation.AFTER if act.category in (Category.LOGISTICS, Category.HOSPITAL_STAY) or act.permits else None


def _vague(moment: Moment, raw: str) -> Timing:
    """A length without a number is a hole: the anchor's own edge, and nothing else, is known."""
    if moment.relation is Relation.BEFORE:
        return Timing(Relation.BEFORE, None, NOW, raw, TimingKind.VAGUE, moment.anchor)
    return Timing(Relation.AFTER, TODAY, None, raw, TimingKind.VAGUE, moment.anchor)


def _on_day(moment: Moment, act: Act, raw: str) -> Timing:
    if moment.word in ("starting", "beginning", "from") and not act.before and moment.anchor in _DAYS_AFTER:
        return Timing(Relation.AFTER, TODAY, None, raw, TimingKind.START, moment.anchor)
    if moment.word == "up" and act.before and not act.holds and moment.part_of_day is None:
        # "It is safe to take up to the day of surgery".
        return Timing(Relation.BEFORE, None, NOW, raw, TimingKind.DEADLINE, moment.anchor)
    return Timing(Relation.ON_DAY, raw=raw, anchor=moment.anchor, part_of_day=moment.part_of_day)


def _until(moment: Moment, act: Act, raw: str) -> Timing | None:
    if moment.word == "while" and (act.before or not act.restricts):
        return None  # "while you are not eating": a condition
    # A medicine's beginning is never supplied.
    start = None if act.category in (Category.MEDICATION, Category.FASTING) or act.before else TODAY
    end = NOW if act.before and act.category is not Category.MEDICATION else None
    return Timing(Relation.BEFORE if act.before else Relation.AFTER, start, end, raw, TimingKind.VAGUE)


def _clock(moment: Moment, act: Act, raw: str) -> Timing | None:
    if moment.low is not None and moment.relation in (Relation.BEFORE, Relation.AFTER):
        is_open = (moment.word == "from" and act.holds) or moment.clock == _MIDNIGHT
        end = None if is_open else moment.low
        return Timing(moment.relation, moment.low, end, raw, TimingKind.CLOCK, moment.anchor, clock=moment.clock)
    is_midnight = moment.clock == _MIDNIGHT
    if is_midnight and moment.relation is None and act.before:
        return Timing(Relation.BEFORE, DAY, None, raw, TimingKind.CLOCK, moment.anchor, clock=moment.clock)
    if moment.relation is None and act.before and not act.arrives:
        # Of which day, nobody says: the hour is kept for whoever fills the hole.
        return Timing(Relation.ON_DAY, None, None, raw, TimingKind.VAGUE, moment.anchor, clock=moment.clock)
    if moment.relation is Relation.ON_DAY or act.before:
        part = None if is_midnight else moment.part_of_day
        clock = "00:00" if is_midnight and moment.word == "from" else moment.clock
        return Timing(Relation.ON_DAY, None, None, raw, TimingKind.CLOCK, moment.anchor, clock=clock, part_of_day=part)
    return None


def _event(moment: Moment, act: Act, raw: str) -> Timing | None:
    if moment.relation is Relation.ON_DAY:
        return Timing(Relation.ON_DAY, raw=raw, anchor=moment.anchor)
    if act.category in (Category.MEDICATION, Category.FASTING):
        return None
    if moment.relation is Relation.BEFORE:
        return Timing(Relation.BEFORE, None, NOW, raw, TimingKind.DEADLINE, moment.anchor)
    return Timing(Relation.AFTER, TODAY, None, raw, TimingKind.START, moment.anchor)


_SPECIAL: Mapping[Form, Callable[[Moment, Act, str], Timing | None]] = {
    Form.ON_DAY: _on_day,
    Form.CLOCK: _clock,
    Form.UNTIL: _until,
    Form.EVENT: _event,
}
