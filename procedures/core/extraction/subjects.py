"""Of whom or what a sentence speaks, and what it says of it: a thing that does something tells nobody what to do."""

from procedures.core.extraction.categories import cues_in
from procedures.core.extraction.clinicians import is_clinician
from procedures.core.extraction.modality import head_of
from procedures.core.extraction.tokens import Words
from procedures.core.tasks import Category
from procedures.core.word_set import word_set

_LONGEST_SUBJECT = 16
_PEOPLE = word_set(
    "you you'll you're patient patients people person child children baby women woman men man adult adults parent "
    "parents everyone everybody anyone anybody someone somebody they he she relative relatives friend partner husband "
    "wife family escort driver carer caregiver visitors smokers those mother father"
)
_STAFF = word_set(
    "midwives reception "
    "we we'll nurse nurses surgeon surgeons doctor doctors physician team staff anesthesiologist anaesthetist "
    "anesthetist physio physiotherapist therapist midwife pharmacist hospital clinic office ward unit consultant "
    "center centre department "
    "dietitian coordinator gp provider dentist i secretary"
)
_MODALS = word_set("may might can could will would won't")
_BETWEEN = word_set("also usually often sometimes normally generally then typically now always still only not")
# What a thing can do that still tells when something is to be done.
_HAPPENING = word_set(
    "be begin start resume restart come take stay remain need have require continue stop end happen go follow return "
    "involve include cease"
)
_POINTING = word_set("this these it that which")


def speaks_of_people(main: Words) -> bool:
    """True where the subject is the patient or someone beside the patient."""
    first, verb = _subject(main)
    return any(norm in _PEOPLE for norm in main.norms[first:verb])


def speaks_of_staff(main: Words) -> bool:
    """True where the subject is the care team, and no patient."""
    first, verb = _subject(main)
    return any(norm in _STAFF or is_clinician(norm) for norm in main.norms[first:verb]) and not speaks_of_people(main)


def says_what_a_thing_does(main: Words) -> bool:
    """“Smoking may slow healing”, “This will help us”: a reason or a fact, whatever is named in it."""
    first, at = _subject(main)
    if _causes(main, first):
        return True
    if at >= len(main) or at == first or main.norm(at) not in _MODALS:
        return False
    if any(norm in _PEOPLE or norm in _STAFF or is_clinician(norm) for norm in main.norms[first:at]):
        return False
    at = _past_adverbs(main, at + 1)
    if any(norm in _PAPERS for norm in main.norms[first:at]):
        return True
    if main.norm(at) == "be" and main.norm(first) not in _POINTING:
        return main.norm(at + 1) in _JUDGED
    return main.norm(at).isalpha() and main.norm(at) not in _HAPPENING


def _causes(main: Words, first: int) -> bool:
    """“The bowel preparation causes diarrhoea within two hours”: what comes of it, and when, is nothing to do."""
    verbs = _CAUSES | _CAUSE if _names_drug(main) else _CAUSES
    at = next((at for at in range(first + 1, min(first + _NEAR, len(main))) if main.norm(at) in verbs), -1)
    subject = main.norms[first : max(at, first)]
    return (
        at > 0
        and "|" not in subject
        and not any(norm in _PEOPLE or norm in _VERBS or norm in _STAFF or is_clinician(norm) for norm in subject)
    )


def _names_drug(main: Words) -> bool:
    return any(hit.meaning.category in _DRUGS and hit.meaning.weight > 1 for hit in cues_in(main))


_NEAR = 7
_DRUGS = frozenset({Category.MEDICATION, Category.PAIN_MANAGEMENT})
_CAUSES = word_set("causes produces contains affects irritates works weakens strengthens interacts")
# What a drug does, where one is named: "blood thinners thin the blood", "codeine makes you sleepy".
_CAUSE = word_set(
    "cause contain affect thin thins weaken strengthen interact makes lasts upsets slows raises lowers reduce reduces "
    "increase increases relieves eases prevents dissolves numbs irritate loosens softens masks acts remains "
    "counteracts lessens boosts stays help helps treats protects calms"
)


def says_what_a_thing_is(main: Words) -> bool:
    """“The first days are when it hurts most”, “There are schemes for work”: a statement."""
    first, at = _subject(main)
    if main.norm(first) == "there":
        return True
    if main.norm(at) not in ("is", "are") or speaks_of_people(main) or "stay" in main.norms[first:at]:
        return False
    after = _past_adverbs(main, at + 1)
    return main.norm(after) in _STATED or after >= len(main)


_STATED = word_set(
    "a an the when how what where why because that dependent due part sign signs one called known likely strictly very "
    "quite more less separate"
)


def tells_of_team_only(main: Words) -> bool:
    """“We will work with your insurer”, “Our staff will need to copy it”: their own work, not the patient's way."""
    _, at = _subject(main)
    if main.norm(0) == "we" and main.norm(1) in _WILL_NOT:
        return True
    if main.norm(at) not in _MODALS or not speaks_of_staff(main):
        return False
    at = _past_adverbs(main, at + 1)
    return main.norm(at) in _OWN_WORK and main.norm(at + 1) != "you"


def _past_adverbs(main: Words, at: int) -> int:
    while main.norm(at) in _BETWEEN:
        at += 1
    return at


# "We cannot accept responsibility for lost property."
_WILL_NOT = word_set("cannot can't don't")
_OWN_WORK = word_set("work need provide ensure make try want hope aim strive keep understand do")
# What is handed out is told of, not told.
_PAPERS = word_set("instructions information advice details directions guidance")
_JUDGED = word_set("harmful dangerous affected delayed cancelled canceled caused due more less very mild painful")


def _subject(main: Words) -> tuple[int, int]:
    """The tokens of the subject: from the head to the first verb that is finite for sure."""
    first = head_of(main)
    for at in range(first, min(first + _LONGEST_SUBJECT, len(main))):
        if main.norm(at) in _VERBS:
            return first, at
    return first, len(main)


_VERBS = _MODALS | word_set(
    "is are was were has have had do does should must shouldn't mustn't need needs ought cannot can't isn't aren't"
)
