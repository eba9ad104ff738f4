"""What is wrong with a document before it is given to patients. Each finding says what, where, why, and what to do.

Conflicts are shown and never resolved: which of two values is right is for a clinician to say.
"""

from procedures.core.extraction.drafts import Draft
from procedures.core.linting.fasting import contradictory_fasting
from procedures.core.linting.findings import Finding, Rule, Severity
from procedures.core.linting.holes import holes
from procedures.core.linting.medicines import stopped_not_restarted
from procedures.core.linting.messages import TextsOf, lint_message, long_messages
from procedures.core.linting.people import no_escort, no_telephone, no_warning_signs, speaks_of_a_ride
from procedures.core.linting.phases import after_arrival, against_phase
from procedures.core.linting.reading_ease import too_hard
from procedures.core.linting.titles import title_mismatch
from procedures.core.span import Span

__all__ = ["RULES", "Finding", "Severity", "TextsOf", "lint", "lint_message", "speaks_of_a_ride"]

RULES: tuple[Rule, ...] = (
    contradictory_fasting,
    holes,
    stopped_not_restarted,
    no_escort,
    no_telephone,
    no_warning_signs,
    against_phase,
    after_arrival,
    title_mismatch,
    too_hard,
)


def lint(draft: Draft, text: str, *, texts_of: TextsOf | None = None) -> list[Finding]:
    """Everything found in `draft`, which was made from `text`: errors first, then in the order of the text.

    `texts_of` writes the text messages about a task; without it their length is not looked at.
    """
    rules = (*RULES, long_messages(texts_of)) if texts_of else RULES
    findings = [finding for rule in rules for finding in rule(draft, text)]
    return sorted(findings, key=lambda f: (f.severity is not Severity.ERROR, f.span or Span(0, 0), f.code))
