"""Lengths of time that no calendar knows: "5 minutes at a time", "8 tablets in 24 hours", "a 24-hour collection"."""

from dataclasses import replace

from procedures.core.extraction.lexicon import phrases
from procedures.core.extraction.moments import Form, Moment
from procedures.core.extraction.quantities import Quantity
from procedures.core.extraction.tokens import Words
from procedures.core.word_set import word_set

BEFORE = phrases("before, before to, prior to, prior, ahead of, preceding, in advance of, leading up to, pre")
AFTER = phrases(
    "after, following, post, from, since, post the, past, out from, post op, postop, postoperatively, post operatively"
)
_NO_LENGTH = phrases(
    "from a hospital, from the hospital, from home, from our hospital, drive, drive of, drive from, walk from, "
    "journey, old, of age, long, a day, per day, each day, daily, a night, "
    "per night, each night, a week, at a time, "
    "per session, in between, between, every, each, twice, "
    "of exercise, of walking, of physical, of activity, of sleep, of rest, ago, duration, sessions, apart, "
    "several times, out of, of the year, worth, worth of, supply, supply of, before or after, before and after"
)
# "It can take an hour to finish one shake", "Forms can take 10 days to complete": how long that lasts.
_TAKES = word_set("take takes taking took")
_PER = word_set("in within per over any")
_AMOUNTS = word_set(
    "mg g grams mcg ml tablet tablets pill pills capsule capsules dose doses exceed exceeding maximum times "
    "pads pad cups glasses"
)
_FARTHEST_AMOUNT = 8
_VISITS = phrases(
    "follow up*, visit*, check*, appointment*, review*, x ray*, post op*, postop*, clinic*, mark, scan*, recheck*"
)


def no_time(words: Words, moment: Moment, quantity: Quantity) -> Moment | None:
    """“5 minutes at a time”, “a 24-hour collection”: a length that no calendar knows."""
    is_taken = words.norm(moment.first - 1) in _TAKES and words.norm(moment.last) == "to"
    if (
        is_taken
        or _NO_LENGTH.at(words, moment.last)
        or _is_rate(words, moment)
        or _is_span_of_act(words, moment, quantity)
    ):
        return replace(moment, form=Form.FOREIGN)
    if _is_adjective(words, quantity):
        return moment if _VISITS.at(words, moment.last) else replace(moment, form=Form.FOREIGN)
    return None


def _is_rate(words: Words, moment: Moment) -> bool:
    """“No more than 3,000 mg in 24 hours”, “8 tablets in any 24 hours”: how much at most, and not when."""
    if BEFORE.at(words, moment.last) or AFTER.at(words, moment.last):
        return False  # "do not have a dose in the 24 hours before your operation"
    before = words.norms[max(moment.first - _FARTHEST_AMOUNT, 0) : moment.first]
    return moment.word in _PER and any(norm in _AMOUNTS for norm in before)


def _is_span_of_act(words: Words, moment: Moment, quantity: Quantity) -> bool:
    """“Drink it over an hour”: how long the act takes."""
    is_short = quantity.high is not None and quantity.high.unit.is_elapsed
    return moment.word == "over" and is_short and moment.relation is None and words.norm(moment.last) != "after"


def _is_adjective(words: Words, quantity: Quantity) -> bool:
    """“a 24-hour collection”: the unit stands in the singular before a noun though the number is more than one."""
    unit = words.norm(quantity.last - 1)
    is_many = quantity.high is not None and quantity.high.amount > 1
    follows = words.norm(quantity.last)
    return (
        is_many
        and unit in ("hour", "day", "week", "month", "year", "minute")
        and follows.isalpha()
        and follows
        not in (
            "before",
            "after",
            "prior",
            "or",
            "and",
            "following",
            "post",
        )
    )
