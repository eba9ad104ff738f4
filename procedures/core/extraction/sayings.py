"""Safety rule 1: what is only said of a medicine or a fast, and tells nobody to take, leave or do anything.

"Finasteride shrinks the prostate", "We used to fast all day", "Milk and juice do not": each names what a nurse
confirms by hand, some even with a number, and none is an instruction.
"""

from procedures.core.extraction.modality import head_of, is_directed, is_imperative, is_order, is_restriction
from procedures.core.extraction.passives import passive_in
from procedures.core.extraction.sayings_words import (
    ALREADY,
    BANS,
    CONSEQUENCES,
    ELSEWHERE,
    EXAMPLES,
    HANDED,
    HEARSAY,
    HEDGES,
    IN_BODY,
    LAST_TIME,
    LONG_AGO,
    NONE_OF,
    NOTHING,
    ONCE,
    OPINIONS,
    PAST,
    ROOMS,
    SELLS,
    STUDIES,
    TAKES_BACK,
    TO_TAKE_HOME,
    UNREAL,
)
from procedures.core.extraction.tokens import Words
from procedures.core.extraction.what_things_do import CLEAR, MODALS, acts_by_itself, says_what_it_does_not
from procedures.core.word_set import word_set


def is_only_said(said: Words, main: Words) -> bool:
    """True where `main`, the main clause of `said`, states something of a drug, a drink or a fast."""
    if said in ROOMS and not is_restriction(main):
        return True
    if is_imperative(main) and main.norm(head_of(main)) != "no" and CLEAR.at(main, head_of(main)) is None:
        return False
    is_none = main in NOTHING or NONE_OF.at(main, head_of(main)) is not None
    if (is_none and not is_order(main)) or _is_over(said, main):
        return True
    if main in TO_TAKE_HOME and any(norm in HANDED for norm in main.norms):
        return True
    if _is_comment(said, main) or _tells_of_many(main):
        return True
    return says_what_it_does_not(main) or acts_by_itself(main) or _lies_in_body(main)


def _is_comment(said: Words, main: Words) -> bool:
    """What it costs, what becomes of who forgets it, what studies say, what would be if all were different."""
    if main in UNREAL:
        return True
    if is_order(main) or is_directed(main):
        return False
    if main in OPINIONS or main in ROOMS or EXAMPLES.at(main, head_of(main)) is not None:
        return True
    if any(norm in BANS for norm in main.norms):
        return False  # "No food for 6 hours before, or your operation may be cancelled" is a fast all the same
    return said in STUDIES or said in CONSEQUENCES or any(norm in SELLS for norm in main.norms)


def _tells_of_many(main: Words) -> bool:
    """“Many patients have taken aspirin”, “People who fast for long may feel faint”: of others."""
    if is_directed(main) or is_order(main):
        return False
    head = head_of(main)
    opening = main.norms[head : head + _LONGEST_OPENING]
    if main.norm(head) in _MANY and "have" in opening:
        return True
    may = next((at for at, norm in enumerate(main.norms) if norm in ("may", "might", "can", "will")), 0)
    is_felt = bool(may) and main.norm(may + 1) in _FELT
    return is_felt and "who" in opening


_LONGEST_OPENING = 5
_MANY = word_set("many most some few half several")
_FELT = word_set("have feel get become notice find")


def takes_back(said: Words) -> bool:
    """“...; we do not ask for this”: what the clause before told is not meant."""
    return any(said.norm(hit.last) not in ("for", "if", "when", "in") for hit in TAKES_BACK.hits(said))


def hedges(main: Words) -> bool:
    """“Possibly, and this is what people get wrong”: half an answer, and nothing to do."""
    return HEDGES.at(main, 0) is not None and not (is_directed(main) or is_order(main))


def _is_over(said: Words, main: Words) -> bool:
    """“We used to fast all day”, “Everybody was starved”, “You received one dose”: what was, and is no more."""
    if said in LONG_AGO or said in HEARSAY or ONCE.at(said, 0) or ELSEWHERE.at(said, head_of(said)):
        return True
    if said in LAST_TIME or main in ALREADY or _was(main):
        return True
    if is_directed(main) or is_order(main):
        return False
    is_now = any(norm in MODALS for norm in main.norms) or _orders_later(main)
    return not is_now and any(norm in PAST for norm in main.norms)


def _was(main: Words) -> bool:
    """“You were asked to fast for it”; not “the tablets you were told to stop”, which only names them."""
    head = head_of(main)
    is_first = main.norm(head + 1) in ("was", "were") and not _orders_later(main)
    return is_first and not any(norm in MODALS for norm in main.norms)


def _orders_later(main: Words) -> bool:
    """“You were given tablets: take one each morning”."""
    return any(
        norm in (":", ",", ";", "-") and is_imperative(main.part(at + 1, min(at + 8, len(main))))
        for at, norm in enumerate(main.norms)
    )


def _lies_in_body(main: Words) -> bool:
    """“Rivaroxaban is out of the body in about a day”."""
    return main in IN_BODY and not (is_order(main) or is_directed(main)) and passive_in(main) is None
