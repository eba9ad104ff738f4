"""Words of a sentence with their places, in one pass over its characters."""

import re
from dataclasses import dataclass
from functools import cached_property

_TOKEN = re.compile(
    r"(?P<number>\d+(?:[.,:/]\d+)*|[½¼¾])|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)|(?P<dash>[-–—‑−‒]+)|(?P<mark>[^\w\s]|_)"
)
DASH = "-"
# Other marks, such as the asterisks of bold type and pictures, say nothing about the words around them.
_MARKS = frozenset(".,;:!?()[]/+|%&'@×<>~") | {DASH}


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or mark; `norm` is what lexicons compare: small letters, straight quotes, one kind of dash."""

    norm: str
    start: int
    end: int
    is_word: bool
    is_number: bool


@dataclass(frozen=True)
class Words:
    """The tokens of a stretch of text. `start` and `end` of a token count in `text`."""

    text: str
    tokens: tuple[Token, ...]

    @cached_property
    def norms(self) -> tuple[str, ...]:
        return tuple(token.norm for token in self.tokens)

    @cached_property
    def heads(self) -> frozenset[str]:
        """All words, and the first two letters of each: what tells quickly that a lexicon has none of them."""
        return frozenset(self.norms) | frozenset(norm[:2] for norm in self.norms)

    def __len__(self) -> int:
        return len(self.tokens)

    def norm(self, at: int) -> str:
        """The word at `at`, or "" outside."""
        return self.tokens[at].norm if 0 <= at < len(self.tokens) else ""

    def between(self, first: int, last: int) -> str:
        """The characters from token `first` up to, not with, token `last`, white space collapsed."""
        if first >= last:
            return ""
        return " ".join(self.text[self.tokens[first].start : self.tokens[last - 1].end].split())

    def part(self, first: int, last: int) -> "Words":
        """The tokens from `first` up to `last`, over the same text."""
        return Words(self.text, self.tokens[first:last])


def words_of(text: str) -> Words:
    """Cut `text` into tokens. A hyphen inside a word is left out, so "follow-up" is two words like "follow up"."""
    found = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        norm = DASH if kind == "dash" else match[0].lower().replace("’", "'")
        found.append(Token(norm, match.start(), match.end(), kind == "word", kind == "number"))
    kept = [
        token
        for at, token in enumerate(found)
        if token.is_word
        or token.is_number
        or (token.norm in _MARKS and not (token.norm == DASH and _is_hyphen(found, at)))
    ]
    return Words(text, tuple(kept))


def _is_hyphen(tokens: list[Token], at: int) -> bool:
    if not 0 < at < len(tokens) - 1:
        return False
    before, dash, after = tokens[at - 1], tokens[at], tokens[at + 1]
    is_tight = before.end == dash.start and dash.end == after.start and dash.end - dash.start == 1
    return is_tight and not (before.is_number and after.is_number)
