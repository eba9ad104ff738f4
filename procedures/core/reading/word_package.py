"""The package that a Word document (.docx) is: opened, once it is known to be no trap."""

import io
import lzma
import zipfile
import zlib
from typing import Any

import docx
from docx.exceptions import PythonDocxError
from docx.opc.exceptions import OpcError

from procedures.core.reading.document import UnreadableDocument

_MOST_UNPACKED = 60 * 1024 * 1024
_HIGHEST_RATIO = 200
_MOST_PARTS = 2_000
_BOMB = "This Word file unpacks to far more than a document holds. Save the text of it as a new, plain document."
_ENTITIES = "This Word file holds definitions (a DTD) that no word processor writes. Open it in Word and save it again."
_DAMAGED = "This Word file is damaged or locked. Open it in Word and save it again, or copy its text and paste it here."
# What python-docx, zipfile and lxml raise for a package whose parts are not what they say, told by their code and by
# the fuzzer. A fault that is none of these is ours, and shall be seen.
_FLAWS = (
    PythonDocxError,
    OpcError,
    zipfile.BadZipFile,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,  # lxml's XMLSyntaxError
    TypeError,
    ValueError,
    lzma.LZMAError,
    zlib.error,
)


def opened(data: bytes) -> tuple[Any, dict[str, str]]:
    """The body of the document, and the names of its styles.

    :raises UnreadableDocument: for a package that is damaged, locked or a trap.
    """
    _refuse_bombs(data)
    try:
        source = docx.Document(io.BytesIO(data))
        return source.element.body, {style.style_id or "": style.name or "" for style in source.styles}
    except _FLAWS:
        raise UnreadableDocument(_DAMAGED) from None


def _refuse_bombs(data: bytes) -> None:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, UnicodeError):
        raise UnreadableDocument(_DAMAGED) from None
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > _MOST_PARTS or unpacked > _MOST_UNPACKED or unpacked > _HIGHEST_RATIO * max(len(data), 50_000):
        raise UnreadableDocument(_BOMB)
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableDocument(_DAMAGED)
    _refuse_definitions(archive)


def _refuse_definitions(archive: zipfile.ZipFile) -> None:
    """Words behind an entity would be lost without a trace: the parser leaves entities as they are."""
    try:
        is_defining = any(b"<!DOCTYPE" in archive.read(name) for name in archive.namelist() if name.endswith(".xml"))
    except _FLAWS:
        raise UnreadableDocument(_DAMAGED) from None
    if is_defining:
        raise UnreadableDocument(_ENTITIES)
