"""What is tried with arbitrary bytes, and what must be true afterwards. A document is read or refused, nothing else."""

import json
from collections.abc import Callable

from procedures.core.extraction import draft_tasks
from procedures.core.extraction.carried import draft_from, draft_values
from procedures.core.linting import lint
from procedures.core.reading import Document, UnreadableDocument, read, read_text
from procedures.core.reading.decoding import decode, tidy
from procedures.core.reading.markup import read_html, read_markdown
from procedures.core.reading.pdf import read_pdf
from procedures.core.reading.word import read_word
from tests.core.extraction.test_coverage import lost
from tests.core.reading.files import docx_with


class BrokenPromise(Exception):
    """A reader gave a document that does not keep what `Document` promises."""


def whole(data: bytes) -> None:
    """Any file, its kind told by its content."""
    _check(read(data, filename="file.txt"))


def plain(data: bytes) -> None:
    """A text file in any encoding, and what a person pastes."""
    _check(read_text(decode(data)))


def markdown(data: bytes) -> None:
    _check(read_markdown(decode(data)))


def html(data: bytes) -> None:
    _check(read_html(decode(data)))


def word(data: bytes) -> None:
    """The packed file as it comes."""
    _check(read_word(data))


def word_xml(data: bytes) -> None:
    """The words of a Word document, packed whole around them: damage to the packing hides what is inside."""
    _check(read_word(docx_with(data)))


def pdf(data: bytes) -> None:
    _check(read_pdf(data))


def drafting(data: bytes) -> None:
    """What is drafted from any text, as it is carried out of the process that reads, and linted."""
    document = read_text(data.decode("utf-8", "replace"))
    draft = draft_tasks(document)
    if missing := lost(document, draft):
        raise BrokenPromise(f"lost: {missing[:20]}")
    if draft_from(json.loads(json.dumps(draft_values(draft)))) != draft:
        raise BrokenPromise("the draft changes while it is carried")
    for task in draft.tasks:
        if " ".join(task.span.of(document.text).split()) != task.source_text:
            raise BrokenPromise(f"the span is not the sentence: {task.source_text}")
    lint(draft, document.text)


def _check(document: Document) -> None:
    if tidy(document.text) != document.text:
        raise BrokenPromise("characters that no database keeps")
    document.text.encode("utf-8")
    end = 0
    for block in document.blocks:
        if block.span.start < end or block.span.end > len(document.text):
            raise BrokenPromise(f"blocks overlap or lie outside: {block}")
        if not block.span.of(document.text).strip():
            raise BrokenPromise(f"a block without words: {block}")
        end = block.span.end


TARGETS: dict[str, Callable[[bytes], None]] = {
    "whole": whole,
    "plain": plain,
    "markdown": markdown,
    "html": html,
    "word": word,
    "word-xml": word_xml,
    "pdf": pdf,
    "drafting": drafting,
}
REFUSAL = UnreadableDocument
