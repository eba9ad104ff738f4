"""PDF with a text layer to blocks."""

import io
import logging
import struct
import zlib

from pypdf import PdfReader
from pypdf.errors import DependencyError, LimitReachedError, PyPdfError

from procedures.core.reading.decoding import tidy
from procedures.core.reading.document import Document, UnreadableDocument
from procedures.core.reading.pages import without_running_lines
from procedures.core.reading.plain import read_plain

MAX_PAGES = 300
_MOST_CHARACTERS = 4_000_000
_FEWEST_LETTERS_A_PAGE = 15
_ENCRYPTED = (
    "This PDF is locked with a password. Open it, print or save it again without the password, and choose that file."
)
_SCANNED = (
    "This PDF holds pictures of pages and no text. Choose the document that was scanned, or have the text recognised "
    "(OCR) first, or type the text here."
)
_DAMAGED = "This PDF is damaged. Open it in a PDF program and save it again, or copy its text and paste it here."
_TOO_MANY = f"This PDF has more than {MAX_PAGES} pages. Save the pages about this procedure as a file of their own."
_BOMB = (
    "This PDF unpacks to far more than a document holds. Print it as a new PDF in a PDF program and choose that one, "
    "or copy its text and paste it here."
)
# What pypdf raises for a file whose objects are not what they say, told by its code and by the fuzzer. A fault that is
# none of these is ours, and shall be seen.
_FLAWS = (
    PyPdfError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    OSError,
    RuntimeError,  # RecursionError, NotImplementedError
    TypeError,
    ValueError,  # UnicodeError, binascii.Error
    struct.error,
    zlib.error,
)
_LEFT_OUT = "Lines that repeat on every page and page numbers were left out."


def read_pdf(data: bytes) -> Document:
    """Read the text layer of a PDF.

    :raises UnreadableDocument: for a locked, scanned, damaged or very long one.
    """
    # pypdf reports every flaw of a file to its logger; the nurse gets one message instead.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        pages = _pages(data)
    except DependencyError:
        raise UnreadableDocument(_ENCRYPTED) from None
    except LimitReachedError:
        raise UnreadableDocument(_BOMB) from None
    except _FLAWS:
        raise UnreadableDocument(_DAMAGED) from None
    if sum(character.isalpha() for page in pages for character in page) < _FEWEST_LETTERS_A_PAGE * max(len(pages), 1):
        raise UnreadableDocument(_SCANNED)
    kept, is_shorter = without_running_lines([tidy(page).split("\n") for page in pages])
    text = _without_hyphens("\n".join("\n".join(line.rstrip() for line in lines) for lines in kept))
    return read_plain(text, (_LEFT_OUT,) if is_shorter else ())


def _pages(data: bytes) -> list[str]:
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableDocument(_ENCRYPTED)
    if len(reader.pages) > MAX_PAGES:
        raise UnreadableDocument(_TOO_MANY)
    pages, length = [], 0
    for page in reader.pages:
        pages.append(page.extract_text())
        length += len(pages[-1])
        if length > _MOST_CHARACTERS:
            raise UnreadableDocument(_TOO_MANY)
    return pages


def _without_hyphens(text: str) -> str:
    """Put together a word that was broken at the end of a line."""
    lines = text.split("\n")
    joined: list[str] = []
    for whole in lines:
        line = whole
        previous = joined[-1] if joined else ""
        if len(previous) > 2 and previous.endswith("-") and previous[-2].isalpha() and line[:1].islower():
            first, _, rest = line.partition(" ")
            joined[-1] = previous[:-1] + first
            line = rest
            if not line:
                continue
        joined.append(line)
    return "\n".join(joined)
