"""Where a clause of a sentence may begin: at a joint behind which an order, or a subject with its verb, stands."""

from procedures.core.extraction.acts import CONTACTS
from procedures.core.extraction.categories import cues_in
from procedures.core.extraction.lexicon import phrases
from procedures.core.extraction.modality import has_finite_verb, head_of, is_imperative, is_restriction
from procedures.core.extraction.tokens import Words
from procedures.core.word_set import word_set

_JOINTS = phrases(
    "and then, and also, and again, but also, but, and, then, so, & , plus, while, although, though, however, "
    "whereas, as well as, followed by, -"
)
# “Do not drive while you need strong tablets”: what comes behind tells how long.
_DURING = word_set("you you're your it they taking using wearing on awake")
_FINITE = word_set("is are will may might must should can cannot can't don't needs need has have was were would could")
_SUBJECT_LENGTH = 8
_ASKED = word_set("asked told shown invited advised")
_OUGHT = word_set("should must needs has will")
_STOPS = frozenset((",", ";", ".", ":", "and", "or", "but", "if", "(", "until", "to", "that", "which", "who"))
_ARRANGING = phrases("arrange, arranged, plan, organize, organise, ask")
_STOPPED_MAYBE = phrases(
    *(
        f"as {who} {may} be {done}"
        for who in ("it", "they", "this", "these", "some", "some of these")
        for may in ("may need to", "may have to", "might need to", "might have to", "will need to", "must", "should")
        for done in ("stopped", "paused", "changed", "withheld", "reduced", "held", "adjusted")
    )
)
_LONGEST_HALF = 4
_ORDERS_BY = phrases("fasting, nothing, no, rest, soft, light, liquid, walking")
_NEAR = 8
_DAYS = word_set("morning day evening night afternoon")
_CONTRASTS = word_set("while whereas but although though however ,")
_SEEING_TO = phrases("make sure, be sure, ensure that, remember to, try to, see that, check that, have someone")
_NO_ACT = phrases(
    "never while, never when, never if, not while, not when, not if, only if, only when, only while, never until, "
    "not until, never before, not before"
)


def cuts_of(words: Words) -> list[int]:
    """The tokens at which a clause may begin."""
    cuts, depth = [], 0
    for at in range(1, len(words)):
        depth += {"(": 1, ")": -1}.get(words.norm(at), 0)
        if depth > 0:
            continue
        if at_second := _second_part(words, at):
            cuts.append(at_second)
        elif (
            words.norm(at) == ";"
            or _opens_order(words, at)
            or (words.norm(at) == "," and _begins_act(words, at + 1, is_comma=True))
        ):
            cuts.append(at + 1)
        elif words.norm(at) in ("while", "whilst") and words.norm(at + 1) in _DURING:
            continue
        elif (
            (joint := _JOINTS.at(words, at))
            and _begins_act(words, joint.last, is_comma=False, is_then=words.norm(joint.last - 1) == "then")
            and not _is_half_subject(words.part(cuts[-1] if cuts else 0, at), words.norm(at))
        ):
            cuts.append(joint.last)
    return cuts


def _is_half_subject(opened: Words, joint: str) -> bool:
    """“Aspirin | and ibuprofen must be avoided”: before the "and" stands no verb yet, so both are one subject."""
    head = head_of(opened)
    said = opened.part(head, len(opened))
    if joint not in ("and", "&", "or") or not 0 < len(said) <= _LONGEST_HALF:
        return False
    is_bare = all(token.is_word for token in said.tokens) and head_of(said) == 0
    return is_bare and not (
        has_finite_verb(said) or is_imperative(said) or is_restriction(said) or _ORDERS_BY.at(said, 0)
    )


def _second_part(words: Words, at: int) -> int:
    """“Ask someone to drive you home and to stay”, “by an adult, who should stay”: where the second begins, or 0."""
    if words.norm(at) == "and" and words.norm(at + 1) == "to" and _ARRANGING.at(words, head_of(words)):
        return at + 2 if is_imperative(words.part(at + 2, min(at + 6, len(words)))) else 0
    if words.norm(at) == "," and _STOPPED_MAYBE.at(words, at + 1):
        # "Tell us if you take warfarin, as it may need to be stopped": the stopping is not lost in the telling.
        return at + 2
    is_who = words.norm(at) == "," and words.norm(at + 1) == "who" and words.norm(at + 2) in _OUGHT
    return at + 2 if is_who else 0


def _opens_order(words: Words, at: int) -> bool:
    """“Constipation is common: take a laxative”: what stands before the colon says something of its own."""
    if words.norm(at) != ":" or not has_finite_verb(words.part(0, at)):
        return False
    return is_imperative(words.part(at + 1, min(at + 8, len(words))))


def _begins_act(words: Words, at: int, *, is_comma: bool, is_then: bool = False) -> bool:
    """True if a new act seems to begin at token `at`: an order, a modal, or a subject with its verb."""
    if at >= len(words) or words.norm(at) in ("and", "then", "but", "or", "also", "again"):
        return False
    if words.norm(at) in ("until", "till") and words.norm(at + 1) != "then":
        return False  # "wait six weeks, and until any bleeding has stopped"
    if is_then or _opens_condition(words, at):
        return True
    if is_comma:
        if words.norm(at - 3) in ("a", "an"):
            return False  # "a loose, button-front shirt"
        return bool(cues_in(words.part(at, min(at + 3, len(words)))))
    return _NO_ACT.at(words, at) is None and _has_verb(words, at)


def _has_verb(words: Words, at: int) -> bool:
    """True where an order, or a subject and its verb, stand within a few words."""
    rest = words.part(at, min(at + 12, len(words)))
    if _SEEING_TO.at(words, at):
        return True
    if words.norm(at) == "for" and words.norm(at + 1) == "any":
        return _is_parallel(words, at)
    joint = words.norm(at - 1)
    is_asked = words.norm(at) in _ASKED and words.norm(at + 1) == "to" and "be" in words.norms[:at]
    if (
        is_asked
        or words.norm(at) in _FINITE
        or is_imperative(rest)
        or is_restriction(rest.part(0, 1))
        or _is_parallel(words, at)
    ):
        return True
    for step in range(1, min(_SUBJECT_LENGTH, len(rest))):
        if rest.norm(step) in ("and", "or") and joint in _CONTRASTS:
            continue  # "while aspirin and ibuprofen must be avoided"
        if rest.norm(step) in _STOPS and not (rest.norm(step) == "that" and rest.norm(step + 1) in _DAYS):
            return False
        if rest.norm(step) in _FINITE:
            return True
    return _is_second_visit(words, at)


def _is_second_visit(words: Words, at: int) -> bool:
    """“An office visit in 2 weeks and a scan 6 weeks after surgery”: each side has a contact and a number."""
    sides = (words.part(max(at - _NEAR, 0), at), words.part(at, min(at + _NEAR, len(words))))
    return all(
        any(hit.meaning.category in CONTACTS for hit in cues_in(side)) and any(t.is_number for t in side.tokens)
        for side in sides
    )


def _opens_condition(words: Words, at: int) -> bool:
    """“... and if you smoke, give up”."""
    if words.norm(at) not in ("if", "when", "until") or words.norm(at - 1) not in ("and", "but", "then"):
        return False
    if words.norm(at) == "until":
        return words.norm(at + 1) == "then"
    for place in range(at + 1, min(at + 8, len(words) - 1)):
        if words.norm(place) == ",":
            return is_imperative(words.part(place + 1, min(place + 8, len(words))))
    return False


def _is_parallel(words: Words, at: int) -> bool:
    """“for transportation home and for help at home”, “half in the evening and half in the morning”."""
    word = words.norm(at)
    opened = words.norms[: at - 1]
    is_asked = words.norm(head_of(words)) == "ask"  # "ask the ward for a certificate and for any prescription"
    is_for_both = word == "for" and "for" in opened and not is_asked
    return (is_for_both and _ARRANGING.at(words, head_of(words)) is not None) or (
        word in ("half", "part") and word in opened
    )
