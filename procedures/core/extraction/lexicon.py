"""Sets of phrases that are found in a row of words in one pass, without regular expressions."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, TypeVar

from procedures.core.extraction.tokens import Words

Meaning = TypeVar("Meaning")
_STEM = 2
_LONGEST = 12
# So many words are remembered by each lexicon; no text may fill the memory.
_MOST_REMEMBERED = 5_000


@dataclass(slots=True)
class _Node(Generic[Meaning]):
    """What may follow: whole words, and beginnings of words filed under their first letters."""

    whole: dict[str, "_Node[Meaning]"] = field(default_factory=dict)
    stems: dict[str, list[tuple[str, "_Node[Meaning]"]]] = field(default_factory=dict)
    meaning: Meaning | None = None

    def child(self, word: str) -> "_Node[Meaning]":
        if not word.endswith("*"):
            return self.whole.setdefault(word, _Node())
        stem = word[:-1]
        if len(stem) < _STEM:
            raise ValueError(f"a stem needs {_STEM} letters: {word!r}")
        filed = self.stems.setdefault(stem[:_STEM], [])
        for known, node in filed:
            if known == stem:
                return node
        filed.append((stem, node := _Node()))
        # The longest beginning is the most exact one.
        filed.sort(key=lambda pair: -len(pair[0]))
        return node

    def steps(self, norm: str) -> Iterator["_Node[Meaning]"]:
        if norm in self.whole:
            yield self.whole[norm]
        for stem, node in self.stems.get(norm[:_STEM], ()):
            if norm.startswith(stem):
                yield node


@dataclass(frozen=True, slots=True)
class Hit(Generic[Meaning]):
    """A phrase found at tokens `first` up to `last`."""

    first: int
    last: int
    meaning: Meaning


class Lexicon(Generic[Meaning]):
    """Phrases with a meaning. A word that ends in "*" stands for every word that begins so.

    Looking at one place costs at most as many steps as the longest phrase has words.
    """

    def __init__(self, phrases: dict[str, Meaning]) -> None:
        self._root: _Node[Meaning] = _Node()
        self._begun: dict[str, tuple[_Node[Meaning], ...]] = {}
        for phrase, meaning in phrases.items():
            node = self._root
            for word in phrase.split():
                node = node.child(word)
            node.meaning = meaning

    def at(self, words: Words, first: int) -> Hit[Meaning] | None:
        """The longest phrase that begins at token `first`."""
        norms = words.norms
        # Nearly every look ends here, so it comes before anything is built.
        if first >= len(norms) or not (nodes := self._begin(norms[first])):
            return None
        best: Hit[Meaning] | None = None
        last = first
        while True:
            last += 1
            for node in nodes:
                if node.meaning is not None and (best is None or last > best.last):
                    best = Hit(first, last, node.meaning)
            if last >= len(norms) or last >= first + _LONGEST:
                return best
            norm = norms[last]
            nodes = tuple([step for node in nodes for step in node.steps(norm)])
            if not nodes:
                return best

    @cached_property
    def _heads(self) -> frozenset[str]:
        return frozenset(self._root.whole) | frozenset(self._root.stems)

    def _begin(self, norm: str) -> tuple[_Node[Meaning], ...]:
        """What may follow after `norm` as the first word: the same few words come again and again."""
        known = self._begun.get(norm)
        if known is None:
            if len(self._begun) >= _MOST_REMEMBERED:
                self._begun.clear()
            known = self._begun[norm] = tuple(self._root.steps(norm))
        return known

    def hits(self, words: Words) -> Iterator[Hit[Meaning]]:
        """Every phrase in `words`, from the left, none overlapping another."""
        if self._heads.isdisjoint(words.heads):
            return
        at = 0
        for place, norm in enumerate(words.norms):
            if place < at or not self._begin(norm):
                continue
            if found := self.at(words, place):
                yield found
                at = found.last

    def first(self, words: Words) -> Hit[Meaning] | None:
        """The first phrase in `words`."""
        return next(self.hits(words), None)

    def __contains__(self, words: Words) -> bool:
        return self.first(words) is not None


def phrases(*lines: str) -> Lexicon[bool]:
    """A lexicon of bare phrases, written with commas between them."""
    return Lexicon({phrase.strip(): True for line in lines for phrase in line.split(",") if phrase.strip()})


def meanings(table: dict[Meaning, str]) -> Lexicon[Meaning]:
    """A lexicon of several meanings, each with its phrases, written with commas between them."""
    return Lexicon(
        {phrase.strip(): meaning for meaning, line in table.items() for phrase in line.split(",") if phrase.strip()}
    )
