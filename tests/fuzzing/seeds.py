"""Where the fuzzer begins: the annotated documents in every format, and files made to be awkward."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.core.reading.files import docx_of, make_docx, make_pdf, word_xml

DOCUMENTS = Path(__file__).parents[1] / "documents"
_WRITTEN = (".txt", ".md", ".html")
_WORD_BODY = """<w:sdt><w:sdtContent><w:p><w:pPr><w:pStyle w:val="Heading1"/><w:numPr><w:ilvl w:val="1"/>
<w:numId w:val="2"/></w:numPr></w:pPr><w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t>Fast for 8 hours</w:t><w:tab/>
<w:noBreakHyphen/></w:r></w:p></w:sdtContent></w:sdt><w:tbl><w:tr><w:tc><w:p><w:r><w:t>Day 1</w:t></w:r></w:p></w:tc>
<w:tc><w:tbl><w:tr><w:tc><w:p><w:r><w:t>Rest</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>
<w:ins><w:p><w:r><w:t>Walk</w:t></w:r></w:p></w:ins><w:del><w:p><w:r><w:delText>Run</w:delText></w:r></w:p></w:del>"""
_PAGE = """<!doctype html><html><body><nav>menu</nav><script>x()</script><h2>Recovery</h2><ul><li>Rest<ol><li>
<p>Walk</p></ol></ul><table><caption>When</caption><tr><th>1 day before<td>Drink<br>water</table><p><b>Diet.</b> Eat
<i>soft</i> food<details><summary>Bath</summary>No bath for 2 weeks</details><p hidden>no<p lang="fr">non</body>"""
# Short ones are tried many times as often.
_PIECE = 1_200


def write_seeds(target: str, folder: Path, more: Iterable[Path] = ()) -> None:
    """Put the files that `target` begins with into `folder`; `more` names folders with further documents."""
    folder.mkdir(parents=True, exist_ok=True)
    written = [path for place in (DOCUMENTS, *more) for path in sorted(place.iterdir()) if path.suffix in _WRITTEN]
    for at, data in enumerate(_seeds(target, written)):
        (folder / f"seed-{at:03}").write_bytes(data)


def _seeds(target: str, written: list[Path]) -> Iterator[bytes]:
    texts = [piece for path in written for piece in _pieces(path.read_text(encoding="utf-8"))]
    if target in ("whole", "plain", "markdown", "html", "drafting"):
        yield from (text.encode() for text in texts)
        yield _PAGE.encode()
    if target in ("whole", "plain"):
        for encoding in ("utf-8-sig", "utf-16", "utf-16-be", "windows-1252"):
            yield texts[0].encode(encoding, "replace")
    if target in ("whole", "word"):
        yield make_docx()
        yield from (docx_of(text.splitlines()) for text in texts[:4])
    if target == "word-xml":
        yield zipfile.ZipFile(io.BytesIO(make_docx())).read("word/document.xml")
        yield word_xml(_WORD_BODY)
    if target in ("whole", "pdf"):
        yield from (make_pdf(*_pages(text)) for text in texts)


def _pieces(text: str) -> Iterator[str]:
    """The text in pieces of whole lines."""
    piece = ""
    for line in text.splitlines(keepends=True):
        if piece and len(piece) + len(line) > _PIECE:
            yield piece
            piece = ""
        piece += line
    yield piece


def _pages(text: str) -> Iterator[list[str]]:
    lines = [
        line.translate(str.maketrans("()\\", "[]/"))
        for line in text.encode("latin-1", "replace").decode("latin-1").splitlines()
    ]
    yield from (lines[at : at + 40] for at in range(0, len(lines), 40))
