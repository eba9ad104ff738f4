"""Values that the document leaves open. The software never fills them (safety rule 2)."""

from collections.abc import Iterator

from procedures.core.extraction.drafts import Draft, TaskDraft
from procedures.core.extraction.lexicon import phrases
from procedures.core.extraction.tokens import words_of
from procedures.core.linting.findings import Finding, Severity, quoted
from procedures.core.tasks import Category

_UNTIL = phrases("until")


def holes(draft: Draft, _text: str) -> Iterator[Finding]:
    """Each value that is missing: an amount, a time, or the end of something that goes on until an unknown day."""
    for task in draft.tasks:
        if _is_open(task):
            is_end = bool(task.needs_value) and words_of(task.needs_value) in _UNTIL
            yield Finding(
                "hole",
                Severity.ERROR,
                f"{'No date ends this' if is_end else 'A value is missing'}: {quoted(task.source_text)}.",
                "A patient cannot act on a time or an amount that is not there, and the software never fills it in.",
                "Enter when it ends at the latest, or have a clinician enter it."
                if is_end
                else "Enter the value, or have a clinician enter it.",
                task.span,
            )


def _is_open(task: TaskDraft) -> bool:
    is_dangerous = task.category in (Category.FASTING, Category.MEDICATION)
    return bool(task.needs_value) or (is_dangerous and task.timing is not None and task.timing.is_open)
