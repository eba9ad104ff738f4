"""Bytes to characters: UTF-8, UTF-16 and Windows-1252, told by what is in them."""

import codecs
import re

from procedures.core.reading.document import UnreadableDocument

NOT_TEXT = (
    "This file is not text that can be read. Open it in the program it came from and save it as a Word document, "
    "a PDF or plain text, or copy its text and paste it here."
)
_BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_UNSTORABLE = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufeff\ufffe\uffff\ud800-\udfff]")
_MOST_CONTROLS = 0.02
_SAMPLE = 4096


def decode(data: bytes) -> str:
    """Return the characters of `data`.

    :raises UnreadableDocument: when the bytes are no text.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding)
    if guessed := _utf16_without_mark(data):
        return _decoded(data, guessed)
    if b"\x00" in data:
        raise UnreadableDocument(NOT_TEXT)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = _decoded(data, "windows-1252")
    if len(_UNSTORABLE.findall(text)) > _MOST_CONTROLS * max(len(text), 1):
        raise UnreadableDocument(NOT_TEXT)
    return text


def tidy(text: str) -> str:
    """Give every line the same end and leave out characters that are no writing."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n").replace("\x0b", "\n")
    return _UNSTORABLE.sub("", lines)


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        raise UnreadableDocument(NOT_TEXT) from None


def _utf16_without_mark(data: bytes) -> str:
    """Latin letters in UTF-16 leave every second byte zero."""
    sample = data[:_SAMPLE]
    half = len(sample) // 2
    if half < 4:
        return ""
    if sample[1::2].count(0) > 0.7 * half and sample[0::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if sample[0::2].count(0) > 0.7 * half and sample[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return ""
