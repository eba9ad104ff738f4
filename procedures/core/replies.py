"""What a text from a patient means, where that is plain. All else is words for a person to read."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from procedures.core import reply_words as words

_LONGEST_NUMBER = 3  # digits; no list has a thousand steps
_APOSTROPHES = re.compile("['’‘`´]")
_NO_WORD = re.compile(r"[^0-9a-z]+")
_QUOTED = re.compile(r'^[^"“«]{1,40}["“«].+["”»]\s*$', re.DOTALL)


class Meaning(StrEnum):
    """What a reply was taken for."""

    STOP = "stop"
    START = "start"
    HELP = "help"
    DONE = "done"
    MISSED = "missed"
    YES = "yes"
    NO = "no"
    REACTION = "reaction"  # a mark on one of our texts, or thanks: nothing to do
    WORDS = "words"
    ALARM = "alarm"


@dataclass(frozen=True, slots=True)
class Reply:
    """A meaning, and the numbers of the steps that it names, in order and each once; only with DONE and MISSED.

    `also_stop` tells words for a nurse, or an alarm, in which the wish to get no more texts stands as well.
    """

    meaning: Meaning
    numbers: tuple[int, ...] = ()
    also_stop: bool = False


def _one_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Finds any of `phrases` as whole words, in folded words."""
    return re.compile(r"\b(?:" + "|".join(phrase.replace("*", "[a-z]*") for phrase in phrases) + r")\b")


_STOP_WISH = _one_of(words.STOP_WISHES)
_ALARM = _one_of(words.ALARMS)
_HARMLESS = _one_of(words.HARMLESS)
_PLAIN = (
    (Meaning.STOP, words.STOP),
    (Meaning.START, words.START),
    (Meaning.HELP, words.HELP),
    (Meaning.YES, words.YES),
    (Meaning.NO, words.NO),
    (Meaning.REACTION, words.THANKS),
)
_WITH_NUMBERS = ((Meaning.MISSED, words.MISSED), (Meaning.DONE, words.DONE))


def understand(body: str) -> Reply:
    """Tell what `body` means. Nothing is guessed: a word too many makes it words for a nurse.

    "CANCEL" alone means no more texts, as telephone companies have it. It never cancels an operation.
    """
    if _is_reaction(body):
        return Reply(Meaning.REACTION)
    folded = _folded(body)
    said = _once(folded)
    for meaning, known in _PLAIN:
        if said in known or (_without_courtesy(said) or _mark(body)) in known:
            return Reply(meaning)
    for meaning, known in _WITH_NUMBERS:
        numbers = _numbers_with(folded, known)
        if numbers is not None:
            return Reply(meaning, numbers)
    wishes = _STOP_WISH.search(folded) is not None
    if _ALARM.search(_HARMLESS.sub(" ", folded)):
        return Reply(Meaning.ALARM, also_stop=wishes)
    return Reply(Meaning.WORDS, also_stop=wishes)


def is_confirmation(body: str) -> bool:
    """True for a C, spelled out or not: an answer to "Reply C to confirm", and to no other question."""
    return _once(_folded(body)) in words.CONFIRMATIONS


def _folded(body: str) -> str:
    """Small letters and digits in words with one space between: "¡HECHO!! 2️⃣" becomes "hecho 2"."""
    bare = _APOSTROPHES.sub("", unicodedata.normalize("NFKD", body).casefold())
    bare = "".join(sign for sign in bare if not unicodedata.combining(sign) and not _is_invisible(sign))
    return _NO_WORD.sub(" ", bare).strip()


def _is_invisible(sign: str) -> bool:
    """Joiners, variation selectors and the like, which phones put between letters and after marks."""
    return unicodedata.category(sign) in ("Cf", "Mn", "Me", "Cc") and not sign.isspace()


def _once(folded: str) -> str:
    """What is said, without saying it again: "stop stop stop" is "stop"."""
    parts = folded.split()
    for length in range(1, len(parts) // 2 + 1):
        if len(parts) % length == 0 and parts == parts[:length] * (len(parts) // length):
            return " ".join(parts[:length])
    return folded


def _mark(body: str) -> str:
    """The word for which marks alone stand, if they agree."""
    meant = {meaning for mark, meaning in words.MARKS.items() if mark in body}
    return meant.pop() if len(meant) == 1 else ""


def _without_courtesy(said: str) -> str:
    return " ".join(word for word in said.split() if word not in words.COURTESY)


def _numbers_with(folded: str, known: frozenset[str]) -> tuple[int, ...] | None:
    """The numbers beside one of the `known` phrases; None where the phrase is missing, or another word is there."""
    spread = re.sub(r"(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])", " ", folded)  # "done2"
    rest = f" {spread} "
    found = False
    for phrase in sorted(known, key=len, reverse=True):
        while f" {phrase} " in rest:
            rest, found = rest.replace(f" {phrase} ", " ", 1), True
    left = [word for word in rest.split() if word not in words.FILLERS | words.COURTESY]
    if not found or not all(word.isdigit() and len(word) <= _LONGEST_NUMBER for word in left):
        return None
    return tuple(dict.fromkeys(int(word) for word in left))


def _is_reaction(body: str) -> bool:
    said = _folded(body)
    return bool(_QUOTED.match(body.strip())) and said.startswith(words.REACTIONS)
