"""Every time that stands in a row of words, from the left, none overlapping another."""

from dataclasses import replace

from procedures.core.extraction.anchors import Events
from procedures.core.extraction.clocks import clock_at
from procedures.core.extraction.daypoints import day_point_at
from procedures.core.extraction.elapsed import elapsed_at
from procedures.core.extraction.frequencies import frequency_at
from procedures.core.extraction.lexicon import Lexicon, phrases
from procedures.core.extraction.moments import DAY, TODAY, Form, Moment
from procedures.core.extraction.numbered_days import numbered_at
from procedures.core.extraction.tokens import Words
from procedures.core.timing import Anchor, Relation

_UNTIL = phrases("until, till, up until, til")
# "Once you feel ready": as open as "until".
_ONCE = phrases(
    "once you, once your, once the, once fully, once off, once it, once all, once they, once no, once healed, "
    "only when you, only when your, only when the, as soon as, when off, "
    "once cleared, once wounds, once incisions, once pain, as soon as you, when you feel able, when you feel ready"
)
# "While you are in the sling": as long as that is so, and nobody knows the day.
_WHILE = phrases(
    "while you are, while you're, while you have, while the tubes, "
    "while the drain, while the catheter, while the stitches, while the dressing, while it is in, while they are in, "
    "as long as the, as long as you are, as long as you have, as long as your, as long as they are, as long as it is"
)
_NEXT = phrases("the next, the following")
_CLAUSE_ENDS = frozenset((".", ";", ",", "!", "?", "|"))
_EVENT_SIDES: Lexicon[Relation] = Lexicon(
    {
        "before": Relation.BEFORE,
        "prior to": Relation.BEFORE,
        "after": Relation.AFTER,
        "following": Relation.AFTER,
        "at": Relation.ON_DAY,
        "on": Relation.ON_DAY,
        "upon": Relation.ON_DAY,
        "once": Relation.AFTER,
        "when": Relation.ON_DAY,
    }
)
# "Before surgery" without a number says nothing that the section does not say.
_TELLING = frozenset({Anchor.ADMISSION, Anchor.DISCHARGE, Anchor.SUTURE_REMOVAL, Anchor.CATHETER_REMOVAL})


def moments_in(words: Words, events: Events) -> tuple[Moment, ...]:
    """All moments in `words`; the words of each are skipped when looking for the next."""
    found: list[Moment] = []
    at = 0
    while at < len(words):
        here = _at(words, at, events)
        found.extend(here)
        at = max(here[-1].last, at + 1) if here else at + 1
    return tuple(_joined(found))


def _at(words: Words, at: int, events: Events) -> tuple[Moment, ...]:
    for matcher in (frequency_at, clock_at):
        if single := matcher(words, at):
            return (single,)
    if single := numbered_at(words, at) or day_point_at(words, at, events):
        return (single,)
    if several := elapsed_at(words, at, events):
        return several
    if single := _until_at(words, at) or _event_at(words, at, events):
        return (single,)
    return ()


def _until_at(words: Words, at: int) -> Moment | None:
    """“until your surgeon says so”: a time that only an event ends."""
    lasting = _WHILE.at(words, at)
    found = lasting or _UNTIL.at(words, at) or _ONCE.at(words, at)
    if found is None or (at and words.norm(at - 1) == "not" and words.norm(at - 2) != "do"):
        return None
    last = found.last
    while last < len(words) and words.norm(last) not in _CLAUSE_ENDS and last < found.last + 14:
        last += 1
    if not lasting and (day := _next_day_in(words, found.last, last)):
        # "Until you are seen the next day": from the operation on, and no longer.
        return Moment(Form.SPAN, at, day, TODAY, DAY, Relation.AFTER, word="until")
    return Moment(Form.UNTIL, at, last, word="while" if lasting else "")


def _next_day_in(words: Words, first: int, last: int) -> int:
    """The token after "the next day" within an "until", or 0."""
    for at in range(first, last):
        if (next_ := _NEXT.at(words, at)) and words.norm(next_.last) in ("day", "morning"):
            return next_.last + 1
    return 0


def _event_at(words: Words, at: int, events: Events) -> Moment | None:
    side = _EVENT_SIDES.at(words, at)
    event = events.at(words, side.last) if side else None
    if side is None or event is None or event[0] not in _TELLING:
        return None
    return Moment(Form.EVENT, at, event[1], relation=side.meaning, anchor=event[0])


def _joined(moments: list[Moment]) -> list[Moment]:
    """“at 10 pm the night before”: a clock time and its day are one moment."""
    joined: list[Moment] = []
    for moment in moments:
        previous = joined[-1] if joined else None
        if previous and moment.first - previous.last <= 2 and (merged := _merged(previous, moment)):
            joined[-1] = merged
        else:
            joined.append(moment)
    return joined


def _merged(one: Moment, other: Moment) -> Moment | None:
    days = (Form.DAY, Form.ON_DAY)
    clock, day = (one, other) if one.form is Form.CLOCK else (other, one)
    if clock.form is not Form.CLOCK or day.form not in days:
        return None
    return replace(
        clock,
        first=one.first,
        last=other.last,
        relation=day.relation,
        anchor=day.anchor,
        low=day.low,
        high=day.high,
        part_of_day=clock.part_of_day or day.part_of_day,
    )
