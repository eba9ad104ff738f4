"""Text messages that take more segments than they should, as the real wording writes them."""

from collections.abc import Callable, Iterator, Mapping

from procedures.core.extraction.drafts import Draft, TaskDraft
from procedures.core.linting.findings import Finding, Rule, Severity
from procedures.core.sms import segments, to_gsm7
from procedures.core.span import Span

MOST_SEGMENTS = 2

# The text message about a task, by the name of its language. The wording lives above the core, so it is passed in.
TextsOf = Callable[[TaskDraft], Mapping[str, str]]


def long_messages(texts_of: TextsOf) -> Rule:
    """The rule that every task's text message fits into two segments, in every language."""

    def rule(draft: Draft, _text: str) -> Iterator[Finding]:
        for task in draft.tasks:
            for language, message in texts_of(task).items():
                yield from lint_message(message, span=task.span, language=language, about=task.title)

    return rule


def lint_message(message: str, *, span: Span | None = None, language: str = "", about: str = "") -> list[Finding]:
    """Whether a text message fits into two segments."""
    count = segments(to_gsm7(message))
    if count <= MOST_SEGMENTS:
        return []
    named = f" about “{about}”" if about else ""
    tongue = f" in {language}" if language else ""
    return [
        Finding(
            "long_message",
            Severity.WARNING,
            f"The text message{named}{tongue} takes {count} segments.",
            "A long message goes out without its task: the patient reads only that there is something to do.",
            f"Shorten the task's title until the message fits into {MOST_SEGMENTS} segments, about 300 characters.",
            span,
        )
    ]
