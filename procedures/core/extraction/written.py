"""A draft as JSON, in the shape of the annotated documents: tasks, what was dismissed, problems."""

from typing import Any

from procedures.core.extraction.drafts import Draft, TaskDraft
from procedures.core.span import Span
from procedures.core.tasks import Polarity


def draft_json(draft: Draft, text: str) -> dict[str, Any]:
    """The whole draft; `text` is the document's text, in which spans count."""
    return {
        "title": draft.title,
        "tasks": [_task_json(task, number, text) for number, task in enumerate(draft.tasks, start=1)],
        "dismissed": [
            {"source_text": gone.source_text, "why": gone.reason, "span": _span(gone.span)} for gone in draft.dismissed
        ],
        "problems": [
            {"code": problem.code, "message": problem.message, "span": _span(problem.span)}
            for problem in draft.problems
        ],
    }


def _task_json(task: TaskDraft, number: int, text: str) -> dict[str, Any]:
    written: dict[str, Any] = {
        "id": f"T{number:02}",
        "source_text": task.source_text,
        "title": task.title,
        "phase": task.phase.value,
        "category": task.category.value,
        "timing": task.timing.as_json() if task.timing else None,
        "actor": task.actor.value,
        "span": _span(task.span),
    }
    optional = {
        "category_alt": task.category_alt.value if task.category_alt else None,
        "polarity": task.polarity.value if task.polarity is not Polarity.DO else None,
        "condition": task.condition,
        "red_flag": task.is_red_flag,
        "needs_value": task.needs_value,
        "needs_clinician": task.needs_clinician,
        "details": [" ".join(span.of(text).split()) for span in task.details],
        "part": task.part,
        "split": bool(task.part),
    }
    return written | {key: value for key, value in optional.items() if value}


def _span(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None
