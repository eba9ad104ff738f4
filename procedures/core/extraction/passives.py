"""Acts of care put as what is done: "the stretches are begun", "levels will be rechecked", "weight is not put on it".

A passive tells the patient's way when it says when: "the drain is taken out after two days". Without a time it
mostly tells how the operation goes ("the wound is closed with stitches"), and that is information.
"""

from dataclasses import dataclass

from procedures.core.extraction.lexicon import phrases
from procedures.core.extraction.order_words import PARTICIPLES
from procedures.core.extraction.tokens import Words, words_of
from procedures.core.word_set import word_set

_BE = word_set("is are be been isn't aren't")
_BETWEEN = word_set(
    "also then usually normally sometimes often routinely generally typically always only first again gently then to "
    "best still now both all each not never being commonly mostly slowly gradually carefully lightly kept normally "
    "ordinarily thereafter afterwards"
)
_NOT = word_set("not never isn't aren't")
_FARTHEST = 16
_MOST_BETWEEN = 4
# What is done in a patient's care, beside what PARTICIPLES knows; "re" before any of them is the same act again.
_DEEDS = word_set(
    "widened dilated begun commenced started resumed restarted reintroduced introduced repeated measured tested "
    "recorded weighed worn kept left applied flushed emptied patched rested raised exercised stretched massaged "
    "washed rinsed dried soaked bathed changed checked examined reviewed inspected seen taken given used stopped put "
    "placed lifted bent moved walked climbed driven eaten drunk chewed avoided continued reduced increased spent "
    "removed unwound undone loosened tightened monitored shaved clipped trimmed cleaned cleansed swabbed drawn "
    "collected obtained requested arranged booked planned scheduled discussed shown taught fitted supplied dispensed "
    "delivered injected infused inhaled swallowed sipped drained irrigated dressed redressed covered uncovered aired "
    "iced cooled warmed elevated propped supported strapped taped bandaged postponed delayed cancelled paused "
    "withheld omitted held missed skipped halved doubled tapered weaned withdrawn pulled clamped capped disconnected "
    "connected turned rolled mobilised mobilized stood sat walked practised practiced performed done made carried "
    "brought packed signed completed returned posted sent called phoned rung telephoned contacted visited invited "
    "admitted discharged x-rayed scanned assessed evaluated counted charted logged written noted attempted permitted "
    "allowed forbidden prohibited encouraged advised recommended lain worn-out bathed showered submerged immersed "
    "protected shielded blown strained crossed touched rubbed scratched picked squeezed pressed bitten brushed "
    "flossed gargled"
)
# What happens of itself or is felt; it is no deed, however exactly it is dated.
_HAPPENS = word_set(
    "absorbed dissolved healed faded settled gone expected experienced felt noticed noted observed reported pleased "
    "satisfied tired bruised swollen relieved improved reached achieved"
)
_SURGEONS_WORK = phrases(
    "is closed, are closed, be closed, is sealed, are sealed, be sealed, is stitched, are stitched, is sewn, "
    "are sewn, is stapled, are stapled, is glued, are glued, is cut, are cut, is divided, are divided, is implanted, "
    "are implanted, is filled with, are filled with, is inflated, is fixed with, are fixed with, is fixed to, "
    "are fixed to, is held in place with, are held in place with, is held in place by, are held in place by, "
    "is numbed, are numbed, be numbed, is injected around, is injected into, are injected into, is threaded, "
    "is passed through, is passed into, is passed down, is guided, are guided, through a small cut, "
    "through small cuts, through a cut, through one cut, through two cuts, through three cuts, through tiny cuts, "
    "through several, through a small hole, through small holes, through a tube, through the mouth, "
    "through the nose, through the navel, under a microscope, sent to the laboratory, sent to a laboratory, "
    "sent to the lab, sent to a lab, sent for analysis, sent for testing, sent for examination, examined under, "
    "tested in the laboratory, is replaced by, are replaced by, is replaced with a, are replaced with, is made in, "
    "are made in, closes the, through the drip, through a drip, through a needle, into a vein, into your vein, "
    "by drip, the drip is, a drip is, sews, stitches up, seals the, through a mask, is reconnected, are reconnected, "
    "is joined, are joined, is drilled, is screwed, is cemented, is shaped, is trimmed, are burned away, "
    "is burned away, be wheeled, is wheeled, are wheeled, be attached to, is attached to, are attached to, "
    "fall asleep, be put to sleep, be asleep, is inserted into, are inserted into, is inserted in, "
    "is inserted through, are inserted through"
)
_LOOSE_TIMES = phrases(
    "during the operation, during surgery, during the procedure, during your operation, during your surgery, "
    "during the test, during the examination, at the end of the operation, at the end of the procedure, "
    "at the end of surgery, at the start of the operation, at the same time, in theatre, in the operating room, "
    "while you are asleep, once you are asleep, when you are asleep, under anaesthetic, under anesthesia"
)


@dataclass(frozen=True, slots=True)
class Passive:
    """“The stretches are (not) begun”: the tokens of the first form of "be" and of the participle."""

    be: int
    verb: int
    is_negated: bool


def passive_in(main: Words) -> Passive | None:
    """The first passive act of care in `main`."""
    if _BE.isdisjoint(main.heads):
        return None
    for be in range(1, min(_FARTHEST, len(main))):
        if main.norm(be) not in _BE:
            continue
        negated = main.norm(be) in _NOT or main.norm(be - 1) in _NOT
        verb = be + 1
        while verb <= be + _MOST_BETWEEN and _is_between(main, verb):
            negated = negated or main.norm(verb) in _NOT
            verb += 1
        if _is_deed(main, verb):
            return Passive(be, verb, negated)
    return None


def _is_between(main: Words, at: int) -> bool:
    norm = main.norm(at)
    return norm in _BETWEEN or norm in _BE or norm.endswith("ly")


def _is_deed(main: Words, at: int) -> bool:
    norm = main.norm(at)
    if norm in _HAPPENS or not norm:
        return False
    if norm in _DEEDS or PARTICIPLES.at(main, at) is not None:
        return True
    again = norm.removeprefix("re")
    return again != norm and (again in _DEEDS or PARTICIPLES.at(words_of(again), 0) is not None)


def tells_surgeons_work(main: Words) -> bool:
    """“The wound is closed with stitches”, “The tissue is sent to the laboratory”: how the operation goes."""
    return main in _SURGEONS_WORK or main in _LOOSE_TIMES


def is_forbidden(main: Words) -> bool:
    """“Weight is not put on the foot”, “Varnish is not worn”: a ban, put as what is not done."""
    passive = None if _NOT.isdisjoint(main.heads) else passive_in(main)
    return passive is not None and passive.is_negated and main.norm(passive.verb) not in _TEAMS_CHOICE


def is_left_out(main: Words) -> bool:
    """“Blood thinners are not given routinely”: what the team does not do, and nobody is to leave."""
    passive = None if _NOT.isdisjoint(main.heads) else passive_in(main)
    is_stated = passive is not None and main.norm(passive.be) != "be"
    return is_stated and passive is not None and passive.is_negated and main.norm(passive.verb) in _TEAMS_CHOICE


_TEAMS_CHOICE = word_set(
    "given used done performed made inserted placed removed prescribed offered taken-out required needed recommended "
    "advised arranged booked scheduled sent requested fitted collected closed repeated seen checked"
)
