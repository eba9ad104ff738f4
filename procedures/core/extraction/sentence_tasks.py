"""One sentence to its task drafts, or to the reason why it is none."""

import itertools
from dataclasses import dataclass, replace

from procedures.core.extraction.adverts import is_advert
from procedures.core.extraction.alarms import calls_about_signs, is_alarm, is_report_of_signs
from procedures.core.extraction.anchors import Events
from procedures.core.extraction.bans import is_banned
from procedures.core.extraction.categories import cues_in
from procedures.core.extraction.categorizing import category_of
from procedures.core.extraction.clauses import Clause
from procedures.core.extraction.drafts import SectionKind, TaskDraft
from procedures.core.extraction.headings import Mode, sense_of
from procedures.core.extraction.holes import hole_in
from procedures.core.extraction.judging import judged
from procedures.core.extraction.labels import is_caption, label_end
from procedures.core.extraction.lexicon import phrases
from procedures.core.extraction.modality import head_of, is_imperative
from procedures.core.extraction.moments import Form, Moment
from procedures.core.extraction.occasions import occasions_of
from procedures.core.extraction.places import Line, Place, is_question
from procedures.core.extraction.placing import Told, moments_on_days, timing_of
from procedures.core.extraction.sayings import takes_back
from procedures.core.extraction.sorting import actor_of, alternative_of, cue_of, phase_of
from procedures.core.extraction.splitting import clauses_of
from procedures.core.extraction.titles import occasion_title, title_of, titled_under
from procedures.core.extraction.tokens import Words
from procedures.core.extraction.verdicts import Verdict
from procedures.core.tasks import NEEDS_CLINICIAN, Category, Phase, Polarity
from procedures.core.timing import Relation, Timing, TimingKind

_ADVERT = "advert"
_IMPRINT = phrases(
    "produced by :, written by :, reviewed by :, review date :, date of review :, next review :, version :"
)
_GRAVE = frozenset({Category.MEDICATION, Category.FASTING, Category.DIET, Category.PAIN_MANAGEMENT})


@dataclass(frozen=True, slots=True)
class Sorted:
    """What a sentence gave: tasks, or a reason why there are none."""

    tasks: tuple[TaskDraft, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence without its label, and where it stands once the label is read."""

    line: Line
    source_text: str
    place: Place
    label_moments: tuple[Moment, ...] = ()


def tasks_of(line: Line, source_text: str, events: Events) -> Sorted:
    """Draft the tasks of one sentence."""
    words, place = line.words, line.place
    if is_caption(words) or _IMPRINT.at(words, 0):
        return Sorted((), Verdict.REFERENCE.value)
    if is_advert(words) and not is_report_of_signs(words):
        return Sorted((), _ADVERT)
    label = label_end(words)
    place = _with_label(words.part(0, label), place, events) if label else place
    body = words.part(label, len(words)) if label else words
    label_moments = Clause(words.part(0, label), events).placing if label else ()
    is_order = bool(label) and is_imperative(words.part(0, label))
    if is_order:
        body, label_moments = words, ()
    sentence = _Sentence(line, source_text, place, label_moments)
    drafts: list[TaskDraft] = []
    reasons: list[str] = []
    is_ordered = False
    clauses = (Clause(body, events),) if is_alarm(body) or is_order else clauses_of(body, events)
    for clause in clauses:
        verdict = judged(clause, sentence.place, label_moments)
        if drafts and not is_ordered and takes_back(clause.words) and drafts[-1].category in _GRAVE:
            drafts.pop()
            reasons.append(Verdict.NEGATION.value)
        if verdict.is_task:
            drafts.extend(_following(drafts, _drafts(sentence, clause, verdict), clause))
        else:
            reasons.append(verdict.value)
        is_ordered = clause.is_imperative
        # What "it" in the next clause is stands in this one.
        sentence = replace(sentence, place=replace(place, before=clause.words))
    drafts = _relayed(drafts)
    if not drafts:
        return Sorted((), reasons[0] if reasons else Verdict.NOT_AN_INSTRUCTION.value)
    if len(drafts) > 1:
        drafts = [replace(draft, part=at) for at, draft in enumerate(drafts, start=1)]
    return Sorted(tuple(drafts))


def _with_label(label: Words, place: Place, events: Events) -> Place:
    sense = sense_of(label, events)
    place = replace(place, topic=label, is_listed=True, is_labelled=True)
    if sense.mode in (Mode.AVOID, Mode.EXPECTED, Mode.WARNING, Mode.REASONS):
        place = replace(place, mode=sense.mode)
    if sense.kind in (SectionKind.PREPARATION, SectionKind.RECOVERY, SectionKind.FOLLOW_UP):
        place = replace(place, kind=sense.kind)
    return place


def _drafts(sentence: _Sentence, clause: Clause, verdict: Verdict) -> list[TaskDraft]:
    """The tasks of one clause, one for each of its occasions."""
    occasions = occasions_of(clause)
    # "Not eat for six hours or drink for two": between two lengths stands what each is of, so the title keeps it all.
    is_parted = len(occasions) > 1 and not any(group[0].form is Form.LASTING for group in occasions)
    drafts = []
    for moments in occasions:
        on_days = moments_on_days(moments or sentence.label_moments, sentence.label_moments, sentence.place)
        title = occasion_title(clause.words, moments, occasions) if is_parted else title_of(clause.words)
        topic = _topic_needed(clause, sentence.place)
        title = titled_under(topic, title) if topic else title
        drafts.append(_draft(sentence, clause, on_days, verdict, title))
    return drafts


def _topic_needed(clause: Clause, place: Place) -> Words | None:
    """The label or the question above, where the words themselves do not say what they are about."""
    topic = place.topic
    if topic is None or not (place.is_labelled or is_question(topic)) or not cues_in(topic):
        return None
    return None if any(hit.meaning.weight > 1 for hit in cues_in(clause.main)) else topic


def _draft(sentence: _Sentence, clause: Clause, moments: tuple[Moment, ...], verdict: Verdict, title: str) -> TaskDraft:
    place = sentence.place
    category = category_of(clause, cue_of(clause, place), moments, place)
    restricts = is_banned(clause, category, place)
    phase = phase_of(clause, category, moments, place, sentence.line.words)
    timing = timing_of(Told(clause, category, place, verdict, restricts), moments)
    is_warning = place.mode is Mode.WARNING or is_report_of_signs(clause.words)
    # Before the operation too: "Call us if you have a fever" is nothing to tick, and no visit.
    is_call_ahead = category is Category.ASSESSMENT and calls_about_signs(clause.words) and timing is None
    red_flag = (category is Category.MONITORING and is_warning) or is_call_ahead
    return TaskDraft(
        span=sentence.line.span,
        source_text=sentence.source_text,
        title=title,
        phase=Phase.RECOVERY if red_flag and not is_call_ahead else phase,
        category=category,
        category_alt=alternative_of(clause, category),
        actor=actor_of(clause),
        polarity=Polarity.AVOID if restricts else Polarity.DO,
        condition=clause.condition,
        is_red_flag=red_flag,
        needs_value=hole_in(sentence.source_text, timing, category),
        needs_clinician=category in NEEDS_CLINICIAN,
        # Safety rule 4: what is urgent is never put off to a date.
        timing=None if red_flag else timing,
    )


_ONCE = frozenset(("remove", "take", "change", "replace", "unwrap"))
_LASTS = frozenset({Category.MEDICATION, Category.FASTING})


def _following(before: list[TaskDraft], drafts: list[TaskDraft], clause: Clause) -> list[TaskDraft]:
    """“Keep it dry for 48 hours, then shower”: what follows "then" begins when what stands before it is over.

    It never dates a medicine or a fast: those keep only what their own words say.
    """
    if not before or len(drafts) != 1 or clause.placing or not _opens_then(clause):
        return drafts
    one, other = before[-1].timing, drafts[0].timing
    is_own = one is not None and not one.is_inherited and one.relation is Relation.AFTER and one.to is not None
    is_free = other is None or other.is_inherited
    if one is None or not (is_own and is_free) or drafts[0].category in _LASTS:
        return drafts
    is_once = clause.main.norm(head_of(clause.main)) in _ONCE and drafts[0].category is Category.WOUND_CARE
    begins = Timing(Relation.AFTER, one.to, None, one.raw, TimingKind.START, one.anchor)
    if is_once:
        begins = replace(begins, to=one.to, kind=TimingKind.DUE)
    return [replace(drafts[0], timing=begins)]


def _opens_then(clause: Clause) -> bool:
    """True where "then" or "after that" stands before the clause or opens it."""
    at = clause.words.tokens[0].start if clause.words.tokens else 0
    said = clause.words.text[:at].lower().rstrip(" ,").rsplit(maxsplit=1)[-1:]
    return said == ["then"] or clause.words.norm(0) in ("then", "thereafter", "afterwards")


def _relayed(drafts: list[TaskDraft]) -> list[TaskDraft]:
    """“Low-fiber diet for 3 days before, then clear liquids the day before”: the first ends where the second begins."""
    relayed = list(drafts)
    for at, (one, other) in enumerate(itertools.pairwise(drafts)):
        first, second = one.timing, other.timing
        if first is None or second is None or one.category is not other.category:
            continue
        is_relay = (
            first.kind is second.kind is TimingKind.INTERVAL and first.relation is second.relation is Relation.BEFORE
        )
        if is_relay and first.to == second.to and first.from_ != second.from_ and one.category is Category.DIET:
            relayed[at] = replace(one, timing=replace(first, to=second.from_))
    return relayed
