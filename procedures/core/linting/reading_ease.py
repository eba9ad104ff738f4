"""How hard the instructions are to read, and which sentences make them so."""

from collections.abc import Iterator

from procedures.core.extraction.drafts import Draft
from procedures.core.linting.findings import Finding, Severity
from procedures.core.readability import ADVISED_GRADE, HardSentence, grade_of, hard_sentences
from procedures.core.span import Span

_NAMED = 3


def too_hard(draft: Draft, _text: str) -> Iterator[Finding]:
    """The grade of all instructions together, and their hardest sentences; it points to the hardest."""
    told = {task.source_text: task.span for task in draft.tasks}
    grade = grade_of("\n".join(told))
    if grade <= ADVISED_GRADE:
        return
    hardest = _hardest(told)
    named = "; ".join(f"“{sentence.words}” (grade {sentence.grade:.1f})" for sentence, _ in hardest)
    yield Finding(
        "hard_to_read",
        Severity.WARNING,
        f"The instructions read at grade {grade:.1f}." + (f" Hardest: {named}." if named else ""),
        f"Many patients read at grade {ADVISED_GRADE:.0f} or below.",
        "Use short sentences, one act in each, and everyday words.",
        hardest[0][1] if hardest else None,
    )


def _hardest(told: dict[str, Span]) -> list[tuple[HardSentence, Span]]:
    found = [(sentence, span) for source, span in told.items() for sentence in hard_sentences(source)]
    return sorted(found, key=lambda pair: -pair[0].grade)[:_NAMED]
