"""What a text says that a rewording may not lose: its amounts, its signs, and how often it says no."""

from dataclasses import dataclass
from functools import lru_cache

from procedures.core.rewording.amounts import Amount, amounts_of
from procedures.core.rewording.english import ENGLISH
from procedures.core.rewording.lexicon import Lexicon, Sign
from procedures.core.rewording.spanish import SPANISH
from procedures.core.rewording.tokens import Read, read

LEXICONS = {"en": ENGLISH, "es": SPANISH}
_STOPS = frozenset(".;:,()!?\n•")


@dataclass(frozen=True, slots=True)
class Said:
    """A sign with the words for it; one of `signs` is meant."""

    signs: tuple[Sign, ...]
    said: str
    is_weak: bool = False

    def meets(self, other: "Said") -> bool:
        """True when both can mean the same."""
        return bool(set(self.signs) & set(other.signs))


@dataclass(frozen=True, slots=True)
class Claims:
    """The amounts and signs of a text, in order. `noes` counts its parts with a no, `double_noes` those with two."""

    amounts: tuple[Amount, ...] = ()
    signs: tuple[Said, ...] = ()
    noes: int = 0
    double_noes: int = 0
    no_words: tuple[str, ...] = ()

    def __add__(self, other: "Claims") -> "Claims":
        return Claims(
            self.amounts + other.amounts,
            self.signs + other.signs,
            self.noes + other.noes,
            self.double_noes + other.double_noes,
            self.no_words + other.no_words,
        )


# A page asks for the same sentences many times.
@lru_cache(maxsize=4096)
def claims_of(text: str, language: str = "en") -> Claims:
    """What `text` says, in "en" or "es".

    :raises KeyError: for another language.
    """
    lexicon = LEXICONS[language]
    words = read(text)
    amounts, often = amounts_of(words, lexicon)
    signs: list[Said] = []
    noes = double = 0
    no_words: list[str] = []
    in_part: set[Sign] = set()
    at = 0
    while at < len(words.tokens):
        length, said = _sign_at(words, at, lexicon)
        if at in often:
            signs.append(Said((Sign.EVERY,), words.said(at, at)))
        if said is not None and set(said.signs) & {Sign.NOT, Sign.STOP}:
            in_part |= set(said.signs)
            no_words.append(said.said)
        elif said is not None and said.signs:
            signs.append(said)
        ends = words.norm(at) in lexicon.clause_ends or words.norm(at) in _STOPS
        at += max(length, 1)
        if ends or at >= len(words.tokens):
            # A sign that also ends the part, as "until", belongs to neither side.
            noes, double = _counted(in_part, noes, double)
            in_part = set()
    return Claims(amounts, tuple(signs), noes, double, tuple(no_words))


def _counted(in_part: set[Sign], noes: int, double: int) -> tuple[int, int]:
    if in_part == {Sign.NOT, Sign.STOP}:
        return noes, double + 1
    return (noes + 1, double) if in_part else (noes, double)


def _sign_at(words: Read, at: int, lexicon: Lexicon) -> tuple[int, Said | None]:
    """How many tokens a sign takes there, and the sign; 0 and None for none."""
    for phrase, entry in lexicon.phrases.get(words.norm(at), ()):
        if not words.has(phrase, at):
            continue
        after = words.norm(at + len(phrase))
        if entry.before_number and not (after[:1].isdigit() or after in lexicon.numbers or after in lexicon.ones):
            continue
        return len(phrase), Said(entry.signs, words.said(at, at + len(phrase) - 1), entry.is_weak)
    return 0, None
