"""Files of every kind: what is read of them, and what is said about those that cannot be read."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter

from procedures.core.reading import MAX_BYTES, BlockKind, Document, UnreadableDocument, read, read_text
from tests.core.reading.files import docx_of_runs, docx_with, make_docx, make_pdf


def words(document: Document, kind: BlockKind) -> list[str]:
    return [block.span.of(document.text) for block in document.blocks if block.kind is kind]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1252"])
def test_text_is_read_in_the_encodings_of_hospitals(encoding: str) -> None:
    data = "Preparation\r\n• Don’t eat – for 8 hours\r\n".encode(encoding)

    document = read(data, filename="leaflet.txt")

    assert words(document, BlockKind.ITEM) == ["Don’t eat – for 8 hours"]


def test_pasted_text_keeps_every_character_that_can_be_stored() -> None:
    assert read_text("Fast\r\nfor 8 hours\x00").text == "Fast\nfor 8 hours"


def test_lines_that_were_broken_to_a_width_are_one_paragraph() -> None:
    text = (
        "You will be asked to fast for six hours before the\noperation and to stop smoking at least four weeks\n"
        "before you come into the hospital for it.\n"
    )

    document = read_text(text)

    assert len(document.blocks) == 1


def test_a_word_document_gives_headings_items_run_in_headings_and_rows() -> None:
    document = read(make_docx(), filename="leaflet.docx")

    assert words(document, BlockKind.HEADING) == ["Preparation", "Smoking."]
    assert words(document, BlockKind.ITEM) == ["Fast for 8 hours before surgery"]
    assert words(document, BlockKind.PARAGRAPH) == ["Stop smoking 4 weeks before surgery."]
    assert words(document, BlockKind.ROW) == ["1 day before | Drink clear liquids only"]


def test_a_space_that_word_keeps_by_itself_still_parts_two_words() -> None:
    """Word cuts a sentence wherever somebody corrected it; a space may be all there is between two corrections."""
    data = docx_of_runs([("Aspirin.", True), (" Stop", False), (" ", False), ("aspirin 7 days before.", False)])

    document = read(data, filename="leaflet.docx")

    assert words(document, BlockKind.HEADING) == ["Aspirin."]
    assert words(document, BlockKind.PARAGRAPH) == ["Stop aspirin 7 days before."]


def test_a_pdf_is_read_without_what_repeats_on_every_page() -> None:
    pages = [
        ["Lakeside Hospital", f"Keep it dry for {n} days.", "Rest.", f"No lifting for {n} weeks.", f"Page {n} of 3"]
        for n in (1, 2, 3)
    ]

    document = read(make_pdf(*pages), filename="leaflet.pdf")

    assert "No lifting for 2 weeks." in document.text
    assert "Keep it dry for 3 days." in document.text
    assert "Page 2" not in document.text
    assert "Lakeside" not in document.text
    assert document.notes


def test_a_web_page_is_read_without_its_scripts_and_says_so() -> None:
    page = b"<html><body><script>steal()</script><h2>Recovery</h2><ul><li>Rest<li>No driving</ul></body></html>"

    document = read(page, filename="page.html")

    assert words(document, BlockKind.ITEM) == ["Rest", "No driving"]
    assert "steal" not in document.text
    assert "scripts" in document.notes[0]


def test_markdown_is_told_by_its_headings() -> None:
    document = read(b"# Knee\n\n## Recovery\n\n1. Rest\n2. Use **ice**\n")

    assert words(document, BlockKind.HEADING) == ["Knee", "Recovery"]
    assert words(document, BlockKind.ITEM) == ["Rest", "Use ice"]


def encrypted_pdf() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b"0" * 80_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"   \n", "empty"),
        (b"x" * (MAX_BYTES + 1), "10 MB"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "picture"),
        (b"\xff\xd8\xff\xe0" + bytes(100), "picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "old or locked Office"),
        (b"{\\rtf1 hello}", "RTF"),
        (b"PK\x03\x04 not really", "damaged"),
        (bytes(range(256)) * 10, "not text"),
        (b"%PDF-1.7\nnothing", "damaged"),
        (make_pdf([""], [""]), "pictures of pages"),
        (make_pdf(*[["x"]] * 301), "300 pages"),
        (encrypted_pdf(), "password"),
        (bomb(), "unpacks"),
        (b"Rest for 2 days. " * 100_000, "longer than a book"),
        (b"<html><body><script>app()</script></body></html>", "without its scripts"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do_instead(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableDocument, match=says):
        read(data, filename="file.txt")


@given(st.binary(max_size=400), st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html><body>", b"# A\n# B\n"]))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_read_or_refused_and_nothing_else(data: bytes, opening: bytes) -> None:
    try:
        document = read(opening + data)
    except UnreadableDocument:
        return

    for block in document.blocks:
        assert block.span.of(document.text).strip()


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_blocks_hold_every_word_and_do_not_overlap(text: str) -> None:
    document = read_text(text)

    held = [at for block in document.blocks for at in range(block.span.start, block.span.end)]
    assert len(held) == len(set(held))
    outside = [c for at, c in enumerate(document.text) if at not in set(held) and c.isalpha()]
    # Outside stand only marks: bullets, and the letter or number of a list item.
    assert len(outside) <= len(document.blocks)


def test_a_word_file_that_hides_words_behind_entities_is_refused_rather_than_read_in_part() -> None:
    part = zipfile.ZipFile(io.BytesIO(make_docx())).read("word/document.xml")
    hiding = part.replace(b"<w:document ", b'<!DOCTYPE w [<!ENTITY who "doctor">]><w:document ', 1)

    with pytest.raises(UnreadableDocument, match="save it again"):
        read(docx_with(hiding), filename="leaflet.docx")


@given(st.integers(0, 20_000), st.binary(min_size=1, max_size=8))
@settings(max_examples=60, deadline=None)
def test_a_damaged_word_file_is_read_or_refused(at: int, noise: bytes) -> None:
    data = bytearray(make_docx())
    at %= len(data)
    data[at : at + len(noise)] = noise

    try:
        read(bytes(data))
    except UnreadableDocument:
        return
