"""What became of every part of a document: task, detail, dismissed, still open, or not read at all."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from typing import Generic, TypeVar

from procedures.catalog.models import ChecklistTemplate, Section
from procedures.catalog.reasons import HEADINGS
from procedures.core.extraction.drafts import SectionKind
from procedures.core.span import Span


class Fate(StrEnum):
    """What became of a piece of text. Where two fall on the same words, the later one here is shown."""

    OUTSIDE = "outside"  # in no section that tasks come from, or only marks and space
    UNREAD = "unread"  # in a section, yet nothing was made of it: must not be
    DISMISSED = "dismissed"
    DETAIL = "detail"
    TASK = "task"
    HOLE = "hole"


Item = TypeVar("Item")
_ORDER = list(Fate)
# What may stand between sentences without being one: bullets, numbers of a list, and other marks.
_MARKS = re.compile(r"[\W_]*(?:\(?(?:\d{1,2}|[A-Za-z])[.)][\W_]*)?")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the document with one fate. `about` is the row it became: a task's or a dismissal's key."""

    span: Span
    words: str
    fate: Fate
    about: int | None = None
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class _Layer:
    span: Span
    fate: Fate
    about: int | None
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Coverage:
    """The whole text in pieces, in order, and how many places of each fate were found."""

    pieces: tuple[Piece, ...] = ()
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def unread(self) -> tuple[Piece, ...]:
        """What was lost. Empty, unless reading has a fault."""
        return tuple(piece for piece in self.pieces if piece.fate is Fate.UNREAD)


def coverage(template: ChecklistTemplate, open_tasks: frozenset[int] = frozenset()) -> Coverage:
    """Show what became of the template's document. `open_tasks` are the keys of tasks with a hole."""
    if template.document is None:
        return Coverage()
    text = template.document.text
    sections = list(template.document.sections.all())
    layers = [layer for layer in _layers(template, open_tasks) if layer.span.end <= len(text)]
    headings = [_heading(section, text) for section in sections]
    inside = [Span(section.start, section.end) for section in sections if section.kind != SectionKind.OTHER]
    pieces = tuple(_pieces(text, layers, headings, inside))
    # A sentence that gave two tasks is counted once, and headings are no sentences.
    sorted_places = {(layer.span, layer.fate) for layer in layers if not layer.is_heading}
    counts = Counter(fate.value for _, fate in sorted_places)
    counts[Fate.UNREAD.value] = sum(piece.fate is Fate.UNREAD for piece in pieces)
    return Coverage(pieces, counts)


def _layers(template: ChecklistTemplate, open_tasks: frozenset[int]) -> Iterator[_Layer]:
    for task in template.tasks.all():
        fate = Fate.HOLE if task.pk in open_tasks else Fate.TASK
        yield from _of_row(task.start, task.end, fate, task.pk)
        yield from (_Layer(Span(start, end), Fate.DETAIL, task.pk) for start, end in task.details)
    for gone in template.dismissals.all():
        is_heading = gone.reason in HEADINGS and gone.task is None
        yield from _of_row(gone.start, gone.end, Fate.DISMISSED, gone.pk, is_heading=is_heading)
        details = (gone.task or {}).get("details", [])
        yield from (_Layer(Span(start, end), Fate.DISMISSED, gone.pk) for start, end in details)


def _of_row(start: int | None, end: int | None, fate: Fate, key: int, *, is_heading: bool = False) -> Iterator[_Layer]:
    """The place of a row; a task that was added by hand has none."""
    if start is not None and end is not None:
        yield _Layer(Span(start, end), fate, key, is_heading)


def _pieces(text: str, layers: list[_Layer], headings: list[Span], inside: list[Span]) -> Iterator[Piece]:
    """Cut the text at every edge and give each piece the uppermost fate that covers it."""
    edges = {0, len(text)}
    for span in [*(layer.span for layer in layers), *headings, *inside]:
        edges |= {span.start, span.end}
    covering = _Sweep([(layer.span, layer) for layer in layers])
    heading = _Sweep([(span, span) for span in headings])
    section = _Sweep([(span, span) for span in inside])
    for start, end in pairwise(sorted(edges)):
        above = max(covering.at(start), key=lambda layer: _ORDER.index(layer.fate), default=None)
        is_heading, is_inside, words = bool(heading.at(start)), bool(section.at(start)), text[start:end]
        if above is not None:
            yield Piece(Span(start, end), words, above.fate, above.about, is_heading or above.is_heading)
        elif is_inside and not is_heading and not _MARKS.fullmatch(words):
            yield Piece(Span(start, end), words, Fate.UNREAD)
        else:
            yield Piece(Span(start, end), words, Fate.OUTSIDE, is_heading=is_heading)


class _Sweep(Generic[Item]):
    """Which of many spans cover a place, asked from left to right."""

    def __init__(self, spans: list[tuple[Span, Item]]) -> None:
        self._waiting = sorted(spans, key=lambda pair: pair[0], reverse=True)
        self._covering: list[tuple[Span, Item]] = []

    def at(self, place: int) -> list[Item]:
        """What covers the character at `place`, which must not lie before the last one asked for."""
        while self._waiting and self._waiting[-1][0].start <= place:
            self._covering.append(self._waiting.pop())
        self._covering = [pair for pair in self._covering if pair[0].end > place]
        return [item for _, item in self._covering]


def _heading(section: Section, text: str) -> Span:
    """Where a section's heading stands; its whole first line, where the heading is written another way there."""
    if text.startswith(section.heading, section.start):
        return Span(section.start, section.start + len(section.heading))
    end = text.find("\n", section.start)
    return Span(section.start, max(section.start, len(text) if end < 0 else end))
