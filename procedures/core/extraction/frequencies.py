"""How often: "4 times a day", "twice daily", "every 4 to 6 hours", "2-3 times per week"."""

from procedures.core.extraction.lexicon import Lexicon
from procedures.core.extraction.moments import Form, Moment
from procedures.core.extraction.numbers import number_at
from procedures.core.extraction.quantities import quantities_at
from procedures.core.extraction.tokens import DASH, Words

_PER: Lexicon[str] = Lexicon(
    {
        "a day": "P1D",
        "per day": "P1D",
        "each day": "P1D",
        "every day": "P1D",
        "daily": "P1D",
        "in a day": "P1D",
        "/ day": "P1D",
        "a week": "P1W",
        "per week": "P1W",
        "each week": "P1W",
        "every week": "P1W",
        "weekly": "P1W",
        "an hour": "PT1H",
        "per hour": "PT1H",
        "each hour": "PT1H",
        "every hour": "PT1H",
        "a month": "P1M",
        "per month": "P1M",
        "a year": "P1Y",
        "per year": "P1Y",
        "each year": "P1Y",
        "every year": "P1Y",
        "yearly": "P1Y",
        "a night": "P1D",
        "each night": "P1D",
        "every night": "P1D",
    }
)
_SET: Lexicon[str] = Lexicon(
    {
        "once daily": "1/P1D",
        "once a day": "1/P1D",
        "twice daily": "2/P1D",
        "twice a day": "2/P1D",
        "every day": "P1D",
        "each day": "P1D",
        "daily": "P1D",
        "every other day": "P2D",
        "every hour": "PT1H",
        "each hour": "PT1H",
        "hourly": "PT1H",
        "every night": "P1D",
        "each night": "P1D",
        "nightly": "P1D",
        "at night": "P1D",
        "every morning": "P1D",
        "each morning": "P1D",
        "every evening": "P1D",
        "weekly": "P1W",
        "every week": "P1W",
        "each week": "P1W",
        "once a week": "1/P1W",
        "twice a week": "2/P1W",
        "several times a day": "P1D",
        "several times daily": "P1D",
        "a few times a day": "P1D",
        "several times each day": "P1D",
        "throughout the day": "P1D",
        "monthly": "P1M",
        "yearly": "P1Y",
        "annually": "P1Y",
        "annual": "P1Y",
        "every year": "P1Y",
        "each year": "P1Y",
        "once a year": "1/P1Y",
        "twice a year": "2/P1Y",
        "once a month": "1/P1M",
        "more than once a day": "P1D",
        "more than once a year": "P1Y",
        "every waking hour": "PT1H",
        "a day": "P1D",
        "per day": "P1D",
        "per week": "P1W",
        "bid": "2/P1D",
        "tid": "3/P1D",
        "qid": "4/P1D",
        "b . i . d": "2/P1D",
        "t . i . d": "3/P1D",
        "q . i . d": "4/P1D",
        "qhs": "P1D",
    }
)
_COUNTED = {"once": 1, "twice": 2, "thrice": 3}


def frequency_at(words: Words, first: int) -> Moment | None:
    """The frequency that begins at token `first`."""
    if (found := _SET.at(words, first)) and not _is_name(words, first, found.last):
        return Moment(Form.FREQUENCY, first, found.last, every=found.meaning)
    if words.norm(first) in ("every", "each", "q"):
        # "q4-6h" is how prescribers write "every 4 to 6 hours".
        return _every(words, first)
    return _times_per(words, first)


def _is_name(words: Words, first: int, last: int) -> bool:
    """“any weekly injection”, “your daily tablets”: which ones, and not how often to do it."""
    is_adjective = last == first + 1 and words.norm(first).endswith("ly") and words.norm(last).isalpha()
    return is_adjective and words.norm(first - 1) in ("any", "your", "usual", "normal", "regular", "their")


def _every(words: Words, first: int) -> Moment | None:
    found = quantities_at(words, first + 1)
    if len(found) == 1 and found[0].low is not None and found[0].high is not None:
        low, high = found[0].low, found[0].high
        every = low.isoformat() if low == high else f"{low.isoformat()}-{high.isoformat()}"
        return Moment(Form.FREQUENCY, first, found[0].last, every=every)
    return None


def _times_per(words: Words, first: int) -> Moment | None:
    """“3 times a day”, “2-3 times per week”, “3 to 4x daily”."""
    if words.norm(first) in _COUNTED:
        low: str = str(_COUNTED[words.norm(first)])
        at = first + 1
    else:
        number = number_at(words, first)
        if number is None:
            return None
        low, at = f"{number[0]:g}", number[1]
        if words.norm(at) in (DASH, "to", "or") and (high := number_at(words, at + 1)):
            low, at = f"{low}-{high[0]:g}", high[1]
        if words.norm(at) not in ("times", "time", "x", "×"):
            return None
        at += 1
    per = _PER.at(words, at)
    return Moment(Form.FREQUENCY, first, per.last, every=f"{low}/{per.meaning}") if per else None
