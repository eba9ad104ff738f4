"""What kind of file it is, told by its content and not by its name."""

import io
import re
import zipfile
from enum import StrEnum

from procedures.core.reading.decoding import decode
from procedures.core.reading.document import UnreadableDocument


class FileFormat(StrEnum):
    """The formats that can be read."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    WORD = "word"
    PDF = "pdf"


_INSTEAD = "Save it as a Word document, a PDF or plain text, or copy its text and paste it here."
_REFUSED = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", f"This is an old or locked Office file (.doc). Open it in Word. {_INSTEAD}"),
    (b"{\\rtf", f"This is an RTF file. Open it in Word. {_INSTEAD}"),
    (b"\x89PNG", "This is a picture. Use the document that the picture was made from, or type its text here."),
    (b"\xff\xd8\xff", "This is a picture. Use the document that the picture was made from, or type its text here."),
    (b"GIF8", "This is a picture. Use the document that the picture was made from, or type its text here."),
    (b"\x1f\x8b", "This is a packed file. Unpack it and choose the document in it."),
    (b"7z\xbc\xaf", "This is a packed file. Unpack it and choose the document in it."),
    (b"Rar!", "This is a packed file. Unpack it and choose the document in it."),
    (b"MZ", f"This is a program, not a document. {_INSTEAD}"),
    (b"\x7fELF", f"This is a program, not a document. {_INSTEAD}"),
)
_HTML_OPENS = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,200}-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE
)
_HTML_TAG = re.compile(r"</(?:p|div|li|ul|ol|table|h[1-6]|section|article)>", re.IGNORECASE)
_HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)
_ANY_MARKUP = re.compile(r"</(?:details|summary|div|p|li)>", re.IGNORECASE)
_SAMPLE = 200_000


def format_of(data: bytes, filename: str) -> tuple[FileFormat, str]:
    """Tell the format of `data`, and give its characters where it is a kind of text (else "").

    :raises UnreadableDocument: for a kind of file that is none of the five.
    """
    if not data.strip():
        raise UnreadableDocument("This file is empty. Choose the document again, or paste its text.")
    if b"%PDF-" in data[:1024]:
        return FileFormat.PDF, ""
    if data.startswith(b"PK"):
        return _inside_zip(data), ""
    for opening, message in _REFUSED:
        if data.startswith(opening):
            raise UnreadableDocument(message)
    text = decode(data)
    return _kind_of_text(text[:_SAMPLE], filename), text


def _inside_zip(data: bytes) -> FileFormat:
    try:
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, UnicodeError):
        raise UnreadableDocument(f"This file is damaged. {_INSTEAD}") from None
    if "word/document.xml" in names:
        return FileFormat.WORD
    raise UnreadableDocument(f"This is a packed file or another Office file, not a Word document. {_INSTEAD}")


def _kind_of_text(sample: str, filename: str) -> FileFormat:
    if _HTML_OPENS.match(sample):
        return FileFormat.HTML
    if len(_HEADING.findall(sample)) >= 2 or filename.lower().endswith((".md", ".markdown")):
        return FileFormat.MARKDOWN
    if sample.lstrip().startswith("<") and len(_HTML_TAG.findall(sample)) >= 2:
        return FileFormat.HTML
    if _ANY_MARKUP.search(sample):
        return FileFormat.MARKDOWN
    return FileFormat.TEXT
