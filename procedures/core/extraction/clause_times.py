"""The times in a clause that say when its own act is done, without those that only tell why, guess, or are others'."""

from dataclasses import replace

from procedures.core.extraction.clause_words import HAS_BEEN, INSTEAD, OTHERS_DO, REASONS
from procedures.core.extraction.moments import Form, Moment
from procedures.core.extraction.tokens import Words


def without_waits(words: Words, found: tuple[Moment, ...]) -> tuple[Moment, ...]:
    """“when you have had no fever for 24 hours”: how long something has been so, counted from no day."""
    if words not in HAS_BEEN:
        return found
    since = next(hit.first for hit in HAS_BEEN.hits(words))
    lengths = (Form.LASTING, Form.BARE)
    # As open as "until you are well": nobody knows the day.
    return tuple(
        replace(m, form=Form.UNTIL, low=None, high=None) if m.first > since and m.form in lengths else m for m in found
    )


def without_guesses(words: Words, found: tuple[Moment, ...]) -> tuple[Moment, ...]:
    """“Until you can brake hard, which for most is about 10 days”, “rather than waiting until it hurts”.

    The first is as open as without the guess; the second is what is not to be done. What "some women continue for
    28 days" is nobody's time.
    """
    opened = next((m.last for m in found if m.form is Form.UNTIL), len(words))
    norms = words.norms
    found = tuple(m for m in found if m.first <= opened or "which" not in norms[opened : m.first])
    if (others := next((hit.first for hit in OTHERS_DO.hits(words)), None)) is not None:
        found = tuple(m for m in found if m.first < others)
    if (instead := next((hit.first for hit in INSTEAD.hits(words)), None)) is None:
        return found
    return tuple(m for m in found if m.form is not Form.UNTIL or m.first < instead)


def without_reasons(words: Words, found: tuple[Moment, ...]) -> tuple[Moment, ...]:
    """“Read it now, because the diet starts a week ahead”: a time that only tells why."""
    if words not in REASONS or words.norm(0) in ("because", "since", "as"):
        return found
    why = next(hit.first for hit in REASONS.hits(words))
    return tuple(m for m in found if m.first < why)


def when_over(moment: Moment) -> Moment:
    """“Not heard within 4 weeks”, “not opened by day 4”: when they are over."""
    if moment.form is Form.DAY and moment.word == "by":
        return replace(moment, form=Form.AFTER, word="after")
    return replace(moment, form=Form.AT) if moment.form is Form.WITHIN else moment
