"""Second halves of a sentence that are tasks of their own, though the first half tells what they are about."""

from procedures.core.extraction.categories import cues_in
from procedures.core.extraction.clauses import Clause
from procedures.core.extraction.modality import is_imperative
from procedures.core.extraction.passives import passive_in
from procedures.core.tasks import Category
from procedures.core.word_set import word_set


def _names_medicine(clause: Clause) -> bool:
    return any(hit.meaning.category in _MEDICINES for hit in cues_in(clause.words))


_MEDICINES = frozenset({Category.MEDICATION, Category.PAIN_MANAGEMENT})


def is_stopped_maybe(one: Clause, other: Clause) -> bool:
    """“..., please tell the nurse, as they may need to be stopped several days before”: to tell, and to stop."""
    is_of_them = one.words.norms[-1:] == ("as",) and other.words.norm(0) in _THEM
    return is_of_them and passive_in(other.words) is not None and _names_medicine(one)


_THEM = word_set("it them they this these those one some")


def is_tapered_later(one: Clause, other: Clause) -> bool:
    """“Take your painkillers as prescribed and begin to taper them after the first week”: not from then on taken."""
    is_later = bool(other.placing) and not one.placing and one.is_imperative and _names_medicine(one)
    verbs = other.words.norms[:3]
    return is_later and any(norm in _LESS for norm in verbs) and any(norm in _THEM for norm in other.words.norms[:5])


_LESS = word_set("taper reduce stop wean cut")


def is_so_please(one: Clause, other: Clause) -> bool:
    """“We cannot answer for valuables, so please leave them at home”: only the second half tells what to do."""
    is_so = one.words.norms[-1:] == ("so",) and other.words.norm(0) == "please"
    return is_so and is_imperative(other.words) and one.words.norm(0) == "we"
