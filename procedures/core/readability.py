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
_SPANISH_VOWELS = re.compile(r"[íú]|[aeoáéó]?[iuü][aeoáéó]?[iuy]?|[aeoáéó][iuy]?|y$")
# From which ease on a text suits which grade.
_BANDS = ((90, 4.0), (80, 5.0), (70, 6.0), (60, 8.0), (50, 10.0), (30, 12.0))
_HARDEST = 16.0
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


def spanish_ease_of(text: str) -> float:
    """How easy a Spanish text is to read, 0 to 100, by Fernández Huerta (1959); 100 for no words.

    Syllables are its groups of vowels, where a stressed weak vowel stands apart, as in "día".
    """
    sentences = [words for sentence in _SENTENCE.findall(text) if (words := _WORD.findall(sentence))]
    count = sum(map(len, sentences))
    if not count:
        return 100.0
    syllables = sum(len(_SPANISH_VOWELS.findall(word.lower())) or 1 for words in sentences for word in words)
    return max(0.0, min(100.0, round(206.84 - 60 * syllables / count - 1.02 * count / len(sentences), 1)))


def spanish_grade_of(text: str) -> float:
    """About the school grade that reads a Spanish text with ease, after the bands of Fernández Huerta."""
    ease = spanish_ease_of(text)
    return next((grade for least, grade in _BANDS if ease >= least), _HARDEST)
