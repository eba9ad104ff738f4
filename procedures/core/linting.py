"""What is wrong with a document before it is given to patients. Each finding says what, where, why, and what to do.

Conflicts are shown and never resolved: which of two values is right is for a clinician to say.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from procedures.core.extraction.drafts import Draft, TaskDraft
from procedures.core.extraction.lexicon import phrases
from procedures.core.extraction.tokens import words_of
from procedures.core.readability import ADVISED_GRADE, grade_of, hard_sentences
from procedures.core.sms import segments, to_gsm7
from procedures.core.span import Span
from procedures.core.tasks import Category, Phase
from procedures.core.timing import Anchor, Relation, Timing
from procedures.core.word_set import word_set

MOST_SEGMENTS = 2


class Severity(StrEnum):
    """How much it matters: what stops publishing, and what a person should look at."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at. `span` is its place in the document's text, or None where it is missing altogether."""

    code: str
    severity: Severity
    what: str
    why: str
    do: str
    span: Span | None = None


Rule = Callable[[Draft, str], Iterator[Finding]]


def lint(draft: Draft, text: str) -> list[Finding]:
    """Everything found in `draft`, which was made from `text`: errors first, then in the order of the text."""
    findings = [finding for rule in RULES for finding in rule(draft, text)]
    return sorted(findings, key=lambda f: (f.severity is not Severity.ERROR, f.span or Span(0, 0), f.code))


def lint_message(message: str, span: Span | None = None) -> list[Finding]:
    """Whether a text message fits into two segments."""
    count = segments(to_gsm7(message))
    if count <= MOST_SEGMENTS:
        return []
    return [
        Finding(
            "long_message",
            Severity.WARNING,
            f"This text message takes {count} segments.",
            "Long messages arrive in pieces, cost more and are read less.",
            f"Shorten it to {MOST_SEGMENTS} segments, about 300 characters.",
            span,
        )
    ]


_FOOD = phrases("food, eat, eating, solid*, meal, meals, milk, breakfast")
_CLEAR = phrases("clear, water, liquids, fluids, drink, drinking, juice")
_NOTHING = phrases("nothing, or drink, and drink, food and, nil by mouth, npo, fast, fasting")


def _contradictory_fasting(draft: Draft, _text: str) -> Iterator[Finding]:
    """Two rules for the same intake, or "nothing after midnight" beside drinks up to some hours before."""
    rules = [task for task in draft.tasks if task.category is Category.FASTING and task.timing and not task.condition]
    for at, one in enumerate(rules):
        for other in rules[at + 1 :]:
            if (
                one.timing
                and other.timing
                and _intake(one) & _intake(other)
                and _edge(one.timing) != _edge(other.timing)
            ):
                yield Finding(
                    "contradictory_fasting",
                    Severity.ERROR,
                    f"Two fasting rules differ: “{one.source_text}” and “{other.source_text}”.",
                    "A patient who reads both fasts too long, or not long enough.",
                    "Ask the anesthetist which one holds. Keep that one, "
                    "or say which is for food and which for clear drinks.",
                    other.span,
                )


def _intake(task: TaskDraft) -> set[str]:
    words = words_of(task.title)
    named = {name for name, lexicon in (("food", _FOOD), ("drink", _CLEAR)) if words in lexicon}
    if words in _NOTHING or not named:
        return {"food", "drink"}
    return named


def _edge(timing: Timing) -> tuple[object, ...]:
    return (timing.relation, timing.anchor, timing.clock, timing.from_ or timing.to)


def _holes(draft: Draft, _text: str) -> Iterator[Finding]:
    for task in draft.tasks:
        is_open = (
            task.timing is not None and task.timing.is_open and task.category in (Category.FASTING, Category.MEDICATION)
        )
        if task.needs_value or is_open:
            yield Finding(
                "hole",
                Severity.ERROR,
                f"A value is missing: “{task.source_text}”.",
                "A patient cannot act on a time or an amount that is not there, and the software never fills it in.",
                "Enter the value, or have a clinician enter it.",
                task.span,
            )


_STOP = phrases(
    "stop, stopped, stopping, hold, held, pause, paused, discontinue, discontinued, cease, withhold, withheld, "
    "do not take, don't take, not take"
)
_RESTART = phrases("restart, restarted, resume, resumed, start again, back on, continue, when to take, when to start")
_BLOOD_THINNERS = phrases(
    "blood thinner*, anticoagulant*, antiplatelet*, warfarin, coumadin, clopidogrel, apixaban, eliquis, "
    "rivaroxaban, xarelto, dabigatran, aspirin"
)


def _stopped_not_restarted(draft: Draft, _text: str) -> Iterator[Finding]:
    stopped = [
        t
        for t in draft.tasks
        if t.category is Category.MEDICATION and t.phase is Phase.PREPARATION and words_of(t.source_text) in _STOP
    ]
    if not stopped or any(_restarts(task) for task in draft.tasks):
        return
    for task in stopped:
        yield Finding(
            "not_restarted",
            Severity.WARNING,
            f"A medicine is stopped and nothing says when to start it again: “{task.source_text}”.",
            "Patients have stayed off blood thinners for weeks because no one told them to start again.",
            "Add when to start it again, or who will tell the patient.",
            task.span,
        )


def _restarts(task: TaskDraft) -> bool:
    words = words_of(task.source_text)
    return (
        task.category is Category.MEDICATION
        and task.phase is not Phase.PREPARATION
        and (words in _RESTART or words in _BLOOD_THINNERS)
    )


_SEDATION = phrases(
    "sedation, sedated, sedative*, general anesthesia, general anaesthesia, general anesthetic, "
    "general anaesthetic, twilight, asleep"
)
_ESCORT = phrases(
    "drive you home, drive the patient home, take you home, ride home, transportation home, transport home, "
    "escort, responsible adult, someone to drive, adult to drive, someone drive, accompany, accompanied, "
    "lift home, driven home, drive them home, pick you up, arrange a ride, arrange transportation, "
    "arrange for transportation, family member to drive, friend to drive, bring you home"
)


def speaks_of_a_ride(text: str) -> bool:
    """True for words about someone who takes the patient home."""
    return words_of(text) in _ESCORT


def _no_escort(draft: Draft, text: str) -> Iterator[Finding]:
    words = words_of(text)
    sedation = _SEDATION.first(words)
    if (
        sedation is None
        or words in _ESCORT
        or any(task.category is Category.HOSPITAL_STAY and not _is_same_day(task) for task in draft.tasks)
    ):
        return
    yield Finding(
        "no_escort",
        Severity.ERROR,
        "The document speaks of sedation or general anesthesia and of no one who takes the patient home.",
        "Patients must not drive or travel alone after sedation; surgery is cancelled for want of an escort.",
        "Add that an adult takes the patient home, or that the patient stays in the hospital.",
        Span(words.tokens[sedation.first].start, words.tokens[sedation.last - 1].end),
    )


def _is_same_day(task: TaskDraft) -> bool:
    return task.timing is not None and task.timing.relation is Relation.ON_DAY


_FEWEST_DIGITS = 7


def _no_telephone(_draft: Draft, text: str) -> Iterator[Finding]:
    if _has_telephone(text):
        return
    yield Finding(
        "no_telephone",
        Severity.WARNING,
        "The document gives no telephone number.",
        "A patient with a question at night does not know whom to ask.",
        "Add the number of the ward or clinic, and the hours at which it answers.",
    )


def _has_telephone(text: str) -> bool:
    """A run of digits as long as a telephone number; spaces, dots, dashes and brackets may stand between."""
    run = 0
    for character in text:
        if character.isdigit():
            run += 1
            if run >= _FEWEST_DIGITS:
                return True
        elif character not in " -.()/+\u00a0–":
            run = 0
    return False


def _no_warning_signs(draft: Draft, _text: str) -> Iterator[Finding]:
    if any(task.is_red_flag for task in draft.tasks):
        return
    yield Finding(
        "no_warning_signs",
        Severity.ERROR,
        "The document names no warning signs.",
        "Patients who do not know the signs of a bleeding, a clot or an infection come back late.",
        "Add the signs and whom to call.",
    )


def _against_phase(draft: Draft, _text: str) -> Iterator[Finding]:
    for task in draft.tasks:
        if task.timing is None:
            continue
        after_arrival = task.timing.relation is Relation.AFTER and task.timing.anchor in (
            Anchor.ARRIVAL,
            Anchor.ADMISSION,
        )
        late = task.phase is Phase.PREPARATION and (after_arrival or _is_after_surgery(task))
        early = (
            task.phase is not Phase.PREPARATION
            and task.timing.relation is Relation.BEFORE
            and task.timing.anchor is Anchor.SURGERY
        )
        if late or early:
            yield Finding(
                "against_phase",
                Severity.ERROR,
                f"The time of this task does not fit its part of the document: “{task.source_text}”.",
                "A reminder would come when it is too late, or too early to be of use.",
                "Move the task to the right part, or put its time right.",
                task.span,
            )


def _is_after_surgery(task: TaskDraft) -> bool:
    return (
        task.timing is not None
        and task.timing.relation is Relation.AFTER
        and task.timing.anchor is Anchor.SURGERY
        and task.category is not Category.LOGISTICS
    )


_TITLE_NOISE = word_set(
    "the and for with from your of a an or to in on surgery surgical procedure operation instructions "
    "patient patients guide before after each additional open other total single including primary "
    "separately list addition code approach removal repair insertion replacement treatment"
)
_LONG_WORD = 4


def _title_mismatch(draft: Draft, text: str) -> Iterator[Finding]:
    """The words of the title come back in the text; a title none of whose words do belongs to another document."""
    named = [token.norm for token in words_of(draft.title).tokens if token.is_word]
    telling = {word[:6] for word in named if len(word) >= _LONG_WORD and word not in _TITLE_NOISE}
    at = text.find(draft.title.split("\n")[0][:40])
    rest = text[at + len(draft.title) :] if at >= 0 else text
    told = {token.norm[:6] for token in words_of(rest).tokens if token.is_word}
    if telling and not telling & told:
        yield Finding(
            "title_mismatch",
            Severity.WARNING,
            f"No word of the title “{draft.title[:100]}” comes back in the text.",
            "A code or a title on the wrong text gives patients the instructions of another operation.",
            "Check that this text belongs to this procedure, then correct the title or choose the right document.",
            Span(at, at + min(len(draft.title), 40)) if at >= 0 else None,
        )


def _too_hard(draft: Draft, _text: str) -> Iterator[Finding]:
    told = "\n".join(task.source_text for task in draft.tasks)
    grade = grade_of(told)
    if grade <= ADVISED_GRADE:
        return
    hardest = hard_sentences(told)[:3]
    named = "; ".join(f"“{sentence.words}” (grade {sentence.grade:.0f})" for sentence in hardest)
    yield Finding(
        "hard_to_read",
        Severity.WARNING,
        f"The instructions read at grade {grade:.1f}. Hardest: {named}."
        if named
        else f"The instructions read at grade {grade:.1f}.",
        f"Many patients read at grade {ADVISED_GRADE:.0f} or below.",
        "Use short sentences, one act in each, and everyday words.",
    )


RULES: tuple[Rule, ...] = (
    _contradictory_fasting,
    _holes,
    _stopped_not_restarted,
    _no_escort,
    _no_telephone,
    _no_warning_signs,
    _against_phase,
    _title_mismatch,
    _too_hard,
)
