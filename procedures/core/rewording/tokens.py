"""A text as small words without accents, each with its place; telephone numbers apart."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from procedures.core.rewording.lexicon import Phrase

# Whatever is written for a dash, an apostrophe or a space; halves and quarters in one sign.
_SAME = str.maketrans(
    dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("’‘ʼ´`", "'")
    | dict.fromkeys("\u00a0\u2007\u2009\u202f", " ")
    | {"º": "°", "½": " 1/2", "¼": " 1/4", "¾": " 3/4"}
)
_YES = re.compile(r"\bsí\b")  # without its accent it would be "if"
_MERIDIEM = re.compile(r"\b([ap])\. ?m\b\.?|(?<=\d )([ap]) m\b")
_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|[^\w\s]|_|\n")
# Seven digits or more in groups: longer than any amount, and only ever right as a whole.
_TELEPHONE = re.compile(
    r"(?<![\w,.:])\+?\(?\d{1,5}\)?(?:[ .-]{1,2}\(?\d{2,5}\)?){1,5}(?![\w,:])|(?<!\w)\+?\d{7,15}(?!\w)"
)
_FEWEST_DIGITS = 7


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a mark, as it is compared, with its place in the text it came from."""

    norm: str
    start: int
    end: int
    is_joined: bool  # nothing stands between it and the one before

    @property
    def is_number(self) -> bool:
        return self.norm[0].isdigit()


@dataclass(frozen=True, slots=True)
class Read:
    """The tokens of `text`, which is what places count in, and the digits of its telephone numbers in order."""

    text: str
    tokens: tuple[Token, ...]
    telephones: tuple[str, ...]

    def norm(self, at: int) -> str:
        """The word at a place, "" beyond the ends."""
        return self.tokens[at].norm if 0 <= at < len(self.tokens) else ""

    def has(self, phrase: Phrase, at: int) -> bool:
        """True when the words from `at` on are those of `phrase`."""
        return all(self.norm(at + step) == word for step, word in enumerate(phrase))

    def said(self, first: int, last: int) -> str:
        """The words from one token to another, as they are written."""
        return self.text[self.tokens[first].start : self.tokens[last].end]

    def longest(self, phrases: Sequence[Phrase], at: int) -> int:
        """How many tokens the longest of `phrases` takes at `at`; 0 for none."""
        return max((len(phrase) for phrase in phrases if self.has(phrase, at)), default=0)


def read(text: str) -> Read:
    """Take `text` apart. Its places count in the text that comes back with them, where signs are made the same."""
    plain = unicodedata.normalize("NFKC", text.translate(_SAME)).lower()
    plain = _YES.sub("yes", _MERIDIEM.sub(lambda found: f"{found[1] or found[2]}m", plain))
    telephones: list[str] = []

    def apart(found: re.Match[str]) -> str:
        digits = "".join(letter for letter in found[0] if letter.isdigit())
        if len(digits) < _FEWEST_DIGITS:
            return found[0]
        telephones.append(digits)
        return " " * len(found[0])

    rest = _TELEPHONE.sub(apart, plain)
    tokens: list[Token] = []
    for found in _WORD.finditer(rest):
        joined = bool(tokens) and tokens[-1].end == found.start()
        tokens.append(Token(_bare(found[0]), found.start(), found.end(), joined))
    return Read(plain, tuple(tokens), tuple(telephones))


def _bare(word: str) -> str:
    """The word without its accents."""
    parts = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in parts if not unicodedata.combining(letter)) or word
