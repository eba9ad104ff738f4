"""Word and PDF files as the tests need them, made from lines of text."""

import io
import zipfile
from collections.abc import Sequence
from functools import cache

import docx
from docx.document import Document as WordDocument

_WORD_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
)
_WORD_FOOT = "</w:body></w:document>"


def make_pdf(*pages: Sequence[str]) -> bytes:
    """A PDF with a text layer, written by hand: one text object for each line."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for lines in pages:
        shown = "".join(f"1 0 0 1 72 {720 - 16 * at} Tm ({line}) Tj " for at, line in enumerate(lines))
        stream = f"BT /F1 12 Tf {shown} ET".encode("latin-1")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        content = len(objects)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] "
            b"/Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>" % content
        )
        kids.append(len(objects))
    refs = " ".join(f"{kid} 0 R" for kid in kids)
    objects[1] = f"<< /Type /Pages /Kids [{refs}] /Count {len(kids)} >>".encode()
    return pdf_of(objects)


def pdf_of(objects: Sequence[bytes]) -> bytes:
    """A PDF of these objects, the first of them its catalog, with a table that says where each stands."""
    out, offsets = io.BytesIO(b"%PDF-1.4\n"), []
    out.seek(0, io.SEEK_END)
    for number, body in enumerate(objects, start=1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % offset for offset in offsets)
    out.write(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return out.getvalue()


def make_docx() -> bytes:
    """A Word document with a heading, a bullet, a run-in heading and a table."""
    source = docx.Document()
    source.add_heading("Preparation", level=1)
    source.add_paragraph("Fast for 8 hours before surgery", style="List Bullet")
    paragraph = source.add_paragraph()
    paragraph.add_run("Smoking.").bold = True
    paragraph.add_run(" Stop smoking 4 weeks before surgery.")
    table = source.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "1 day before"
    table.cell(0, 1).text = "Drink clear liquids only"
    return _saved(source)


def docx_of(lines: Sequence[str]) -> bytes:
    """A Word document with a paragraph for each line."""
    source = docx.Document()
    for line in lines:
        source.add_paragraph(line)
    return _saved(source)


def docx_of_runs(runs: Sequence[tuple[str, bool]]) -> bytes:
    """A Word document of one paragraph, in pieces that are bold or not."""
    source = docx.Document()
    paragraph = source.add_paragraph()
    for words, is_bold in runs:
        paragraph.add_run(words).bold = is_bold
    return _saved(source)


def docx_with(part: bytes, *, name: str = "word/document.xml") -> bytes:
    """The document of `make_docx` with one of its parts replaced."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for found, held in _parts().items():
            archive.writestr(found, part if found == name else held)
    return packed.getvalue()


@cache
def _parts() -> dict[str, bytes]:
    plain = zipfile.ZipFile(io.BytesIO(make_docx()))
    return {name: plain.read(name) for name in plain.namelist()}


def word_xml(body: str) -> bytes:
    """The main part of a Word document with `body` between its ends."""
    return f"{_WORD_HEAD}{body}{_WORD_FOOT}".encode()


def _saved(source: WordDocument) -> bytes:
    out = io.BytesIO()
    source.save(out)
    return out.getvalue()
