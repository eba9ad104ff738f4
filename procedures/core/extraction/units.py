"""Units of time as leaflets write them: "hours", "hrs.", "wks", "fortnight"."""

from dataclasses import dataclass

from procedures.core.distance import Distance, TimeUnit
from procedures.core.extraction.tokens import Words
from procedures.core.word_set import word_set

_WORDS = {
    TimeUnit.MINUTES: "minute minutes min mins",
    TimeUnit.HOURS: "hour hours hr hrs h",
    TimeUnit.DAYS: "day days night nights",
    TimeUnit.WEEKS: "week weeks wk wks fortnight fortnights",
    TimeUnit.MONTHS: "month months mo mos mth mths",
    TimeUnit.YEARS: "year years yr yrs",
}
UNITS = {word: unit for unit, line in _WORDS.items() for word in line.split()}
_TWICE = word_set("fortnight fortnights")
_SHORT = word_set("hr hrs h min mins wk wks mo mos mth mths yr yrs")
_BEFORE_UNIT = word_set("full whole complete consecutive working business calendar more additional further clear")
# One of the first is so many of the second: "1.5 hours" is 90 minutes.
_FINER = {
    TimeUnit.MINUTES: (1, TimeUnit.MINUTES),
    TimeUnit.HOURS: (60, TimeUnit.MINUTES),
    TimeUnit.DAYS: (24, TimeUnit.HOURS),
    TimeUnit.WEEKS: (7, TimeUnit.DAYS),
    TimeUnit.MONTHS: (30, TimeUnit.DAYS),
    TimeUnit.YEARS: (12, TimeUnit.MONTHS),
}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that ends before token `last`; its word stands for `times` of `kind`."""

    kind: TimeUnit
    last: int
    times: int = 1

    def distance(self, number: float) -> Distance:
        """That many of it; a broken number in whole ones of a finer unit, rounded down."""
        number *= self.times
        if number == int(number):
            return Distance(int(number), self.kind)
        factor, finer = _FINER[self.kind]
        return Distance(int(number * factor), finer)


def unit_at(words: Words, at: int) -> Unit | None:
    """The unit of time at `at`, past an adjective and the point of an abbreviation."""
    if words.norm(at) in _BEFORE_UNIT:
        at += 1
    norm = words.norm(at).removesuffix("'s")
    if norm not in UNITS:
        return None
    last = at + 1
    if norm in _SHORT and words.norm(last) == ".":
        last += 1
    if words.norm(last) in ("'", "’"):
        last += 1
    return Unit(UNITS[norm], last, 2 if norm in _TWICE else 1)
