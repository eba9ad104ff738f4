"""Tasks whose time lies on the other side of the operation, or behind the arrival."""

from collections.abc import Iterator

from procedures.core.extraction.drafts import Draft, SectionKind, TaskDraft
from procedures.core.extraction.lexicon import phrases
from procedures.core.extraction.tokens import words_of
from procedures.core.linting.findings import Finding, Severity, quoted
from procedures.core.tasks import Category, Phase
from procedures.core.timing import Anchor, Relation, Timing

_IN_HOSPITAL = (Anchor.ARRIVAL, Anchor.ADMISSION)
_ARRIVE = phrases("arrive, come to the hospital, be at the hospital, check in, report to")
_ARRANGED = (Category.LOGISTICS, Category.HOSPITAL_STAY)
_WHY = "A reminder would come when it is too late, or too early to be of use."


def against_phase(draft: Draft, _text: str) -> Iterator[Finding]:
    """Preparation after arrival or surgery, and recovery before surgery: by its phase, or by the part it stands in.

    A draft follows the time. So a sentence in the wrong part of the document is told of, though its task is in order.
    """
    for task in draft.tasks:
        if task.timing is None:
            continue
        is_preparing = task.phase is Phase.PREPARATION
        if _is_late(task, task.timing) if is_preparing else _is_early(task.timing):
            yield Finding(
                "against_phase",
                Severity.ERROR,
                f"The time of this task does not fit its part of the document: {quoted(task.source_text)}.",
                _WHY,
                "Move the task to the right part, or put its time right.",
                task.span,
            )
        elif heading := _wrong_part(draft, task, task.timing):
            side = "after" if task.timing.relation is Relation.AFTER else "before"
            event = "arrival" if task.timing.anchor in _IN_HOSPITAL else "operation"
            yield Finding(
                "against_part",
                Severity.WARNING,
                f"This stands under “{heading}”, and its time is {side} the {event}: {quoted(task.source_text)}.",
                "Patients look for it in the other part of the sheet, and miss it.",
                f"Move the sentence to the part for what is done {side} the {event}, or put its time right.",
                task.span,
            )


def after_arrival(draft: Draft, _text: str) -> Iterator[Finding]:
    """What is to be done at home, at an hour when the patient has arrived already."""
    arrivals = {clock for task in draft.tasks if _arrives(task) and (clock := _hour(task))}
    if len(arrivals) != 1:
        return
    (arrival,) = arrivals
    for task in draft.tasks:
        hour = _hour(task)
        if task.phase is Phase.PREPARATION and not _arrives(task) and hour and hour > arrival:
            yield Finding(
                "after_arrival",
                Severity.ERROR,
                f"At {hour} the patient has arrived already, at {arrival}: {quoted(task.source_text)}.",
                _WHY,
                "Put one of the two hours right, or say that it is done in the hospital.",
                task.span,
            )


def _arrives(task: TaskDraft) -> bool:
    return words_of(task.source_text) in _ARRIVE


def _hour(task: TaskDraft) -> str:
    """The hour on the day of the operation, "" where none is said."""
    timing = task.timing
    is_that_day = timing is not None and timing.relation is Relation.ON_DAY and timing.anchor is Anchor.SURGERY
    return (timing.clock or "") if timing is not None and is_that_day else ""


def _wrong_part(draft: Draft, task: TaskDraft, timing: Timing) -> str:
    """The heading of the part that the task's time does not fit; "" where it fits."""
    around = [one for one in draft.sections if one.span.start <= task.span.start and task.span.end <= one.span.end]
    part = around[-1] if around else None
    # "Stop it 2 days before, and start it again the day after" stands where its first half belongs.
    is_half = sum(other.span == task.span for other in draft.tasks) > 1
    if part is None or is_half:
        return ""
    if part.kind is SectionKind.PREPARATION:
        return part.heading if _is_late(task, timing) else ""
    is_after = part.kind in (SectionKind.RECOVERY, SectionKind.FOLLOW_UP)
    return part.heading if is_after and _is_early(timing) else ""


def _is_late(task: TaskDraft, timing: Timing) -> bool:
    if timing.relation is not Relation.AFTER:
        return False
    # "You will go home 4 hours after surgery": what must be arranged before may be timed after.
    is_arranged = timing.anchor is Anchor.SURGERY and task.category in _ARRANGED
    return timing.anchor in (*_IN_HOSPITAL, Anchor.SURGERY) and not is_arranged


def _is_early(timing: Timing) -> bool:
    return timing.relation is Relation.BEFORE and timing.anchor is Anchor.SURGERY
