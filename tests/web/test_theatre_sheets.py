"""A theatre's list as a file is read whatever program saved it, and what cannot be one is refused with what to do."""

import codecs
import io
import zipfile
from typing import Any

import pytest

from procedures.web.nurse.theatre_list.sheets import UnreadableSheet, as_csv, as_workbook, read_rows
from tests.web.theatre import HEAD, JOSE, MARIA, sheet


@pytest.mark.parametrize(
    "data",
    [
        sheet(MARIA, JOSE).decode().encode("utf-16"),
        sheet(MARIA, JOSE).decode().encode("windows-1252"),
        codecs.BOM_UTF8 + sheet(MARIA, JOSE),
        sheet(MARIA, JOSE).replace(b",", b";"),
        sheet(MARIA, JOSE).replace(b",", b"\t"),
        b"sep=;\n" + sheet(MARIA, JOSE).replace(b",", b";"),
        sheet(MARIA, JOSE).replace(b"\n", b"\r\n") + b"\r\n\r\n",
    ],
    ids=["UTF-16", "Windows-1252", "UTF-8 with its mark", "semicolons", "tabs", "sep line", "CR LF and empty lines"],
)
def test_a_file_is_read_whatever_program_saved_it(data: bytes) -> None:
    rows = read_rows(data)

    assert rows[0][:3] == ["MRN", "Last Name", "First name"]
    assert rows[2][1:3] == ["Peña", "José"]


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 30_000_000)
    return stream.getvalue()


def with_entities() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"x" * (10 * 1024 * 1024 + 1), "larger than 10 MB"),
        (b"\xd0\xcf\x11\xe0 old", "old Excel file"),
        (b"PK\x03\x04 not a zip", "damaged"),
        (bomb(), "unpacks to far more"),
        (with_entities(), "No spreadsheet program wrote"),
        (b"%PDF-1.7\x00\x01\x02\x03\x04\x05\x06", "neither CSV nor"),
        (b"only one column\nx", "No columns were found"),
        (HEAD.encode(), "no row below the headings"),
        (sheet(*[MARIA] * 201), "more than 200 rows"),
    ],
    ids=["empty", "large", "xls", "damaged", "bomb", "entities", "pdf", "one column", "no rows", "too many"],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableSheet, match=words):
        read_rows(data)


@pytest.mark.parametrize("write", [as_csv, as_workbook])
def test_what_we_write_runs_nothing_and_is_read_back_as_it_was(write: Any) -> None:
    data = write(["A", "B"], [["=1+1", "@x"], ["+12125550123", "plain"]])

    assert b"'=1+1" in data or data.startswith(b"PK")
    assert read_rows(data)[1:] == [["=1+1", "@x"], ["+12125550123", "plain"]]
