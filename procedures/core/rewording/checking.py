"""Comparing a rewording with what it stands for."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from procedures.core.rewording.amounts import TELEPHONE, Amount
from procedures.core.rewording.claims import Claims, Said, claims_of
from procedures.core.rewording.lexicon import Sign

NOTHING = Claims()
One = TypeVar("One", Amount, Said)
# What turns an instruction round where it is only added: the others narrow it, or say again what it says.
_NEVER_ADDED = frozenset(Sign) - {Sign.UNTIL, Sign.WITHIN, Sign.EVERY, Sign.NOT, Sign.STOP}
# Changed round, these turn an instruction into another.
_OPPOSITES = (
    frozenset({Sign.BEFORE, Sign.AFTER}),
    frozenset({Sign.AT_LEAST, Sign.AT_MOST, Sign.MORE_THAN, Sign.LESS_THAN}),
    frozenset({Sign.IF, Sign.UNLESS}),
)


@dataclass(frozen=True, slots=True)
class Source:
    """What the words of a task stand for.

    `claims` must be said; `allowed` may be said beside them; `elsewhere` is said by other tasks of the same sentence,
    and need not be said here. `may_add` is for words that a person answers for, as a clinician's own.
    """

    claims: Claims
    allowed: Claims = NOTHING
    elsewhere: Claims = NOTHING
    may_add: bool = False


def faults(title: str, text: str, *, language: str, source: Source) -> tuple[str, ...]:
    """What the words lose, change or add, each as a sentence for the person who wrote them. None for faithful words.

    It compares numbers, units, hours on the clock, signs such as "before" and "at least", conditions and noes. It does
    not understand the rest: that is what the person reads for.
    """
    own = claims_of(text, language)
    said = claims_of(_uncut(title), language) + own
    # A text that tells the time must itself say the no: beside "Eat after 6", the title's "not" is easily overlooked.
    heard = own if any(not amount.is_loose for amount in own.amounts) else said
    known = source.claims + source.allowed
    return (
        *_amounts(source, said, known),
        *_signs(source, said, known),
        *_noes(source, heard, said, known),
    )


def _uncut(title: str) -> str:
    """A title that was cut for its place, without its last word: that may be a number without its unit."""
    line = title.rstrip()
    return line.rpartition(" ")[0] if line.endswith("…") else line


def _amounts(source: Source, said: Claims, known: Claims) -> Iterable[str]:
    required = [amount for amount in source.claims.amounts if not amount.is_loose]
    others = source.elsewhere.amounts
    here, missing = _matched(required, said.amounts, others, Amount.meets)
    for one in said.amounts:
        if len(one.values) > 1:
            yield f"“{one.said}” can be read as 2 numbers. Write it without a point or comma, or with 1 or 2 decimals."
    for words in dict.fromkeys(one.said for one in missing):
        yield f"“{words}” is missing."
    for one in () if source.may_add else said.amounts:
        if not one.is_loose and not any(one.meets(other) for other in (*known.amounts, *others)):
            yield f"“{one.said}” is not what the document says."
    here = [one for one in here if one.unit != TELEPHONE]  # read apart from the rest, so their place says nothing
    if not missing and not _in_order(here, said.amounts, Amount.meets):
        yield f"The numbers stand in another order. Keep them in this one, so that none is mixed up: {_names(here)}."


def _signs(source: Source, said: Claims, known: Claims) -> Iterable[str]:
    required = [one for one in source.claims.signs if not one.is_weak]
    others = source.elsewhere.signs
    here, missing = _matched(required, said.signs, others, Said.meets)
    for words in dict.fromkeys(one.said for one in missing):
        yield f"“{words}” is missing."
    for one in () if source.may_add else said.signs:
        is_turned = not one.is_weak and set(one.signs) <= _NEVER_ADDED
        if is_turned and not any(one.meets(other) for other in (*known.signs, *others)):
            yield f"“{one.said}” is not what the document says."
    # "Only if" also meets a plain "if", so that one of two conditions could be narrowed unseen.
    onlys = [one for one in said.signs if Sign.ONLY in one.signs]
    if not source.may_add and len(onlys) > sum(Sign.ONLY in one.signs for one in (*known.signs, *others)):
        yield f"“{onlys[-1].said}” stands more often than in the document."
    for group in _OPPOSITES:
        wanted = [one for one in here if set(one.signs) & group]
        if not missing and not _in_order(wanted, said.signs, Said.meets):
            yield f"These words stand in another order. Keep them in this one: {_names(wanted)}."


def _noes(source: Source, heard: Claims, said: Claims, known: Claims) -> Iterable[str]:
    wanted, others = source.claims, source.elsewhere
    if heard.noes + others.noes < wanted.noes or heard.double_noes + others.double_noes < wanted.double_noes:
        names = " or ".join(f"“{word}”" for word in dict.fromkeys(wanted.no_words))
        times = f" {wanted.noes + wanted.double_noes} times" if wanted.noes + wanted.double_noes > 1 else ""
        yield f"The document says no{times}, with {names}. The words must say no as often, and beside the time."
    if source.may_add:
        return
    noes, double_noes = known.noes + others.noes, known.double_noes + others.double_noes
    if (said.noes and not noes) or (said.double_noes and not double_noes):
        yield f"The words say “{said.no_words[0]}”, and the document does not. Say it the way the document does."


def _matched(
    required: Sequence[One], said: Sequence[One], others: Sequence[One], same: Callable[[One, One], bool]
) -> tuple[list[One], list[One]]:
    """Those of `required` that are said, each by a word of its own, and those that neither are nor stand elsewhere."""
    spare, here, missing = list(said), [], []
    for one in required:
        match = next((other for other in spare if same(one, other)), None)
        if match is not None:
            spare.remove(match)
            here.append(one)
        elif not any(same(one, other) for other in others):
            missing.append(one)
    return here, missing


def _in_order(wanted: Sequence[One], said: Sequence[One], same: Callable[[One, One], bool]) -> bool:
    rest = iter(said)
    return all(any(same(one, other) for other in rest) for one in wanted)


def _names(named: Sequence[Amount] | Sequence[Said]) -> str:
    return ", ".join(f"“{one.said}”" for one in named)
