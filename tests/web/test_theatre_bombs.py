"""A workbook of a few bytes that would keep the server busy for hours, or fill its memory, is refused at once."""

import io
import zipfile

import openpyxl
import pytest

from procedures.web.nurse.theatre_list.sheets import UnreadableSheet, read_rows
from procedures.web.nurse.theatre_list.sheets_apart import read_rows_apart


def workbook(*rows: list[str]) -> bytes:
    book, kept = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(kept)
    return kept.getvalue()


def with_sheet(data: bytes, *changes: tuple[bytes, bytes]) -> bytes:
    """The same workbook, with words of its first sheet put in the place of others."""
    there, changed = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as written:
        for name in there.namelist():
            part = there.read(name)
            for old, new in changes if name.endswith("sheet1.xml") else ():
                part = part.replace(old, new)
            written.writestr(name, part)
    return changed.getvalue()


def test_a_row_that_says_it_is_the_thousand_millionth_is_refused() -> None:
    """Each of the empty rows before it was handed over, for days."""
    data = with_sheet(workbook(["MRN"], ["H-1"]), (b'r="2"', b'r="1000000000"'), (b"A2", b"A1000000000"))

    with pytest.raises(UnreadableSheet, match="very many empty rows"):
        read_rows(data)


def test_empty_rows_in_between_lose_nothing() -> None:
    data = with_sheet(workbook(["MRN"], ["H-1"]), (b'r="2"', b'r="900"'), (b"A2", b"A900"))

    assert read_rows(data) == [["MRN"], ["H-1"]]


def test_one_long_text_in_every_cell_takes_little_room() -> None:
    """A workbook may keep it once for all of them; we kept it twelve thousand times."""
    rows = read_rows(workbook(*[["word " * 6_000] * 60] * 2))

    assert sum(len(cell) for row in rows for cell in row) <= 2 * 60 * 1_000


def test_a_workbook_read_apart_is_the_same_as_one_read_here() -> None:
    data = workbook(["MRN", "Given name"], ["H-1", "Łukasz"], ["H-2", "李"])

    assert read_rows_apart(data) == read_rows(data) == [["MRN", "Given name"], ["H-1", "Łukasz"], ["H-2", "李"]]


def test_what_is_wrong_with_a_sheet_comes_back_in_words() -> None:
    with pytest.raises(UnreadableSheet, match="no row below the headings"):
        read_rows_apart(b"MRN,Given name\n")


@pytest.mark.parametrize("limits", [{"memory": 60 * 1024 * 1024}, {"cpu": 1}], ids=["memory", "time"])
def test_a_workbook_that_needs_more_than_its_memory_or_time_is_refused(limits: dict[str, int]) -> None:
    data = with_sheet(
        workbook(["MRN"], ["H-1"]), (b'<row r="2"', b'<row r="2"><c r="A2"/></row>' * 150_000 + b'<row r="2"')
    )

    with pytest.raises(UnreadableSheet, match="too much time or memory"):
        read_rows_apart(data, **limits)
