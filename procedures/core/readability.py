"""How hard a text is to read: the Flesch-Kincaid grade, and the sentences that make it so.

Grade 6 is what American medical bodies advise for patients. The formula is that of Kincaid et al. (1975). Syllables
come from pyphen's hyphenation patterns and the groups of vowels: patterns alone leave out syllables of one letter,
and both live in the package, while dictionaries of pronunciation would have to be fetched.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

import pyphen

ADVISED_GRADE = 6.0
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_VOWELS = re.compile(r"[aeiouy]+")
_SHORTEST = 6


@dataclass(frozen=True, slots=True)
class HardSentence:
    """A sentence above the advised grade."""

    words: str
    grade: float


def grade_of(text: str) -> float:
    """The school grade that reads `text` with ease, at least 0; every line counts as a sentence. 0 for no words."""
    sentences = [words for sentence in _SENTENCE.findall(text) if (words := _WORD.findall(sentence))]
    count = sum(map(len, sentences))
    if not count:
        return 0.0
    syllables = sum(syllables_of(word) for words in sentences for word in words)
    return max(0.0, round(0.39 * count / len(sentences) + 11.8 * syllables / count - 15.59, 1))


def hard_sentences(text: str, *, above: float = ADVISED_GRADE) -> list[HardSentence]:
    """The sentences above a grade, hardest first. Sentences of a few words are left out: the formula misjudges them."""
    hard = [
        HardSentence(" ".join(sentence.split()), grade)
        for sentence in _SENTENCE.findall(text)
        if len(_WORD.findall(sentence)) >= _SHORTEST and (grade := grade_of(sentence)) > above
    ]
    return sorted(hard, key=lambda sentence: -sentence.grade)


@lru_cache(maxsize=20_000)
def syllables_of(word: str) -> int:
    """The syllables of an English word, at least 1."""
    plain = word.lower().strip("'’-")
    hyphenated = len(_dictionary().positions(plain)) + 1
    spoken = len(_VOWELS.findall(plain))
    is_silent = (plain.endswith("e") and not plain.endswith(("le", "ee", "ye"))) or (
        plain.endswith(("es", "ed")) and not plain.endswith(("ted", "ded", "ses", "zes", "ces", "ges"))
    )
    if is_silent and spoken > 1:
        spoken -= 1
    return max(1, hyphenated, spoken)


@lru_cache(maxsize=1)
def _dictionary() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="en_US")
