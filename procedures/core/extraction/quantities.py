"""Lengths of time in words: "2 to 3 days", "twenty-four hours", "several weeks", "a certain number of hours"."""

from dataclasses import dataclass

from procedures.core.distance import Distance, TimeUnit
from procedures.core.extraction.lexicon import phrases
from procedures.core.extraction.tokens import DASH, Words
from procedures.core.word_set import word_set

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
_UNITS = {
    TimeUnit.MINUTES: "minute minutes min mins",
    TimeUnit.HOURS: "hour hours hr hrs h",
    TimeUnit.DAYS: "day days night nights",
    TimeUnit.WEEKS: "week weeks wk wks",
    TimeUnit.MONTHS: "month months mo mos",
    TimeUnit.YEARS: "year years yr yrs",
}
UNITS = {word: unit for unit, line in _UNITS.items() for word in line.split()}
_BETWEEN_NUMBER_AND_UNIT = word_set("full whole complete consecutive working business calendar more additional further")
_PLURAL = frozenset(word for word in UNITS if word.endswith("s"))
_VAGUE = phrases(
    "several, a few, few, some, many, a number of, a certain number of, certain number of, a couple of, couple of, "
    "a couple, the next few, the first few, the next several, the first several, a good few, various"
)
AT_LEAST = phrases(
    "at least, a minimum of, minimum, minimum of, no less than, not less than, no fewer than, more than, over, or more"
)
_UP_TO = phrases("up to, no more than, not more than, less than, at most, a maximum of, maximum, under, no longer than")
_ABOUT = phrases(
    "about, around, approximately, approx, approx ., roughly, nearly, almost, only, another, usually, ~, just, "
    "the, a full, a further, the full, a total of"
)
_TO = frozenset((DASH, "to", "or", "through", "until", "/", "and"))
_MOST = 100_000


@dataclass(frozen=True, slots=True)
class Quantity:
    """A length or a range of two; both edges are None where the words give no number."""

    low: Distance | None
    high: Distance | None
    first: int
    last: int
    at_least: bool = False
    up_to: bool = False

    @property
    def is_vague(self) -> bool:
        return self.low is None

    @property
    def is_range(self) -> bool:
        return self.low != self.high


def quantities_at(words: Words, first: int) -> tuple[Quantity, ...]:
    """The length of time that begins at token `first`; several for "2, 6 and 12 weeks"; none for anything else."""
    at, at_least, up_to = _qualifiers(words, first)
    if vague := _vague_at(words, at):
        return (Quantity(None, None, first, vague, at_least, up_to),)
    listed = _listed_at(words, at, first)
    if listed:
        return listed
    found = _exact_at(words, at)
    if found is None:
        return ()
    low, high, last = found
    if words.norm(last) in ("or", "and") and words.norm(last + 1) in ("more", "longer", "above", "later"):
        return (Quantity(low, high, first, last + 2, True, up_to),)
    return (Quantity(low, high, first, last, at_least, up_to),)


def number_at(words: Words, at: int) -> tuple[float, int] | None:
    """The number at `at` and the token after it."""
    norm = words.norm(at)
    if not norm:
        return None
    if words.tokens[at].is_number:
        return _figures(norm, at)
    if norm in _TENS:
        nxt = words.norm(at + 1)
        return (_TENS[norm] + _ONES[nxt], at + 2) if nxt in _ONES else (_TENS[norm], at + 1)
    for table in (_ONES, _TEENS):
        if norm in table:
            return table[norm], at + 1
    return None


def _figures(norm: str, at: int) -> tuple[float, int] | None:
    if norm in "½¼¾":
        return {"½": 0.5, "¼": 0.25, "¾": 0.75}[norm], at + 1
    if not norm.replace(".", "", 1).isdecimal():
        return None
    value = float(norm)
    return (value, at + 1) if value < _MOST else None


def unit_at(words: Words, at: int) -> tuple[TimeUnit, int] | None:
    """The unit of time at `at`, past an adjective and the point of an abbreviation."""
    if words.norm(at) in _BETWEEN_NUMBER_AND_UNIT:
        at += 1
    norm = words.norm(at)
    norm = norm.removesuffix("'s")
    if norm == "fortnight":
        return TimeUnit.WEEKS, at + 1
    if norm not in UNITS:
        return None
    last = at + 1
    if norm in ("hr", "hrs", "min", "mins", "wk", "wks", "mo", "mos", "yr", "yrs") and words.norm(last) == ".":
        last += 1
    if words.norm(last) in ("'", "’"):
        last += 1
    return UNITS[norm], last


def _qualifiers(words: Words, at: int) -> tuple[int, bool, bool]:
    at_least = up_to = False
    for _ in range(4):
        if found := AT_LEAST.at(words, at):
            at_least = True
        elif found := _UP_TO.at(words, at):
            up_to = True
        elif not (found := _ABOUT.at(words, at)) or _VAGUE.at(words, at):
            break
        at = found.last
    return at, at_least, up_to


def _vague_at(words: Words, at: int) -> int | None:
    """The token after "several days", "a few hours to days"."""
    found = _VAGUE.at(words, at)
    if found is None:
        return None
    unit = unit_at(words, found.last)
    if unit is None:
        return None
    last = unit[1]
    if words.norm(last) in ("to", "or", DASH) and words.norm(last + 1) in _PLURAL:
        last += 2
    return last


def _listed_at(words: Words, at: int, first: int) -> tuple[Quantity, ...]:
    """“2, 6 and 12 weeks”: numbers that share the unit of the last."""
    numbers: list[float] = []
    place = at
    while (found := number_at(words, place)) and len(numbers) < 12:
        numbers.append(found[0])
        place = found[1]
        if unit := unit_at(words, place):
            if (
                len(numbers) < 3
                and words.norm(place - 2) != ","
                and not (len(numbers) == 2 and words.norm(place - 2) in ("and", "&"))
            ):
                return ()
            if words.norm(at - 1) == "between":
                return ()
            return tuple(_single(number, unit[0], first, unit[1]) for number in numbers)
        if words.norm(place) == ",":
            place += 1
        if words.norm(place) in ("and", "&"):
            place += 1
        if place == found[1]:
            return ()
    return ()


def _single(number: float, unit: TimeUnit, first: int, last: int) -> Quantity:
    distance = _distance(number, unit)
    return Quantity(distance, distance, first, last)


def _exact_at(words: Words, at: int) -> tuple[Distance, Distance, int] | None:  # noqa: PLR0911
    if words.norm(at) == "between":
        at += 1
    if half := _half_at(words, at):
        return half
    if words.norm(at) in ("a", "an", "each") and (unit := unit_at(words, at + 1)):
        return _pair(1, 1, unit[0], unit[0], unit[1])
    if words.norm(at) == "fortnight" or (words.norm(at) == "a" and words.norm(at + 1) == "fortnight"):
        return _pair(2, 2, TimeUnit.WEEKS, TimeUnit.WEEKS, at + (2 if words.norm(at) == "a" else 1))
    low = number_at(words, at)
    if low is None:
        return None
    low_unit = unit_at(words, low[1] + 1 if words.norm(low[1]) == "+" else low[1])
    place = low_unit[1] if low_unit else low[1]
    if words.norm(place) in _TO and (words.norm(place) != "and" or words.norm(at - 1) == "between"):
        after = place + 1
        after = after + 1 if words.norm(after) in ("even", "about") else after
        high = number_at(words, after)
        high_unit = unit_at(words, high[1]) if high else None
        if high and high_unit:
            low_kind = low_unit[0] if low_unit else high_unit[0]
            return _pair(low[0], high[0], low_kind, high_unit[0], high_unit[1])
    if low_unit is None:
        return None
    return _pair(low[0], low[0], low_unit[0], low_unit[0], low_unit[1])


def _half_at(words: Words, at: int) -> tuple[Distance, Distance, int] | None:
    """“half an hour”, “a half hour”."""
    place = at + 1 if words.norm(at) == "a" else at
    if words.norm(place) != "half":
        return None
    place += 2 if words.norm(place + 1) in ("a", "an") else 1
    if words.norm(place) == "hour":
        return _pair(30, 30, TimeUnit.MINUTES, TimeUnit.MINUTES, place + 1)
    return None


def _pair(
    low: float, high: float, low_unit: TimeUnit, high_unit: TimeUnit, last: int
) -> tuple[Distance, Distance, int]:
    return _distance(low, low_unit), _distance(high, high_unit), last


def _distance(number: float, unit: TimeUnit) -> Distance:
    """A whole number of `unit`; "1.5 hours" is 90 minutes, half a week its days, rounded down to whole ones."""
    if number == int(number):
        return Distance(int(number), unit)
    smaller = {
        TimeUnit.MINUTES: (1, TimeUnit.MINUTES),
        TimeUnit.HOURS: (60, TimeUnit.MINUTES),
        TimeUnit.DAYS: (24, TimeUnit.HOURS),
        TimeUnit.WEEKS: (7, TimeUnit.DAYS),
        TimeUnit.MONTHS: (30, TimeUnit.DAYS),
        TimeUnit.YEARS: (12, TimeUnit.MONTHS),
    }
    factor, finer = smaller[unit]
    return Distance(int(number * factor), finer)
