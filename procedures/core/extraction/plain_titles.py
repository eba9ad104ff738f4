"""A title as plain words: without the marks of type, and shorter where that loses nothing that matters."""

import re

from procedures.core.extraction.lexicon import phrases
from procedures.core.extraction.numbers import number_at
from procedures.core.extraction.tokens import Words, words_of
from procedures.core.extraction.units import UNITS
from procedures.core.word_set import word_set

LONG = 80
_MARKUP = re.compile(r"\*\*|(?<!_)__(?!_)|`|\[[ xX]\]|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)")
_DANGLING = word_set("and or but then so nor & plus while also again")
_TRIMMED = " ;,:-–—•|"
_REASONS = phrases(
    "so that, so you, because, in order to, to prevent, to help, to reduce, to avoid, to allow, to make sure, "
    "to ensure, to lower, to protect, to promote, to keep, to minimize, to minimise, to improve, as this, as it, "
    "since this, which helps, which will, which is, who will, who can, such as, for example, e . g, including, "
    "like, as they, this helps, depending on"
)
# What holds such a word is never left out of a title.
_MATTERS = word_set(
    "no not never don't cannot can't won't without unless until till if when except only before after while once "
    "within between during daily nightly hourly weekly morning evening night noon midnight am pm today tomorrow "
    "tonight least most more less than stop avoid call ring 911 999 112 mg ml lb kg"
)


def plain(text: str) -> str:
    """The words of `text`; where they are long, without brackets and reasons that hold no number, time or condition."""
    text = _joined_cells(" ".join(_MARKUP.sub("", text).split()))
    text = _without_last(text.strip(_TRIMMED).rstrip(" ."))
    text = text + ")" if text.count("(") == text.count(")") + 1 else text
    if len(text) > LONG:
        text = _without_last(_without_reason(_without_brackets(text)))
    return text[:1].upper() + text[1:]


def _joined_cells(text: str) -> str:
    """“Metformin | Leave out | in the morning” as one line of words."""
    cells = [cell.strip(_TRIMMED) for cell in text.split("|")]
    said = [cell for cell in cells if cell]
    return text if len(cells) == 1 else ": ".join([said[0], ", ".join(said[1:])]) if len(said) > 1 else "".join(said)


def _without_last(text: str) -> str:
    """The text without words at its end that lead nowhere."""
    while " " in text and text.rsplit(" ", 1)[1].lower() in _DANGLING:
        text = text.rsplit(" ", 1)[0].rstrip(_TRIMMED)
    return text


def _without_brackets(text: str) -> str:
    start, end = text.find("("), text.find(")")
    while 0 <= start < end:
        if not _matters(words_of(text[start:end])):
            text = f"{text[:start].rstrip()}{text[end + 1 :]}"
            start -= 1
        else:
            start = end
        start = text.find("(", start + 1)
        end = text.find(")", start + 1)
    return text


def _without_reason(text: str) -> str:
    """The text up to the first reason or example from which on nothing matters."""
    words = words_of(text)
    for at in range(2, len(words)):
        if _REASONS.at(words, at) and not _matters(words.part(at, len(words))):
            return words.between(0, at).rstrip(_TRIMMED)
    return text


def _matters(words: Words) -> bool:
    return any(norm in _MATTERS or norm in UNITS or number_at(words, at) for at, norm in enumerate(words.norms))
