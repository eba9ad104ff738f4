"""Whether a clause tells someone to do something, and if not, what it is instead."""

from dataclasses import dataclass
from enum import StrEnum

from procedures.core.extraction.modality import (
    has_finite_verb,
    head_of,
    is_contact_line,
    is_imperative,
    is_not_required,
    is_staff,
    orders,
)
from procedures.core.extraction.modality_words import (
    ABILITIES,
    ALLOWANCES,
    EXPECTED,
    EXPLAINS,
    NON_TASK_OPENINGS,
    REASON_VERBS,
    REASONS,
    SHOULD_BE,
    STATISTICS,
    SURGERY_FACTS,
    SYMPTOMS,
)
from procedures.core.extraction.order_words import ACTING, DIRECTIVES, MILESTONES, ORDERS, PARTICIPLES, RESTRICTIONS
from procedures.core.extraction.passives import is_left_out, passive_in, tells_surgeons_work
from procedures.core.extraction.references import points_elsewhere
from procedures.core.extraction.subjects import says_what_a_thing_does, says_what_a_thing_is, tells_of_team_only
from procedures.core.extraction.tokens import Words
from procedures.core.word_set import word_set

_SHORT = 12
_SHORT_WITH_TIME = 14
_MANAGEMENT = word_set(
    "test tests management control relief medication medications medicine medicines score care pills same home "
    "hospital clinic visit"
)


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
    has_own_time: bool = False  # in the clause itself
    is_told: bool = False  # under "you should:" or "what to do"
    is_dated: bool = False  # by a number, a day, an hour or a frequency of its own


def judge(main: Words, signs: Signs) -> Verdict:
    """Tell what the main clause `main` is. Conditions, purposes and reasons must be cut off before."""
    head = head_of(main)
    if head >= len(main) or not any(token.is_word for token in main.tokens):
        return Verdict.NOT_AN_INSTRUCTION
    if found := _at_once(main, head):
        return found
    if not is_imperative(main):
        return _informs(main, head, signs) or _weighed(main, signs)
    is_plain = signs.has_cue or signs.is_told or signs.is_listed or main.norm(head) not in ("no", "nothing", "be")
    return Verdict.INSTRUCTION if is_plain else _weighed(main, signs)


def _at_once(main: Words, head: int) -> Verdict | None:
    """What no order within it can make a task."""
    if main.norm(len(main) - 1) == "?":
        return Verdict.QUESTION
    if NON_TASK_OPENINGS.at(main, head) or "@" in main.norms or is_contact_line(main) or points_elsewhere(main):
        return Verdict.REFERENCE
    return Verdict.NEGATION if is_not_required(main) else None


def _informs(main: Words, head: int, signs: Signs) -> Verdict | None:
    """Reasons, facts and the expected course, where nothing orders anything."""
    is_directed = main in DIRECTIVES
    if stated := _states(main, head, signs, is_directed=is_directed):
        return stated
    if REASONS.at(main, head) or (main in REASON_VERBS and not (is_directed or is_staff(main))):
        return Verdict.REASON
    if main in SURGERY_FACTS or (tells_surgeons_work(main) and not (is_directed or signs.is_dated)):
        return Verdict.PROCEDURE_FACT
    if is_left_out(main) and not (is_directed or signs.has_time):
        return Verdict.NEGATION
    is_course = not (is_directed or main in RESTRICTIONS) and _is_course(main, head, signs)
    return Verdict.EXPECTED_COURSE if is_course else None


def _states(main: Words, head: int, signs: Signs, *, is_directed: bool) -> Verdict | None:
    """What is only said of things, of the team, or of what the patient will be able to do."""
    is_feeling = main in SHOULD_BE or main in STATISTICS or (main in ABILITIES and not signs.has_own_time)
    if is_feeling or says_what_a_thing_does(main) or tells_of_team_only(main):
        return Verdict.EXPECTED_COURSE
    is_dose = signs.has_own_time and _is_dose(main, head)
    if says_what_a_thing_is(main) and not (is_directed or is_dose) and main not in ALLOWANCES:
        return Verdict.NOT_AN_INSTRUCTION
    return Verdict.REASON if EXPLAINS.at(main, head) and not signs.has_own_time else None


def _is_dose(main: Words, head: int) -> bool:
    """“Your last dose is the day before”: it tells when; “This is the day before” tells nothing."""
    named = main.norms[head : head + 5]
    return any(norm in _FIRST_OR_LAST for norm in named) and any(norm in _DOSES for norm in named)


_FIRST_OR_LAST = word_set("first last next final")
_DOSES = word_set("dose doses tablet tablets pill pills capsule injection injections meal drink feed bottle")


def _is_course(main: Words, head: int, signs: Signs) -> bool:
    """True for what will be felt or seen: "Bruising fades", "You may feel tired"."""
    opens_with_symptom = SYMPTOMS.at(main, head) is not None
    is_milestone = signs.has_time and signs.has_cue and main in MILESTONES and not opens_with_symptom
    if main in EXPECTED and not is_milestone:
        return True
    is_cared_for = (main in PARTICIPLES and signs.has_cue) or any(norm in _MANAGEMENT for norm in main.norms[:5])
    return opens_with_symptom and not is_cared_for and main.norm(head) != "full"


def _weighed(main: Words, signs: Signs) -> Verdict:
    """A declarative sentence or a phrase without a verb."""
    if (main in ORDERS and main not in EXPECTED) or (is_staff(main) and (signs.has_cue or signs.is_dated)):
        return Verdict.INSTRUCTION
    # "The stretches are begun on day 3": what is done and when, whatever it is about.
    is_dated_deed = signs.is_dated and passive_in(main) is not None
    if not (signs.has_cue or signs.is_told or is_dated_deed) and not (signs.has_time and orders(main)):
        return Verdict.NOT_AN_INSTRUCTION
    if orders(main):
        return Verdict.INSTRUCTION
    if main in MILESTONES and main not in PARTICIPLES:
        return Verdict.MILESTONE if signs.has_time else Verdict.PERMISSION_WITHOUT_TIME
    is_act = is_dated_deed or main in PARTICIPLES or main in ACTING or _is_phrase(main, signs)
    return Verdict.INSTRUCTION if is_act else Verdict.NOT_AN_INSTRUCTION


def _is_phrase(main: Words, signs: Signs) -> bool:
    """“Soft food for 3 days”: an order without a verb."""
    is_bare = not has_finite_verb(main)
    if signs.is_listed or signs.is_told or (signs.has_time and len(main) <= _SHORT_WITH_TIME):
        return is_bare or signs.has_time
    return is_bare and len(main) <= _SHORT
