"""Documents without a heading that tells their parts: sentences tell by their own words where they belong."""

from procedures.core.extraction.alarms import is_report_of_signs
from procedures.core.extraction.anchors import Events
from procedures.core.extraction.categories import cues_in
from procedures.core.extraction.drafts import SectionKind
from procedures.core.extraction.finding import moments_in
from procedures.core.extraction.lexicon import meanings, phrases
from procedures.core.extraction.moments import Form, Moment
from procedures.core.extraction.sentences import sentences_in
from procedures.core.extraction.tokens import Words, words_of
from procedures.core.reading.document import Document
from procedures.core.tasks import Category
from procedures.core.timing import Anchor, Relation

_OPENING = 4
_SIDES = meanings(
    {
        SectionKind.PREPARATION: "before, prior to, to prepare, in preparation for, ahead of",
        SectionKind.RECOVERY: "after, following, once home, at home, in the years after, in the weeks after, "
        "in the days after, in the months after, when you get home, during recovery, recovery",
        SectionKind.FOLLOW_UP: "at your follow up, your follow up, at follow up",
    }
)
_ARRIVING = phrases("arrive at, arrive by, please arrive, check in at, bring your, come to the hospital at")
_LONGEST = 60


def first_side(document: Document, events: Events) -> SectionKind | None:
    """The part that the first telling sentence of a document is of; None where nothing in it tells."""
    for block in document.blocks:
        for sentence in sentences_in(document.text, block.span):
            if side := side_of(words_of(sentence.of(document.text)), events):
                return side
    return None


def side_of(words: Words, events: Events) -> SectionKind | None:
    """Of which part a sentence is: "After surgery, ..." is recovery. None where its words do not tell."""
    if words.norm(0) in ("afterwards", "afterward"):
        return SectionKind.RECOVERY
    opening = next((hit for hit in _SIDES.hits(words.part(0, _OPENING + 3)) if hit.first < _OPENING), None)
    if opening and events.at(words, opening.last):
        return opening.meaning
    if is_report_of_signs(words):
        return SectionKind.RECOVERY
    if len(words) > _LONGEST:
        return None
    anchored = [m for m in moments_in(words, events) if m.relation is not None and m.anchor in _TELLING]
    # "For the rest of the day" names no side.
    anchored = [m for m in anchored if m.form is not Form.ON_DAY or _names_event(words, m, events)]
    if anchored:
        is_after = anchored[0].relation is Relation.AFTER or anchored[0].anchor is Anchor.DISCHARGE
        return SectionKind.RECOVERY if is_after else SectionKind.PREPARATION
    is_before = words in _ARRIVING or any(hit.meaning.category is Category.FASTING for hit in cues_in(words))
    return SectionKind.PREPARATION if is_before else None


def _names_event(words: Words, moment: Moment, events: Events) -> bool:
    return any(events.at(words, at) for at in range(moment.first, moment.last))


_TELLING = frozenset({Anchor.SURGERY, Anchor.ARRIVAL, Anchor.ADMISSION, Anchor.DISCHARGE})
