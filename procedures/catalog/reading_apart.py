"""Reads a document and drafts its tasks in a process of its own, so that no document can hurt the server."""

import gc
from typing import Any

from procedures.catalog.limited_process import CPU_SECONDS, MEMORY_BYTES, TooHeavy, answer_as_child, answer_of
from procedures.core.extraction import draft_tasks
from procedures.core.extraction.carried import draft_from, draft_values
from procedures.core.extraction.drafts import Draft
from procedures.core.reading import MAX_BYTES, Block, BlockKind, Document, UnreadableDocument, read
from procedures.core.span import Span

_TOO_LARGE = "This file is larger than 10 MB. Save the text of it alone, without pictures."
_TOO_HEAVY = (
    "Reading this file took too much time or memory. Save the part about this procedure as a file of its own, "
    "or copy its text and paste it here."
)


def draft_apart(
    data: bytes, *, filename: str = "", memory: int = MEMORY_BYTES, cpu: int = CPU_SECONDS
) -> tuple[Document, Draft]:
    """Read a file as `read` does and draft it as `draft_tasks` does, in a child process.

    It may use `memory` bytes and `cpu` seconds for both together.

    :raises UnreadableDocument: also when the file asks for more than that.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableDocument(_TOO_LARGE)
    try:
        answer = answer_of("procedures.catalog.reading_apart", filename, data=data, memory=memory, cpu=cpu)
    except TooHeavy:
        raise UnreadableDocument(_TOO_HEAVY) from None
    if "unreadable" in answer:
        raise UnreadableDocument(answer["unreadable"])
    return _document(answer), draft_from(answer["draft"])


def _document(answer: dict[str, Any]) -> Document:
    blocks = tuple(Block(BlockKind(kind), Span(start, end), level) for kind, start, end, level in answer["blocks"])
    return Document(answer["text"], blocks, tuple(answer["notes"]))


def _answer(data: bytes, filename: str) -> dict[str, Any]:
    try:
        document = read(data, filename=filename)
    except UnreadableDocument as error:
        return {"unreadable": str(error)}
    # What a draft is made of lives to its end; looking for garbage in it makes long texts cost more than their length.
    gc.disable()
    draft = draft_tasks(document)
    blocks = [(block.kind.value, block.span.start, block.span.end, block.level) for block in document.blocks]
    return {"text": document.text, "blocks": blocks, "notes": document.notes, "draft": draft_values(draft)}


if __name__ == "__main__":
    answer_as_child(_answer)
