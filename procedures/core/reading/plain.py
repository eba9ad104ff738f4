"""Plain text to blocks: which lines belong together, which are list items, and which look like headings."""

import itertools
from dataclasses import dataclass

from procedures.core.reading.document import CELL_MARK, Block, BlockKind, Document
from procedures.core.reading.looks import is_like_heading, is_short
from procedures.core.reading.marks import Mark, is_bold_line, is_rule, mark_of
from procedures.core.span import Span

_ENDS = (".", "!", "?", ":", ";")
_BOLD_LEVEL = 5
_LONGEST_WRAP = 130
# So many spaces part columns, such as the two ends of a running head.
_GAP = "     "
_LOST_BREAK = "  - "


@dataclass(slots=True)
class _Line:
    """One line of the text: its place, its words without the mark, and what opens it."""

    start: int
    text: str
    mark: Mark

    @property
    def words(self) -> str:
        return self.text[self.mark.width :].strip()

    @property
    def span(self) -> Span:
        body = self.text[self.mark.width :]
        begin = self.start + self.mark.width + len(body) - len(body.lstrip())
        return Span(begin, begin + len(body.strip()))


def read_plain(text: str, notes: tuple[str, ...] = ()) -> Document:
    """Find the blocks of `text`. The text itself stays as it is, so positions can be shown in it."""
    lines = _lines(text)
    return Document(text, tuple(_blocks(lines, _wrap_width(lines))), notes)


def _lines(text: str) -> list[_Line]:
    lines, start = [], 0
    for raw in text.split("\n"):
        for at, piece in _pieces(raw):
            lines.append(_Line(start + at, piece, mark_of(piece)))
        start += len(raw) + 1
    return lines


def _pieces(raw: str) -> list[tuple[int, str]]:
    """The line with its place; a list that lost its line breaks ("- rash  - fever  - hives") in pieces, one an item."""
    if mark_of(raw).kind is not BlockKind.ITEM or _LOST_BREAK not in raw:
        return [(0, raw)]
    pieces, start = [], 0
    while (end := raw.find(_LOST_BREAK, start + 1)) >= 0:
        pieces.append((start, raw[start:end]))
        start = end + len(_LOST_BREAK) - 2
    return [*pieces, (start, raw[start:])]


def _wrap_width(lines: list[_Line]) -> int:
    """The width at which the writer broke the lines, or 0 where every line is a paragraph of its own.

    Two lines that go on in small letters are taken as proof that lines were broken to a width.
    """
    pairs = itertools.pairwise(lines)
    broken = sum(1 for a, b in pairs if a.words and b.words[:1].islower() and not b.mark.kind)
    width = max((len(line.text.rstrip()) for line in lines), default=0)
    return width if broken >= 2 and width <= _LONGEST_WRAP else 0


def _goes_on(line: _Line, following: _Line, wrap_width: int) -> bool:
    """True if `following` is the rest of the sentence that `line` began."""
    if not line.words or not following.words or following.mark.kind or is_rule(following.text):
        return False
    if is_bold_line(following.text) or CELL_MARK in following.text or _GAP in line.words:
        return False
    if following.words[0].islower():
        return not line.words.endswith((".", "!", "?", ":"))
    if line.words.endswith(_ENDS):
        return bool(line.mark.kind) and following.mark.indent > line.mark.indent
    first_word = following.words.split(maxsplit=1)[0]
    is_full = bool(wrap_width) and len(line.text.rstrip()) + 1 + len(first_word) > 0.85 * wrap_width
    is_hung = line.mark.kind is BlockKind.ITEM and following.mark.indent > line.mark.indent
    return is_full or is_hung or following.words[0] in "(,"


def _blocks(lines: list[_Line], wrap_width: int) -> list[Block]:
    blocks: list[Block] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if not line.words or is_rule(line.text):
            at += 1
            continue
        last = at
        while last + 1 < len(lines) and _goes_on(lines[last], lines[last + 1], wrap_width):
            last += 1
        following = lines[last + 1] if last + 1 < len(lines) else None
        blocks.append(_block(line, lines[last], following, is_alone=last == at))
        at = last + 1
    return blocks


def _block(first: _Line, last: _Line, following: _Line | None, *, is_alone: bool) -> Block:  # noqa: PLR0911
    span = Span(first.span.start, max(first.span.end, last.span.end))
    if first.mark.kind is BlockKind.HEADING:
        return Block(BlockKind.HEADING, span, first.mark.level)
    if first.mark.kind is BlockKind.ITEM:
        return Block(BlockKind.ITEM, span, first.mark.indent // 2)
    if _is_row(first.text):
        return Block(BlockKind.ROW, span)
    if is_alone and is_bold_line(first.text):
        return Block(BlockKind.HEADING, span, _BOLD_LEVEL)
    if is_alone and following is not None and following.text.strip() and is_rule(following.text):
        return Block(BlockKind.HEADING, span, 1 if following.text.strip()[0] == "=" else 2)
    if is_alone and (is_like_heading(first.words) or _opens_list(first, following)):
        return Block(BlockKind.HEADING, span)
    return Block(BlockKind.PARAGRAPH, span)


def _opens_list(line: _Line, following: _Line | None) -> bool:
    """True for a short line without a stop that has a list right under it."""
    is_over = following is not None and following.mark.kind is BlockKind.ITEM
    return is_over and is_short(line.words) and not line.words.endswith(_ENDS)


def _is_row(line: str) -> bool:
    return line.count(CELL_MARK) >= 2 or line.strip().count("\t") >= 1 or f" {CELL_MARK} " in line
