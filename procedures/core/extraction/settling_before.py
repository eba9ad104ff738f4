"""A time before its anchor: which edge is which, by how the words put it and by what is done."""

from collections.abc import Callable, Mapping

from procedures.core.distance import Distance
from procedures.core.extraction.acts import Act
from procedures.core.extraction.moments import DAY, NOW, Form, Moment
from procedures.core.tasks import Category
from procedures.core.timing import Relation, Timing, TimingKind


def before(moment: Moment, act: Act, raw: str) -> Timing:
    """The timing of what is to be done before `moment.anchor`. `moment` has its numbers."""
    return _BY_FORM.get(moment.form, _point)(moment, act, raw)


def shorter(moment: Moment) -> Distance | None:
    """The shorter edge of a range whose longer one is the safe one; None where there is no range."""
    return None if moment.low == moment.high else moment.low


def _until(moment: Moment, _act: Act, raw: str) -> Timing:
    return Timing(Relation.BEFORE, None, moment.high, raw, TimingKind.DEADLINE, moment.anchor)


def _from(moment: Moment, _act: Act, raw: str) -> Timing:
    return Timing(Relation.BEFORE, moment.high, None, raw, TimingKind.START, moment.anchor)


def _span(moment: Moment, act: Act, raw: str) -> Timing:
    kind = TimingKind.INTERVAL if act.holds or act.stops else TimingKind.DUE
    return Timing(Relation.BEFORE, moment.high, moment.low, raw, kind, moment.anchor)


def _within(moment: Moment, act: Act, raw: str) -> Timing:
    kind = TimingKind.INTERVAL if act.holds else TimingKind.DUE
    return Timing(Relation.BEFORE, moment.high, NOW, raw, kind, moment.anchor)


def _lasting(moment: Moment, _act: Act, raw: str) -> Timing:
    edge = shorter(moment)
    return Timing(Relation.BEFORE, moment.high, NOW, raw, TimingKind.INTERVAL, moment.anchor, minimum=edge)


def _day(moment: Moment, act: Act, raw: str) -> Timing:
    anchor, part = moment.anchor, moment.part_of_day
    if moment.word in ("up", "until") and not act.holds:
        return Timing(Relation.BEFORE, None, DAY, raw, TimingKind.INTERVAL, anchor)
    if moment.word in ("from", "starting", "beginning") and not act.restricts:
        return Timing(Relation.BEFORE, DAY, None, raw, TimingKind.START, anchor, part_of_day=part)
    is_kept = act.holds and not act.permits and not act.helps
    if is_kept:
        return Timing(Relation.BEFORE, DAY, NOW, raw, TimingKind.INTERVAL, anchor, part_of_day=part)
    return Timing(Relation.BEFORE, DAY, DAY, raw, TimingKind.DUE, anchor, part_of_day=part)


def _point(moment: Moment, act: Act, raw: str) -> Timing:
    low, high, anchor = moment.low, moment.high, moment.anchor
    if act.finishes:
        return Timing(Relation.BEFORE, None, high, raw, TimingKind.DEADLINE, anchor)
    if act.category is Category.FASTING:
        return _lasting(moment, act, raw)
    if act.stops or (moment.at_least and not act.restricts):
        return Timing(Relation.BEFORE, None, high, raw, TimingKind.DEADLINE, anchor, minimum=shorter(moment))
    is_had_once = act.helps and high is not None and high.unit.is_elapsed
    if act.holds and not is_had_once:
        return _lasting(moment, act, raw)
    if act.starts:
        return Timing(Relation.BEFORE, high, None, raw, TimingKind.START, anchor, minimum=shorter(moment))
    return Timing(Relation.BEFORE, high, low, raw, TimingKind.DUE, anchor)


_BY_FORM: Mapping[Form, Callable[[Moment, Act, str], Timing]] = {
    Form.UP_TO: _until,
    Form.FROM: _from,
    Form.SPAN: _span,
    Form.DAY: _day,
    Form.WITHIN: _within,
    Form.LASTING: _lasting,
    Form.BARE: _lasting,
}
