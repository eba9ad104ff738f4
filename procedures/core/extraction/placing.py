"""When a clause's task is to be done: its own time, else that of the label or heading above it."""

from dataclasses import dataclass, replace

from procedures.core.extraction.acts import CONTACTS, Act
from procedures.core.extraction.clause_words import STOPS
from procedures.core.extraction.clauses import Clause
from procedures.core.extraction.dating import dated, needs_day, window_of
from procedures.core.extraction.drafts import SectionKind
from procedures.core.extraction.modality import is_directed
from procedures.core.extraction.moments import NOW, TODAY, Form, Moment
from procedures.core.extraction.places import Place, is_question
from procedures.core.extraction.placing_words import (
    AFTER_IT,
    ARRIVING,
    AT_ONCE,
    BEFORE_IT,
    DIETS,
    FINISHING,
    MOVING,
    NOT_STOPPED,
    RESUMED,
    SOMEONE_HOME,
    WHEN_MAY,
)
from procedures.core.extraction.settling import settle
from procedures.core.extraction.sorting import resumes_later, says_stays
from procedures.core.extraction.verdicts import Verdict
from procedures.core.tasks import Category
from procedures.core.timing import Anchor, Relation, Timing, TimingKind

_LONGEST_LABEL = 4


@dataclass(frozen=True, slots=True)
class Told:
    """A clause that is a task, with all that decides when it is to be done."""

    clause: Clause
    category: Category
    place: Place
    verdict: Verdict
    restricts: bool

    @property
    def before(self) -> bool:
        return self.place.kind is SectionKind.PREPARATION

    @property
    def act(self) -> Act:
        """What is done, as far as it decides how its time is meant."""
        clause, place = self.clause, self.place
        return Act(
            self.category,
            self.before,
            restricts=self.restricts and not clause.says_stop,
            permits=self._permits,
            allows=clause.says_allowed or self._is_permitted,
            starts=clause.says_start,
            stops=clause.says_stop or (place.column is not None and place.column in STOPS),
            limits=self.before and clause.says_only,
            moves=clause.main in MOVING,
            arrives=clause.main in ARRIVING,
            finishes=clause.main in FINISHING,
            helps=self._is_meal(),
        )

    @property
    def _is_permitted(self) -> bool:
        """Under "When can I ...?", where nothing orders anything."""
        clause = self.clause
        is_told = self.restricts or clause.is_imperative or is_directed(clause.main)
        return self.place.is_permitted and not is_told

    @property
    def is_at_once(self) -> bool:
        """True for what begins as soon as the operation is over."""
        begins = self.act.permits or self.act.starts or self.category in (Category.ACTIVITY, Category.THERAPY)
        return begins and not self.before and self.category is not Category.MEDICATION and self.clause.words in AT_ONCE

    def _is_meal(self) -> bool:
        is_eaten = self.category is Category.DIET and self.clause.is_imperative
        return is_eaten and not self.restricts and not self.clause.says_only and self.clause.main not in DIETS

    @property
    def _permits(self) -> bool:
        if self.restricts or self.category in CONTACTS:
            return False
        return self.clause.says_may or self.verdict is Verdict.MILESTONE or self._is_asked_when()

    def _is_asked_when(self) -> bool:
        topic = self.place.topic
        if self.restricts or topic is None:
            return False
        is_label = self.place.is_labelled and RESUMED.at(topic, 0) is not None and len(topic) <= _LONGEST_LABEL
        return is_label or (is_question(topic) and topic in WHEN_MAY) or self.place.is_permitted


def moments_on_days(moments: tuple[Moment, ...], label: tuple[Moment, ...], place: Place) -> tuple[Moment, ...]:
    """The moments of one occasion, each clock time put on the day that sentence, label or heading names."""
    above = (*label, *(m for m in (place.day, place.moment) if m is not None))
    return dated(moments, above)


def timing_of(told: Told, moments: tuple[Moment, ...]) -> Timing | None:
    """The timing of a task, or None where nothing states a time."""
    clause, place = told.clause, told.place
    act = told.act
    if resumes_later(clause, told.category, moments):
        act = replace(act, before=False)
    timing = settle(moments, act, _raw(clause, moments)) if moments else None
    if timing is not None and _is_stay(told, timing):
        timing = replace(timing, anchor=Anchor.DISCHARGE)
    if timing is None and clause.main in NOT_STOPPED:
        # "Do not stop it" under "One week before": that week is for what is to be stopped.
        return None
    hour = next((m.clock for m in moments if needs_day(m)), None)
    if place.moment is not None and (
        timing is None or timing.kind is TimingKind.RECURRING or hour or _is_dated_above(told, timing)
    ):
        above = settle((place.moment if told.act.starts else window_of(place.moment),), told.act, place.moment_words)
        # "The first days at home" has no number: from when a medicine is taken again it does not tell.
        is_supplied = above is not None and above.kind is TimingKind.VAGUE and told.category in _NEVER_BEGUN
        # "The months before" adds nothing to "every night".
        is_empty = above is not None and above.kind is TimingKind.VAGUE and told.before and timing is not None
        if above is not None and not (is_supplied or is_empty):
            every = timing.every if timing else ""
            kind = TimingKind.CLOCK if hour else above.kind
            return replace(above, every=every, clock=hour or above.clock, kind=kind).inherited()
    if timing is None and told.is_at_once:
        return Timing(Relation.AFTER, TODAY, None, clause.words.between(0, len(clause.words)), TimingKind.START)
    if timing is None and _is_way_home(told):
        return Timing(Relation.ON_DAY, raw=_raw(clause, ()), kind=TimingKind.DUE, anchor=Anchor.DISCHARGE)
    return timing or _beside_operation(told)


def _is_dated_above(told: Told, timing: Timing) -> bool:
    """“Week 7+: driving is allowed once the sling is off”: the heading has the number, the words a condition."""
    above = told.place.moment
    is_open = (
        timing.kind is TimingKind.VAGUE and told.act.permits and all(m.form is Form.UNTIL for m in told.clause.placing)
    )
    return is_open and above is not None and above.low is not None


def _beside_operation(told: Told) -> Timing | None:
    """“before your operation”, “during your recovery”: a side, and no number; it tells nothing of a medicine."""
    if told.category in _NEVER_SUPPLIED:
        return None
    clause = told.clause
    if told.before and clause.main in BEFORE_IT:
        return Timing(Relation.BEFORE, None, NOW, _raw(clause, ()), TimingKind.VAGUE)
    if not told.before and clause.main in AFTER_IT:
        return Timing(Relation.AFTER, TODAY, None, _raw(clause, ()), TimingKind.VAGUE)
    return None


_NEVER_BEGUN = frozenset({Category.MEDICATION, Category.FASTING})
_NEVER_SUPPLIED = frozenset({Category.MEDICATION, Category.FASTING, Category.MONITORING})


def _is_stay(told: Told, timing: Timing) -> bool:
    """“Someone must stay with you for 24 hours” counts from going home."""
    is_later = timing.relation is Relation.AFTER and timing.anchor is Anchor.SURGERY
    return told.category is Category.LOGISTICS and told.before and is_later and says_stays(told.clause.words)


def _is_way_home(told: Told) -> bool:
    words = told.clause.words
    return told.category is Category.LOGISTICS and words in SOMEONE_HOME and not says_stays(words)


def _raw(clause: Clause, moments: tuple[Moment, ...]) -> str:
    often = [m for m in moments if m.form is Form.FREQUENCY]
    placing = [m for m in moments if m.form not in (Form.FREQUENCY, Form.FOREIGN)] or often or list(moments)
    is_own = bool(placing) and any(m.first == placing[0].first for m in clause.moments)
    if clause.shared or not is_own:
        return clause.words.between(0, len(clause.words))
    return clause.words.between(placing[0].first, placing[0].last)
