"""Headings that only their numbers mark: "2. Getting ready", a list of its own, then "3. Two weeks before surgery".

A numbered name is an item in most lists. It is a heading where the count goes on over what stands between: the names
with 1, 2, 3 ... each have lines under them that are not the next name.
"""

from procedures.core.extraction.heading_words import FOLLOW_UP
from procedures.core.extraction.modality import has_finite_verb, is_imperative
from procedures.core.extraction.tokens import Words, words_of
from procedures.core.reading.document import Block, BlockKind, Document
from procedures.core.word_set import word_set

_FEWEST = 3
_LONGEST_NAME = 10
_LONGEST_MARK = 8
# "Medicines when you are home" is a name too.
_WHEN = word_set("when once while if until what how where why who")
_ENDS = frozenset((".", "!", ";", ","))


def numbered_heads(document: Document) -> frozenset[int]:
    """The places, among the blocks of `document`, of items that head what follows them."""
    blocks = document.blocks
    chain: list[int] = []
    for at, block in enumerate(blocks):
        if block.kind is BlockKind.ITEM and _number(document, block) == len(chain) + 1 and _is_name(document, block):
            chain.append(at)
    followed = sum(1 for at in chain if at + 1 < len(blocks) and at + 1 not in chain)
    is_outline = len(chain) >= _FEWEST and followed == len(chain)
    return frozenset(chain) if is_outline else frozenset()


def _number(document: Document, block: Block) -> int:
    """The number that opens the line of an item, or 0."""
    start = block.span.start
    line = document.text.rfind("\n", max(start - _LONGEST_MARK, 0), start) + 1 or max(start - _LONGEST_MARK, 0)
    mark = document.text[line:start].strip().rstrip(".)").lstrip("(")
    return int(mark) if mark.isdecimal() and len(mark) <= 2 else 0


def _is_name(document: Document, block: Block) -> bool:
    words: Words = words_of(block.span.of(document.text))
    if not 0 < len(words) <= _LONGEST_NAME or words.norm(len(words) - 1) in _ENDS:
        return False
    when = next((at for at, norm in enumerate(words.norms) if norm in _WHEN), len(words))
    return not has_finite_verb(words.part(0, when)) and (
        len(words) == 1 or FOLLOW_UP.at(words, 0) is not None or not is_imperative(words)
    )
