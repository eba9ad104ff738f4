"""From the words of a time and what is done at it to a timing: which edge is which, and what the edges mean."""

from dataclasses import dataclass, replace

from procedures.core.distance import Distance, TimeUnit
from procedures.core.extraction.moments import DAY, NOW, TODAY, Form, Moment
from procedures.core.tasks import Category
from procedures.core.timing import Anchor, Relation, Timing, TimingKind

_CONTACTS = frozenset({Category.APPOINTMENT, Category.TEST, Category.ASSESSMENT})
_MIDNIGHT = "24:00"


@dataclass(frozen=True, slots=True)
class Act:
    """What is done, as far as it decides how a time is meant. `before` is the side of a time that names none."""

    category: Category
    before: bool
    restricts: bool = False
    permits: bool = False
    starts: bool = False
    stops: bool = False
    limits: bool = False
    moves: bool = False

    @property
    def holds(self) -> bool:
        """True for what lasts over a stretch of time, as a fast does."""
        return self.category in (Category.FASTING, Category.DIET) or self.restricts or self.limits


def settle(moments: tuple[Moment, ...], act: Act, raw: str) -> Timing | None:
    """Return the timing that `moments`, the times of one task, state together, or None if they state none.

    Nothing is added: an edge that no word gives stays None.
    """
    every = next((m.every for m in moments if m.form is Form.FREQUENCY), "")
    placing = [m for m in moments if m.form not in (Form.FREQUENCY, Form.FOREIGN)]
    placing = _without_lengths_of_the_act(placing, act, is_repeated=bool(every))
    timing = _placed(placing, act, raw)
    if timing is not None:
        return replace(timing, every=every) if every else timing
    if every:
        side = Relation.BEFORE if act.before else Relation.AFTER
        return Timing(side, raw=raw, kind=TimingKind.RECURRING, every=every)
    return None


def _without_lengths_of_the_act(moments: list[Moment], act: Act, *, is_repeated: bool) -> list[Moment]:
    """“20 minutes every hour”: how long it takes is not when it is."""
    short = [
        m
        for m in moments
        if m.form in (Form.LASTING, Form.BARE) and m.high is not None and m.high.unit is TimeUnit.MINUTES
    ]
    bare = [m for m in short if m.form is Form.BARE]
    if short and (
        bare or is_repeated or any(m not in short and m.form is not Form.UNTIL for m in moments) or act.moves
    ):
        return [m for m in moments if m not in short]
    return moments


def _placed(moments: list[Moment], act: Act, raw: str) -> Timing | None:
    if not moments:
        return None
    numbered = [m for m in moments if m.form not in (Form.UNTIL, Form.EVENT)] or moments
    if act.category is Category.FASTING and len(numbered) > 1 and numbered[0].form is Form.ON_DAY:
        numbered = numbered[1:]
    first = numbered[0]
    second = numbered[1] if len(numbered) > 1 else None
    if second and first.form is Form.AFTER and second.form is Form.LASTING:
        return Timing(Relation.AFTER, first.low, second.high, raw, TimingKind.INTERVAL, first.anchor)
    if second and first.form is Form.ON_DAY and second.form is Form.DAY and second.relation is Relation.AFTER:
        return Timing(Relation.AFTER, TODAY, None, raw, TimingKind.START, maximum=second.high)
    return _single(first, act, raw)


def _single(moment: Moment, act: Act, raw: str) -> Timing | None:  # noqa: PLR0911
    if moment.form is Form.ON_DAY:
        return Timing(Relation.ON_DAY, raw=raw, anchor=moment.anchor, part_of_day=moment.part_of_day)
    if moment.form is Form.CLOCK:
        return _clock(moment, act, raw)
    if moment.form is Form.UNTIL:
        # A medicine's beginning is never supplied.
        start = None if act.category in (Category.MEDICATION, Category.FASTING) or act.before else TODAY
        side = Relation.BEFORE if act.before else Relation.AFTER
        return Timing(
            side, start, NOW if act.before and act.category is not Category.MEDICATION else None, raw, TimingKind.VAGUE
        )
    if moment.form is Form.EVENT:
        return _event(moment, act, raw)
    relation = moment.relation or _side(moment, act)
    if relation is None:
        return None
    moment = replace(moment, relation=relation)
    if moment.is_vague:
        return _vague(moment, raw)
    return _before(moment, act, raw) if relation is Relation.BEFORE else _after(moment, act, raw)


def _side(moment: Moment, act: Act) -> Relation | None:
    """The side of the anchor that a length without "before" or "after" lies on; None where nothing tells."""
    if not act.before:
        return Relation.AFTER
    if moment.form is Form.WITHIN and moment.anchor is Anchor.SURGERY and act.category is not Category.LOGISTICS:
        return Relation.BEFORE
    if act.holds:
        return Relation.BEFORE
    return Relation.AFTER if act.category in (Category.LOGISTICS, Category.HOSPITAL_STAY) or act.permits else None


def _vague(moment: Moment, raw: str) -> Timing:
    """A length without a number is a hole: the anchor's own edge, and nothing else, is known."""
    if moment.relation is Relation.BEFORE:
        return Timing(Relation.BEFORE, None, NOW, raw, TimingKind.VAGUE, moment.anchor)
    return Timing(Relation.AFTER, TODAY, None, raw, TimingKind.VAGUE, moment.anchor)


def _clock(moment: Moment, act: Act, raw: str) -> Timing | None:
    if moment.low is not None and moment.relation in (Relation.BEFORE, Relation.AFTER):
        day = moment.low
        end = None if moment.word == "from" or moment.clock == _MIDNIGHT else day
        return Timing(moment.relation, day, end, raw, TimingKind.CLOCK, moment.anchor, clock=moment.clock)
    is_eve = moment.clock == _MIDNIGHT and moment.relation is None and act.before
    if is_eve and moment.relation in (None, Relation.BEFORE):
        return Timing(Relation.BEFORE, DAY, None, raw, TimingKind.CLOCK, moment.anchor, clock=moment.clock)
    if moment.relation is Relation.ON_DAY or act.before:
        part = moment.part_of_day if moment.clock != _MIDNIGHT else None
        clock = "00:00" if moment.clock == _MIDNIGHT and moment.word == "from" else moment.clock
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


def _shorter(moment: Moment) -> Distance | None:
    """The shorter edge of a range whose longer one is the safe one; None where there is no range."""
    return None if moment.low == moment.high else moment.low


def _longer(moment: Moment) -> Distance | None:
    """The longer edge of a range that begins with its shorter one; None where there is no range."""
    return None if moment.low == moment.high else moment.high


def _before(moment: Moment, act: Act, raw: str) -> Timing:  # noqa: C901, PLR0911
    low, high, anchor = moment.low, moment.high, moment.anchor
    lasting = Timing(Relation.BEFORE, high, NOW, raw, TimingKind.INTERVAL, anchor, minimum=_shorter(moment))
    if moment.form is Form.UP_TO:
        return Timing(Relation.BEFORE, None, high, raw, TimingKind.DEADLINE, anchor)
    if moment.form is Form.FROM:
        return Timing(Relation.BEFORE, high, None, raw, TimingKind.START, anchor)
    if moment.form is Form.SPAN:
        return Timing(Relation.BEFORE, high, low, raw, TimingKind.INTERVAL if act.holds else TimingKind.DUE, anchor)
    if moment.form is Form.DAY:
        if (act.holds and not act.permits) or act.category is Category.DIET:
            return Timing(Relation.BEFORE, DAY, NOW, raw, TimingKind.INTERVAL, anchor, part_of_day=moment.part_of_day)
        return Timing(Relation.BEFORE, DAY, DAY, raw, TimingKind.DUE, anchor, part_of_day=moment.part_of_day)
    if moment.form is Form.WITHIN:
        return Timing(Relation.BEFORE, high, NOW, raw, TimingKind.DUE, anchor)
    if moment.form in (Form.LASTING, Form.BARE) or act.category is Category.FASTING:
        return lasting
    if act.stops or (moment.at_least and not act.restricts):
        return Timing(Relation.BEFORE, None, high, raw, TimingKind.DEADLINE, anchor, minimum=_shorter(moment))
    if act.holds:
        return lasting
    if act.starts:
        return Timing(Relation.BEFORE, high, None, raw, TimingKind.START, anchor, minimum=_shorter(moment))
    return Timing(Relation.BEFORE, high, low, raw, TimingKind.DUE, anchor)


def _after(moment: Moment, act: Act, raw: str) -> Timing:  # noqa: C901, PLR0911
    low, high, anchor = moment.low, moment.high, moment.anchor
    start = Timing(Relation.AFTER, low, None, raw, TimingKind.START, anchor, maximum=_longer(moment))
    due = Timing(Relation.AFTER, low, high, raw, TimingKind.DUE, anchor)
    lasting = Timing(Relation.AFTER, TODAY, high, raw, TimingKind.INTERVAL, anchor, minimum=_shorter(moment))
    if act.category is Category.HOSPITAL_STAY and moment.form in (
        Form.LASTING,
        Form.BARE,
        Form.AT,
        Form.WITHIN,
        Form.AFTER,
        Form.UP_TO,
    ):
        return replace(due, kind=TimingKind.DURATION_RANGE)
    if moment.form is Form.WITHIN:
        return Timing(Relation.AFTER, TODAY, high, raw, TimingKind.DUE, anchor)
    if (
        moment.form is Form.LASTING
        and act.category in _CONTACTS
        and moment.relation is Relation.AFTER
        and moment.word == "for"
    ):
        return due
    if moment.form in (Form.LASTING, Form.UP_TO):
        return lasting
    if moment.form is Form.SPAN:
        return replace(due, kind=TimingKind.INTERVAL)
    if moment.form is Form.FROM:
        return replace(start, maximum=None)
    if moment.form is Form.DAY:
        return _day_after(moment, act, start, due, lasting)
    if moment.form is Form.AFTER:
        return due if act.category in _CONTACTS else start
    if moment.form is Form.AT:
        return start if act.permits or act.starts else due
    # A bare length: how long something is done, or how long until it may be.
    if act.category in _CONTACTS:
        return due
    return start if act.permits else lasting


def _day_after(moment: Moment, act: Act, start: Timing, due: Timing, lasting: Timing) -> Timing:
    if moment.word == "by":
        return replace(lasting, kind=TimingKind.DEADLINE)
    if moment.word in ("until", "for"):
        return lasting
    if act.permits or act.starts:
        return replace(start, part_of_day=moment.part_of_day)
    return replace(due, part_of_day=moment.part_of_day)
