"""Whether a clause tells someone to do something, and if not, what it is instead."""

from dataclasses import dataclass
from enum import StrEnum

from procedures.core.extraction.modality_words import (
    ACTING,
    DIRECTIVES,
    DISCHARGE_CRITERIA,
    EXPECTED,
    MILESTONES,
    NON_TASK_OPENINGS,
    NOT_REQUIRED,
    NOT_VERBS,
    OPENINGS,
    ORDERS,
    PARTICIPLES,
    REASON_VERBS,
    REASONS,
    REQUIRED,
    RESTRICTIONS,
    SHOULD_BE,
    STAFF,
    STAFF_DOES,
    SURGERY_FACTS,
    SYMPTOMS,
    VERBS,
)
from procedures.core.extraction.tokens import Words
from procedures.core.word_set import word_set


class Verdict(StrEnum):
    """What a clause is: the first two are tasks."""

    INSTRUCTION = "instruction"
    MILESTONE = "milestone"
    NEGATION = "negation"
    PERMISSION_WITHOUT_TIME = "permission_without_time"
    EXPECTED_COURSE = "expected_course"
    REASON = "reason"
    PROCEDURE_FACT = "procedure_fact"
    DISCHARGE_CRITERIA = "discharge_criteria"
    REFERENCE = "reference"
    QUESTION = "question"
    NOT_AN_INSTRUCTION = "not_an_instruction"

    @property
    def is_task(self) -> bool:
        """True for what belongs on a list."""
        return self in (Verdict.INSTRUCTION, Verdict.MILESTONE)


@dataclass(frozen=True, slots=True)
class Signs:
    """What the words around a clause say about it."""

    has_cue: bool
    has_time: bool
    is_listed: bool  # a list item, a table cell, or what stands behind a label
    is_told: bool = False  # under "you should:" or "what to do"


def judge(main: Words, signs: Signs) -> Verdict:  # noqa: PLR0911
    """Tell what the main clause `main` is. Conditions, purposes and reasons must be cut off before."""
    if not any(token.is_word for token in main.tokens):
        return Verdict.NOT_AN_INSTRUCTION
    head = head_of(main)
    if head >= len(main):
        return Verdict.NOT_AN_INSTRUCTION
    if main.norm(len(main) - 1) == "?":
        return Verdict.QUESTION
    if NON_TASK_OPENINGS.at(main, head) or "@" in main.norms or is_contact_line(main):
        return Verdict.REFERENCE
    if is_not_required(main):
        return Verdict.NEGATION
    is_ordered = is_imperative(main)
    if not is_ordered and (found := _informs(main, head, signs)):
        return found
    if (is_ordered and signs.has_cue) or (
        is_ordered and (signs.is_told or signs.is_listed or main.norm(head) not in ("no", "nothing", "be"))
    ):
        return Verdict.INSTRUCTION
    return _weighed(main, signs)


def _informs(main: Words, head: int, signs: Signs) -> Verdict | None:  # noqa: PLR0911
    """Reasons, facts and the expected course, where nothing orders anything."""
    is_directed = main in DIRECTIVES
    if main in SHOULD_BE:
        return Verdict.EXPECTED_COURSE
    if REASONS.at(main, head) or (main in REASON_VERBS and not is_directed):
        return Verdict.REASON
    if main in SURGERY_FACTS:
        return Verdict.PROCEDURE_FACT
    if is_directed or main in RESTRICTIONS:
        return None
    if main in EXPECTED and not (
        signs.has_time and signs.has_cue and main in MILESTONES and not SYMPTOMS.at(main, head)
    ):
        return Verdict.EXPECTED_COURSE
    if (
        SYMPTOMS.at(main, head)
        and not (main in PARTICIPLES and signs.has_cue)
        and not _is_management(main)
        and main.norm(head) != "full"
    ):
        return Verdict.EXPECTED_COURSE
    return None


def _is_management(main: Words) -> bool:
    return any(
        norm
        in (
            "management",
            "control",
            "relief",
            "medication",
            "medications",
            "medicine",
            "medicines",
            "score",
            "care",
            "pills",
            "same",
            "home",
            "hospital",
            "clinic",
            "visit",
        )
        for norm in main.norms[:5]
    )


def _weighed(main: Words, signs: Signs) -> Verdict:  # noqa: PLR0911
    """A declarative sentence or a phrase without a verb."""
    if main in ORDERS and main not in EXPECTED:
        return Verdict.INSTRUCTION
    if is_staff(main) and signs.has_cue:
        return Verdict.INSTRUCTION
    if not signs.has_cue and not signs.is_told and not (signs.has_time and orders(main)):
        return Verdict.NOT_AN_INSTRUCTION
    if orders(main):
        return Verdict.INSTRUCTION
    if main in MILESTONES and main not in PARTICIPLES:
        if signs.has_time:
            return Verdict.MILESTONE
        return Verdict.PERMISSION_WITHOUT_TIME
    if main in PARTICIPLES or (main in ACTING):
        return Verdict.INSTRUCTION
    if signs.is_listed or signs.is_told or (signs.has_time and len(main) <= 14):
        return Verdict.INSTRUCTION if not has_finite_verb(main) or signs.has_time else Verdict.NOT_AN_INSTRUCTION
    if len(main) <= 12 and not has_finite_verb(main):
        return Verdict.INSTRUCTION
    return Verdict.NOT_AN_INSTRUCTION


def orders(main: Words) -> bool:
    """True where the words themselves say that something must or must not be, whatever it is about."""
    return main in DIRECTIVES or main in RESTRICTIONS


def head_of(main: Words) -> int:
    """The token that a clause begins with, past "please", "then" and marks."""
    at = 0
    while at < len(main):
        if found := OPENINGS.at(main, at):
            at = found.last
        elif not (main.tokens[at].is_word or main.tokens[at].is_number):
            at += 1
        else:
            break
    return at


def is_imperative(main: Words) -> bool:
    """True if a verb in its base form opens the clause, or opens it after a comma or a time."""
    head = head_of(main)
    return VERBS.at(main, head) is not None and NOT_VERBS.at(main, head) is None


def is_order(main: Words) -> bool:
    """True for "you must", "patients should", which need no known thing to be an instruction."""
    return main in ORDERS


def is_contact_line(main: Words) -> bool:
    """“Ward 7: 01632 960 417 (24 hours)”: a number to keep, and nothing told."""
    digits = sum(len(token.norm) for token in main.tokens if token.is_number)
    return digits >= _PHONE_DIGITS and not is_imperative(main) and not has_finite_verb(main)


def is_directed(main: Words) -> bool:
    """True for "is advised", "should", "needs to be"."""
    return main in DIRECTIVES


def is_restriction(main: Words) -> bool:
    """True for what is to be left undone."""
    return main in RESTRICTIONS


def is_not_required(main: Words) -> bool:
    """“No fasting is required”, “you do not need to stop your medicines”."""
    if main in NOT_REQUIRED:
        return True
    head = head_of(main)
    return main.norm(head) in ("no", "none") and main in REQUIRED


def is_discharge_criterion(words: Words) -> bool:
    """“You can go home when you can drink”: the team decides it, the patient does nothing."""
    return words in DISCHARGE_CRITERIA


def is_staff(main: Words) -> bool:
    """True if the care team does it."""
    return main in STAFF and (main in STAFF_DOES or _acts(main))


def _acts(main: Words) -> bool:
    """“a nurse will draw an arrow”, “the physio may ring you”: what the team does, in any verb."""
    for hit in STAFF.hits(main):
        at = hit.last + 1 if main.norm(hit.last) in _WILL else 0
        at = at + 1 if at and main.norm(at) in ("also", "then", "usually", "normally", "sometimes") else at
        if at and (VERBS.at(main, at) or main.norm(at) in _TEAM_VERBS) and not main.norm(at).startswith("be"):
            return True
    return False


def has_finite_verb(main: Words) -> bool:
    """True for "is", "will", "may" and their like."""
    return any(norm in _FINITE for norm in main.norms)


_PHONE_DIGITS = 9
_WILL = word_set("will may might can would")
_TEAM_VERBS = word_set("draw explain teach telephone show examine discharge insert operate numb visit introduce assess")
_FINITE = word_set(
    "is are was were has have had will would may might can could do does did isn't aren't becomes become "
    "feels feel seems seem occurs occur"
)
