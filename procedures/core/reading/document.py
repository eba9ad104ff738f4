"""What a reader makes of a file: one text, and the blocks that stand in it."""

from dataclasses import dataclass
from enum import StrEnum

from procedures.core.span import Span


class BlockKind(StrEnum):
    """What a block is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, a list item or a table row; `span` lies in the document's text, without its mark.

    `level` of a heading is 1 to 6 where the file marks it, and 0 where it only looks like one. `level` of an item is
    how deep it stands in its list, 0 being the outermost. Cells of a row are parted by `CELL_MARK`.
    """

    kind: BlockKind
    span: Span
    level: int = 0


CELL_MARK = "|"


@dataclass(frozen=True, slots=True)
class Document:
    """A document as text. Every position that is stored later counts in `text`, so `text` is what must be stored.

    `notes` says, in words for a nurse, what was left out while reading, such as scripts or page numbers.
    """

    text: str
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()


class UnreadableDocument(Exception):
    """The file cannot be read as a document. The message is for the person who chose it: what it is, what to do."""
