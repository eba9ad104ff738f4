"""Two editions of one document, sentence by sentence: what is the same, what changed, what is new, what is gone.

Pure matching, the same for the same input. First the sentences that are equal but for white space and typography; what
is left is paired with the nearest by its words within the same phase. Only equality says that nothing changed: a
sentence that merely looks alike may differ in a number, a unit, a no or a condition.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from procedures.core.word_set import word_set

# Typography alone. Not NFKC: it would make "10⁵" the same as "105".
_SAME = str.maketrans(
    dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("’‘ʼ´`", "'")
    | dict.fromkeys("“”„«»", '"')
    | {"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "…": "..."}
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")
)
_WORD = re.compile(r"\d+(?:[.,:/]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|[^\w\s]|_")
_LETTERS_OR_DIGITS = re.compile(r"[^\W_]")
NEAR_ENOUGH = 0.5
# A word that stands in more sentences than this says nothing about which two belong together.
_TOO_COMMON = 40
# Words that two sentences may share without being about the same thing.
_SMALL = word_set("a an the your you of to in on for and or at by with from is are be it this that")
_LONGEST_TO_ALIGN = 300


@dataclass(frozen=True, slots=True)
class Sentence:
    """One task's sentence in an edition. `key` is the caller's own; `context` the headings that it stands under.

    `label` tells apart what must never be paired, as food and clear fluids; `title` the parts of one sentence.
    """

    key: int
    words: str
    phase: str
    context: str = ""
    label: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """What became of a sentence: its keys in the old and the new edition, None where there is none."""

    old: int | None
    new: int | None
    has_same_words: bool = False
    has_same_context: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Some words of a sentence, and whether they differ from the other edition's."""

    words: str
    is_different: bool


def folded(words: str) -> str:
    """The words with white space and typography made the same. Equal means: nothing that is read differs."""
    return " ".join(unicodedata.normalize("NFC", words.translate(_SAME)).split())


def pairs(old: Sequence[Sentence], new: Sequence[Sentence]) -> tuple[Pair, ...]:
    """Pair the sentences of two editions: all of `new` in their order, then those of `old` that are gone."""
    partner: dict[int, int] = {}
    fold = {id(one): folded(one.words) for one in (*old, *new)}
    context = {id(one): folded(one.context) for one in (*old, *new)}
    rules: tuple[Callable[[Sentence], Hashable], ...] = (
        lambda one: (one.phase, fold[id(one)], context[id(one)], one.label, one.title),
        lambda one: (one.phase, fold[id(one)], context[id(one)], one.label),
        lambda one: (one.phase, fold[id(one)], one.label),
    )
    left_old, left_new = list(old), list(new)
    for rule in rules:
        waiting: dict[Hashable, list[Sentence]] = defaultdict(list)
        for one in reversed(left_old):
            waiting[rule(one)].append(one)
        for one in left_new:
            if same := waiting.get(rule(one)):
                partner[one.key] = same.pop().key
        taken = set(partner.values())
        left_old = [one for one in left_old if one.key not in taken]
        left_new = [one for one in left_new if one.key not in partner]
    partner |= _nearest(left_old, left_new)
    by_key = {one.key: one for one in old}
    found = [_pair(by_key.get(partner[one.key]) if one.key in partner else None, one, fold, context) for one in new]
    taken = set(partner.values())
    return (*found, *(Pair(one.key, None) for one in old if one.key not in taken))


def _pair(old: Sentence | None, new: Sentence, fold: dict[int, str], context: dict[int, str]) -> Pair:
    if old is None:
        return Pair(None, new.key)
    return Pair(old.key, new.key, fold[id(old)] == fold[id(new)], context[id(old)] == context[id(new)])


def _nearest(old: Sequence[Sentence], new: Sequence[Sentence]) -> dict[int, int]:
    """For what is left, by the new one's key: the old one that shares most of its words, each taken once."""
    bags = {id(one): _bag(one.words) for one in (*old, *new)}
    where: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for place, one in enumerate(old):
        for word in bags[id(one)]:
            where[one.phase, one.label, word].append(place)
    scored: list[tuple[float, int, int, int]] = []
    for place, one in enumerate(new):
        found = (where.get((one.phase, one.label, word), ()) for word in bags[id(one)])
        for other in {each for places in found if len(places) <= _TOO_COMMON for each in places}:
            likeness = _likeness(bags[id(old[other])], bags[id(one)])
            if likeness >= NEAR_ENOUGH:
                scored.append((-likeness, abs(other - place), other, place))
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, other, place in sorted(scored):
        if other not in taken and new[place].key not in partner:
            taken.add(other)
            partner[new[place].key] = old[other].key
    return partner


def _bag(words: str) -> Counter[str]:
    found = _WORD.findall(folded(words).casefold())
    return Counter(word for word in found if _LETTERS_OR_DIGITS.search(word) and word not in _SMALL)


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """How much of both is the same: 0 for nothing, 1 for all (Dice)."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def marked(old: str, new: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Both sentences in runs of words, with those marked that the other one does not have there."""
    one, other = folded(old), folded(new)
    left, right = list(_WORD.finditer(one)), list(_WORD.finditer(other))
    words, others = [found[0] for found in left], [found[0] for found in right]
    if max(len(words), len(others)) > _LONGEST_TO_ALIGN:
        kept, kept_others = _shared(words, others), _shared(others, words)
    else:
        blocks = SequenceMatcher(None, words, others, autojunk=False).get_matching_blocks()
        kept = {block.a + step for block in blocks for step in range(block.size)}
        kept_others = {block.b + step for block in blocks for step in range(block.size)}
    return _runs(one, left, kept), _runs(other, right, kept_others)


def _shared(words: Iterable[str], others: Iterable[str]) -> set[int]:
    known = set(others)
    return {place for place, word in enumerate(words) if word in known}


def _runs(text: str, found: Sequence[re.Match[str]], kept: set[int]) -> tuple[Run, ...]:
    runs: list[Run] = []
    at = 0
    for place, match in enumerate(found):
        is_different = place not in kept
        # The gap before a word goes with it where both differ, and stays plain elsewhere.
        if runs and runs[-1].is_different == is_different:
            runs[-1] = Run(runs[-1].words + text[at : match.end()], is_different)
        else:
            gap = text[at : match.start()]
            if gap and runs:
                runs.append(Run(gap, is_different=False))
            runs.append(Run(match[0], is_different))
        at = match.end()
    if text[at:]:
        runs.append(Run(text[at:], is_different=False))
    return tuple(runs)
