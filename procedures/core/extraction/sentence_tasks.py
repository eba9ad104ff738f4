"""One sentence to its task drafts, or to the reason why it is none."""

import itertools
from dataclasses import dataclass, replace

from procedures.core.distance import TimeUnit
from procedures.core.extraction.anchors import Events
from procedures.core.extraction.categories import Cue, cues_in
from procedures.core.extraction.clauses import Clause
from procedures.core.extraction.drafts import SectionKind, TaskDraft
from procedures.core.extraction.headings import Mode, sense_of
from procedures.core.extraction.labels import label_end
from procedures.core.extraction.lexicon import phrases
from procedures.core.extraction.modality import (
    Signs,
    Verdict,
    is_discharge_criterion,
    is_imperative,
    is_order,
    is_staff,
    judge,
)
from procedures.core.extraction.moments import Form, Moment
from procedures.core.extraction.settling import Act, settle
from procedures.core.extraction.splitting import clauses_of
from procedures.core.extraction.titles import title_of
from procedures.core.extraction.tokens import Words
from procedures.core.extraction.walking import Line, Place
from procedures.core.tasks import NEEDS_CLINICIAN, Actor, Category, Phase, Polarity
from procedures.core.timing import Anchor, Relation, Timing, TimingKind
from procedures.core.word_set import word_set

_POINTS = frozenset({Form.AT, Form.BARE, Form.DAY, Form.ON_DAY, Form.CLOCK})
_FAST_WORDS = phrases(
    "eat, eating, drink, drinking, food, foods, fluids, liquids, clear liquids, clear fluids, water, milk, "
    "solid, solids, meal, breakfast, formula, breast milk, juice, gum, candy, by mouth"
)
_ASKING = phrases("ask, discuss, tell, inform, talk, speak, bring, list, disclose, notify, let, consult, review")
_ALLERGIC = phrases("allerg*, history, illness*, cold, fever, pregnan*, symptoms, questions, rash")
_SOMEONE_HOME = phrases(
    "ride, ride home, drive you home, drive the patient home, drive patients home, take you home, "
    "transportation, transportation home, transport, transport home, driven home, lift home, drive home, "
    "escort home, escort you, accompany you home, accompany, escort, get you home, home with, accompanied home, "
    "travel home, drive them home, take them home, pick you up, bring you home, collect you, leave with, "
    "see you home"
)
_STAYS = phrases(
    "stay with, stays with, be with, remain with, someone with, someone at home, help at home, adult with, "
    "adult at home, company, with you overnight, with them overnight, someone stay, someone to stay"
)
_ARRANGES = phrases("arrange*, plan, organize, organise, ask, have, make sure, ensure")
_REMOVALS = phrases("stitches, sutures, staples, clips, drain, drains, catheter, cast, splint*, packing, stent")
_REMOVED = phrases("removed, taken out, out, removal, come out")
_RESULTS = phrases("results, pathology, biopsy result*")
_REPORTING = phrases(
    "call, contact, phone, ring, seek, notify, report, emergency, 911, 999, come back, return to the hospital, "
    "go to the nearest, go to your nearest, get medical, tell"
)
_NOW = phrases("911, 999, 112, call, emergency, right away, immediately, at once, urgent*, ambulance, contact")
_IF = phrases("if, for, when, right away, immediately, with any, in case")
_SYMPTOMS = phrases(
    "bleed*, fever, bleeding, pain, redness, swelling, drainage, discharge, pus, vomiting, breath, breathing, "
    "chest pain, infection, numbness, weakness, symptoms, temperature, chills, unable, cannot, worse, worsening, "
    "severe, heavy, sudden, problems, complications, emergency, jaundice, rash, vision, dizziness, faint, bulge, "
    "calf"
)
_PLACEHOLDERS = ("[", "____", "a certain number", "certain number of", "xx ", "(date)", "(time)")
_BOOKING = phrases(
    "schedule, make an appointment, book, appointment, arrange a follow up, arrange follow up, questions, "
    "question, concerns, cancel, reschedule, results"
)


@dataclass(frozen=True, slots=True)
class Sorted:
    """What a sentence gave: tasks, or a reason why there are none."""

    tasks: tuple[TaskDraft, ...]
    reason: str = ""


def tasks_of(line: Line, source_text: str, events: Events) -> Sorted:
    """Draft the tasks of one sentence."""
    words, place = line.words, line.place
    label = label_end(words)
    place = _with_label(words.part(0, label), place, events) if label else place
    body = words.part(label, len(words)) if label else words
    label_moments = Clause(words.part(0, label), events).placing if label else ()
    if label and is_imperative(words.part(0, label)):
        body, label_moments = words, ()
    drafts: list[TaskDraft] = []
    reasons: list[str] = []
    clauses = (Clause(body, events),) if _is_alarm(body) or (label and body is words) else clauses_of(body, events)
    for clause in clauses:
        verdict, cue = _judged(clause, place, label_moments)
        if not verdict.is_task:
            reasons.append(verdict.value)
            continue
        drafts.extend(
            _draft(line, source_text, clause, cue, moments or label_moments, place, verdict)
            for moments in _occasions(clause)
        )
    drafts = _relayed(drafts)
    if not drafts:
        return Sorted((), reasons[0] if reasons else Verdict.NOT_AN_INSTRUCTION.value)
    if len(drafts) > 1:
        drafts = [replace(draft, part=at) for at, draft in enumerate(drafts, start=1)]
    return Sorted(tuple(drafts))


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


def _is_alarm(words: Words) -> bool:
    """“If it bleeds, press on it and call 911” stays one task, so that the call is not one among others."""
    return words in _REPORTING and words in _IF and words in _SYMPTOMS and words in _NOW


def _with_label(label: Words, place: Place, events: Events) -> Place:
    sense = sense_of(label, events)
    place = replace(place, topic=label, is_listed=True, is_labelled=True)
    if sense.mode in (Mode.AVOID, Mode.EXPECTED, Mode.WARNING, Mode.REASONS):
        place = replace(place, mode=sense.mode)
    if sense.kind in (SectionKind.PREPARATION, SectionKind.RECOVERY, SectionKind.FOLLOW_UP):
        place = replace(place, kind=sense.kind)
    return place


def _judged(clause: Clause, place: Place, label_moments: tuple[Moment, ...]) -> tuple[Verdict, Cue | None]:  # noqa: PLR0911
    cue = _cue_of(clause, place)
    has_time = bool(clause.placing or clause.shared or place.moment or label_moments)
    signs = Signs(
        cue is not None and cue.weight > 1,
        has_time,
        place.is_listed or (place.topic is not None and _is_question(place.topic)),
        place.mode in (Mode.TOLD, Mode.AVOID),
    )
    words = clause.order if clause.order is not None else clause.main
    verdict = judge(words, signs)
    if verdict is Verdict.NOT_AN_INSTRUCTION and clause.words.norm(len(clause.words) - 1) == "?":
        verdict = Verdict.QUESTION
    if is_discharge_criterion(clause.words):
        return Verdict.DISCHARGE_CRITERIA, cue
    if place.mode is Mode.AVOID and cue and verdict in (Verdict.PERMISSION_WITHOUT_TIME, Verdict.NOT_AN_INSTRUCTION):
        return Verdict.INSTRUCTION, cue
    if place.mode is Mode.EXPECTED and verdict.is_task and not (is_imperative(words) and cue):
        return Verdict.EXPECTED_COURSE, cue
    if place.mode is Mode.REASONS and verdict.is_task:
        return Verdict.REASON, cue
    if place.mode is Mode.WARNING and verdict.is_task and not is_imperative(words):
        return (verdict, cue) if clause.words in _REPORTING else (Verdict.EXPECTED_COURSE, cue)
    if verdict.is_task and cue is None and not ((is_imperative(words) or is_order(words)) and len(words) > 1):
        return Verdict.NOT_AN_INSTRUCTION, cue
    return verdict, cue


def _is_question(topic: Words) -> bool:
    return topic.norm(len(topic) - 1) == "?"


def _cue_of(clause: Clause, place: Place) -> Cue | None:
    """The first of the strongest cues: in the main clause, else in the question or label above, else anywhere."""
    main = [hit.meaning for hit in cues_in(clause.main)]
    anywhere = [hit.meaning for hit in clause.cues]
    cues = [*main, *_cues_above(place), *anywhere]
    for weight in (3, 2, 1):
        if found := next((cue for cue in cues if cue.weight == weight), None):
            return found
    return None


def _cues_above(place: Place) -> list[Cue]:
    """What the question, the label or the heading above is about. A heading alone never makes a medicine of a food."""
    if place.topic is None or not (place.is_listed or _is_question(place.topic)):
        return []
    cues = [hit.meaning for hit in cues_in(place.topic) if hit.meaning.weight > 1]
    return cues if _is_question(place.topic) or place.is_labelled else [cue for cue in cues if cue.category in _LENT]


_LENT = frozenset(
    {Category.ACTIVITY, Category.DIET, Category.HYGIENE, Category.WOUND_CARE, Category.THERAPY, Category.LIFESTYLE}
)


def _occasions(clause: Clause) -> list[tuple[Moment, ...]]:
    """The times of a clause, one group for each task: "at 2 weeks, 6 weeks and 1 year" gives three."""
    rest = tuple(m for m in clause.moments if m.form in (Form.FREQUENCY, Form.FOREIGN))
    placing = tuple(m for m in clause.placing if not _is_bare_minutes(m)) or clause.shared
    if len(placing) < 2:
        return [placing + rest]
    run = [placing[0]]
    for following in placing[1:]:
        moment, previous = following, run[-1]
        gap = clause.words.norms[previous.last : moment.first] if not clause.shared else ()
        if moment.form not in _POINTS or previous.form not in _POINTS or not _coordinates(gap):
            break
        if moment.form is Form.BARE or (moment.form is Form.AT and moment.relation is None):
            moment = replace(
                moment, form=previous.form, relation=previous.relation, anchor=previous.anchor, word=previous.word
            )
        run.append(moment)
    if len(run) < 2 or _says_or(clause, run):
        return [placing + rest]
    last = run[-1]
    run = [
        replace(m, form=last.form, relation=last.relation, anchor=last.anchor)
        if m.form in (Form.BARE, Form.AT) and m.relation is None and last.form is Form.AT
        else m
        for m in run
    ]
    return [(moment, *rest) for moment in run]


def _is_bare_minutes(moment: Moment) -> bool:
    """“15 minutes on, 15 minutes off” is how long, not when."""
    return moment.form is Form.BARE and moment.high is not None and moment.high.unit is TimeUnit.MINUTES


_BETWEEN = word_set(", and again then or at also & on in the finally half other second rest remaining once dose one")


def _coordinates(gap: tuple[str, ...]) -> bool:
    return all(norm in _BETWEEN for norm in gap)


def _says_or(clause: Clause, run: list[Moment]) -> bool:
    return "or" in clause.words.norms[run[0].last : run[-1].first + 1]


def _draft(
    line: Line,
    source_text: str,
    clause: Clause,
    cue: Cue | None,
    moments: tuple[Moment, ...],
    place: Place,
    verdict: Verdict,
) -> TaskDraft:
    category = _category(clause, cue, moments, place)
    restricts = clause.is_restriction or place.mode is Mode.AVOID
    phase = _phase(clause, category, moments, place, line.words)
    timing = _timing(clause, category, moments, place, restricts=restricts, verdict=verdict)
    red_flag = category is Category.MONITORING and _is_red_flag(clause, place)
    return TaskDraft(
        span=line.span,
        source_text=source_text,
        title=title_of(clause.words),
        phase=Phase.RECOVERY if red_flag and phase is Phase.FOLLOW_UP else phase,
        category=category,
        category_alt=_alternative(clause, category),
        actor=Actor.CARE_TEAM if is_staff(clause.main) and category is not Category.APPOINTMENT else Actor.PATIENT,
        polarity=Polarity.AVOID if restricts else Polarity.DO,
        condition=clause.condition,
        is_red_flag=red_flag,
        needs_value=_hole(source_text, timing, category),
        needs_clinician=category in NEEDS_CLINICIAN,
        # Safety rule 4: what is urgent is never put off to a date.
        timing=None if red_flag else timing,
    )


def _category(clause: Clause, cue: Cue | None, moments: tuple[Moment, ...], place: Place) -> Category:  # noqa: C901, PLR0911
    """The category of the first strong cue, put right by the section and by what is asked."""
    found = cue.category if cue else Category.OTHER
    before = place.kind is SectionKind.PREPARATION
    if found in (Category.FASTING, Category.DIET):
        is_near = any(m.form is Form.CLOCK or (m.low is not None and m.low.unit.is_elapsed) for m in moments)
        if before and clause.main in _FAST_WORDS and (is_near or (clause.is_restriction and clause.words in _CLOCKY)):
            return Category.FASTING
        if found is Category.FASTING and not before:
            return Category.DIET
    if found in (Category.ASSESSMENT, Category.LOGISTICS) and _is_about_medicines(clause):
        return Category.MEDICATION
    if found in (Category.OTHER, Category.HYGIENE) and clause.main in _TAKEN_OFF and clause.main in _VALUABLES:
        return Category.LOGISTICS
    if found is Category.MONITORING and before and (clause.main in _REPORTING or is_staff(clause.main)):
        return Category.ASSESSMENT
    if not before and clause.main in _REMOVALS and clause.main in _REMOVED and not clause.is_imperative:
        return Category.APPOINTMENT
    if not before and clause.words in _RESULTS and clause.main in _RESULTS and found is not Category.MONITORING:
        return Category.APPOINTMENT
    if found is Category.MONITORING and clause.words in _BOOKING and clause.words not in _SYMPTOMS:
        return Category.APPOINTMENT
    if found is Category.APPOINTMENT and before:
        return Category.ASSESSMENT if clause.main not in _BOOKED else Category.APPOINTMENT
    return found


def _is_about_medicines(clause: Clause) -> bool:
    """“Bring a list of your medicines”, “ask which medicines to stop”: the medicines come first of what is named."""
    things = [hit.meaning.category for hit in clause.cues if hit.meaning.category != Category.ASSESSMENT]
    named = things[1:] if things and things[0] is Category.LOGISTICS else things
    return clause.main in _ASKING and bool(named) and named[0] is Category.MEDICATION and clause.main not in _ALLERGIC


_TAKEN_OFF = phrases("wear, remove, leave, take off")
_VALUABLES = phrases("jewelry, jewellery, piercings, valuables, dentures, hearing aid*")
_CLOCKY = phrases("midnight, the night before, morning, after, before, hours")
_MOVING = phrases("walk*, exercise*, stretch*, cycl*, jog*")
_WHEN_MAY = phrases(
    "can i, may i, can we, when can, when may, how soon, be able to, am i allowed, can my, return to, go back"
)
_BOOKED = phrases("appointment*, visit, clinic, schedule*")


def _alternative(clause: Clause, category: Category) -> Category | None:
    for hit in clause.cues:
        if hit.meaning.category is not category and hit.meaning.weight > 1:
            return hit.meaning.category
    return None


def _phase(clause: Clause, category: Category, moments: tuple[Moment, ...], place: Place, words: Words) -> Phase:
    if place.kind is SectionKind.PREPARATION:
        stays = clause.words in _STAYS and words not in _ARRANGES
        is_after = any(m.relation is Relation.AFTER for m in moments)
        is_after = (is_after and category not in (Category.LOGISTICS, Category.ASSESSMENT, Category.TEST)) or (
            stays and bool(moments)
        )
        return Phase.RECOVERY if is_after else Phase.PREPARATION
    if category is Category.APPOINTMENT:
        return Phase.FOLLOW_UP
    if category is Category.TEST or (category is Category.ASSESSMENT and place.kind is SectionKind.FOLLOW_UP):
        return Phase.FOLLOW_UP
    return Phase.RECOVERY


def _timing(
    clause: Clause, category: Category, moments: tuple[Moment, ...], place: Place, *, restricts: bool, verdict: Verdict
) -> Timing | None:
    before = place.kind is SectionKind.PREPARATION
    permits = clause.says_may or verdict is Verdict.MILESTONE
    act = Act(
        category,
        before,
        restricts=restricts and not clause.says_stop,
        permits=permits
        or (place.topic is not None and _is_question(place.topic) and place.topic in _WHEN_MAY and not restricts),
        starts=clause.says_start,
        stops=clause.says_stop,
        limits=before and clause.says_only,
        moves=clause.main in _MOVING,
    )
    timing = settle(moments, act, _raw(clause, moments)) if moments else None
    if (
        timing is not None
        and category is Category.LOGISTICS
        and timing.relation is Relation.AFTER
        and before
        and timing.anchor is Anchor.SURGERY
        and clause.words in _STAYS
    ):
        timing = replace(timing, anchor=Anchor.DISCHARGE)
    if (
        timing is None
        and category is Category.LOGISTICS
        and clause.words in _SOMEONE_HOME
        and clause.words not in _STAYS
    ):
        return Timing(Relation.ON_DAY, raw=_raw(clause, ()), kind=TimingKind.DUE, anchor=Anchor.DISCHARGE)
    if place.moment is not None and (timing is None or timing.kind is TimingKind.RECURRING):
        above = settle((place.moment,), act, place.moment_words)
        if above is not None:
            return replace(above, every=timing.every if timing else "").inherited()
    return timing


def _raw(clause: Clause, moments: tuple[Moment, ...]) -> str:
    placing = [m for m in moments if m.form is not Form.FREQUENCY] or list(moments)
    if (
        clause.shared
        or not placing
        or (placing[0] not in clause.moments and not any(m.first == placing[0].first for m in clause.moments))
    ):
        return clause.words.between(0, len(clause.words))
    return clause.words.between(placing[0].first, placing[0].last)


def _is_red_flag(clause: Clause, place: Place) -> bool:
    return place.mode is Mode.WARNING or (
        clause.words in _REPORTING and clause.words in _IF and clause.words in _SYMPTOMS
    )


def _hole(source_text: str, timing: Timing | None, category: Category) -> str:
    """What a person must fill in, in the document's own words."""
    lowered = source_text.lower()
    if any(mark in lowered for mark in _PLACEHOLDERS):
        return (timing.raw if timing and timing.raw else source_text)[:200]
    if timing is not None and timing.kind is TimingKind.VAGUE and category in NEEDS_CLINICIAN:
        return timing.raw
    return ""
