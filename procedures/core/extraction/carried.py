"""A draft as plain values and back, nothing lost: how it comes home from the process that drafted it."""

from typing import Any

from procedures.core.extraction.drafts import Dismissed, Draft, Problem, Section, SectionKind, TaskDraft
from procedures.core.span import Span
from procedures.core.tasks import Actor, Category, Phase, Polarity
from procedures.core.timing import Timing

Pair = list[int] | tuple[int, int]


def draft_values(draft: Draft) -> dict[str, Any]:
    """The draft as lists, dicts, words and numbers, fit for JSON."""
    return {
        "title": draft.title,
        "sections": [(section.kind.value, section.heading, _pair(section.span)) for section in draft.sections],
        "tasks": [_task_values(task) for task in draft.tasks],
        "dismissed": [(_pair(gone.span), gone.source_text, gone.reason) for gone in draft.dismissed],
        "problems": [(one.code, one.message, _pair(one.span) if one.span else None) for one in draft.problems],
    }


def draft_from(values: dict[str, Any]) -> Draft:
    """Read what `draft_values` wrote.

    :raises ValueError: for an unknown word.
    """
    return Draft(
        title=values["title"],
        sections=tuple(Section(SectionKind(kind), heading, Span(*pair)) for kind, heading, pair in values["sections"]),
        tasks=tuple(_task(task) for task in values["tasks"]),
        dismissed=tuple(Dismissed(Span(*pair), words, reason) for pair, words, reason in values["dismissed"]),
        problems=tuple(Problem(code, said, Span(*pair) if pair else None) for code, said, pair in values["problems"]),
    )


def _pair(span: Span) -> Pair:
    return (span.start, span.end)


def _task_values(task: TaskDraft) -> dict[str, Any]:
    return {
        "span": _pair(task.span),
        "source_text": task.source_text,
        "title": task.title,
        "phase": task.phase.value,
        "category": task.category.value,
        "category_alt": task.category_alt.value if task.category_alt else None,
        "actor": task.actor.value,
        "polarity": task.polarity.value,
        "condition": task.condition,
        "is_red_flag": task.is_red_flag,
        "needs_value": task.needs_value,
        "needs_clinician": task.needs_clinician,
        "timing": task.timing.as_json() if task.timing else None,
        "details": [_pair(span) for span in task.details],
        "part": task.part,
    }


def _task(values: dict[str, Any]) -> TaskDraft:
    other, timing = values["category_alt"], values["timing"]
    return TaskDraft(
        span=Span(*values["span"]),
        source_text=values["source_text"],
        title=values["title"],
        phase=Phase(values["phase"]),
        category=Category(values["category"]),
        category_alt=Category(other) if other else None,
        actor=Actor(values["actor"]),
        polarity=Polarity(values["polarity"]),
        condition=values["condition"],
        is_red_flag=values["is_red_flag"],
        needs_value=values["needs_value"],
        needs_clinician=values["needs_clinician"],
        timing=Timing.from_json(timing) if timing else None,
        details=tuple(Span(*pair) for pair in values["details"]),
        part=values["part"],
    )
