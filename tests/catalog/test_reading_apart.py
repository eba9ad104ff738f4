"""Documents are read and drafted in a process of their own, and no document can hurt the server."""

import json
from pathlib import Path

import pytest

from procedures.catalog.reading_apart import draft_apart
from procedures.core.extraction import draft_tasks
from procedures.core.extraction.carried import draft_from, draft_values
from procedures.core.reading import UnreadableDocument, read

DOCUMENTS = sorted(
    path for path in (Path(__file__).parents[1] / "documents").iterdir() if path.suffix in (".txt", ".md", ".html")
)
LEAFLET = b"# Knee\n\n## Recovery\n\n- Rest for 2 days\n"


def test_a_document_read_apart_is_the_same_as_one_read_here() -> None:
    document = read(LEAFLET, filename="knee.md")

    assert draft_apart(LEAFLET, filename="knee.md") == (document, draft_tasks(document))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_a_draft_comes_back_with_nothing_lost(path: Path) -> None:
    draft = draft_tasks(read(path.read_bytes(), filename=path.name))

    assert draft_from(json.loads(json.dumps(draft_values(draft)))) == draft


def test_what_the_reader_says_comes_back() -> None:
    with pytest.raises(UnreadableDocument, match="picture"):
        draft_apart(b"\x89PNG\r\n\x1a\n" + bytes(50))


def test_a_file_that_needs_more_than_its_memory_is_refused() -> None:
    page = b"<html><body>" + b"<p>Rest for 2 days.</p>" * 300_000 + b"</body></html>"

    with pytest.raises(UnreadableDocument, match="too much time or memory"):
        draft_apart(page, memory=160 * 1024 * 1024)


def test_a_file_that_needs_more_than_its_time_is_refused() -> None:
    page = b"<html><body>" + b"<p>Rest for 2 days.</p>" * 300_000 + b"</body></html>"

    with pytest.raises(UnreadableDocument, match="too much time or memory"):
        draft_apart(page, cpu=1)


def test_a_text_that_takes_too_long_to_draft_is_refused() -> None:
    text = b"Recovery\n" + b"- Rest for 2 days, then walk for 10 minutes 3 times a day until your visit.\n" * 10_000

    with pytest.raises(UnreadableDocument, match="too much time or memory"):
        draft_apart(text, cpu=2)
