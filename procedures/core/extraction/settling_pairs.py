"""Two times of one clause that mean one time: "after 24 hours for 7 days", "the same day or after 1 night"."""

from procedures.core.extraction.acts import Act
from procedures.core.extraction.moments import DAY, NOW, TODAY, Form, Moment
from procedures.core.extraction.settling_before import shorter
from procedures.core.tasks import Category
from procedures.core.timing import Anchor, Relation, Timing, TimingKind


def settle_pair(first: Moment, second: Moment | None, act: Act, raw: str) -> Timing | None:
    """The timing that both state together; None where the first alone tells it."""
    if act.category is Category.HOSPITAL_STAY and (stay := _stay(first, second, raw)):
        return stay
    if second is None:
        return None
    is_begun = first.form in (Form.AFTER, Form.FROM, Form.DAY) and first.relation is not Relation.BEFORE
    if is_begun and first.high is not None and second.form is Form.LASTING and second.high is not None:
        return Timing(Relation.AFTER, first.low, second.high, raw, TimingKind.INTERVAL, first.anchor)
    if first.form is Form.ON_DAY and second.form is Form.DAY and second.relation is Relation.AFTER:
        return _that_day_or_the_next(second, act, raw)
    if act.before and first.form is Form.LASTING and first.relation is None and second.form is Form.ON_DAY:
        # "For 5 days, the last time on the morning of surgery".
        return Timing(Relation.BEFORE, first.high, NOW, raw, TimingKind.INTERVAL, minimum=shorter(first))
    return None


def _that_day_or_the_next(second: Moment, act: Act, raw: str) -> Timing:
    if act.permits:
        return Timing(Relation.AFTER, TODAY, None, raw, TimingKind.START, maximum=second.high)
    return Timing(Relation.AFTER, TODAY, second.high, raw, TimingKind.DUE)


def _stay(first: Moment, second: Moment | None, raw: str) -> Timing | None:
    """“overnight”, “the same day or after 1 night”: how long the stay lasts."""
    is_same_day = first.form is Form.ON_DAY and first.anchor is Anchor.SURGERY
    if is_same_day and second and second.high is not None:
        return Timing(Relation.AFTER, TODAY, second.high, raw, TimingKind.DURATION_RANGE)
    is_night = first.form is Form.SPAN and (first.low, first.high) == (TODAY, DAY) and first.relation is Relation.AFTER
    if is_night:
        return Timing(Relation.AFTER, DAY, DAY, raw, TimingKind.DURATION_RANGE)
    return None
