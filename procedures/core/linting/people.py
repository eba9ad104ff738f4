"""Who the patient needs and does not find: someone to take them home, a number to call, the signs to call for."""

from collections.abc import Iterator

from procedures.core.extraction.drafts import Draft, TaskDraft
from procedures.core.extraction.lexicon import phrases
from procedures.core.extraction.tokens import words_of
from procedures.core.linting.findings import Finding, Severity
from procedures.core.span import Span
from procedures.core.tasks import Category
from procedures.core.timing import Relation

_SEDATION = phrases(
    "sedation, sedated, sedative*, general anesthesia, general anaesthesia, general anesthetic, "
    "general anaesthetic, twilight, asleep"
)
_ESCORT = phrases(
    "drive you home, drive the patient home, take you home, ride home, transportation home, transport home, "
    "escort, responsible adult, someone to drive, adult to drive, someone drive, accompany, accompanied, "
    "lift home, driven home, drive them home, pick you up, arrange a ride, arrange transportation, "
    "arrange for transportation, family member to drive, friend to drive, bring you home, need a driver, "
    "have a driver, bring a driver, collect you, go home alone, take them home"
)
_FOR_PARENTS = phrases(
    # A child is taken home by those the leaflet speaks to.
    "parents should, parents may, parents must, your child will, your child may, your child should, your child must"
)
_NIGHTS = phrases("night, nights, overnight, days, week, weeks, inpatient")
# "Call us if you have questions" names no sign, so bare calls are left to the draft.
_SEEK_HELP = phrases("emergency, 911, 999, 112, ambulance, urgent care, medical help")
_IF = phrases("if, when, any of")
_FEWEST_DIGITS = 7


def speaks_of_a_ride(text: str) -> bool:
    """True for words about someone who takes the patient home."""
    return words_of(text) in _ESCORT


def no_escort(draft: Draft, text: str) -> Iterator[Finding]:
    """Sedation or general anesthesia, and nobody who takes the patient home; a stay in the hospital needs none."""
    words = words_of(text)
    sedation = _SEDATION.first(words)
    if (
        sedation is None
        or speaks_of_a_ride(text)
        or words in _FOR_PARENTS
        or any(_is_stay(task) for task in draft.tasks)
    ):
        return
    yield Finding(
        "no_escort",
        Severity.ERROR,
        "The document speaks of sedation or general anesthesia and of no one who takes the patient home.",
        "Patients must not drive or travel alone after sedation; surgery is cancelled for want of an escort.",
        "Add that an adult takes the patient home, or that the patient stays in the hospital.",
        Span(words.tokens[sedation.first].start, words.tokens[sedation.last - 1].end),
    )


def _is_stay(task: TaskDraft) -> bool:
    """True for a stay that is told in nights or days; "you go home with a drain" is none."""
    is_same_day = task.timing is not None and task.timing.relation is Relation.ON_DAY
    return task.category is Category.HOSPITAL_STAY and not is_same_day and words_of(task.source_text) in _NIGHTS


def no_telephone(_draft: Draft, text: str) -> Iterator[Finding]:
    """No run of digits is as long as a telephone number."""
    if _has_telephone(text):
        return
    yield Finding(
        "no_telephone",
        Severity.WARNING,
        "The document gives no telephone number.",
        "A patient with a question at night does not know whom to ask.",
        "Add the number of the ward or clinic, and the hours at which it answers.",
    )


def _has_telephone(text: str) -> bool:
    """Spaces, dots, dashes and brackets may stand between the digits."""
    run = 0
    for character in text:
        if character.isdigit():
            run += 1
            if run >= _FEWEST_DIGITS:
                return True
        elif character not in " -.()/+\u00a0–":
            run = 0
    return False


def no_warning_signs(draft: Draft, _text: str) -> Iterator[Finding]:
    """No sign after which the patient is to seek help."""
    if any(_is_sign(task) for task in draft.tasks):
        return
    yield Finding(
        "no_warning_signs",
        Severity.ERROR,
        "The document names no warning signs.",
        "Patients who do not know the signs of a bleeding, a clot or an infection come back late.",
        "Add the signs and whom to call.",
    )


def _is_sign(task: TaskDraft) -> bool:
    words = words_of(task.source_text)
    return task.is_red_flag or (words in _SEEK_HELP and words in _IF)
