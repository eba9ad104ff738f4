"""One sentence to its acts: where one ends and the next begins, and which of its times belongs to which."""

import itertools

from procedures.core.extraction.anchors import Events
from procedures.core.extraction.categories import cues_in
from procedures.core.extraction.clauses import Clause
from procedures.core.extraction.cutting import cuts_of
from procedures.core.extraction.modality import head_of, is_imperative
from procedures.core.extraction.moments import Form, Moment
from procedures.core.extraction.parting import tells_apart
from procedures.core.extraction.tokens import Words
from procedures.core.word_set import word_set

# No sentence of a leaflet is so long; what is, is not worth the time of cutting it.
_LONGEST = 200
# “Review and sign the form”: the first verb takes the second's object.
_NEEDS_OBJECT = word_set(
    "review read complete print clean wash check inspect open sign fill keep remove apply pat take"
)


def clauses_of(words: Words, events: Events) -> tuple[Clause, ...]:
    """The clauses of a sentence that tell different things, or the same thing at different times."""
    if len(words) > _LONGEST:
        return (Clause(words, events),)
    # “If you have drops and no sedation, you need not fast”: what stands in the condition is no act.
    opening = Clause(words, events).bounds[0]
    cuts = [0, *(cut for cut in cuts_of(words) if cut >= opening), len(words)]
    parts = [Clause(words.part(a, b), events) for a, b in itertools.pairwise(cuts) if b > a]
    return tuple(_shared(_merged(parts, words, events)))


def _merged(parts: list[Clause], words: Words, events: Events) -> list[Clause]:
    """Put together again what tells one thing: no cue of its own, or the same category and no other time."""
    merged: list[Clause] = []
    for part in _with_bare_steps(parts, words, events):
        if merged and not tells_apart(merged[-1], part):
            merged[-1] = _join(merged[-1], part, words, events)
        else:
            merged.append(part)
    if len(merged) > 1 and _is_bare_verb(merged[0]):
        merged[:2] = [_join(merged[0], merged[1], words, events)]
    if len(merged) > 1 and not merged[0].cues and not merged[0].placing:
        merged[:2] = [_join(merged[0], merged[1], words, events)]
    return merged


def _with_bare_steps(parts: list[Clause], words: Words, events: Events) -> list[Clause]:
    """“..., then remove them | and shower”: a step that names nothing itself goes with the one behind it."""
    joined: list[Clause] = []
    for part in parts:
        is_step = len(joined) > 1 and not cues_in(joined[-1].words) and is_imperative(joined[-1].words)
        if is_step and joined[-2].words.norms[-1:] == ("then",) and is_imperative(part.words):
            joined[-1] = _join(joined[-1], part, words, events)
        else:
            joined.append(part)
    return joined


def _is_bare_verb(clause: Clause) -> bool:
    said = [token.norm for token in clause.words.tokens if token.is_word and token.norm not in ("and", "then", "or")]
    return len(said) == 1 and said[0] in _NEEDS_OBJECT


def _join(one: Clause, other: Clause, words: Words, events: Events) -> Clause:
    tokens = one.words.tokens
    first = words.tokens.index(tokens[0])
    last = words.tokens.index(other.words.tokens[-1]) + 1
    return Clause(words.part(first, last), events)


def _shared(clauses: list[Clause]) -> list[Clause]:
    """A time that opens the sentence holds for all of it, and one that closes two joined orders for both."""
    if len(clauses) < 2:
        return clauses
    shared = list(clauses)
    opening = _opening(clauses[0])
    for at, clause in enumerate(clauses):
        if clause.placing:
            continue
        if at and opening and clauses[0].words.norm(len(clauses[0].words) - 1) != ";":
            shared[at] = Clause(clause.words, clause.events, opening)
    return shared


def _opening(clause: Clause) -> tuple[Moment, ...]:
    if not clause.placing or clause.placing[0].form in (Form.UNTIL, Form.CLOCK):
        return ()
    return (clause.placing[0],) if clause.placing[0].first <= head_of(clause.words) else ()
