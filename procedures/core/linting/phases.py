"""Tasks whose time lies on the other side of the operation, or behind the arrival."""

from collections.abc import Iterator

from procedures.core.extraction.drafts import Draft, TaskDraft
from procedures.core.linting.findings import Finding, Severity
from procedures.core.tasks import Category, Phase
from procedures.core.timing import Anchor, Relation, Timing

_IN_HOSPITAL = (Anchor.ARRIVAL, Anchor.ADMISSION)


def against_phase(draft: Draft, _text: str) -> Iterator[Finding]:
    """Preparation after arrival or surgery, and recovery before surgery."""
    for task in draft.tasks:
        if task.timing is None:
            continue
        is_preparing = task.phase is Phase.PREPARATION
        if _is_late(task, task.timing) if is_preparing else _is_early(task.timing):
            yield Finding(
                "against_phase",
                Severity.ERROR,
                f"The time of this task does not fit its part of the document: “{task.source_text}”.",
                "A reminder would come when it is too late, or too early to be of use.",
                "Move the task to the right part, or put its time right.",
                task.span,
            )


def _is_late(task: TaskDraft, timing: Timing) -> bool:
    if timing.relation is not Relation.AFTER:
        return False
    # "You will go home 4 hours after surgery": what must be arranged before may be timed after.
    is_arranged = timing.anchor is Anchor.SURGERY and task.category is Category.LOGISTICS
    return timing.anchor in (*_IN_HOSPITAL, Anchor.SURGERY) and not is_arranged


def _is_early(timing: Timing) -> bool:
    return timing.relation is Relation.BEFORE and timing.anchor is Anchor.SURGERY
