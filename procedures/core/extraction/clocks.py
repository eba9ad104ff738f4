"""Times on the wall clock: "after midnight", "by 6:30 a.m.", "at 10 pm"."""

from procedures.core.extraction.lexicon import Lexicon
from procedures.core.extraction.moments import Form, Moment
from procedures.core.extraction.tokens import DASH, Words
from procedures.core.timing import PartOfDay

_BEFORE_CLOCK: Lexicon[str] = Lexicon(
    {
        "after": "from",
        "from": "from",
        "past": "from",
        "starting at": "from",
        "beginning at": "from",
        "as of": "from",
        "since": "from",
        "before": "until",
        "until": "until",
        "till": "until",
        "up to": "until",
        "up until": "until",
        "by": "until",
        "no later than": "until",
        "at": "at",
        "around": "at",
        "about": "at",
        "at about": "at",
        "at around": "at",
        "between": "at",
    }
)


def clock_at(words: Words, first: int) -> Moment | None:
    """The time of day that begins at token `first`, with the word before it in `word`: from, until or at."""
    opener = _BEFORE_CLOCK.at(words, first)
    at = opener.last if opener else first
    at = at + 1 if words.norm(at) == "12" and words.norm(at + 1) in ("midnight", "noon") else at
    word = opener.meaning if opener else "at"
    if words.norm(at) == "midnight":
        return Moment(Form.CLOCK, first, at + 1, clock="24:00", part_of_day=PartOfDay.MIDNIGHT, word=word)
    if words.norm(at) in ("noon", "midday"):
        return Moment(Form.CLOCK, first, at + 1, clock="12:00", word=word)
    read = _reading(words, at) or _four_digits(words, at) or (_hour_of_part(words, at) if opener else None)
    if read is None:
        return None
    clock, last = read
    if clock == "00:00" and words.norm(last) == "(" and words.norm(last + 1) == "midnight":
        # "12:00am (midnight)" is the end of a day.
        last += 3 if words.norm(last + 2) == ")" else 2
        return Moment(Form.CLOCK, first, last, clock="24:00", part_of_day=PartOfDay.MIDNIGHT, word=word)
    is_span = opener is not None and words.norm(at - 1) in ("between", "from")
    if is_span and words.norm(last) in ("and", "to", DASH) and (end := _reading(words, last + 1)):
        # "Between 1 pm and 4 pm" is one time, from its beginning on.
        return Moment(Form.CLOCK, first, end[1], clock=clock, word="at")
    return Moment(Form.CLOCK, first, last, clock=clock, word=word)


def _reading(words: Words, at: int) -> tuple[str, int] | None:
    """“6 am”, “6:30 p.m.”, “18:00”, “10 o'clock” with “in the evening”."""
    if not words.norm(at) or not words.tokens[at].is_number:
        return None
    hour_text, _, minute_text = words.norm(at).replace(".", ":").partition(":")
    if not hour_text.isdecimal() or (minute_text and not (minute_text.isdecimal() and len(minute_text) == 2)):
        return None
    hour, minute = int(hour_text), int(minute_text or 0)
    if hour > 24 or minute > 59:
        return None
    half, last = _half_of_day(words, at + 1)
    if half == "" and (":" not in words.norm(at) or hour > 23):
        return None
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02}:{minute:02}", last


def _four_digits(words: Words, at: int) -> tuple[str, int] | None:
    """“At 0600 hours”, as wards write it, and no length of time."""
    written = words.norm(at)
    if len(written) != _DIGITS or not written.isdecimal() or words.norm(at + 1) not in ("hours", "hrs", "h"):
        return None
    is_clock = int(written[:2]) < _HOURS and int(written[2:]) < _MINUTES
    return (f"{written[:2]}:{written[2:]}", at + 2) if is_clock else None


def _hour_of_part(words: Words, at: int) -> tuple[str, int] | None:
    """“until 6 in the morning”; only behind "until" and its like, for "take 2 in the morning" is a dose."""
    part = {"morning": 0, "afternoon": 12, "evening": 12}.get(words.norm(at + 3))
    is_hour = words.norm(at).isdecimal() and 1 <= int(words.norm(at)) <= _HALF_A_DAY
    if part is None or not is_hour or words.norms[at + 1 : at + 3] != ("in", "the"):
        return None
    return f"{int(words.norm(at)) % _HALF_A_DAY + part:02}:00", at + 4


_HALF_A_DAY = 12
_DIGITS, _HOURS, _MINUTES = 4, 24, 60


def _half_of_day(words: Words, at: int) -> tuple[str, int]:
    norm = words.norm(at)
    if norm in ("am", "pm"):
        return norm[0], at + 1
    if norm in ("a", "p") and words.norm(at + 1) == "." and words.norm(at + 2) == "m":
        return norm, at + (4 if words.norm(at + 3) == "." else 3)
    if norm == "o'clock":
        part = words.norm(at + 3) if words.norm(at + 1) in ("in", "at") else ""
        return ("p", at + 4) if part in ("evening", "afternoon") else ("a", at + 4) if part == "morning" else ("", at)
    return "", at
