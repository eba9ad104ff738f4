"""The numbers of a text with their units, and its hours on the clock."""

from dataclasses import dataclass, replace
from fractions import Fraction

from procedures.core.rewording.clock import MERIDIEMS, NOON, has_minutes, on_the_wall, part_of_day
from procedures.core.rewording.lexicon import HALF, Lexicon
from procedures.core.rewording.numbers import fraction_at, values_of
from procedures.core.rewording.tokens import Read

TELEPHONE = "telephone"
_DEGREES = {"°", "degrees", "degree", "grados", "grado"}
_SCALES = {"f": "°F", "fahrenheit": "°F", "c": "°C", "celsius": "°C", "centigrados": "°C"}
_ORDINAL_ENDS = {"st", "nd", "rd", "th", "er", "ro", "ra", "o", "a"}
_AFTER_ONCE = {"a", "an", "daily", "every", "each", "per"}
_LONGEST_GAP = 2
# What stands before "one" where it counts nothing, as in "no one" and "each one".
_NOT_COUNTED = {"the", "this", "that", "any", "no", "each", "every", "which", "another", "loved"}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit ("" for none), or an hour "HH:MM" with the unit "clock".

    `values` are more than one where the writing can be read in two ways. A loose one is not missed where it is left
    out: "the day before" may be told as "1 day before", and "una persona" as "one person".
    """

    values: tuple[str, ...]
    unit: str
    said: str
    is_loose: bool = False

    def meets(self, other: "Amount") -> bool:
        """True when both can mean the same."""
        return self.unit == other.unit and bool(set(self.values) & set(other.values))


@dataclass(frozen=True, slots=True)
class _Found:
    amount: Amount
    first: int
    last: int


def amounts_of(read: Read, lexicon: Lexicon) -> tuple[tuple[Amount, ...], frozenset[int]]:
    """All numbers in order, and which tokens say how often, as "a day" in "2 times a day"."""
    found: list[_Found] = []
    often: set[int] = set()
    at = 0
    while at < len(read.tokens):
        one = _number_at(read, at, lexicon)
        if one is None:
            at += 1
        elif _is_frequency(read, at, one, found):
            often.add(at)
            at = one.last + 1
        else:
            found.append(one)
            at = one.last + 1
    shared = _share_units(read, found, lexicon)
    phones = tuple(Amount((digits,), TELEPHONE, digits) for digits in read.telephones)
    return (*(_as_clock(one.amount) for one in shared), *phones), frozenset(often)


def _number_at(read: Read, at: int, lexicon: Lexicon) -> _Found | None:
    word = read.norm(at)
    if word in lexicon.clock_words:
        return _Found(Amount((lexicon.clock_words[word],), "clock", read.said(at, at)), at, at)
    if read.tokens[at].is_number:
        return _digits_at(read, at, lexicon)
    if word in lexicon.halves:
        return _half_at(read, at, lexicon)
    return _words_at(read, at, lexicon) if word in lexicon.numbers else _small_at(read, at, lexicon)


def _small_at(read: Read, at: int, lexicon: Lexicon) -> _Found | None:
    """Read "third", "twice", "once a day", "an hour", "hora y media"."""
    word, after = read.norm(at), read.norm(at + 1)
    if word in lexicon.ordinals:
        return _with_unit(read, (Fraction(lexicon.ordinals[word]),), at, at, lexicon)
    is_english = lexicon.tens_joint == "-"
    if is_english and (word == "twice" or (word == "once" and after in _AFTER_ONCE)):
        return _Found(Amount(("2" if word == "twice" else "1",), "time", word), at, at)
    if not is_english and word in lexicon.units and after == "y" and read.norm(at + 2) in lexicon.halves:
        return _Found(Amount((str(1 + HALF),), lexicon.units[word], read.said(at, at + 2)), at, at + 2)
    return _one_at(read, at, lexicon)


def _one_at(read: Read, at: int, lexicon: Lexicon) -> _Found | None:
    """Read "an hour" as 1 hour; "the day before" may be told as 1 day before."""
    word, after = read.norm(at), read.norm(at + 1)
    if word in lexicon.ones and after in lexicon.units and (word, after) != ("a", "time"):
        one = _with_unit(read, (Fraction(1),), at, at, lexicon)
        return one and _and_a_half(read, one, lexicon)
    if word in lexicon.loose_ones:
        return _Found(Amount(("1",), "", read.said(at, at), is_loose=True), at, at)
    if word in ("the", "el", "la") and after in lexicon.units and read.norm(at + 2) in _BESIDE:
        amount = Amount(("1",), lexicon.units[after], read.said(at, at + 1), is_loose=True)
        return _Found(amount, at, at + 1)
    return None


_BESIDE = {"before", "after", "prior", "antes", "despues", "anterior", "siguiente", "previo", "previa"}


def _digits_at(read: Read, at: int, lexicon: Lexicon) -> _Found | None:
    token = read.tokens[at]
    if token.is_joined and (read.norm(at - 1).isalpha() or _is_in_name(read, at)):
        return None  # "B12", "COVID-19": a name
    if ":" in token.norm:
        return _clock_at(read, at, lexicon)
    if part_of_day(read, at + 1, lexicon) and has_minutes(token.norm):
        return _clock_at(read, at, lexicon)
    last = at
    values = values_of(token.norm, lexicon)
    if (fraction := fraction_at(read, at)) is not None:
        values, last = (fraction,), at + 2
    elif (fraction := fraction_at(read, at + 1)) is not None:
        values, last = tuple(value + fraction for value in values), at + 3
    elif read.norm(at + 1) in _ORDINAL_ENDS and read.tokens[at + 1].is_joined:
        last = at + 1
    elif lexicon.tens_joint == "-" and read.norm(last + 1) == "and" and read.norm(last + 2) == "a":
        if read.norm(last + 3) in lexicon.halves:
            values, last = tuple(value + HALF for value in values), last + 3
    elif read.norm(last + 1) == "y" and read.norm(last + 2) in lexicon.halves:
        values, last = tuple(value + HALF for value in values), last + 2
    found = _with_unit(read, values, at, last, lexicon)
    return _and_a_half(read, found, lexicon)


def _is_in_name(read: Read, at: int) -> bool:
    return read.norm(at - 1) == "-" and read.tokens[at - 1].is_joined and read.norm(at - 2).isalpha()


def _words_at(read: Read, at: int, lexicon: Lexicon) -> _Found | None:
    """Read "twenty-four hours", "treinta y seis horas", "one and a half"."""
    value, last = lexicon.numbers[read.norm(at)], at
    if read.norm(at) == "one":
        if read.norm(at - 1) in _NOT_COUNTED or read.norm(at + 1) == "of":
            return None
        if read.norm(at + 1) == "hundred":
            value, last = 100, at + 1
    elif value in range(20, 100, 10) and lexicon.numbers.get(read.norm(at)) == value:
        joint = 2 if read.norm(at + 1) == lexicon.tens_joint else 1
        ones = lexicon.numbers.get(read.norm(at + joint), 1 if read.norm(at + joint) in lexicon.loose_ones else 0)
        if 0 < ones < 10 and (joint == 2 or lexicon.tens_joint == "-"):
            value, last = value + ones, at + joint
    exact = Fraction(value)
    if read.has(("and", "a", "half"), last + 1):
        exact, last = exact + HALF, last + 3
    elif read.norm(last + 1) == "y" and read.norm(last + 2) in lexicon.halves:
        exact, last = exact + HALF, last + 2
    return _and_a_half(read, _with_unit(read, (exact,), at, last, lexicon), lexicon)


def _half_at(read: Read, at: int, lexicon: Lexicon) -> _Found | None:
    """Read "half an hour", "media hora"."""
    last = at + 1 if read.norm(at + 1) in {"a", "an"} else at
    if read.norm(last + 1) not in lexicon.units:
        return None
    return _with_unit(read, (HALF,), at, last, lexicon)


def _and_a_half(read: Read, found: _Found, lexicon: Lexicon) -> _Found:
    """Read "an hour and a half", "una hora y media"."""
    end = found.last
    words = 3 if read.has(("and", "a", "half"), end + 1) else 0
    if read.norm(end + 1) == "y" and read.norm(end + 2) in lexicon.halves and read.norm(end + 3) not in lexicon.units:
        words = 2
    if not words or not found.amount.unit:
        return found
    values = tuple(str(Fraction(value) + HALF) for value in found.amount.values)
    return _Found(
        replace(found.amount, values=values, said=read.said(found.first, end + words)), found.first, end + words
    )


def _with_unit(read: Read, values: tuple[Fraction, ...], first: int, last: int, lexicon: Lexicon) -> _Found:
    """The number with the unit that follows it, if one does."""
    written = tuple(dict.fromkeys(str(value) for value in values))
    after = last + 1
    if read.norm(after) in lexicon.fillers and (read.norm(after + 1) in lexicon.units):
        after += 1
    word = read.norm(after)
    if word in _DEGREES or (word in ("f", "c") and values[0] > 30):
        scale = _SCALES.get(word) or _SCALES.get(read.norm(after + 1), "°")
        end = after + 1 if word in _DEGREES and scale != "°" else after
        return _Found(Amount(written, scale, read.said(first, end)), first, end)
    if part := part_of_day(read, after, lexicon):
        name, length = part
        return _Found(Amount(written, name, read.said(first, after + length - 1)), first, after + length - 1)
    if read.norm(after) in lexicon.clock_words and values[0] == NOON:  # "12 midnight"
        return _Found(Amount((lexicon.clock_words[read.norm(after)],), "clock", read.said(first, after)), first, after)
    if word in lexicon.units:
        return _Found(Amount(written, lexicon.units[word], read.said(first, after)), first, after)
    return _Found(Amount(written, "", read.said(first, last)), first, last)


def _clock_at(read: Read, at: int, lexicon: Lexicon) -> _Found | None:
    digits = read.norm(at).replace(".", ":")
    if not has_minutes(digits):
        return _Found(Amount((digits,), "", read.said(at, at)), at, at)
    part = part_of_day(read, at + 1, lexicon)
    last = at + part[1] if part else at
    if not part and lexicon.units.get(read.norm(at + 1)) == "hour":  # "18:00 h"
        last = at + 1
    clock = on_the_wall(digits, part[0] if part else "")
    return _Found(Amount((clock,), "clock", read.said(at, last)), at, last)


def _as_clock(amount: Amount) -> Amount:
    """Read "6 am" as an hour on the clock; "14 pm" stays a number."""
    if amount.unit not in MERIDIEMS:
        return amount
    if not all(value.isdecimal() and int(value) <= NOON for value in amount.values):
        return replace(amount, unit="")
    return replace(amount, values=tuple(on_the_wall(value, amount.unit) for value in amount.values), unit="clock")


def _is_frequency(read: Read, at: int, one: _Found, found: list[_Found]) -> bool:
    """Tell how often, as in "2 times a day", from a length, as in "a day before"."""
    return bool(found) and found[-1].last == at - 1 and read.norm(at) in ("a", "an") and bool(one.amount.unit)


def _share_units(read: Read, found: list[_Found], lexicon: Lexicon) -> list[_Found]:
    """Give the numbers of a range or a list the unit of the last one, or of the word before: "days 2 to 7"."""
    shared = list(found)
    for place in range(len(shared) - 2, -1, -1):
        one, other = shared[place], shared[place + 1]
        if not one.amount.unit and other.amount.unit not in ("", "clock") and _are_joined(read, one, other, lexicon):
            shared[place] = replace(one, amount=replace(one.amount, unit=other.amount.unit, is_loose=False))
    for place, one in enumerate(shared):
        if one.amount.unit or one.amount.is_loose:
            continue
        before = lexicon.units.get(read.norm(one.first - 1), "")
        is_used = place > 0 and shared[place - 1].last >= one.first - 1
        if before and not is_used:
            shared[place] = replace(one, amount=replace(one.amount, unit=before))
        elif place > 0 and _are_joined(read, shared[place - 1], one, lexicon):
            previous = shared[place - 1]
            if previous.first > 0 and lexicon.units.get(read.norm(previous.first - 1)) == previous.amount.unit != "":
                shared[place] = replace(one, amount=replace(one.amount, unit=previous.amount.unit))
    return shared


def _are_joined(read: Read, one: _Found, other: _Found, lexicon: Lexicon) -> bool:
    between = [read.norm(at) for at in range(one.last + 1, other.first)]
    return 0 < len(between) <= _LONGEST_GAP and all(word in lexicon.joints for word in between)
