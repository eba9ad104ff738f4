"""A short line for a list: the clause in plain form. It leaves words out and never adds a number, a time or a drug."""

from procedures.core.extraction.labels import label_end
from procedures.core.extraction.lexicon import phrases
from procedures.core.extraction.modality import head_of, is_imperative
from procedures.core.extraction.moments import Form, Moment
from procedures.core.extraction.numbers import number_at
from procedures.core.extraction.plain_titles import plain
from procedures.core.extraction.tokens import Words
from procedures.core.extraction.units import UNITS
from procedures.core.word_set import word_set

_POLITE = phrases(
    "patients may need to, patients will need to, patients should, patients must, patients are asked to, "
    "patients are generally asked to, patients are usually asked to, patients need to, you will be asked to, "
    "you may be asked to, you may need to, you will need to, you should, you must, you need to, "
    "you have to, you will have to, may need to, should, must, need to, please, also, then, and, but, "
    "be sure to, make sure to, remember to, it is important to, you are asked to, you might need to, "
    "patients might be asked to, patients may be asked to"
)
# A line that ends in one of these was cut in the middle of a thought.
_JOINTS = word_set(", and & then again")


def title_of(words: Words) -> str:
    """What to do, without courtesies and reasons; all that changes the act stays, however long it is."""
    at = label_end(words)
    if at and is_imperative(words.part(0, at)):
        at = 0
    at = head_of(words.part(at, len(words))) + at
    while found := _POLITE.at(words, at):
        at = found.last
    said = words.between(at, len(words)) or words.between(0, len(words))
    # “You must not drive” loses its courtesy and keeps its ban.
    return plain(f"Do {said}" if words.norm(at) == "not" else said)


def titled_under(topic: Words, title: str) -> str:
    """“Desk job: 1-2 weeks”, “When can I shower? After 2 days”: a title that says nothing without what it is about."""
    about = plain(topic.between(0, len(topic)).rstrip(": "))
    if not about or about.casefold() in title.casefold():
        return title
    return f"{about} {title}" if about.endswith("?") else f"{about}: {title[:1].lower()}{title[1:]}"


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
    return plain(f"{start} {said} {words.between(last.last, len(words))}")


def _number(words: Words, moment: Moment) -> str:
    """The number of a moment as the words write it."""
    for at in range(moment.first, moment.last):
        if moment.high and (found := number_at(words, at)) and found[0] == moment.high.amount:
            return words.between(at, found[1])
    return ""


def _unit(words: Words, moment: Moment) -> str:
    """The word for days, weeks or months in a moment's own words."""
    return next((words.norm(at) for at in range(moment.last - 1, moment.first, -1) if words.norm(at) in UNITS), "")
