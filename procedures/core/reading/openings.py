"""The bold words that open a paragraph and are its heading: "**Eating.** Begin with soup."."""

from collections.abc import Sequence

_MOST_WORDS_ALONE = 12
_MOST_WORDS_RUN_IN = 9


def bold_opening(pieces: Sequence[tuple[str, bool]]) -> tuple[str, str]:
    """The heading that a paragraph opens with, and the rest of it; ("", "") where it does not open with one.

    A piece is words and whether they are bold. White space alone is as bold as what it follows: who typed it does not
    see the difference.
    """
    said = [at for at, (words, _) in enumerate(pieces) if words.strip()]
    if not said or not pieces[said[0]][1]:
        return "", ""
    end = next((at for at in said if not pieces[at][1]), len(pieces))
    heading, rest = _words(pieces[:end]), _words(pieces[end:])
    if not rest:
        is_heading = len(heading.split()) <= _MOST_WORDS_ALONE and not heading.endswith(".")
        return (heading, "") if is_heading else ("", "")
    is_closed = heading.endswith((".", ":", "?")) or rest.startswith(":")
    return (heading, rest.lstrip(" :")) if is_closed and len(heading.split()) <= _MOST_WORDS_RUN_IN else ("", "")


def _words(pieces: Sequence[tuple[str, bool]]) -> str:
    return " ".join("".join(words for words, _ in pieces).split())
