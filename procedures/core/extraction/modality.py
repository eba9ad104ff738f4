"""What the words of a clause do: order, forbid, permit, or tell what the team does."""

from procedures.core.extraction.base_forms import is_base_form
from procedures.core.extraction.clinicians import base_of_third_person, clinician_at
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
from procedures.core.extraction.passives import is_forbidden, passive_in
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
    return main in RESTRICTIONS or is_forbidden(main)


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
    is_named = main in STAFF or clinician_at(main, 0, len(main)) >= 0
    return is_named and (main in STAFF_DOES or _acts(main) or clinician_acts(main) or _is_done_by(main))


def _is_done_by(main: Words) -> bool:
    """“is examined by an ear, nose and throat specialist”."""
    passive = passive_in(main) if "by" in main.heads else None
    by = next((at for at in range(passive.verb, len(main)) if main.norm(at) == "by"), -1) if passive else -1
    return by >= 0 and clinician_at(main, by, by + _LONGEST_NAME + 1) >= 0


def _acts(main: Words) -> bool:
    """“a nurse will draw an arrow”, “the physio may ring you”: what the team does, in any verb."""
    return any(
        (main.norm(hit.last) in _WILL and _does(main, hit.last + 1))
        or (main.norm(hit.last - 1) in _WE_WILL and _does(main, hit.last))
        for hit in STAFF.hits(main)
    )


def clinician_acts(main: Words) -> bool:
    """“The hygienist will clean it”, “Your oncologist discusses the results”: a clinician before the verb."""
    at = clinician_at(main, head_of(main), head_of(main) + _LONGEST_SUBJECT)
    for place in range(at + 1, min(at + _LONGEST_NAME, len(main))) if at >= 0 else ():
        norm = main.norm(place)
        if norm in _WILL:
            return _does(main, place + 1)
        if norm in _BETWEEN:
            continue
        if base_of_third_person(norm):
            return True
        if norm in _ENDS_SUBJECT:
            return False
    return False


def _does(main: Words, at: int) -> bool:
    """True for a verb in its base form, past "also" and "usually"."""
    while main.norm(at) in _BETWEEN:
        at += 1
    if main.norms[at : at + 3] == ("like", "to", "see"):
        return True
    return bool(VERBS.at(main, at) or main.norm(at) in _TEAM_VERBS) and not main.norm(at).startswith("be")


def has_finite_verb(main: Words) -> bool:
    """True for "is", "will", "may" and their like."""
    return any(norm in _FINITE for norm in main.norms)


_PHONE_DIGITS = 9
_LONGEST_SUBJECT = 8
_LONGEST_NAME = 7
_BETWEEN = word_set("also then usually normally sometimes often routinely generally")
_ENDS_SUBJECT = word_set(", ; : . and or is are was should must needs has have does if when to who")
_WILL = word_set("will may might can would")
_WE_WILL = word_set("will we'll")
_TEAM_VERBS = word_set("draw explain teach telephone show examine discharge insert operate numb visit introduce assess")
_FINITE = word_set(
    "is are was were has have had will would may might can could do does did isn't aren't becomes become "
    "feels feel seems seem occurs occur"
)
