"""Which blocks of a document are headings, marked or not."""

from procedures.core.extraction.anchors import Events
from procedures.core.extraction.drafts import SectionKind
from procedures.core.extraction.headings import Mode, is_exact_section, sense_of
from procedures.core.extraction.labels import label_end
from procedures.core.extraction.modality import has_finite_verb, is_imperative
from procedures.core.extraction.modality_words import REASON_VERBS
from procedures.core.extraction.tokens import Words
from procedures.core.reading.document import Block, BlockKind
from procedures.core.reading.looks import is_capitals
from procedures.core.word_set import word_set

LONGEST_LABEL = 7
_LONGEST_NAME = 9
_LONGEST_QUESTION = 20
_LONGEST_TITLE = 3
_ASKING = word_set("what how when where who why")
_STOPS = frozenset((".", ";", "!", ":", ","))


def is_heading(block: Block, words: Words, events: Events) -> bool:
    """True if the words of `block` stand over what follows, and tell nothing themselves."""
    if not len(words):
        return True
    if block.kind is BlockKind.HEADING:
        return block.level > 0 or _heads(words, events)
    last = words.norm(len(words) - 1)
    if block.kind is BlockKind.PARAGRAPH and (
        (last == "?" and "." not in words.norms and len(words) < _LONGEST_QUESTION)
        or _names_section(words, events)
        or _opens_until(words)
        or _asks_openly(words)
    ):
        return True
    return len(words) <= LONGEST_LABEL and last not in (".", ";", "!") and is_exact_section(words)


def is_numbered_head(block: Block, following: Block | None, words: Words, text: str) -> bool:
    """“2. DRESSINGS” over paragraphs of their own, and no item among items."""
    is_over = following is not None and following.kind is BlockKind.PARAGRAPH
    is_name = 0 < len(words) <= LONGEST_LABEL and words.norm(len(words) - 1) not in (".", "!", ";")
    return (
        block.kind is BlockKind.ITEM
        and is_over
        and is_name
        and is_capitals(text)
        and (len(words) == 1 or not is_imperative(words))
    )


def is_bare_title(block: Block, words: Words) -> bool:
    """“Work”, “Rest and sleep”, “What To Bring” on a line of its own: a name without a stop, a number or an object."""
    if (
        block.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING)
        or words.norm(len(words) - 1) in _STOPS
        or "|" in words.norms
    ):
        return False
    if any(token.is_number for token in words.tokens):
        return False
    if words.norm(0) in _ASKING and len(words) <= _LONGEST_NAME and len(words) > 1:
        return True
    return len(words) <= _LONGEST_TITLE and words.text[words.tokens[0].start].isupper()


def _heads(words: Words, events: Events) -> bool:
    """A line that only looks like a heading is one unless it tells to do something or has a label of its own."""
    if words.norm(len(words) - 1) in (":", "?"):
        return words.norm(len(words) - 1) == "?" or not is_imperative(words)
    sense = sense_of(words, events)
    if is_capitals(words.text) and sense.kind is not None and not is_imperative(words):
        return True  # "KNEE ARTHROSCOPY: DISCHARGE ADVICE"
    if label_end(words) and not (sense.moment and not is_imperative(words.part(label_end(words), len(words)))):
        return False
    return sense.kind is not None or sense.moment is not None or not is_imperative(words)


def _names_section(words: Words, events: Events) -> bool:
    """“Before you come into hospital” on a line of its own, without a stop."""
    is_long = len(words) > _LONGEST_NAME or words.norm(len(words) - 1) in _STOPS
    if is_long or is_imperative(words) or has_finite_verb(words) or words in REASON_VERBS:
        return False
    sense = sense_of(words, events)
    return sense.kind in (SectionKind.PREPARATION, SectionKind.RECOVERY) and sense.mode is not Mode.WARNING


def _asks_openly(words: Words) -> bool:
    """“When can I...” over a list of ends: "... drive?", "... swim?"."""
    is_open = words.text.rstrip().endswith(("...", "…"))
    return is_open and words.norm(0) in _ASKING and len(words) <= _LONGEST_NAME


def _opens_until(words: Words) -> bool:
    """“Until the drain comes out” on a line of its own."""
    return words.norm(0) == "until" and len(words) <= _LONGEST_NAME and words.norm(len(words) - 1) not in _STOPS - {":"}
