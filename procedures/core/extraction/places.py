"""Where a sentence stands: in which section, under which headings, in which list."""

from dataclasses import dataclass

from procedures.core.extraction.drafts import SectionKind
from procedures.core.extraction.headings import Mode
from procedures.core.extraction.moments import Moment
from procedures.core.extraction.tokens import Words
from procedures.core.span import Span


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence stands. `lead` is the line that opens its list, `topic` the question or label above."""

    kind: SectionKind
    mode: Mode = Mode.PLAIN
    moment: Moment | None = None
    moment_words: str = ""
    topic: Words | None = None
    lead: int | None = None
    is_listed: bool = False
    is_labelled: bool = False  # `topic` is the label of the sentence itself
    day: Moment | None = None  # the day that an earlier sentence of the paragraph opened with
    column: Words | None = None  # the header over the cell that says when
    before: Words | None = None  # the sentence before it in the same paragraph or item
    is_unheaded: bool = False  # no heading tells the part, so only plain orders count
    is_permitted: bool = False  # under "When can I ...?", "Returning to ..."


@dataclass(frozen=True, slots=True)
class Line:
    """A heading, a lead-in or a sentence, in the order of the text."""

    span: Span
    words: Words
    place: Place
    is_heading: bool = False
    is_lead: bool = False


def is_question(topic: Words) -> bool:
    """True for "When can I drive?"."""
    return topic.norm(len(topic) - 1) == "?"
