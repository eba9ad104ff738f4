"""What must be reported at once: warning signs with the order to call, and whom to call when it can wait."""

from procedures.core.extraction.lexicon import phrases
from procedures.core.extraction.modality import head_of
from procedures.core.extraction.tokens import Words
from procedures.core.word_set import word_set

_REPORTING = phrases(
    "call, contact, phone, telephone, ring, seek, notify, report, emergency, 911, 999, come back, "
    "return to the hospital, go to the nearest, go to your nearest, get medical, tell"
)
_NOW = phrases(
    "911, 999, 112, call, emergency, right away, immediately, at once, urgent*, ambulance, contact, straight away"
)
_URGENT = phrases("911, 999, 112, emergency, right away, immediately, at once, urgent*, ambulance, straight away")
_IF = phrases("if, for, when, right away, immediately, with any, in case")
_SYMPTOMS = phrases(
    "bleed*, fever, bleeding, pain, painful, red, redness, hot, leaks, leaking, oozes, oozing, opens, smell*, "
    "swelling, "
    "swollen, drainage, discharge, pus, vomiting, vomit, breath, breathing, breathless, chest pain, infection, "
    "infected, numb, numbness, weakness, symptoms, temperature, chills, unable, cannot, can't, worse, worsening, "
    "severe, heavy, sudden, suddenly, problems, complications, jaundice, rash, vision, dizziness, dizzy, faint, "
    "bulge, "
    "calf, unwell, clots, collapse"
)
_CALLS = word_set("call phone ring contact telephone text")
_BEFORE_COMING = phrases(
    "before you come, before coming, before you leave home, before your appointment, before your admission, "
    "before your surgery, before your operation, before your procedure, before surgery, before the day"
)


def reports(words: Words) -> bool:
    """True for words that tell someone to call, report or come back."""
    return words in _REPORTING


def calls(main: Words) -> bool:
    """True for an order to telephone, whatever stands behind it: "Call (212) 555-0100 if ..."."""
    return main.norm(head_of(main)) in _CALLS


def names_symptoms(words: Words) -> bool:
    """True where a sign of illness is named."""
    return words in _SYMPTOMS


def is_report_of_signs(words: Words) -> bool:
    """True for "call us if it bleeds"; not for what is to be told before coming, which is no emergency."""
    return words in _REPORTING and words in _IF and words in _SYMPTOMS and words not in _BEFORE_COMING


def is_alarm(words: Words) -> bool:
    """“If it bleeds, press on it and call 911” stays one task, so that the call is not one among others."""
    return is_report_of_signs(words) and words in _NOW


def is_urgent(words: Words) -> bool:
    """True for an alarm that cannot wait, in whatever section it stands."""
    return is_alarm(words) and words in _URGENT
