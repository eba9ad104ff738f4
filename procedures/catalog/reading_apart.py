"""Reads a document and drafts its tasks in a process of its own, with limits on memory and time, so that no document
can hurt the server.

The child gets the bytes on its standard input and an environment without secrets, and answers in JSON.
"""

import gc
import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

from procedures.core.extraction import draft_tasks
from procedures.core.extraction.carried import draft_from, draft_values
from procedures.core.extraction.drafts import Draft
from procedures.core.reading import MAX_BYTES, Block, BlockKind, Document, UnreadableDocument, read
from procedures.core.span import Span

MEMORY_BYTES = 1024 * 1024 * 1024
CPU_SECONDS = 60
WALL_SECONDS = 90
_ROOT = Path(__file__).resolve().parents[2]
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
    command = [sys.executable, "-m", "procedures.catalog.reading_apart", filename, str(memory), str(cpu)]
    try:
        child = subprocess.run(  # noqa: S603
            command, input=data, capture_output=True, timeout=WALL_SECONDS, cwd=_ROOT, env=_environment(), check=False
        )
    except subprocess.TimeoutExpired:
        raise UnreadableDocument(_TOO_HEAVY) from None
    if child.returncode != 0:
        raise UnreadableDocument(_TOO_HEAVY)
    answer = json.loads(child.stdout)
    if "unreadable" in answer:
        raise UnreadableDocument(answer["unreadable"])
    return _document(answer), draft_from(answer["draft"])


def _environment() -> dict[str, str]:
    return {"PYTHONPATH": str(_ROOT), "PYTHONIOENCODING": "utf-8", "PATH": os.defpath, "LANG": "C.UTF-8"}


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


def _child(filename: str, memory: str, cpu: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    resource.setrlimit(resource.RLIMIT_CPU, (int(cpu), int(cpu)))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answer = json.dumps(_answer(sys.stdin.buffer.read(), filename))
    sys.stdout.write(answer)


if __name__ == "__main__":
    _child(*sys.argv[1:4])
