"""Moments with a number behind their unit: "Day 3", "Days 2-7", "Week 5+", "Day 3 to week 2"."""

from procedures.core.distance import Distance, TimeUnit
from procedures.core.extraction.moments import TODAY, Form, Moment
from procedures.core.extraction.numbers import number_at
from procedures.core.extraction.tokens import DASH, Words
from procedures.core.timing import Relation
from procedures.core.word_set import word_set

NUMBERED = {
    "day": TimeUnit.DAYS,
    "days": TimeUnit.DAYS,
    "week": TimeUnit.WEEKS,
    "weeks": TimeUnit.WEEKS,
    "month": TimeUnit.MONTHS,
    "months": TimeUnit.MONTHS,
    "pod": TimeUnit.DAYS,
}
_LEADS = word_set("on by from starting beginning until in during post op postoperative postop after for at")
_MOST_LEADS = 3
_TO = frozenset((DASH, "to", "and", "through", "&"))
_BEYOND = word_set("beyond on after onward onwards")


def numbered_at(words: Words, first: int) -> Moment | None:
    """The numbered days, weeks or months that begin at token `first`.

    Weeks and months are counted from one: week 1 ends 1 week after the operation. Days are distances as written.
    """
    at = first
    while at < first + _MOST_LEADS and words.norm(at) in _LEADS:
        at += 1
    unit = NUMBERED.get(words.norm(at))
    low = number_at(words, at + 1) if unit else None
    if unit is None or low is None or low[0] != int(low[0]):
        return None
    begin, last = int(low[0]), low[1]
    end, end_unit, last = _end(words, begin, unit, last)
    start = begin if unit is TimeUnit.DAYS else max(begin - 1, 0)
    edges = (Distance(start, unit) if start else TODAY, Distance(end, end_unit))
    if beyond := _past_beyond(words, last):
        return _moment(Form.FROM, words, first, beyond, edges[0], edges[0])
    if words.norm(last) in ("after", "following"):
        # "Weeks 1-2 after surgery": the same weeks.
        at = last + 2 if words.norm(last + 1) in ("your", "the") else last + 1
        last = at + 1 if words.norm(at) in ("surgery", "operation", "procedure") else last
    return _read(words, first, last, edges, is_day=unit is end_unit is TimeUnit.DAYS and begin == end)


def _read(words: Words, first: int, last: int, edges: tuple[Distance, Distance], *, is_day: bool) -> Moment:
    low, high = edges
    word = words.norm(first)
    if word in ("until", "till"):
        return _moment(Form.UP_TO, words, first, last, high, high)
    if word == "after":
        return _moment(Form.AFTER, words, first, last, high, high)
    if word in ("from", "starting", "beginning"):
        # "Starting at month 3" is when 3 months are over, "starting week 3" when the third week begins.
        edge = high if words.norm(first + 1) == "at" else low
        return _moment(Form.FROM, words, first, last, edge, edge)
    if is_day:
        return _moment(Form.DAY, words, first, last, high, high)
    return _moment(Form.SPAN, words, first, last, low, high)


def _end(words: Words, begin: int, unit: TimeUnit, last: int) -> tuple[int, TimeUnit, int]:
    """The later number with its unit, and the token behind it; the first number again where there is no second."""
    if words.norm(last) not in _TO:
        return begin, unit, last
    other = NUMBERED.get(words.norm(last + 1))
    found = number_at(words, last + 2 if other else last + 1)
    if found is None or found[0] != int(found[0]) or (found[0] < begin and other in (None, unit)):
        return begin, unit, last
    return int(found[0]), other or unit, found[1]


def _past_beyond(words: Words, last: int) -> int:
    """The token after "+" or "and beyond", or 0."""
    if words.norm(last) in ("+", "onward", "onwards"):
        return last + 1
    return last + 2 if words.norm(last) == "and" and words.norm(last + 1) in _BEYOND else 0


def _moment(form: Form, words: Words, first: int, last: int, low: Distance, high: Distance) -> Moment:
    return Moment(form, first, last, low, high, Relation.AFTER, word=words.norm(first))
