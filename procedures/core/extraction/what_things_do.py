"""What a thing does or does not do: "Iron turns the stool dark", "Milk and juice do not". It orders nobody anything.

No list of verbs is whole, so a verb is also told by its shape and by what stands around it. What only a person does
("tablets do not take") is left alone: it is an order in a hurry.
"""

from procedures.core.extraction.base_forms import is_base_form
from procedures.core.extraction.clinicians import is_clinician
from procedures.core.extraction.lexicon import phrases
from procedures.core.extraction.modality import head_of, is_imperative
from procedures.core.extraction.tokens import Words
from procedures.core.word_set import word_set

_FARTHEST = 12
_PEOPLE = word_set(
    "you you'll you're you've patient patients people person child children baby women woman men man adult adults "
    "parent parents everyone everybody anyone someone they he she mother father smokers who we nurse nurses doctor "
    "doctors surgeon team anaesthetist anesthetist pharmacist"
)
_PERSONS_ACTS = word_set(
    "take use eat drink stop hold skip omit continue bring restart start resume keep give apply inject swallow chew "
    "call ask tell have miss double mix crush drive put add begin finish leave reduce halve avoid change check wear"
)
MODALS = word_set("should must shall need needs ought will may might can could is are has have")
# Words that begin like an order: "Clear fluids leave the stomach within two hours".
CLEAR = phrases("clear fluid*, clear liquid*, fast food*")
_DETERMINERS = word_set("the your a an it them her his its their each my our him this that these those one")
_TIMES = word_set(
    "day days night nights morning evening afternoon week weeks month months hour hours first next second last few "
    "following time same minute minutes year years couple other"
)
_PLURALS = word_set(
    "tablets pills capsules drops doses injections medicines medications drugs patches shots thinners vitamins "
    "supplements painkillers antibiotics laxatives fluids liquids foods sweets drinks hours days weeks months years "
    "insulins inhalers creams ointments sprays puffs sachets packets steroids herbs hormones pads stockings eyes "
    "nights times mornings evenings sips glasses cups ounces units meals feeds snacks sedatives relievers "
    "suppositories enemas products remedies"
)
_MANNER = word_set("slowly quickly best well again only mainly directly faster slower more less better worse")
_ACTS = (
    "work act contain cause affect leave shrink turn make raise stay linger pass build interact interfere react mask "
    "ease relieve kill fight draw soften bulk irritate upset block protect prevent help reduce increase speed delay "
    "count belong mean depend vary differ wear carry weaken strengthen relax numb treat keep come go break dissolve "
    "absorb bind change trigger produce lead tend seem look taste smell cost flush cleanse put send start"
)
# Adjectives too: "slow release tablets", "clear soup".
_ACTS_OR_LOOKS = "slow thin lower last dry dull calm empty clear"
# Plurals too: "ice blocks", "dressing changes".
_ACTS_OR_THINGS = word_set("blocks works acts changes treats breaks masks looks costs tastes helps builds passes draws")
_ACT, _ACT_OR_LOOK = word_set(_ACTS), word_set(_ACTS_OR_LOOKS)
_ACTS_ALONE = (
    frozenset(f"{norm}es" if norm.endswith(("s", "sh", "x", "go")) else f"{norm}s" for norm in _ACT | _ACT_OR_LOOK)
    | word_set("dries empties relies varies carries")
    | word_set("sting stings tastes taste smells")
) - (_ACTS_OR_THINGS - {"tastes"})
# "start working again"
_GOES_ON = word_set("start starts keep keeps come comes go goes")
_STINGS = word_set("stings burns hurts tingles feels lasts works wears contains causes tastes smells helps prevents")
_HELD = word_set("a an no little its their many few")
_BREAKS = frozenset((":", ";", "-", "|"))
_BETWEEN = word_set("also usually often normally generally only mostly mainly still then can")
_NO_FACT = word_set("out off back down away on up")


def says_what_it_does_not(main: Words) -> bool:
    """“Tylenol does not affect bleeding”, “Milk and juice do not”: said of a thing, it forbids nothing."""
    first = head_of(main)
    at = 0 if is_imperative(main) and CLEAR.at(main, first) is None else _negation(main, first)
    if at <= first or _has_person(main, first, at) or main.norm(first) in _OPENS_TIME:
        return False
    if any(
        not main.tokens[place].is_word and main.norm(place) not in (",", "(", ")", "/") for place in range(first, at)
    ):
        return False
    behind = at + (2 if main.norm(at) in ("do", "does", "can") else 1)
    if main.norm(at) in ("does", "doesn't"):
        return main.norm(behind) not in ("need", "have")
    if behind >= len(main) or main.norm(behind) in (".", ";", ","):
        return True
    return main.norm(behind) not in _PERSONS_ACTS and main.norm(behind) not in ("be", "need", "have")


_OPENS_TIME = word_set(
    "on in at after before during from for until if when once while by within the-day tomorrow tonight today unless"
)


def _negation(main: Words, first: int) -> int:
    """The token of "does not", "don't", "cannot" behind a subject, or 0."""
    for at in range(first + 1, min(first + _FARTHEST, len(main))):
        norm = main.norm(at)
        if norm in ("doesn't", "don't", "cannot", "can't") or (
            norm in ("do", "does", "can") and main.norm(at + 1) == "not"
        ):
            return at
        if norm in MODALS:
            return 0
    return 0


def _has_person(main: Words, first: int, last: int) -> bool:
    return any(norm in _PEOPLE for norm in main.norms[first:last])


def acts_by_itself(main: Words) -> bool:
    """“Iron turns the stool dark”, “Seizure medicines work best when ...”: a thing, and what it does."""
    first = head_of(main)
    if main.norm(first) in _OPENS_TIME:
        return False
    if main.norm(first) in _STINGS:
        return True  # in a table, under or beside the name of the thing
    for at in range(first + 1, min(first + _FARTHEST, len(main))):
        norm = main.norm(at)
        if norm in ("has", "have") and main.norm(at + 1) in _HELD:
            return True  # "Warfarin has a half-life of two days"
        if norm in _PEOPLE or norm in MODALS or norm in _BREAKS or is_clinician(norm):
            return False
        if _is_act(main, at, first):
            return True
    return False


def _is_act(main: Words, at: int, first: int) -> bool:
    norm, behind = main.norm(at), main.norm(at + 1)
    if not main.tokens[at].is_word or main.norm(at - 1) in _DETERMINERS or behind in _NO_FACT | MODALS:
        return False  # "your last tablet", "goes back on", "dental work may"
    has_object = behind in _DETERMINERS and main.norm(at + 2) not in _TIMES
    is_told_how = behind in _MANNER or behind.endswith("ly")
    if norm in _GOES_ON:
        return behind.endswith("ing") or (behind == "to" and main.norm(at + 2) in _ACT)
    if norm in _ACTS_ALONE or _takes_long(main, at):
        return True
    if norm in _ACTS_OR_THINGS or (norm.endswith("s") and not norm.endswith("ss") and norm not in _PLURALS):
        return has_object or is_told_how
    return _is_many(main, at, first) and _is_act_of_many(main, at, has_object=has_object)


def _is_act_of_many(main: Words, at: int, *, has_object: bool) -> bool:
    norm = main.norm(at)
    if norm in _ACT_OR_LOOK:
        return has_object or main.tokens[min(at + 1, len(main) - 1)].is_number
    return norm in _ACT or (has_object and norm not in _PERSONS_ACTS and is_base_form(main, at))


def _takes_long(main: Words, at: int) -> bool:
    """“Your stomach takes six hours to empty”."""
    behind = main.norms[at + 1 : at + 7]
    return main.norm(at) == "takes" and "to" in behind and any(norm in _TIMES for norm in behind)


def _is_many(main: Words, at: int, first: int) -> bool:
    """True for "tablets work", "calcium and iron block": the subject is more than one thing."""
    before = at - 1
    while before > first and (main.norm(before) in _BETWEEN or main.norm(before).endswith("ly")):
        before -= 1
    is_joined = any(norm in ("and", "or") for norm in main.norms[max(first, before - 3) : before])
    return is_joined or main.norm(before).endswith("s") or main.norm(before) == ")"
