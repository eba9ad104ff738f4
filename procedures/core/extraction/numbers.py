"""Whole and broken numbers, in figures or in words: "6", "twenty-four", "six (6)", "one and a half", "1½"."""

from procedures.core.extraction.tokens import Words

_ONES = dict(zip(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"], range(1, 10), strict=True))
_TEENS = dict(
    zip(
        ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"],
        range(10, 20),
        strict=True,
    )
)
_TENS = dict(
    zip(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], range(20, 100, 10), strict=True)
)
_PARTS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "1/2": 0.5, "1/4": 0.25, "3/4": 0.75}
_MOST = 100_000


def number_at(words: Words, at: int) -> tuple[float, int] | None:
    """The number at `at` and the token after it."""
    found = _plain(words, at)
    if found is None:
        return None
    value, last = found
    if value == int(value) and (part := _part_at(words, last)):
        return value + part[0], part[1]
    return value, _past_repetition(words, value, last)


def slashed_at(words: Words, at: int) -> tuple[int, int] | None:
    """Both numbers of "24/48", which means from one to the other; None for a fraction."""
    low, slash, high = words.norm(at).partition("/")
    if not slash or words.norm(at) in _PARTS or not (low.isdecimal() and high.isdecimal()):
        return None
    return (int(low), int(high)) if int(low) < int(high) < _MOST else None


def _plain(words: Words, at: int) -> tuple[float, int] | None:
    norm = words.norm(at)
    if not norm:
        return None
    if words.tokens[at].is_number:
        return _figures(norm, at)
    if norm in _TENS:
        following = words.norm(at + 1)
        return (_TENS[norm] + _ONES[following], at + 2) if following in _ONES else (_TENS[norm], at + 1)
    for table in (_ONES, _TEENS):
        if norm in table:
            return table[norm], at + 1
    return None


def _figures(norm: str, at: int) -> tuple[float, int] | None:
    if norm in _PARTS:
        return _PARTS[norm], at + 1
    if not norm.replace(".", "", 1).isdecimal():
        return None
    value = float(norm)
    return (value, at + 1) if value < _MOST else None


def _part_at(words: Words, at: int) -> tuple[float, int] | None:
    """“½”, “1/2” or “and a half” behind a whole number."""
    if words.norm(at) in _PARTS:
        return _PARTS[words.norm(at)], at + 1
    if words.norms[at : at + 3] == ("and", "a", "half"):
        return 0.5, at + 3
    return None


def _past_repetition(words: Words, value: float, at: int) -> int:
    """Past "(6)" in "six (6) hours" and "(six)" in "6 (six) hours"."""
    if words.norm(at) != "(":
        return at
    again = _plain(words, at + 1)
    is_same = again is not None and again[0] == value and words.norm(again[1]) == ")"
    return again[1] + 1 if again and is_same else at
