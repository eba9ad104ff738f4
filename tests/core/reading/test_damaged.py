"""Files whose inside is not what it says are refused as damaged, and a fault of our own is not hidden as one."""

import io
import zipfile
import zlib

import pytest
from pypdf import PdfReader
from pypdf.errors import PdfReadError

from procedures.core.reading import UnreadableDocument, read
from procedures.core.reading import pdf as pdf_reader
from tests.core.reading.files import docx_with, make_docx, make_pdf, pdf_of, word_xml

PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>"


def packed_pdf() -> bytes:
    """100 MB of spaces in a stream of 100 KB."""
    stream = zlib.compress(b"BT /F1 12 Tf (Rest) Tj ET" + b" " * 100_000_000)
    packed = b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream)
    return pdf_of([CATALOG, PAGES, PAGE, packed, FONT])


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (pdf_of([b"[1 2 3]"]), "PDF is damaged"),
        (pdf_of([CATALOG, b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"]), "PDF is damaged"),  # its own child
        (pdf_of([CATALOG, PAGES, b"(no page)"]), "PDF"),
        (pdf_of([CATALOG, PAGES, PAGE, b"<< /Length 3 /Filter /Unknown >>\nstream\nabc\nendstream"]), "PDF"),
        (packed_pdf(), "PDF unpacks to far more"),
        (make_pdf(["Rest for 2 days, then walk."])[:-300], "PDF"),
        (docx_with(b"<w:document"), "Word file is damaged"),
        (docx_with(b"<other/>"), "Word file is damaged"),
        (docx_with(b"", name="[Content_Types].xml"), "Word file is damaged"),
        (docx_with(b"\xff" * 50, name="word/styles.xml"), "Word file is damaged"),
        (docx_with(word_xml("<w:x>" * 300 + "</w:x>" * 300)), "Word file is damaged"),  # deeper than XML may be
        (docx_with(word_xml("<w:p/>")), "no text in it"),
    ],
)
def test_a_file_whose_inside_is_wrong_is_refused_with_what_to_do(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableDocument, match=says):
        read(data)


def test_a_fault_of_our_own_is_not_called_a_damaged_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise EOFError("ours")

    monkeypatch.setattr(pdf_reader, "_pages", fail)

    with pytest.raises(EOFError):
        read(make_pdf(["Rest for 2 days, then walk."]))


def test_the_library_does_raise_for_such_files() -> None:
    with pytest.raises((PdfReadError, AttributeError, TypeError, LookupError)):
        len(PdfReader(io.BytesIO(pdf_of([b"[1 2 3]"]))).pages)


@pytest.mark.parametrize("depth", ["²", "x", "", "99999999999999999999", "-1"])
def test_odd_numbers_in_a_word_file_are_no_reason_to_refuse_it(depth: str) -> None:
    body = f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{depth}"/></w:numPr></w:pPr><w:r><w:t>Rest</w:t></w:r></w:p>'

    assert read(docx_with(word_xml(body))).text == "- Rest\n"


@pytest.mark.parametrize("name", ["leaflet.pdf", "leaflet.html", "leaflet.exe", "", "\udce9"])
def test_the_name_does_not_tell_the_kind_of_file(name: str) -> None:
    assert "Fast for 8 hours" in read(make_docx(), filename=name).text
    assert "Rest for 2 days" in read(make_pdf(["Rest for 2 days, then walk."]), filename=name).text


def test_a_word_file_with_thousands_of_parts_is_refused() -> None:
    packed = io.BytesIO(make_docx())
    with zipfile.ZipFile(packed, "a") as archive:
        for at in range(2_001):
            archive.writestr(f"word/media/{at}", b"")

    with pytest.raises(UnreadableDocument, match="unpacks"):
        read(packed.getvalue())


def test_a_part_that_says_it_is_longer_than_the_file_is_damaged() -> None:
    """Found by the fuzzer: reading past the end of the package."""
    data = bytearray(docx_with(word_xml("<w:p/>")))
    entry = data.index(b"PK\x01\x02")  # the first in the list of parts, with its two lengths
    data[entry + 20 : entry + 28] = (5_000_000).to_bytes(4, "little") * 2

    with pytest.raises(UnreadableDocument, match="Word file is damaged"):
        read(bytes(data))
