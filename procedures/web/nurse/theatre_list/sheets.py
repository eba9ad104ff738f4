"""A spreadsheet's bytes to rows of words, whatever program saved it, and rows to a spreadsheet that runs nothing."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

import openpyxl
import tablib
from import_export.formats.base_formats import CSV, XLSX

from procedures.core.reading import UnreadableDocument
from procedures.core.reading.decoding import decode
from procedures.core.spreadsheets import safe_cell

MAX_BYTES = 10 * 1024 * 1024
MAX_ROWS = 200
MAX_COLUMNS = 60
# A list of two hundred patients unpacks to less than one megabyte.
_MOST_UNPACKED = 20 * 1024 * 1024
_MOST_PARTS = 300
# A row may say that it is the thousand millionth, and the reader would hand over each empty one before it.
_MOST_LINES = 20_000
# A few bytes of a workbook can put one long text into every cell. No column that is read takes as much.
_LONGEST_CELL = 1_000
_DELIMITERS = (",", ";", "\t")
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
# A spreadsheet that opens a cell beginning with one of these runs it as a formula.
RISKY = ("=", "+", "-", "@", "\t", "\r")
_HOW = "Open it in the program it came from and save it as CSV or as an Excel workbook (.xlsx)."
_FLAWS = (zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError, NotImplementedError, AttributeError, TypeError)


class UnreadableSheet(Exception):
    """The file holds no rows that can be read. The message says what to do."""


def read_rows(data: bytes) -> list[list[str]]:
    """The rows of the first sheet that hold anything, the headings first, every cell as words.

    Dates are written as 2026-12-08, hours as 07:30.

    :raises UnreadableSheet: with words that say what to do.
    """
    if not data.strip():
        raise UnreadableSheet("This file is empty. Choose the file with the list.")
    if len(data) > MAX_BYTES:
        raise UnreadableSheet("This file is larger than 10 MB. Save the list alone, without pictures, and try again.")
    if data.startswith(_OLD_EXCEL):
        raise UnreadableSheet("This is an old Excel file (.xls). In Excel choose “Save as”, and then .xlsx or CSV.")
    found = _of_workbook(data) if data.startswith(b"PK") else _of_text(data)
    rows: list[list[str]] = []
    for line, row in enumerate(found, start=1):
        if line > _MOST_LINES:
            raise UnreadableSheet("This sheet goes on for very many empty rows. Copy the rows into a new workbook.")
        words = [_words(cell) for cell in row[:MAX_COLUMNS]]
        while words and not words[-1]:
            words.pop()
        if words:
            rows.append(words)
        if len(rows) > MAX_ROWS + 1:
            raise UnreadableSheet(f"This list has more than {MAX_ROWS} rows. Split it into files of a day each.")
    if len(rows) < 2:
        raise UnreadableSheet("There is no row below the headings. Fill in one row for each patient.")
    return rows


def _of_text(data: bytes) -> Iterator[Sequence[Any]]:
    try:
        text = decode(data)
    except UnreadableDocument:
        raise UnreadableSheet(f"This file is neither CSV nor an Excel workbook. {_HOW}") from None
    head, _, rest = text.partition("\n")
    if head.strip().lower().startswith("sep="):
        text = rest
    first = text.lstrip("\n\r").partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    if not first.count(delimiter):
        raise UnreadableSheet(f"No columns were found in this file. Part them by commas, semicolons or tabs. {_HOW}")
    try:
        dataset = CSV().create_dataset(text, delimiter=delimiter, headers=False)
    except (csv.Error, tablib.InvalidDimensions):
        raise UnreadableSheet(f"Some rows of this file have other columns than the first. {_HOW}") from None
    yield from dataset


def _of_workbook(data: bytes) -> Iterator[Sequence[Any]]:
    try:
        _refuse_bombs(data)
        # What a formula came to, not the formula.
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        yield from book.worksheets[0].iter_rows(values_only=True, max_col=MAX_COLUMNS)
    except (*_FLAWS, IndexError, SyntaxError):
        raise UnreadableSheet(f"This Excel file is damaged or holds no sheet. {_HOW}") from None


def _refuse_bombs(data: bytes) -> None:
    archive = zipfile.ZipFile(io.BytesIO(data))
    parts = archive.infolist()
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
        raise UnreadableSheet("This Excel file unpacks to far more than a list. Copy the rows into a new workbook.")
    for part in parts:
        # Entities can unfold without end. No program that writes workbooks uses them.
        if part.filename.endswith((".xml", ".rels")) and b"<!" in archive.read(part)[:4096].replace(b"<!--", b""):
            raise UnreadableSheet("No spreadsheet program wrote this Excel file. Copy the rows into a new workbook.")


def _words(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        is_day = cell.time() == time(0)
        return cell.date().isoformat() if is_day else f"{cell:%Y-%m-%d %H:%M}"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return f"{cell:%H:%M}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    # A leading apostrophe is how spreadsheets, and our own template, keep a cell from being run.
    words = " ".join(str(cell)[:_LONGEST_CELL].replace("\0", " ").split())
    return words[1:] if words.startswith("'") and words[1:2] in RISKY else words


def safe(cell: object) -> str:
    """The cell as a spreadsheet shows it and never runs it."""
    return str(safe_cell("" if cell is None else str(cell)))


def as_csv(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A file that Excel opens with its accents right, and with nothing in it to run."""
    written: str = CSV().export_data(_dataset(headings, rows))
    return written.encode("utf-8-sig")


def as_workbook(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """The same as an Excel workbook."""
    written: bytes = XLSX().export_data(_dataset(headings, rows))
    return written


def _dataset(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> tablib.Dataset:
    return tablib.Dataset(*([safe(cell) for cell in row] for row in rows), headers=[safe(one) for one in headings])
