"""Headings that name no part of the patient's way: "Your medicines", "Do they need a bath?", "Driving"."""

from procedures.core.extraction.categories import cues_in
from procedures.core.extraction.drafts import SectionKind
from procedures.core.extraction.tokens import Words
from procedures.core.tasks import Category
from procedures.core.word_set import word_set

_OF_RECOVERY = frozenset({Category.ACTIVITY, Category.WOUND_CARE, Category.THERAPY, Category.PAIN_MANAGEMENT})
_PATIENT = word_set("i my we our you your child they them he she me")
_ASKS_FOR_FACTS = word_set("what what's why who how which is are")
_ASKS_OF_CARE = word_set("should must need needs do can may bring pack take eat drink wear stop about")


def is_about_illness(words: Words) -> bool:
    """“What are gallstones?”, “Why is it done?”: nothing the patient does."""
    is_asked = words.norm(0) in _ASKS_FOR_FACTS
    return is_asked and not any(norm in _ASKS_OF_CARE or norm in _PATIENT for norm in words.norms)


def speaks_of_care(words: Words) -> bool:
    """True where the heading names what tasks are about, or asks for the patient: "Do they need a bath?"."""
    if any(hit.meaning.weight > 1 for hit in cues_in(words)):
        return True
    is_question = words.norm(len(words) - 1) == "?"
    return is_question and any(norm in _PATIENT for norm in words.norms)


def side_of_topic(words: Words) -> SectionKind:
    """Of which part a topic is where nothing tells: driving and wounds come after, all else before."""
    first = next((hit.meaning.category for hit in cues_in(words) if hit.meaning.weight > 1), None)
    return SectionKind.RECOVERY if first in _OF_RECOVERY else SectionKind.PREPARATION
