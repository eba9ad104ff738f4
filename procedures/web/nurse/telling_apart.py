"""Names to choose from: of two that read the same, each also says what tells it from the other."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")


def told_apart(things: Iterable[T], name: Callable[[T], str], *more: Callable[[T], str]) -> list[tuple[T, str]]:
    """Each thing with its name. Of those that share one, capitals or not, `more` is added, one after the other.

    So two units called "Surgery" become "Surgery · Lakeside" and "Surgery · Northfield".
    """
    named = [(thing, name(thing)) for thing in things]
    for further in more:
        seen = Counter(_plain(words) for _, words in named)
        named = [
            (thing, f"{words} · {further(thing)}" if seen[_plain(words)] > 1 and further(thing) else words)
            for thing, words in named
        ]
    return named


def merged(names: Iterable[str]) -> list[str]:
    """Each name once, as it was written first: capitals and extra spaces make no other person."""
    first: dict[str, str] = {}
    for one in names:
        first.setdefault(_plain(one), " ".join(one.split()))
    return list(first.values())


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()
