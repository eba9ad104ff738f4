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
    """A heading, a paragraph, a list item or a table row; `span` lies in the document's text, without its mark."""

    kind: BlockKind
    span: Span
    level: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """A document as text. Every position that is stored later counts in `text`, so `text` is what must be stored."""

    text: str
    blocks: tuple[Block, ...]


class UnreadableDocument(Exception):
    """The file cannot be read as a document. The message is for the person who chose it: what it is, what to do."""
