"""The number that opens a line: "Step 2 - The week before", "4.2 Wear loose clothes", "Part B: ..."."""

from procedures.core.extraction.tokens import DASH, Words
from procedures.core.extraction.units import unit_at
from procedures.core.word_set import word_set

_PARTS = word_set("step stage part section phase chapter")
_MARKS = frozenset((DASH, ":", ".", ")", "|", ","))
_LONGEST_TITLE = 12


def number_end(words: Words) -> int:
    """The token after the number and its mark, or 0 where the line has none. A quantity is no number of a line."""
    at = 0
    if words.norm(0) in _PARTS and _is_number(words, 1):
        at = 2
        if words.norm(at) not in _MARKS:
            return 0
    elif _is_nested(words) or _is_bare(words) or _is_round_bullet(words):
        at = 1
    if not at:
        return 0
    while words.norm(at) in _MARKS:
        at += 1
    return at if at < len(words) else 0


def is_numbered_title(words: Words) -> bool:
    """True for "Step 4 - The day itself": a number of a part, and a name without a stop behind it."""
    end = number_end(words)
    is_part = bool(end) and words.norm(0) in _PARTS
    return is_part and len(words) - end <= _LONGEST_TITLE and words.norm(len(words) - 1) not in (".", "!", ";", ",")


def _is_number(words: Words, at: int) -> bool:
    norm = words.norm(at)
    return norm.isdecimal() or (len(norm) == 1 and norm.isalpha()) or norm in _SPOKEN


def _is_nested(words: Words) -> bool:
    """“4.2 Wear ...”: two numbers with a point between them, and a capital letter behind."""
    major, _, minor = words.norm(0).partition(".")
    if not (major.isdecimal() and minor.isdecimal() and len(major) <= 2 and len(minor) <= 2) or len(words) < 2:
        return False
    follows = words.tokens[1]
    return words.text[follows.start].isupper()


def _is_bare(words: Words) -> bool:
    """“3 Arrange for someone to drive you”: a count before a capital letter, unless it counts something."""
    norm = words.norm(0)
    if not norm.isdecimal() or len(norm) > 2 or len(words) < _SHORTEST_ORDER or unit_at(words, 1):
        return False
    return words.tokens[1].is_word and words.text[words.tokens[1].start].isupper()


def _is_round_bullet(words: Words) -> bool:
    """“o Do not drive”: the round bullet of a word processor, copied as a letter."""
    if words.norm(0) != "o" or len(words) < _SHORTEST_ORDER or words.text[words.tokens[0].start] != "o":
        return False
    return words.text[words.tokens[1].start].isupper()


_SHORTEST_ORDER = 3
_SPOKEN = word_set("one two three four five six seven eight nine ten")
