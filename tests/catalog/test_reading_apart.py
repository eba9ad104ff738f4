"""Documents are read in a process of their own, and no document can hurt the server."""

import pytest

from procedures.catalog.reading_apart import read_apart
from procedures.core.reading import UnreadableDocument, read

LEAFLET = b"# Knee\n\n## Recovery\n\n- Rest for 2 days\n"


def test_a_document_read_apart_is_the_same_as_one_read_here() -> None:
    assert read_apart(LEAFLET, filename="knee.md") == read(LEAFLET, filename="knee.md")


def test_what_the_reader_says_comes_back() -> None:
    with pytest.raises(UnreadableDocument, match="picture"):
        read_apart(b"\x89PNG\r\n\x1a\n" + bytes(50))


def test_a_file_that_needs_more_than_its_memory_is_refused() -> None:
    page = b"<html><body>" + b"<p>Rest for 2 days.</p>" * 300_000 + b"</body></html>"

    with pytest.raises(UnreadableDocument, match="too much time or memory"):
        read_apart(page, memory=160 * 1024 * 1024)


def test_a_file_that_needs_more_than_its_time_is_refused() -> None:
    page = b"<html><body>" + b"<p>Rest for 2 days.</p>" * 300_000 + b"</body></html>"

    with pytest.raises(UnreadableDocument, match="too much time or memory"):
        read_apart(page, cpu=1)
