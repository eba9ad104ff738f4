"""What a language's words count for: numbers, units, and the words that a meaning turns on."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

Phrase = tuple[str, ...]


class Sign(StrEnum):
    """What an instruction turns on beside its numbers. The value is how it is called in English."""

    BEFORE = "before"
    AFTER = "after"
    UNTIL = "until"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    MORE_THAN = "more than"
    LESS_THAN = "less than"
    WITHIN = "within"
    EVERY = "every"
    ONLY = "only"
    IF = "if"
    UNLESS = "unless"
    NOT = "not"
    STOP = "stop"  # "stop", "avoid", "fast": a no of its own; "do not stop" is its opposite


@dataclass(frozen=True, slots=True)
class Entry:
    """What a phrase says: one of `signs`. A weak one may stand for them, but is not missed where it is left out."""

    signs: tuple[Sign, ...]
    is_weak: bool = False
    before_number: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language, in small letters without accents. `phrases` are keyed by their first word, longest first.

    `ones` are the words for 1 that may be an article; `loose_ones` those that count for no number of their own.
    """

    numbers: Mapping[str, int]
    tens_joint: str
    halves: frozenset[str]
    ordinals: Mapping[str, int]
    units: Mapping[str, str]
    ones: frozenset[str]
    loose_ones: frozenset[str]
    joints: frozenset[str]
    fillers: frozenset[str]
    clock_words: Mapping[str, str]
    day_parts: Mapping[Phrase, str]
    phrases: Mapping[str, tuple[tuple[Phrase, Entry], ...]]
    clause_ends: frozenset[str]
    has_point_thousands: bool = False


HALF = Fraction(1, 2)


def phrase_table(*rows: tuple[str, Entry]) -> dict[str, tuple[tuple[Phrase, Entry], ...]]:
    """Phrases, written with commas between them, by their first word."""
    table: dict[str, list[tuple[Phrase, Entry]]] = {}
    for written, entry in rows:
        for phrase in written.split(","):
            words = tuple(phrase.split())
            table.setdefault(words[0], []).append((words, entry))
    return {first: tuple(sorted(found, key=lambda row: -len(row[0]))) for first, found in table.items()}


def by_word(**groups: str) -> dict[str, str]:
    """Words, written with spaces between them, to the name of their group."""
    return {word: name for name, words in groups.items() for word in words.split()}


def numbered(words: str, first: int, step: int = 1) -> dict[str, int]:
    """Words, written with spaces between them, to numbers in a row."""
    return {word: first + step * place for place, word in enumerate(words.split())}
