"""What a person must fill in before a task can be used, in the document's own words."""

from procedures.core.extraction.lexicon import phrases
from procedures.core.extraction.tokens import words_of
from procedures.core.tasks import NEEDS_CLINICIAN, Category
from procedures.core.timing import Timing, TimingKind

_PLACEHOLDERS = ("___", "....", "a certain number", "certain number of", "xx ", "xx:xx", "(date)", "(time)", "{")
_LONGEST = 200
# The day on which the paper was handed over is not written on it.
_TODAYS = phrases("today, tonight, tomorrow, this evening, this morning, this afternoon")
_TICKS = ("", "x", "✓", "✔")


def hole_in(source_text: str, timing: Timing | None, category: Category) -> str:
    """The words that leave something open, or ""."""
    words = words_of(source_text)
    if has_placeholder(source_text):
        return (timing.raw if timing and timing.raw else source_text)[:_LONGEST]
    if timing is not None and timing.kind is TimingKind.VAGUE and (timing.clock or category in NEEDS_CLINICIAN):
        return timing.raw
    if (timing is None or timing.kind is TimingKind.VAGUE) and (found := _TODAYS.first(words)):
        return words.between(found.first, found.last)
    return ""


def has_placeholder(text: str) -> bool:
    """True for "[DATE]", "____" and their like; a box to tick and a link are none."""
    lowered = text.lower()
    return any(mark in lowered for mark in _PLACEHOLDERS) or _has_open_bracket(lowered)


def _has_open_bracket(text: str) -> bool:
    start = text.find("[")
    while start >= 0:
        end = text.find("]", start, start + 60)
        inner = text[start + 1 : end if end > 0 else start + 60].strip()
        is_link = end > 0 and text[end + 1 : end + 2] == "("
        if inner not in _TICKS and not is_link:
            return True
        start = text.find("[", start + 1)
    return False
