"""Web pages made to keep their reader busy are refused at once; the careless pages of hospitals are read."""

import time

import pytest

from procedures.core.reading import UnreadableDocument, read
from procedures.core.reading.nesting import DEEPEST, is_too_deep

MEGABYTE = 1_000_000
NEVER_CLOSED = [
    "<div>",
    "<b>",
    "<b><p>",
    "<p><b>x",
    "<ul><li>Rest",
    "<dl><dt>x",
    "<table><tr><td>",
    "<font size=1><p>",
    "<span/>",
    "<DIV \n",
    "<b></p>",
]


@pytest.mark.parametrize("tag", NEVER_CLOSED)
def test_a_megabyte_of_tags_that_never_close_is_refused_at_once(tag: str) -> None:
    page = "<html><body>" + tag * (MEGABYTE // len(tag))
    started = time.process_time()

    with pytest.raises(UnreadableDocument, match="copy the text and paste it"):
        read(page.encode())

    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    "page",
    [
        "<p>Rest" * 50_000,
        "<ul>" + "<li>Rest" * 50_000 + "</ul>",
        "<div>Rest</div>" * 50_000,
        "<p>Rest<br>now<img src=x><hr>" * 20_000,
        "<table>" + "<tr><td>1 day<td>Rest" * 20_000 + "</table>",
        "<!--" + "<div>" * 5_000 + "--><p>Rest",
        "<script>" + "'<div>'+" * 5_000 + "</script><p>Rest",
        "<p><b>Rest" * 100,
        "<svg>" + "<path/>" * 5_000 + "</svg>",
        "<div>" * 500 + "<p>Rest</p>" * 10_000 + "</div>" * 500,
    ],
    ids=lambda page: page[:20],
)
def test_a_page_whose_tags_end_as_html_lets_them_is_not_too_deep(page: str) -> None:
    assert not is_too_deep(page)


def test_the_deepest_page_is_still_read_in_good_time() -> None:
    page = "<div>" * (DEEPEST - 1) + "<p>Rest for 2 days.</p>" * 9_000
    started = time.process_time()

    document = read(b"<html><body>" + page.encode())

    assert len(document.blocks) == 9_000
    assert time.process_time() - started < 30


def test_lists_in_lists_do_not_push_the_words_off_the_page() -> None:
    document = read(b"<html><body>" + b"<ul><li>Rest" * 900)

    assert len(document.blocks) == 900
    assert len(document.text) < 900 * 30


def test_lines_that_breaks_part_are_put_together_in_linear_time() -> None:
    document = read(b"<html><body><p>Rest " + b"now<br>" * 60_000)

    assert len(document.blocks) == 1
