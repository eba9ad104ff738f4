"""The label that opens a line: "Diet: ...", "**Week 1.** ...", "A: ...", "When can I drive? ..."."""

from procedures.core.extraction.tokens import Words
from procedures.core.word_set import word_set

_LONGEST = 6
_NOT_LABELS = word_set("is are will may should must can do you")


_CAPTIONS = word_set("figure fig photo picture image illustration diagram chart")


def is_caption(words: Words) -> bool:
    """True for "Figure 2: ...": what a picture shows is no order."""
    if words.norm(0) not in _CAPTIONS:
        return False
    return any(words.norm(at) in (":", ".", ")") for at in (1, 2, 3)) or len(words) <= 2


def label_end(words: Words) -> int:
    """The token after the label's colon, or 0 where the line has no label.

    A label is at most six words long and has no verb of its own; a clock time is none.
    """
    for at in range(1, min(_LONGEST + 3, len(words) - 1)):
        norm = words.norm(at)
        if norm == ":":
            return at + 1 if any(token.is_word for token in words.tokens[at + 1 :]) else 0
        if norm in (".", "?", "!", ";") or norm in _NOT_LABELS:
            return 0
    return 0


def bold_run_in(text: str) -> int:
    """How many characters of `text` a bold run-in heading takes ("**Before surgery.** Stop ..."), or 0."""
    for mark in ("**", "__", "*", "_"):
        if not text.startswith(mark):
            continue
        width = len(mark)
        end = text.find(mark, width, 90)
        inner = text[width:end].strip() if end > 0 else ""
        behind = text[end + width :] if end > 0 else ""
        is_closed = inner.endswith((".", ":", "?")) or behind.startswith(":")
        if inner and behind.lstrip(" :") and is_closed and len(inner.split()) <= _LONGEST + 3:
            return end + width + len(behind) - len(behind.lstrip(" :"))
    return 0
