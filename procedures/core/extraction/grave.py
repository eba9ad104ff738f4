"""What is weighed harder because it is of a medicine, a drink or a fast: safety rules 1 and 2."""

from procedures.core.extraction.categories import Cue, cues_in
from procedures.core.extraction.clauses import Clause
from procedures.core.extraction.drafts import SectionKind
from procedures.core.extraction.holes import has_placeholder
from procedures.core.extraction.lexicon import phrases
from procedures.core.extraction.modality import head_of, is_directed, is_done, is_imperative, is_order, is_restriction
from procedures.core.extraction.places import Place, is_question
from procedures.core.extraction.sayings import hedges, is_only_said
from procedures.core.extraction.tokens import Words
from procedures.core.extraction.what_things_do import says_what_it_does_not
from procedures.core.tasks import Category
from procedures.core.word_set import word_set

_NAMED = frozenset({Category.MEDICATION, Category.FASTING, Category.PAIN_MANAGEMENT})
_GRAVE = _NAMED | {Category.DIET}
_SOME = word_set("some others many few several")
# “Aspirin can be continued”: allowed, without a time. “Is continued” and “should be continued” tell what to do.
MAY_GO_ON = phrases(
    "can be continued, may be continued, can continue, may continue, can carry on, may carry on, can be carried on, "
    "may be carried on, can keep taking, may keep taking, can usually be continued, may usually be continued, "
    "sometimes continued, often continued, occasionally continued, can usually continue, "
    "can safely be continued, can go on taking, may go on taking, can be kept going"
)
_AS_USUAL = phrases("as normal, as usual, normally, as you always do")
_EATS_FREELY = phrases(
    "allowed to eat, allowed to drink, permitted to eat, permitted to drink, "
    "can eat and drink normally, can eat and drink as normal, can eat and drink as usual, can eat normally, "
    "can eat as normal, can eat as usual, may eat and drink normally, may eat and drink as normal, "
    "may eat and drink as usual, may eat normally, may eat as normal, may eat as usual, can eat and drink freely, "
    "free to eat, free to drink, fine to eat, fine to drink, ok to eat, okay to eat, all right to eat, safe to eat, "
    "can have breakfast as usual, may have breakfast as usual, can still eat, may still eat, "
    "can drink normally, can drink as normal, may drink normally"
)
_ALLOWS = phrases(
    "is fine, are fine, is safe, are safe, is ok, are ok, is okay, are okay, is harmless, are harmless, "
    "can stay on, may stay on, is all right, are all right, is no problem, are no problem"
)


def leaves_medicine_open(clause: Clause) -> bool:
    """“Your last tablet is due [NUMBER] days before surgery”: a hole is never dropped (safety rules 1 and 2)."""
    tokens = clause.words.tokens
    said = clause.words.text[tokens[0].start : tokens[-1].end] if tokens else ""
    return has_placeholder(said) and any(hit.meaning.category in _NAMED for hit in cues_in(clause.words))


def is_told_only(clause: Clause, words: Words, place: Place, cue: Cue | None) -> bool:
    """Safety rule 1, also in lists and with a time: what is told of a medicine, a drink or a fast is no order."""
    if says_what_it_does_not(words) or (place.topic is not None and is_question(place.topic) and hedges(words)):
        return True
    if cue is None or cue.category not in _GRAVE:
        return False
    return is_only_said(clause.words, words) or (cue.category in _NAMED and _lists_names(words))


def allows_only(clause: Clause, words: Words, place: Place, cue: Cue | None) -> bool:
    """“Inhalers are fine”, “You can eat as normal”: allowed, and no time of a heading above makes an order of it."""
    if place.kind is SectionKind.PREPARATION and not clause.moments and words in _EATS_FREELY:
        return True
    if cue is None or cue.category not in _NAMED:
        return False
    is_own = bool(clause.moments) or is_imperative(words) or is_directed(words) or is_order(words)
    if clause.condition and clause.says_may and words in _AS_USUAL and not is_own:
        return True  # "You may take all your tablets as normal if you are having drops only"
    return not is_own and (words in _ALLOWS or words in MAY_GO_ON)


def _lists_names(words: Words) -> bool:
    """“Blood thinners include warfarin”."""
    include = next((at for at, norm in enumerate(words.norms) if norm in ("include", "includes")), 0)
    return bool(include) and any(hit.meaning.category in _NAMED for hit in cues_in(words.part(0, include)))


def is_only_named(clause: Clause, words: Words, place: Place, cue: Cue | None) -> bool:
    """Safety rule 1: prose that names a medicine or a fast, and neither orders anything nor says when, is no task."""
    if cue is None or cue.category not in _NAMED:
        return False
    if words.norm(head_of(words)) in _SOME and not (clause.moments or is_directed(words)):
        return True
    if place.is_listed:
        return False
    is_said = is_imperative(words) or is_order(words) or is_directed(words) or is_restriction(words)
    return not (is_said or clause.placing or clause.moments or is_done(words))
