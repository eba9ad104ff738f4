"""What must be reported at once: warning signs with the order to call, and whom to call when it can wait."""

from procedures.core.extraction.lexicon import Hit, phrases
from procedures.core.extraction.modality import head_of
from procedures.core.extraction.order_words import NOT_VERBS
from procedures.core.extraction.tokens import Words
from procedures.core.word_set import word_set

_REPORTING = phrases(
    "be reported, is reported to, are reported to, reported at once, "
    "get help, should be sought, be sought, should be called, dial, alert, call, contact, phone, telephone, ring, "
    "seek, "
    "notify, report, emergency, 911, 999, come back, "
    "must be telephoned, must be phoned, must be called, must be contacted, must be told, must be informed, "
    "should be telephoned, should be phoned, should be called, should be contacted, should be told, "
    "return to the hospital, go to the nearest, go to your nearest, get medical, tell"
)
_NOW = phrases(
    "911, 999, 112, 000, 111, without delay, same day, call, emergency, right away, immediately, at once, urgent*, "
    "ambulance, contact, straight away"
)
_URGENT = phrases(
    "911, 999, 112, 000, without delay, same day, emergency, right away, immediately, at once, urgent*, ambulance, "
    "straight away"
)
_IF = phrases("if, for, when, right away, immediately, with any, in case")
_SYMPTOMS = phrases(
    "soaked with, soaks through, fresh blood, red blood, blood in, coughing blood, vomiting blood, blood from, "
    "swells, breathe, hard to breathe, yellow, bleed*, fever, bleeding, pain, painful, red, redness, hot, leaks, "
    "leaking, oozes, oozing, opens, smell*, "
    "swelling, "
    "swollen, drainage, discharge, pus, vomiting, vomit, breath, breathing, breathless, chest pain, infection, "
    "infected, numb, numbness, weakness, symptoms, temperature, chills, unable, cannot, can't, worse, worsening, "
    "severe, heavy, sudden, suddenly, problems, complications, jaundice, rash, vision, dizziness, dizzy, faint, "
    "bulge, "
    "tingling, soaking, faint, choking, stiff neck, weeps, gapes, oozy, seizure, confusion, black stools, "
    "calf, unwell, clots, collapse"
)
_BE_CALLED = phrases(
    "should be reported, must be reported, is to be reported, are to be reported, needs to be reported, "
    "should be told, must be told, should be informed, must be informed, should be notified, must be notified, "
    "advice should be sought, advice should also be sought, help should be sought, attention should be sought, "
    "must be telephoned, must be phoned, must be called, must be contacted, should be telephoned, should be phoned, "
    "should be called, should be contacted"
)
_CALLS = word_set("call phone ring contact telephone text dial report")
_CALLS_OR_GOES = _CALLS | word_set("go seek attend alert get 999 911 112")
_BEFORE_ORDER = word_set(": , ? . ; - should must please and or to then")
_AROUND_GOING_HOME = word_set(
    "after before from of on at following hospital until since prior to upon your for planned"
)
_BEHIND_GOING_HOME = word_set("home same from instructions planning nurse lounge letter day date on is")
_BEFORE_COMING = phrases(
    "before you come, before coming, before you leave home, before your appointment, before your admission, "
    "before your surgery, before your operation, before your procedure, before surgery, before the day"
)


def reports(words: Words) -> bool:
    """True for words that tell someone to call, report or come back."""
    return any(NOT_VERBS.at(words, hit.first) is None for hit in _REPORTING.hits(words))


def calls(main: Words) -> bool:
    """True for an order to telephone, whatever stands behind it: "Call (212) 555-0100 if ..."."""
    head = head_of(main)
    if NOT_VERBS.at(main, head) is not None:
        return False
    return main.norm(head) in _CALLS and main.norm(head + 1) not in ("call", "calls", "from")


def orders_call(words: Words) -> bool:
    """True where someone is told to telephone or to come, anywhere in the sentence: "... : ring the ward"."""
    return words in _BE_CALLED or any(
        norm in _CALLS_OR_GOES and (at == 0 or words.norm(at - 1) in _BEFORE_ORDER) and NOT_VERBS.at(words, at) is None
        for at, norm in enumerate(words.norms)
    )


def names_symptoms(words: Words) -> bool:
    """True where a sign of illness is named; going home is none."""
    return any(not (_is_going_home(words, hit) or _is_prevented(words, hit)) for hit in _SYMPTOMS.hits(words))


def _is_prevented(words: Words, hit: Hit[bool]) -> bool:
    """“if you cannot keep your appointment”: no sign of illness."""
    at = hit.last + 1 if words.norm(hit.last) in ("to", "longer") else hit.last
    return words.norm(hit.first) in ("cannot", "can't", "unable") and words.norm(at) in _APPEARING


_APPEARING = word_set("keep come attend make arrive travel find get afford reach")


def _is_going_home(words: Words, hit: Hit[bool]) -> bool:
    if words.norm(hit.first) != "discharge" or hit.last - hit.first > 1:
        return False
    return words.norm(hit.first - 1) in _AROUND_GOING_HOME or words.norm(hit.last) in _BEHIND_GOING_HOME


def is_report_of_signs(words: Words) -> bool:
    """True for "call us if it bleeds"; not for what is to be told before coming, which is no emergency."""
    if not reports(words) or not names_symptoms(words) or words in _BEFORE_COMING:
        return False
    is_ordered = words in _BE_CALLED or (orders_call(words) and (words in _URGENT or calls(words)))
    return words in _IF or words.norm(0) == "should" or is_ordered


def calls_about_signs(words: Words) -> bool:
    """“Call us if you have a fever”, “If you catch a cold, ring us”: an order to telephone, with the sign it is for."""
    is_call = any(
        norm in _CALLS and (at == 0 or words.norm(at - 1) in _BEFORE_ORDER) for at, norm in enumerate(words.norms)
    )
    return is_call and is_report_of_signs(words)


def is_alarm(words: Words) -> bool:
    """“If it bleeds, press on it and call 911” stays one task, so that the call is not one among others."""
    return is_report_of_signs(words) and words in _NOW


def is_urgent(words: Words) -> bool:
    """True for an alarm that cannot wait, in whatever section it stands."""
    return is_alarm(words) and words in _URGENT
