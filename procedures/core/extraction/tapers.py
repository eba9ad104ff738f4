"""A medicine in stages: "4 times a day for 2 weeks, then twice a day for 1 week" is two windows, one behind the other.

Each stage says how often and for how long; the second begins where the first ends, as the sentence itself says.
"""

from dataclasses import replace

from procedures.core.distance import Distance
from procedures.core.extraction.clauses import Clause
from procedures.core.extraction.moments import Form, Moment


def is_next_stage(one: Clause, other: Clause) -> bool:
    """True where `other`, behind "then", says how often and how long, as `one` before it does."""
    opens = "then" in (*one.words.norms[-2:], other.words.norm(0))
    return opens and all(_has_stage(clause.moments) for clause in (one, other))


def stages_of(clause: Clause) -> list[tuple[Moment, ...]]:
    """The moments of each stage; empty where the clause tells no stages, or not how long each of them lasts."""
    parts = _parted(clause)
    if len(parts) < 2 or not all(_is_stage(part) for part in parts):
        return []
    lengths = [next(m for m in part if m.form is Form.LASTING) for part in parts]
    units = {length.high.unit for length in lengths if length.high is not None}
    if len(units) != 1 or any(length.low != length.high or length.relation is not None for length in lengths):
        return []
    stages, begin = [], 0
    for part, length in zip(parts, lengths, strict=True):
        amount = length.high.amount if length.high is not None else 0
        window = length if not begin else _window(length, begin, begin + amount)
        stages.append((window, *(m for m in part if m is not length)))
        begin += amount
    return stages


def _window(length: Moment, begin: int, end: int) -> Moment:
    unit = length.high.unit if length.high is not None else None
    if unit is None:
        return length
    return replace(length, form=Form.SPAN, low=Distance(begin, unit), high=Distance(end, unit))


def _parted(clause: Clause) -> list[list[Moment]]:
    """The moments before, between and behind every "then", and behind a comma that follows a whole stage."""
    parts: list[list[Moment]] = [[]]
    last = 0
    for moment in clause.moments:
        gap = clause.words.norms[last : moment.first]
        if parts[-1] and ("then" in gap or (gap[:1] == (",",) and _is_stage(parts[-1]))):
            parts.append([])
        parts[-1].append(moment)
        last = moment.last
    return parts


def _has_stage(moments: tuple[Moment, ...]) -> bool:
    forms = {m.form for m in moments}
    return Form.FREQUENCY in forms and Form.LASTING in forms


def _is_stage(part: list[Moment]) -> bool:
    return sorted(m.form for m in part) == sorted((Form.FREQUENCY, Form.LASTING))
