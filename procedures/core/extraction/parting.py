"""Whether two neighbouring clauses tell different things, or one thing in two halves."""

from procedures.core.extraction.acts import CONTACTS
from procedures.core.extraction.categories import Cue, cues_in
from procedures.core.extraction.clauses import Clause
from procedures.core.extraction.modality import (
    has_finite_verb,
    is_done,
    is_imperative,
    is_not_required,
    is_order,
    is_restriction,
    is_staff,
)
from procedures.core.extraction.passives import passive_in
from procedures.core.extraction.sayings import is_only_said
from procedures.core.extraction.second_halves import is_so_please, is_stopped_maybe, is_tapered_later
from procedures.core.extraction.tapers import is_next_stage
from procedures.core.tasks import Category
from procedures.core.word_set import word_set

_ASKED_ABOUT = frozenset({Category.MEDICATION})


def tells_apart(one: Clause, other: Clause) -> bool:
    """True if `other` is a task of its own beside `one`, which stands before it."""
    if is_next_stage(one, other):
        return False
    strong, weak = _main_cue(one), _main_cue(other)
    if (_is_why(one) and is_imperative(other.words)) or _is_needless(one, other):
        return True
    if is_stopped_maybe(one, other) or is_tapered_later(one, other) or is_so_please(one, other):
        return True
    if weak is None:
        is_then = one.words.norms[-1:] == ("then",) and bool(one.placing) and _is_done_with_it(other)
        is_so = one.words.norms[-1:] == ("so",) and bool(other.placing) and _is_done_with_it(other)
        return is_then or is_so or _goes_on_later(one, other)
    if _belongs_to(one, other):
        return False
    return _are_two_of_a_kind(one, other) or _tells_apart(one, other, strong, weak)


def _are_two_of_a_kind(one: Clause, other: Clause) -> bool:
    """Two acts that stand apart though one word names the kind of both."""
    return _are_two_medicines(one, other) or _are_two_errands(one, other)


def _tells_apart(one: Clause, other: Clause, strong: Cue | None, weak: Cue) -> bool:
    if (other.words.norm(0) in ("if", "when") and other.placing) or _is_theirs_and_yours(one, other):
        return True
    joint = one.words.norm(len(one.words) - 1)
    if joint == "," or (strong is None and joint not in (";", ":")):
        return _has_other_time(one, other)
    if strong is None or joint in (";", ":") or weak.category is not strong.category:
        return True
    if strong.category is Category.LOGISTICS and bool(one.placing) != bool(other.placing):
        return True
    return _has_other_time(one, other)


def _is_why(one: Clause) -> bool:
    """“Calcium and iron block each other, so leave two hours in between”: only the second half tells what to do."""
    return one.words.norms[-1:] == ("so",) and is_only_said(one.words, one.main)


def _is_needless(one: Clause, other: Clause) -> bool:
    """“No special diet is needed, but skip toast”, “Swimming is fine, and plugs are not needed”: one half is needless.

    Behind "and" the second half of "you need not fast and stop your tablets" is needless too, so only "but" parts them.
    """
    is_first = is_not_required(one.main)
    if is_first == is_not_required(other.main):
        return False
    return bool(one.placing) if not is_first else one.words.norm(len(one.words) - 1) == "but"


def _is_done_with_it(clause: Clause) -> bool:
    """“..., then remove it”: what "it" is stands before."""
    return is_imperative(clause.words) and any(norm in _PRONOUNS for norm in clause.words.norms[1:4])


def _goes_on_later(one: Clause, other: Clause) -> bool:
    """“...; it is usually restarted the evening after”: of the same thing, at another time."""
    is_of_it = other.words.norm(0) in _PRONOUNS and passive_in(other.main) is not None
    return one.words.norms[-1:] == (";",) and is_of_it and bool(other.placing)


def _are_two_medicines(one: Clause, other: Clause) -> bool:
    """“Warfarin is continued, whereas apixaban is held”: two drugs, each with what is done with it (safety rule 1)."""
    if one.words.norms[-1:] == (";",):
        return False  # "Tablets may be withheld; apixaban is left out for 24 hours": the second says when
    for clause in (one, other):
        passive = passive_in(clause.main)
        if passive is None or not any(
            hit.meaning.category is Category.MEDICATION
            and (hit.last <= passive.be or clause.main.norm(passive.verb) in _GIVEN)
            for hit in cues_in(clause.main)
        ):
            return False
    return True


# "... and you may be given heparin instead": the second medicine stands behind its verb.
_GIVEN = word_set("given prescribed offered")


def _are_two_errands(one: Clause, other: Clause) -> bool:
    """“Wear loose clothes and leave your valuables at home”: two orders, each with its own verb and its own things."""
    firsts = [1 if clause.words.norm(0) == "please" else 0 for clause in (one, other)]
    verbs = [clause.words.norm(first) for clause, first in zip((one, other), firsts, strict=True)]
    cues = [_main_cue(clause) for clause in (one, other)]
    is_whole = all(cue is not None and cue.category is Category.LOGISTICS for cue in cues) and len(one.words) > _LEAST
    is_own = not any(norm in _PRONOUNS for norm in other.words.norms)
    return is_whole and is_own and verbs[0] != verbs[1] and all(verb in _ERRANDS for verb in verbs)


_LEAST = 2
_PRONOUNS = word_set("it they them these those one")
_ERRANDS = word_set("wear put bring leave remove pack arrange make fill stock buy")


def _belongs_to(one: Clause, other: Clause) -> bool:
    """True for a second half that only goes on with the first one's act."""
    return (
        (other.words.norm(0) == "be" and not _is_given_medicine(other))
        or _is_first_subject(one)
        or _only_asks(one, other)
        or _is_same_contact(one, other)
        or _is_rest_of_ban(one, other)
        or _is_rest_of_their_work(one, other)
    )


def _is_given_medicine(other: Clause) -> bool:
    """“You will wear stockings and be given an injection to thin the blood”: no medicine is lost in another task."""
    cue = _main_cue(other)
    return other.words.norm(1) in _GIVEN and cue is not None and cue.category is Category.MEDICATION


def _is_first_subject(one: Clause) -> bool:
    """“Paracetamol and ibuprofen are taken”: the first half has no verb of its own."""
    is_joined = one.words.norm(len(one.words) - 1) in ("and", "-")
    is_bare = not (has_finite_verb(one.words) or is_imperative(one.words) or one.is_imperative or one.is_restriction)
    return is_joined and is_bare and not one.moments and not is_done(one.words)


def _is_rest_of_ban(one: Clause, other: Clause) -> bool:
    """“Do not bend and lift”: the second verb is forbidden too."""
    is_bare_order = is_imperative(other.words) and not is_restriction(other.words.part(0, 2))
    is_parted = one.words.norm(len(one.words) - 1) in (";", "but", "then", ",")
    return one.is_restriction and is_bare_order and not other.placing and not is_parted


def _is_rest_of_their_work(one: Clause, other: Clause) -> bool:
    """“A nurse will check your pulse and put on a name band”: the second verb is the nurse's too."""
    is_theirs = is_staff(one.main) and not (one.is_imperative or is_imperative(one.words))
    return is_theirs and is_imperative(other.words) and one.words.norms[-1:] == ("and",) and not other.placing


def _is_theirs_and_yours(one: Clause, other: Clause) -> bool:
    """“The voice box is examined by a specialist, and any bleeding should be reported”: their act and the patient's."""
    return is_staff(one.main) and is_order(other.main) and not is_staff(other.main)


def _has_other_time(one: Clause, other: Clause) -> bool:
    times = ({m.key for m in one.placing}, {m.key for m in other.placing})
    return bool(times[0]) and bool(times[1]) and times[0] != times[1]


def _is_same_contact(one: Clause, other: Clause) -> bool:
    """“You will have an x-ray and see the surgeon at 6 weeks”: one visit."""
    cues = [_main_cue(clause) for clause in (one, other)]
    if not is_imperative(other.words):
        return False
    is_contact = all(cue is not None and cue.category in CONTACTS for cue in cues)
    return is_contact and not one.placing and bool(other.placing) and one.words.norm(len(one.words) - 1) == "and"


def _only_asks(one: Clause, other: Clause) -> bool:
    """“Tablets may have to change; discuss this with your doctor”: one task, to ask."""
    cues = {hit.meaning.category for hit in cues_in(other.words)}
    first = _main_cue(one)
    return cues == {Category.ASSESSMENT} and not other.placing and first is not None and first.category in _ASKED_ABOUT


def _main_cue(clause: Clause) -> Cue | None:
    cues = [hit.meaning for hit in cues_in(clause.words)]
    return max(cues, key=lambda cue: cue.weight) if cues else None
