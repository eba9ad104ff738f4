"""Bytes of a file to a text with blocks: plain text, Markdown, HTML, Word and PDF."""

from procedures.core.reading.decoding import tidy
from procedures.core.reading.document import Block, BlockKind, Document, UnreadableDocument
from procedures.core.reading.formats import FileFormat, format_of
from procedures.core.reading.markup import read_html, read_markdown
from procedures.core.reading.pdf import read_pdf
from procedures.core.reading.plain import read_plain
from procedures.core.reading.word import read_word

__all__ = ["MAX_BYTES", "Block", "BlockKind", "Document", "UnreadableDocument", "read", "read_text"]

MAX_BYTES = 10 * 1024 * 1024
MAX_CHARACTERS = 1_500_000


def read(data: bytes, *, filename: str = "") -> Document:
    """Read a file by what is in it; `filename` only helps to tell Markdown from plain text.

    :raises UnreadableDocument: with words for the nurse who chose the file. Nothing else is raised for bad input.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableDocument("This file is larger than 10 MB. Save the text of it alone, without pictures.")
    found, text = format_of(data, filename)
    document = _read(found, data, text)
    if len(document.text) > MAX_CHARACTERS:
        raise UnreadableDocument(
            "This document is longer than a book. Save the part about this procedure as a file of its own."
        )
    return document


def _read(found: FileFormat, data: bytes, text: str) -> Document:
    if found is FileFormat.PDF:
        return read_pdf(data)
    if found is FileFormat.WORD:
        return read_word(data)
    if found is FileFormat.HTML:
        return read_html(text)
    return read_markdown(text) if found is FileFormat.MARKDOWN else read_text(text)


def read_text(text: str) -> Document:
    r"""Read pasted text. Line ends become "\\n"; characters that no database keeps are left out."""
    return read_plain(tidy(text))
