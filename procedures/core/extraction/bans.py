"""Whether what a line tells is to be left: by its own words, or by the heading above it, which does not ban all."""

from procedures.core.extraction.acts import CONTACTS
from procedures.core.extraction.clauses import Clause
from procedures.core.extraction.headings import Mode
from procedures.core.extraction.lexicon import phrases
from procedures.core.extraction.places import Place
from procedures.core.tasks import Category

# A list of names, not the beginning of a sentence as "Do not:" is.
_TO_STOP = phrases("to stop, to hold, to pause, to withhold, to come off")
_KEEPS = phrases("keep taking, keep using, keep on taking, continue, carry on, go on taking, stay on")
_MEDICINES = frozenset({Category.MEDICATION, Category.PAIN_MANAGEMENT})


def is_banned(clause: Clause, category: Category, place: Place) -> bool:
    """True for a ban: polarity "avoid"."""
    if clause.is_restriction or place.mode is not Mode.AVOID:
        return clause.is_restriction
    if clause.says_stop:
        return True
    if category in CONTACTS and clause.is_imperative:
        return False  # under "Medicines to stop": "have your INR checked the day before"
    return not (category in _MEDICINES and _stands_alone(clause, place))


def _stands_alone(clause: Clause, place: Place) -> bool:
    """“Metoprolol – keep taking”, “Tylenol is safe to take” under "Medicines to stop": the exceptions of that list."""
    is_named = place.is_labelled or (place.topic is not None and place.topic in _TO_STOP)
    return is_named and (clause.is_imperative or clause.says_may or clause.words in _KEEPS)
