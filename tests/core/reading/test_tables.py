"""Tables: rows that say something stay rows, and those that only place things on the page are read through."""

from procedures.core.reading import BlockKind, Document, read
from tests.core.reading.files import docx_with, word_xml


def blocks(document: Document) -> list[tuple[str, str]]:
    return [(block.kind.value, block.span.of(document.text)) for block in document.blocks]


def cell(inside: str) -> str:
    return f"<w:tc>{inside}</w:tc>"


def paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def table(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def test_a_script_in_a_cell_is_no_words() -> None:
    page = b"<html><table><tr><td>1 day before<script>steal()</script><td>Drink <b>H<sub>2</sub>O</b><p>only</table>"

    assert blocks(read(page)) == [("row", "1 day before | Drink H2O only")]


def test_a_web_page_laid_out_in_one_cell_keeps_its_parts() -> None:
    page = b"<html><table><tr><td><h2>Recovery</h2><ul><li>Rest for 2 days.<li>No driving</ul></table>"

    assert blocks(read(page)) == [("heading", "Recovery"), ("item", "Rest for 2 days."), ("item", "No driving")]


def test_a_table_in_a_table_is_read_once() -> None:
    page = b"<html><table><tr><td>Menu<td><table><tr><td>Day 1<td>Rest</table></table>"
    inner = table(cell(paragraph("Day 1")) + cell(paragraph("Rest for 2 days.")))
    file = docx_with(word_xml(table(cell(paragraph("Please read this.")) + cell(inner + paragraph("")))))

    assert blocks(read(page))[-1] == (BlockKind.ROW.value, "Day 1 | Rest")
    assert blocks(read(file)) == [("paragraph", "Please read this."), ("row", "Day 1 | Rest for 2 days.")]


def test_a_word_document_laid_out_in_one_column_keeps_its_parts() -> None:
    heading = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Recovery</w:t></w:r></w:p>'

    file = docx_with(word_xml(table(cell(heading + paragraph("Rest for 2 days.")))))

    assert blocks(read(file)) == [("heading", "Recovery"), ("paragraph", "Rest for 2 days.")]
