"""A short line for a list: the clause in plain form. It leaves words out and never adds a number, a time or a drug."""

import re

from procedures.core.extraction.labels import label_end
from procedures.core.extraction.lexicon import phrases
from procedures.core.extraction.modality import head_of, is_imperative
from procedures.core.extraction.moments import Form, Moment
from procedures.core.extraction.numbers import number_at
from procedures.core.extraction.tokens import Words
from procedures.core.extraction.units import UNITS
from procedures.core.word_set import word_set

_LONGEST = 80
_POLITE = phrases(
    "patients may need to, patients will need to, patients should, patients must, patients are asked to, "
    "patients are generally asked to, patients are usually asked to, patients need to, you will be asked to, "
    "you may be asked to, you may need to, you will need to, you should, you must, you need to, "
    "you have to, you will have to, may need to, should, must, need to, please, also, then, and, but, "
    "be sure to, make sure to, remember to, it is important to, you are asked to, you might need to, "
    "patients might be asked to, patients may be asked to"
)
_MARKUP = re.compile(r"\*\*|(?<!_)__(?!_)|`|\[[ xX]\]|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)")
# A line that ends in one of these was cut in the middle of a thought.
_JOINTS = word_set(", and & then again")
_DANGLING = word_set("and or but then so nor & plus while also again")
_HALVES = _DANGLING | word_set("the a an your to of for with in on at by from if until that which who is are be no not")
_TRIMMED = " ;,:-–—•"


def title_of(words: Words) -> str:
    """At most 80 characters that say what to do."""
    at = label_end(words)
    if at and is_imperative(words.part(0, at)):
        at = 0
    at = head_of(words.part(at, len(words))) + at
    while found := _POLITE.at(words, at):
        at = found.last
    return _plain(words.between(at, len(words)) or words.between(0, len(words)))


def occasion_title(words: Words, moments: tuple[Moment, ...], occasions: list[tuple[Moment, ...]]) -> str:
    """The title of one of several occasions: the clause with its own time and without the others'.

    "Visits at 2, 6 and 12 weeks" gives "Visits at 2 weeks", "Visits at 6 weeks" and "Visits at 12 weeks".
    """
    times = [group[0] for group in occasions]
    first, last = times[0], times[-1]
    at = next((place for place, moment in enumerate(times) if moment == moments[0]), 0)
    begin = times[at].first
    said = ""
    if first.last == last.last:
        # "At 2, 6 and 12 weeks" is one stretch of words for all of them.
        said = f"{words.norm(first.first)} {_number(words, times[at])} {_unit(words, last)}"
    while begin < times[at].last and words.norm(begin) in _JOINTS:
        begin += 1
    said = said or words.between(begin, times[at].last)
    is_measured = first.last < last.last and last.low is not None and last.form is not Form.CLOCK
    if is_measured and not any(token.is_word for token in words.tokens[begin : times[at].last]):
        said = f"{said} {_unit(words, last)}"
    if at and first.last < last.last and words.tokens[begin].is_number and words.tokens[first.first].is_word:
        said = f"{words.between(first.first, first.first + 1)} {said}"
    start = title_of(words.part(0, first.first)) if first.first else ""
    return _plain(f"{start} {said} {words.between(last.last, len(words))}")


def _number(words: Words, moment: Moment) -> str:
    """The number of a moment as the words write it."""
    for at in range(moment.first, moment.last):
        if moment.high and (found := number_at(words, at)) and found[0] == moment.high.amount:
            return words.between(at, found[1])
    return ""


def _unit(words: Words, moment: Moment) -> str:
    """The word for days, weeks or months in a moment's own words."""
    return next((words.norm(at) for at in range(moment.last - 1, moment.first, -1) if words.norm(at) in UNITS), "")


def _plain(text: str) -> str:
    text = " ".join(_MARKUP.sub("", text).split()).strip(_TRIMMED).rstrip(" .")
    text = _without_last(text, _DANGLING)
    text = _without_open_bracket(text)
    if len(text) > _LONGEST:
        text = _shortened(text)
    return text[:1].upper() + text[1:]


def _without_last(text: str, words: frozenset[str]) -> str:
    """The text without words at its end that lead nowhere."""
    while " " in text and text.rsplit(" ", 1)[1].lower() in words:
        text = text.rsplit(" ", 1)[0].rstrip(_TRIMMED)
    return text


def _without_open_bracket(text: str) -> str:
    return text + ")" if text.count("(") == text.count(")") + 1 else text


def _shortened(text: str) -> str:
    """Cut before a whole word; the dots say that there is more to read."""
    kept = text[: _LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,;:(")
    return f"{_without_last(kept, _HALVES)}…"
