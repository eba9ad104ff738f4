"""Builds a document's text and blocks side by side, for formats whose own characters are not worth keeping."""

from dataclasses import dataclass, field

from procedures.core.reading.document import CELL_MARK, Block, BlockKind, Document
from procedures.core.reading.looks import is_like_heading
from procedures.core.span import Span

_BULLET = "- "
_TYPED_BULLETS = ("- ", "• ", "* ", "– ", "✓ ", "· ")
# A list in a list in a list: deeper ones stand as deep as these, or the indents would outgrow the words.
_DEEPEST_ITEM = 8


@dataclass(slots=True)
class DocumentBuilder:
    """Collects blocks in the order of the page. Each stands on a line of its own; headings have a blank line above."""

    _parts: list[str] = field(default_factory=list)
    _blocks: list[Block] = field(default_factory=list)
    _length: int = 0

    def add(self, kind: BlockKind, words: str, level: int = 0) -> None:
        """Add a block; white space in `words` is collapsed, and a block without words is none."""
        words = " ".join(words.split())
        if not words:
            return
        is_heading = kind is BlockKind.HEADING
        level = level if is_heading else min(level, _DEEPEST_ITEM)
        before = "\n" if is_heading and self._parts else ""
        mark = "  " * level + _BULLET if kind is BlockKind.ITEM else ""
        start = self._length + len(before) + len(mark)
        self._write(f"{before}{mark}{words}\n")
        self._blocks.append(Block(kind, Span(start, start + len(words)), level))

    def add_line(self, words: str) -> None:
        """Add a line that the file marks as nothing: an item where a bullet was typed, a heading if it looks it."""
        if words.startswith(_TYPED_BULLETS):
            self.add(BlockKind.ITEM, words[2:])
        else:
            self.add(BlockKind.HEADING if is_like_heading(words) else BlockKind.PARAGRAPH, words)

    def add_row(self, cells: list[str]) -> None:
        """Add a table row; empty cells keep their place."""
        self.add(BlockKind.ROW, f" {CELL_MARK} ".join(" ".join(cell.split()).replace(CELL_MARK, "/") for cell in cells))

    def _write(self, piece: str) -> None:
        self._parts.append(piece)
        self._length += len(piece)

    def build(self, notes: tuple[str, ...] = ()) -> Document:
        """The document so far."""
        return Document("".join(self._parts), tuple(self._blocks), notes)
