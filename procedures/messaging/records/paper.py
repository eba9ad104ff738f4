"""What is held on a patient as a PDF, to be read or printed, in letters that it brings along."""

import logging
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from fpdf import FPDF

FONTS = Path(__file__).parent / "fonts"
# By their names in the document: the first has the letters of most names; the other is large, and loaded when needed.
LETTERS, SIGNS = "letters", "signs"
_FILES = {LETTERS: FONTS / "DejaVuSans-letters.ttf", SIGNS: FONTS / "DroidSansFallback-signs.ttf"}
MISSING = "□"
SAYS_SO = f"Some signs cannot be printed here and stand as {MISSING}. The JSON file of this record holds them exactly."

# Where a font is cut, fpdf and fontTools tell at length what they leave out.
for _name in ("fontTools", "fpdf"):
    logging.getLogger(_name).setLevel(logging.ERROR)


def as_pdf(held: dict[str, Any]) -> bytes:
    """The record as `gather` gives it. A sign that no font has becomes □, and the first page says so."""
    lines = [(_without_controls(words), size) for words, size in _lines(held)]
    needed = {ord(sign) for words, _ in lines for sign in words} - {ord("\n")}
    is_whole = needed <= _has(LETTERS) | _has(SIGNS)
    pdf = FPDF()
    pdf.set_auto_page_break(auto=True, margin=15)
    pdf.add_font(LETTERS, fname=_FILES[LETTERS])
    if needed - _has(LETTERS) & _has(SIGNS):
        pdf.add_font(SIGNS, fname=_FILES[SIGNS])
        pdf.set_fallback_fonts([SIGNS])
    pdf.add_page()
    pdf.set_title("Patient record")
    for words, size in [*lines[:2], *([] if is_whole else [(SAYS_SO, 10)]), *lines[2:]]:
        pdf.set_font(LETTERS, size=size)
        pdf.multi_cell(0, size * 0.5, _printable(words), new_x="LMARGIN", new_y="NEXT")
    return bytes(pdf.output())


def _lines(held: dict[str, Any]) -> list[tuple[str, int]]:
    """Each line with its size; an empty one parts what belongs apart."""
    lines = [(held["about"], 14), (f"Written on {held['written_at'][:16].replace('T', ' ')} UTC", 10)]
    for title, rows in held.items():
        if not isinstance(rows, list):
            continue
        lines.append((f"\n{title.capitalize()}", 12))
        for row in rows:
            said = [f"{name.replace('_', ' ')}: {value}" for name, value in row.items() if value not in ("", None)]
            lines += [(words, 9) for words in [*said, " "]]
    return lines


def _without_controls(words: str) -> str:
    return "".join(" " if unicodedata.category(sign) == "Cc" and sign != "\n" else sign for sign in words)


def _printable(words: str) -> str:
    known = _has(LETTERS) | _has(SIGNS)
    return "".join(sign if sign == "\n" or ord(sign) in known else MISSING for sign in words)


@cache
def _has(font: str) -> frozenset[int]:
    """The signs that a font holds."""
    with TTFont(_FILES[font], lazy=True) as opened:
        return frozenset(opened.getBestCmap())
