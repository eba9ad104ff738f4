"""What the words of a clause do: order, forbid, permit, or tell what the team does."""

from procedures.core.extraction.base_forms import is_base_form
from procedures.core.extraction.modality_words import DISCHARGE_CRITERIA, NOT_REQUIRED, STAFF, STAFF_DOES
from procedures.core.extraction.order_words import (
    ACTING,
    DIRECTIVES,
    NOT_VERBS,
    OPENINGS,
    ORDERS,
    PARTICIPLES,
    REQUIRED,
    RESTRICTIONS,
    VERBS,
)
from procedures.core.extraction.tokens import Words
from procedures.core.word_set import word_set


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
    if VERBS.at(main, head) is not None:
        return NOT_VERBS.at(main, head) is None
    return is_base_form(main, head)


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


def is_done(main: Words) -> bool:
    """True for "is taken", "are stopped", "takes": an act, put as what happens."""
    return main in PARTICIPLES or main in ACTING


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
