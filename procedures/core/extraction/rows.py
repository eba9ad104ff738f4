"""Rows of a table: which one is the header, which cell says when, and which cells make one instruction together."""

from collections.abc import Iterator
from dataclasses import dataclass

from procedures.core.extraction.anchors import Events
from procedures.core.extraction.finding import moments_in
from procedures.core.extraction.lexicon import phrases
from procedures.core.extraction.moments import Form
from procedures.core.extraction.sentences import trimmed
from procedures.core.extraction.tokens import Words
from procedures.core.reading.document import CELL_MARK
from procedures.core.span import Span

_HEADS = phrases(
    "drop*, how often, frequency, dosage, strength, eye, color, colour, "
    "timeline, timeframe, checklist, what to do, period, when, what, how long, how, activity, activities, medicine*, "
    "medication*, drug*, time, timing, day, days, topic, "
    "advice, instruction*, action*, dose*, food*, notes, week, weeks, phase, stage, comments, details, item*, task*, "
    "until, wait, type, name, stop, restart, do, don't, example*, date, who, where, why, procedure, exercise*, "
    "visit*, appointment*, check*, test*, area*, body part*, amount*, limit*, kind, reason*, person, "
    "problem*, symptom*, contact, drink*, avoid, allowed, goal*"
)
_LONGEST_HEAD = 6
_SHORT = 2
_NO_TIMES = frozenset({Form.FOREIGN})


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its place, its words, and whether it holds nothing but a time."""

    span: Span
    words: Words
    is_time: bool


def cells_of(text: str, row: Span) -> Iterator[Span]:
    """The cells of a row, without white space."""
    start = row.start
    piece = row.of(text)
    mark = CELL_MARK if CELL_MARK in piece else "\t"
    for cell in piece.split(mark):
        if found := trimmed(text, start, start + len(cell)):
            yield found
        start += len(cell) + 1


def holds_time(words: Words, events: Events) -> bool:
    """True for a cell such as "for 5 days before" or "4 weeks"."""
    times = [m for m in moments_in(words, events) if m.form not in _NO_TIMES]
    told = {at for m in times for at in range(m.first, m.last)}
    return bool(times) and all(at in told or not token.is_word for at, token in enumerate(words.tokens))


def is_header(cells: list[Cell]) -> bool:
    """True for "Medicine | What to do | When", the first row of a table."""
    return len(cells) > 1 and all(
        len(cell.words) <= _LONGEST_HEAD and not cell.is_time and not _has_number(cell.words) and cell.words in _HEADS
        for cell in cells
    )


def is_one_instruction(cells: list[Cell]) -> bool:
    """True for "Clopidogrel | Do not take | for 5 days before": no cell says enough without the others."""
    if len(cells) < 2 or cells[0].is_time:
        return False
    return any(cell.is_time or _word_count(cell.words) <= _SHORT for cell in cells[1:])


def _word_count(words: Words) -> int:
    return sum(1 for token in words.tokens if token.is_word)


def _has_number(words: Words) -> bool:
    return any(token.is_number for token in words.tokens)
