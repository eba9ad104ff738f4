"""What extraction finds: sections, task drafts, and what was dismissed, each with its place in the text."""

from dataclasses import dataclass
from enum import StrEnum

from procedures.core.span import Span
from procedures.core.tasks import Actor, Category, Phase, Polarity
from procedures.core.timing import Timing


class SectionKind(StrEnum):
    """The parts of a document that matter to a patient's list, and the rest."""

    PREPARATION = "preparation"
    RECOVERY = "recovery"
    FOLLOW_UP = "follow_up"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it; `span` covers both."""

    kind: SectionKind
    heading: str
    span: Span


@dataclass(frozen=True, slots=True)
class TaskDraft:
    """One thing to do, as a draft for a person to review.

    `span` covers exactly `source_text`, the sentence or list item, without its mark. `details` are the places of
    things that belong to the task (items to pack, warning signs). `needs_value` names the hole in words, or is "".
    """

    span: Span
    source_text: str
    title: str
    phase: Phase
    category: Category
    category_alt: Category | None = None
    actor: Actor = Actor.PATIENT
    polarity: Polarity = Polarity.DO
    condition: str = ""
    is_red_flag: bool = False
    needs_value: str = ""
    needs_clinician: bool = False
    timing: Timing | None = None
    details: tuple[Span, ...] = ()
    part: int = 0  # 1, 2, ... where one sentence gave several tasks; else 0


@dataclass(frozen=True, slots=True)
class Dismissed:
    """A sentence of a section that is no task, and why."""

    span: Span
    source_text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about the document as a whole that a person must know."""

    code: str
    message: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """All that was found. Every sentence of a preparation, recovery or follow-up section is in `tasks`, is a detail
    of one, or is in `dismissed`.
    """

    title: str
    sections: tuple[Section, ...]
    tasks: tuple[TaskDraft, ...]
    dismissed: tuple[Dismissed, ...]
    problems: tuple[Problem, ...] = ()
