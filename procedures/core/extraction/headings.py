"""What a heading or a lead-in says about the lines under it: their section, their time, what kind of list they are."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from procedures.core.extraction.anchors import Events
from procedures.core.extraction.drafts import SectionKind
from procedures.core.extraction.finding import moments_in
from procedures.core.extraction.heading_words import (
    AVOID,
    ENDS_TEXT,
    EXPECTED,
    FOLLOW_UP,
    MANAGING,
    NO_SIDES,
    PERMITS,
    PREPARATION,
    REASONS,
    RECOVERY,
    SECTION_NAMES,
    STEPS,
    STEPS_NOT,
    STRONG_OTHER,
    THINGS,
    TOLD,
    WARNING,
)
from procedures.core.extraction.lexicon import Lexicon, meanings
from procedures.core.extraction.modality import head_of
from procedures.core.extraction.moments import Form, Moment
from procedures.core.extraction.tokens import Words
from procedures.core.timing import Anchor, Relation
from procedures.core.word_set import word_set


class Mode(StrEnum):
    """What kind of lines stand under it."""

    PLAIN = "plain"
    TOLD = "told"  # "What to do:", "You should:"
    AVOID = "avoid"  # "Do not:"
    THINGS = "things"  # "Bring:", "Foods to eat:"
    WARNING = "warning"  # "Call your doctor if:"
    EXPECTED = "expected"  # "What to expect:"
    STEPS = "steps"  # "How to change the dressing:"
    REASONS = "reasons"  # "This helps to:"


@dataclass(frozen=True, slots=True)
class Heading:
    """The sense of a heading; `kind` is None where it leaves the section as it is."""

    kind: SectionKind | None
    mode: Mode
    moment: Moment | None


_EXACT: Lexicon[SectionKind] = meanings(
    {
        SectionKind.OTHER: "summary, purpose, indications, indication, procedure description, description, "
        "duration, setting, personnel, risks, benefits, alternatives, patient experience, "
        "procedure, the procedure, "
        "introduction, overview, background, definition, contact, contacts, contact us, conclusion, disclaimer, "
        "references, sources, cpt4 code, hcpcs code, cost, anatomy, causes, diagnosis, results expected, contents, "
        "during, surgery, about, anesthesia, anaesthesia, technique, equipment, location, "
        "related articles, notes, glossary, frequently asked questions, faq, faqs, the operation, key points, "
        "final thoughts, questions, complications",
        SectionKind.PREPARATION: "before, prep, fasting, preparation, preparations, preparing, pre op, preop, "
        "arrival, checklist before, pre operative",
        SectionKind.RECOVERY: "after, recovery, aftercare, discharge, at home, home care, healing, home, post op, "
        "postop, self care, post operative, rehabilitation, wound care, convalescence",
        SectionKind.FOLLOW_UP: "visits, your visits, check ups, checkups, reviews, follow up needs, follow up, "
        "followup, follow ups, next steps, appointments, results",
    }
)


def sense_of(words: Words, events: Events) -> Heading:
    """Read a heading or a lead-in."""
    mode = _mode(words)
    kind = _kind(words, mode)
    if kind is SectionKind.FOLLOW_UP and mode is Mode.EXPECTED:
        # "Results and follow-up" is a chapter, not a list of what may be felt.
        mode = Mode.PLAIN
    moment = _moment(words, events)
    if kind is None and moment is not None:
        kind = _kind_of_moment(moment)
    return Heading(kind, mode, moment)


def is_exact_section(words: Words) -> bool:
    """True for a line that is nothing but the name of a section."""
    found = _EXACT.at(words, 0)
    return found is not None and found.last >= len([t for t in words.tokens if t.norm != ":"])


def _kind(words: Words, mode: Mode) -> SectionKind | None:
    if is_exact_section(words) and (exact := _EXACT.at(words, 0)):
        return exact.meaning
    if mode is Mode.WARNING:
        return SectionKind.RECOVERY if PREPARATION.first(words) is None else SectionKind.PREPARATION
    if words in MANAGING and "complications" not in words.norms:
        return SectionKind.RECOVERY
    if words in STRONG_OTHER and words.norms[:2] != ("what", "about"):
        return SectionKind.OTHER
    asides = {at for hit in NO_SIDES.hits(words) for at in range(hit.first, hit.last)}
    found = [
        (hit.first, kind)
        for lexicon, kind in _SIDES
        if (hit := next((hit for hit in lexicon.hits(words) if hit.first not in asides), None))
    ]
    return min(found, key=lambda pair: pair[0])[1] if found else None


_SIDES = (
    (FOLLOW_UP, SectionKind.FOLLOW_UP),
    (PREPARATION, SectionKind.PREPARATION),
    (RECOVERY, SectionKind.RECOVERY),
)


def _kind_of_moment(moment: Moment) -> SectionKind | None:
    if moment.relation is Relation.BEFORE or (moment.form is Form.ON_DAY and moment.anchor is not Anchor.DISCHARGE):
        return SectionKind.PREPARATION
    return SectionKind.RECOVERY if moment.relation is Relation.AFTER or moment.form is Form.AFTER else None


def _mode(words: Words) -> Mode:
    return next((mode for mode, fits in _MODES if fits(words)), Mode.PLAIN)


def _is_call(words: Words) -> bool:
    """“CALL (555) 010-0100 FOR:”."""
    said = [token.norm for token in words.tokens if token.is_word]
    return (
        len(said) > 1
        and said[0] in ("call", "phone", "ring", "contact", "telephone")
        and (said[-1] in ("for", "if", "when", "with") or ("if" in said and said[-1] in _GOES_ON))
    )


_GOES_ON = word_set("following present occur occurs develop have experience notice happen happens below apply applies")


def _asks_whether(words: Words) -> bool:
    return words.norm(len(words) - 1) == "?" and words.norm(head_of(words)) in _WHETHER


_WHETHER = word_set("will do does should can may must am is are shall would could have has need")


def _opens_order(words: Words) -> bool:
    return bool(len(words)) and words.norm(len(words) - 1) == ":" and words.norm(head_of(words)) in ("to", "you")


def _is_expectation_of_care(words: Words) -> bool:
    """“What to expect after surgery” as a chapter holds instructions too; as a label over a list it does not."""
    return words in SECTION_NAMES


def _moment(words: Words, events: Events) -> Moment | None:
    """The one time that a heading names; a clock time counts only with its day."""
    if words.norms in _THE_DAY:
        return Moment(Form.ON_DAY, 0, len(words), relation=Relation.ON_DAY)
    if words.norm(0) == "until":
        return next(iter(moments_in(words, events)), None)
    found = [
        m for m in moments_in(words, events) if m.form not in _NO_PLACE and not (m.form is Form.CLOCK and m.low is None)
    ]
    if not found or len({m.relation for m in found}) > 1:
        return None
    # "Day 1: the first 24 hours": the stretch tells more than the day.
    moment = next((m for m in found if m.form in _STRETCHES), found[0])
    if moment.form is not Form.BARE or moment.low is None:
        return moment
    if moment.low.unit.is_elapsed:
        # "Short trips (under 2 hours)": how long something takes.
        return None
    # "Strengthening (1-3 months)": from one edge to the other.
    return moment if moment.low == moment.high else replace(moment, form=Form.SPAN)


_THE_DAY = frozenset({("the", "day"), ("the", "day", ":"), ("the", "big", "day"), ("the", "day", "itself")})
_STRETCHES = frozenset({Form.SPAN, Form.LASTING, Form.WITHIN})
_NO_PLACE = frozenset({Form.FREQUENCY, Form.FOREIGN, Form.EVENT, Form.UNTIL})


def ends_text(words: Words) -> bool:
    """True for headings after which nothing is told to the patient, however deep they stand."""
    return words in ENDS_TEXT


def permits(words: Words) -> bool:
    """True for "When can I drive?", "Returning to work": the times under it are beginnings."""
    return words in PERMITS


# The first that fits.
_MODES: tuple[tuple[Mode, Callable[[Words], bool]], ...] = (
    (Mode.WARNING, lambda words: words in WARNING or _is_call(words)),
    (Mode.STEPS, lambda words: words in STEPS and words not in STEPS_NOT),
    # "Will I have to stop my tablets?" asks whether; "What should I avoid?" opens a list of it.
    (Mode.AVOID, lambda words: words in AVOID and words not in EXPECTED and not _asks_whether(words)),
    (Mode.REASONS, lambda words: words.part(0, 9) in REASONS),
    (
        Mode.EXPECTED,
        # "Returning to normal" is what may be done again, not what is normal.
        lambda words: words in EXPECTED and not _is_expectation_of_care(words) and words not in PERMITS,
    ),
    (Mode.THINGS, lambda words: words in THINGS),
    (Mode.TOLD, lambda words: words in TOLD or _opens_order(words)),
)
