"""What stands on every page of a printed document and belongs to none: running heads, page numbers."""

import re
from collections import Counter

_PAGE_NUMBER = re.compile(r"(?:page\s+)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_EDGE = 2


def without_running_lines(pages: list[list[str]]) -> tuple[list[list[str]], bool]:
    """Leave out page numbers and the lines that open or close most pages; tells whether any were left out."""
    counts: Counter[str] = Counter()
    for lines in pages:
        counts.update({_key(line) for line in _edges(lines)})
    repeated = {key for key, times in counts.items() if len(pages) >= 3 and times > len(pages) / 2}
    kept = [
        [line for at, line in enumerate(lines) if not _is_running(line, at, len(lines), repeated)] for lines in pages
    ]
    return kept, sum(map(len, kept)) < sum(map(len, pages))


def _edges(lines: list[str]) -> list[str]:
    return [line for line in (*lines[:_EDGE], *lines[-_EDGE:]) if line.strip()]


def _key(line: str) -> str:
    """What makes two lines the same. Numbers may differ only where pages are counted: others may be instructions."""
    words = " ".join(line.split()).lower()
    return _DIGITS.sub("0", words) if "page" in words else words


def _is_running(line: str, at: int, total: int, repeated: set[str]) -> bool:
    if _EDGE <= at < total - _EDGE or not line.strip():
        return False
    return _PAGE_NUMBER.fullmatch(line.strip()) is not None or _key(line) in repeated
