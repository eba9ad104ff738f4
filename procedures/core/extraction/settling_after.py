"""A time after its anchor: which edge is which, by how the words put it and by what is done."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from procedures.core.extraction.acts import Act
from procedures.core.extraction.moments import TODAY, Form, Moment
from procedures.core.extraction.settling_before import shorter
from procedures.core.tasks import Category
from procedures.core.timing import Relation, Timing, TimingKind

_STAYS = frozenset({Form.LASTING, Form.BARE, Form.AT, Form.WITHIN, Form.AFTER, Form.UP_TO})


def after(moment: Moment, act: Act, raw: str) -> Timing:
    """The timing of what is to be done after `moment.anchor`. `moment` has its numbers."""
    if act.category is Category.HOSPITAL_STAY and moment.form in _STAYS:
        return replace(_due(moment, raw), kind=TimingKind.DURATION_RANGE)
    return _BY_FORM[moment.form](moment, act, raw)


def _start(moment: Moment, raw: str) -> Timing:
    longer = None if moment.low == moment.high else moment.high
    return Timing(Relation.AFTER, moment.low, None, raw, TimingKind.START, moment.anchor, maximum=longer)


def _due(moment: Moment, raw: str) -> Timing:
    return Timing(Relation.AFTER, moment.low, moment.high, raw, TimingKind.DUE, moment.anchor)


def _whole(moment: Moment, raw: str) -> Timing:
    edge = shorter(moment)
    return Timing(Relation.AFTER, TODAY, moment.high, raw, TimingKind.INTERVAL, moment.anchor, minimum=edge)


def _within(moment: Moment, _act: Act, raw: str) -> Timing:
    return Timing(Relation.AFTER, TODAY, moment.high, raw, TimingKind.DUE, moment.anchor)


def _lasting(moment: Moment, act: Act, raw: str) -> Timing:
    # "Come back for 2 weeks after" means the day; "For 2 years after it, tell your dentist" the stretch.
    is_contact = act.is_contact and not act.repeats and moment.first > 0
    is_day = is_contact and moment.relation is Relation.AFTER and moment.word == "for"
    return _due(moment, raw) if is_day else _whole(moment, raw)


def _until(moment: Moment, _act: Act, raw: str) -> Timing:
    return _whole(moment, raw)


def _span(moment: Moment, act: Act, raw: str) -> Timing:
    # "Week 3-4: light exercise is allowed": from then on, and not again forbidden afterwards.
    return _start(moment, raw) if act.allows else replace(_due(moment, raw), kind=TimingKind.INTERVAL)


def _from(moment: Moment, _act: Act, raw: str) -> Timing:
    return replace(_start(moment, raw), maximum=None)


def _day(moment: Moment, act: Act, raw: str) -> Timing:
    if moment.word == "by":
        return replace(_whole(moment, raw), kind=TimingKind.DEADLINE)
    if moment.word in ("until", "for"):
        return _whole(moment, raw)
    timing = _start(moment, raw) if act.permits or act.starts else _due(moment, raw)
    return replace(timing, part_of_day=moment.part_of_day)


def _after(moment: Moment, act: Act, raw: str) -> Timing:
    return _due(moment, raw) if act.is_contact else _start(moment, raw)


def _point(moment: Moment, act: Act, raw: str) -> Timing:
    return _start(moment, raw) if act.permits or act.starts else _due(moment, raw)


def _bare(moment: Moment, act: Act, raw: str) -> Timing:
    """How long something is done, or how long until it may be."""
    if act.is_contact:
        return _due(moment, raw)
    return _start(moment, raw) if act.permits else _whole(moment, raw)


_BY_FORM: Mapping[Form, Callable[[Moment, Act, str], Timing]] = {
    Form.WITHIN: _within,
    Form.LASTING: _lasting,
    Form.UP_TO: _until,
    Form.SPAN: _span,
    Form.FROM: _from,
    Form.DAY: _day,
    Form.AFTER: _after,
    Form.AT: _point,
    Form.BARE: _bare,
}
