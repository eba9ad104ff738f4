"""What a finding is: what, where, why it matters, and what to do."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from procedures.core.extraction.drafts import Draft
from procedures.core.span import Span


class Severity(StrEnum):
    """How much it matters: what stops publishing, and what a person should look at."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at. `span` is its place in the document's text, or None where it is missing altogether."""

    code: str
    severity: Severity
    what: str
    why: str
    do: str
    span: Span | None = None


# What a rule finds in a draft that was made from a text.
Rule = Callable[[Draft, str], Iterator[Finding]]


def quoted(words: str) -> str:
    """A sentence of the document in quotation marks, without its full stop: the finding has one of its own."""
    return f"“{words.strip().rstrip('.')}”"
