"""Word documents (.docx) to blocks."""

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

from procedures.core.reading.building import DocumentBuilder
from procedures.core.reading.decoding import tidy
from procedures.core.reading.document import BlockKind, Document, UnreadableDocument
from procedures.core.reading.openings import bold_opening
from procedures.core.reading.word_package import opened

_NO_WORDS = "This Word file has no text in it, perhaps only pictures. Choose another file, or type the text here."
_BOLD_LEVEL, _RUN_IN_LEVEL = 5, 6
_DELETED = {qn("w:del"), qn("w:moveFrom"), qn("w:instrText"), qn("w:delText")}


def read_word(data: bytes) -> Document:
    """Read the paragraphs, lists and tables of a Word document in the order of its pages.

    :raises UnreadableDocument: for a damaged or locked one, one without text, and one that is a trap.
    """
    body, styles = opened(data)
    builder = DocumentBuilder()
    for element in _parts(body):
        if element.tag == qn("w:tbl"):
            _table(builder, element, styles)
        else:
            _paragraph(builder, element, styles)
    document = builder.build()
    if not document.blocks:
        raise UnreadableDocument(_NO_WORDS)
    return document


def _table(builder: DocumentBuilder, table: Any, styles: dict[str, str]) -> None:
    """A row for each row; a table of one column, or with tables in it, only places its paragraphs on the page."""
    rows = [list(_children(row, "w:tc")) for row in _children(table, "w:tr")]
    is_layout = all(len(cells) == 1 for cells in rows) or table.find(f".//{qn('w:tbl')}") is not None
    for cells in rows:
        if not is_layout:
            builder.add_row([tidy(_words(cell)) for cell in cells])
            continue
        for element in (part for cell in cells for part in _parts(cell)):
            if element.tag == qn("w:tbl"):
                _table(builder, element, styles)
            else:
                _paragraph(builder, element, styles)


def _children(element: Any, tag: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, also those inside content controls and tracked insertions."""
    for child in element.iterchildren():
        if child.tag == qn(tag):
            yield child
        elif child.tag not in _DELETED and child.tag not in (qn("w:tbl"), qn("w:tr"), qn("w:tc"), qn("w:p")):
            yield from _children(child, tag)


def _parts(body: Any) -> Iterator[Any]:
    """Paragraphs and tables, also those inside content controls and tracked insertions."""
    for child in body.iterchildren():
        if child.tag in (qn("w:p"), qn("w:tbl")):
            yield child
        elif child.tag not in _DELETED:
            yield from _parts(child)


def _paragraph(builder: DocumentBuilder, element: Any, styles: dict[str, str]) -> None:
    runs = [(tidy(text), is_bold) for text, is_bold in _runs(element)]
    words = " ".join("".join(text for text, _ in runs).split())
    style = _style(element, styles).lower()
    if style.startswith(("heading", "title", "subtitle")):
        level = _number(style[-1:], otherwise=1)
        builder.add(BlockKind.HEADING, words, min(max(level, 1), 6))
        return
    depth = _list_depth(element)
    if depth is not None or style.startswith("list"):
        builder.add(BlockKind.ITEM, words, depth or 0)
        return
    heading, rest = bold_opening(runs)
    if heading:
        builder.add(BlockKind.HEADING, heading, _RUN_IN_LEVEL if rest else _BOLD_LEVEL)
        words = rest
    builder.add_line(words)


def _runs(paragraph: Any) -> Iterator[tuple[str, bool]]:
    for run in paragraph.iter(qn("w:r")):
        if run.getparent().tag in _DELETED:
            continue
        properties = run.find(qn("w:rPr"))
        bold = properties.find(qn("w:b")) if properties is not None else None
        is_bold = bold is not None and bold.get(qn("w:val")) not in ("0", "false", "off")
        yield "".join(_characters(run)), is_bold


def _characters(run: Any) -> Iterator[str]:
    for child in run.iterchildren():
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in (qn("w:tab"), qn("w:br"), qn("w:cr")):
            yield " "
        elif child.tag == qn("w:noBreakHyphen"):
            yield "-"


def _words(element: Any) -> str:
    """The words of a table cell, its paragraphs parted by a space."""
    return " ".join("".join(text for text, _ in _runs(paragraph)) for paragraph in element.iter(qn("w:p")))


def _style(element: Any, styles: dict[str, str]) -> str:
    found = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return styles.get(found.get(qn("w:val")), "") if found is not None else ""


def _list_depth(element: Any) -> int | None:
    numbering = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
    if numbering is None:
        return None
    depth = numbering.find(qn("w:ilvl"))
    return _number(depth.get(qn("w:val")), otherwise=0) if depth is not None else 0


def _number(written: str | None, *, otherwise: int) -> int:
    return int(written) if written and written.isdecimal() and len(written) < 3 else otherwise
