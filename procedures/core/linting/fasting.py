"""Fasting rules that differ. Which of two holds is for a clinician to say (safety rule 3)."""

from collections.abc import Iterator
from itertools import combinations

from procedures.core.extraction.drafts import Draft, TaskDraft
from procedures.core.extraction.lexicon import phrases
from procedures.core.extraction.tokens import words_of
from procedures.core.linting.findings import Finding, Severity, quoted
from procedures.core.tasks import Category
from procedures.core.timing import Timing

_FOOD = phrases("food, foods, eat, eating, solid*, meal, meals, milk, breakfast")
_CLEAR = phrases("clear, water, liquids, fluids, drink, drinks, drinking, juice")
_THEN = phrases("then nothing, then stop, after that, from then on, thereafter")


def contradictory_fasting(draft: Draft, _text: str) -> Iterator[Finding]:
    """Two rules for the same intake, or "nothing after midnight" beside drinks up to some hours before."""
    rules = [task for task in draft.tasks if _is_rule(task)]
    for one, other in combinations(rules, 2):
        if _differ(one, other):
            yield Finding(
                "contradictory_fasting",
                Severity.ERROR,
                f"Two fasting rules differ: {quoted(one.source_text)} and {quoted(other.source_text)}.",
                "A patient who reads both fasts too long, or not long enough.",
                "Ask the anesthetist which one holds. "
                "Keep that one, or say which is for food and which for clear drinks.",
                other.span,
            )


def _is_rule(task: TaskDraft) -> bool:
    """True for a rule with a time of its own; "then nothing by mouth" goes on from the rule above it."""
    return (
        task.category is Category.FASTING
        and task.timing is not None
        and not task.condition
        and words_of(task.source_text) not in _THEN
    )


def _differ(one: TaskDraft, other: TaskDraft) -> bool:
    if one.timing is None or other.timing is None or _edge(one.timing) == _edge(other.timing):
        return False
    named, also_named = _named(one), _named(other)
    if one.span == other.span and named != also_named:
        # "Fast for 6 hours, although clear fluids are allowed up to 2 hours before" says both in one breath.
        return False
    return bool(_intake(named) & _intake(also_named))


def _named(task: TaskDraft) -> frozenset[str]:
    words = words_of(task.title)
    return frozenset(name for name, lexicon in (("food", _FOOD), ("drink", _CLEAR)) if words in lexicon)


def _intake(named: frozenset[str]) -> frozenset[str]:
    """What a rule is about; one that names neither is about both."""
    return named or frozenset(("food", "drink"))


def _edge(timing: Timing) -> tuple[object, ...]:
    return (timing.relation, timing.anchor, timing.clock, timing.from_ or timing.to)
