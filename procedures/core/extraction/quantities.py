"""Lengths of time in words: "2 to 3 days", "twenty-four hours", "several weeks", "a certain number of hours"."""

from dataclasses import dataclass

from procedures.core.distance import Distance, TimeUnit
from procedures.core.extraction.lexicon import phrases
from procedures.core.extraction.numbers import number_at, slashed_at
from procedures.core.extraction.tokens import DASH, Words
from procedures.core.extraction.units import UNITS, Unit, unit_at

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
    "the last, last, the final, exactly, precisely, about, around, approximately, approx, approx ., roughly, nearly, "
    "almost, only, another, usually, ~, just, "
    "the, any, any one, a full, a further, the full, a total of"
)
_TO = frozenset((DASH, "to", "or", "through", "until", "/", "and"))


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


@dataclass(frozen=True, slots=True)
class _Exact:
    """A range with its numbers, which ends before token `last`; both edges are one where there is no range."""

    low: Distance
    high: Distance
    last: int


def quantities_at(words: Words, first: int) -> tuple[Quantity, ...]:
    """The length of time that begins at token `first`; several for "2, 6 and 12 weeks"; none for anything else."""
    at, at_least, up_to = _qualifiers(words, first)
    if vague := _vague_at(words, at):
        return (Quantity(None, None, first, vague, at_least, up_to),)
    if listed := _listed_at(words, at, first):
        return listed
    found = _exact_at(words, at)
    if found is None:
        return ()
    low, high, last = found.low, found.high, found.last
    if words.norm(last) in ("or", "and") and words.norm(last + 1) in ("more", "longer", "above", "later"):
        return (Quantity(low, high, first, last + 2, True, up_to),)
    return (Quantity(low, high, first, last, at_least, up_to),)


def _qualifiers(words: Words, at: int) -> tuple[int, bool, bool]:
    at_least = up_to = False
    for _ in range(4):
        if found := AT_LEAST.at(words, at):
            at_least = True
        elif found := _UP_TO.at(words, at):
            up_to = True
        elif words.norm(at) == "some" and number_at(words, at + 1):
            at += 1
            continue
        elif not (found := _ABOUT.at(words, at)) or _VAGUE.at(words, at):
            break
        at = found.last
    return at, at_least, up_to


def _vague_at(words: Words, at: int) -> int | None:
    """The token after "several days", "a few hours to days"."""
    found = _VAGUE.at(words, at)
    unit = unit_at(words, found.last) if found else None
    if unit is None:
        return None
    if words.norm(unit.last) in ("to", "or", DASH) and words.norm(unit.last + 1) in _PLURAL:
        return unit.last + 2
    return unit.last


def _listed_at(words: Words, at: int, first: int) -> tuple[Quantity, ...]:
    """“2, 6 and 12 weeks”: numbers that share the unit of the last."""
    numbers: list[float] = []
    place = at
    while (found := number_at(words, place)) and len(numbers) < 12:
        numbers.append(found[0])
        place = found[1]
        if unit := unit_at(words, place):
            is_pair = len(numbers) == 2 and words.norm(place - 2) in ("and", "&", ",")
            if (len(numbers) < 3 and not is_pair) or words.norm(at - 1) == "between":
                return ()
            return tuple(_single(number, unit, first) for number in numbers)
        if words.norm(place) == ",":
            place += 1
        if words.norm(place) in ("and", "&"):
            place += 1
        if place == found[1]:
            return ()
    return ()


def _single(number: float, unit: Unit, first: int) -> Quantity:
    return Quantity(unit.distance(number), unit.distance(number), first, unit.last)


def _exact_at(words: Words, at: int) -> _Exact | None:
    if words.norm(at) == "between":
        at += 1
    return _half_at(words, at) or _one_at(words, at) or _slashed_range_at(words, at) or _numbered_at(words, at)


def _half_at(words: Words, at: int) -> _Exact | None:
    """“half an hour”, “a half hour”, “half a day”."""
    place = at + 1 if words.norm(at) == "a" else at
    if words.norm(place) != "half":
        return None
    place += 2 if words.norm(place + 1) in ("a", "an") else 1
    unit = unit_at(words, place)
    if unit is None or unit.kind not in (TimeUnit.HOURS, TimeUnit.DAYS):
        return None
    return _Exact(unit.distance(0.5), unit.distance(0.5), unit.last)


def _one_at(words: Words, at: int) -> _Exact | None:
    """“an hour”, “a fortnight”, “an hour and a half”, “a week or two”."""
    unit = unit_at(words, at + 1) if words.norm(at) in ("a", "an", "each") else None
    if unit is None and words.norm(at) in ("fortnight", "half"):
        unit = unit_at(words, at)
    if unit is None:
        return None
    one = unit.distance(1)
    if words.norms[unit.last : unit.last + 3] == ("and", "a", "half"):
        more = unit.distance(1.5)
        return _Exact(more, more, unit.last + 3)
    if words.norm(unit.last) == "or" and words.norm(unit.last + 1) == "two":
        return _Exact(one, unit.distance(2), unit.last + 2)
    if words.norm(unit.last) == "to" and (further := number_at(words, unit.last + 1)):
        # "A week to ten days".
        other = unit_at(words, further[1])
        return _Exact(one, other.distance(further[0]), other.last) if other else _Exact(one, one, unit.last)
    return _Exact(one, one, unit.last)


def _slashed_range_at(words: Words, at: int) -> _Exact | None:
    """“24/48 hours”."""
    edges = slashed_at(words, at)
    unit = unit_at(words, at + 1) if edges else None
    return _Exact(unit.distance(edges[0]), unit.distance(edges[1]), unit.last) if edges and unit else None


def _numbered_at(words: Words, at: int) -> _Exact | None:
    """“6 weeks”, “6-8 hours”, “24 hours to 3 days”."""
    low = number_at(words, at)
    if low is None:
        return None
    low_unit = unit_at(words, low[1] + 1 if words.norm(low[1]) == "+" else low[1])
    place = low_unit.last if low_unit else low[1]
    if words.norm(place) in _TO and (words.norm(place) != "and" or words.norm(at - 1) == "between"):
        after = place + 2 if words.norm(place + 1) in ("even", "about") else place + 1
        high = number_at(words, after)
        high_unit = unit_at(words, high[1]) if high else None
        if high and high_unit:
            return _Exact((low_unit or high_unit).distance(low[0]), high_unit.distance(high[0]), high_unit.last)
    if low_unit is None:
        return None
    if words.norms[place : place + 3] == ("and", "a", "half"):
        return _Exact(low_unit.distance(low[0] + 0.5), low_unit.distance(low[0] + 0.5), place + 3)
    return _Exact(low_unit.distance(low[0]), low_unit.distance(low[0]), place)
