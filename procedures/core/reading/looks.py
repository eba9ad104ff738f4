"""Whether a line that nothing marks looks like a heading."""

from procedures.core.word_set import word_set

_SMALL_WORDS = word_set("a an and as at before after by for from if in into of on or per the to vs with your you")
_LONGEST_HEADING = 80
_MOST_WORDS = 10


def is_like_heading(line: str) -> bool:
    """True for a short line that stands alone: "Going Home", "THE DAY BEFORE", "When can I drive?".

    A line with the mark of a sentence at its end is none, except a question, which heads its answer.
    """
    if not is_short(line):
        return False
    words = line.split()
    if line.endswith("?"):
        return True
    if line.endswith((".", "!", ",", ";")) or not (line[0].isupper() or line[0].isdigit()):
        return False
    return is_capitals(line) or _is_title_case(words) or len(words) <= 4


def is_short(line: str) -> bool:
    """True for a line that is not too long for a heading."""
    return 0 < len(line) <= _LONGEST_HEADING and len(line.split()) <= _MOST_WORDS


def is_capitals(line: str) -> bool:
    """True for words written in capitals only, at least one of them longer than an abbreviation."""
    letters = [character for character in line if character.isalpha()]
    return len(letters) > 3 and all(character.isupper() for character in letters)


def _is_title_case(words: list[str]) -> bool:
    named = [word for word in words if word[:1].isalpha() and word.lower() not in _SMALL_WORDS]
    return bool(named) and all(word[0].isupper() for word in named)
