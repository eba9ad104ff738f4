"""Moments that measure a length: "for 6 weeks", "within 24 hours of surgery", "7-10 days after your operation"."""

from dataclasses import replace

from procedures.core.extraction.anchors import Events
from procedures.core.extraction.lengths_of_things import AFTER, BEFORE, no_time
from procedures.core.extraction.lexicon import Lexicon, meanings, phrases
from procedures.core.extraction.moments import NOW, Form, Moment
from procedures.core.extraction.quantities import Quantity, quantities_at
from procedures.core.extraction.tokens import Words, words_of
from procedures.core.extraction.units import unit_at
from procedures.core.timing import Anchor, Relation
from procedures.core.word_set import word_set

_OPENERS: Lexicon[Form] = meanings(
    {
        Form.LASTING: "for, during, over, over the course of, throughout, x, × , lasting",
        Form.WITHIN: "within, inside, in under, in less than",
        Form.AT: "in, at, in about, on",
        Form.AFTER: "after, once, following",
        Form.UP_TO: "not before, not earlier than, no sooner than, not until, up to and including, until, till, "
        "up until, up to, up till, til, as late as, no later than, not later than",
        Form.FROM: "from, starting, beginning, starting from, beginning from, starting at, beginning at, start, since",
    }
)
_FIRST = phrases(
    "first, the first, your first, this first, next, the next, following, the following, initial, the initial, "
    "those first, these first, "
    "in the first, during the first, for the first, over the next, over the first, in the next"
)
_LATER = phrases("later, afterward, afterwards, after that, thereafter, onward, onwards, from then")
_BEFOREHAND = phrases("earlier, in advance of that, beforehand, in advance, ahead of time, ahead")
_WAITING = word_set("wait waits waiting")


def elapsed_at(words: Words, first: int, events: Events) -> tuple[Moment, ...]:
    """The moments that begin at token `first` with a length of time; several for "at 2, 6 and 12 weeks"."""
    opener = None if words.norm(first + 1) in ("least", "most") else _OPENERS.at(words, first)
    if first == 0 and words.norm(0) == "since":
        return ()  # "Since a night in hospital may be needed, ..." is a reason
    at = opener.last if opener else first
    ordinal = _FIRST.at(words, at)
    found = quantities_at(words, ordinal.last if ordinal else at)
    if not found and ordinal:
        found = _one_unit(words, ordinal.last)
    if not found and opener and words.norm(at) in ("days", "weeks", "months", "hours", "years", "the"):
        found = _bare_plural(words, at)
    if not found:
        return ()
    form = _form(opener.meaning if opener else None, is_first=bool(ordinal))
    return tuple(_with_tail(words, first, quantity, form, events, is_first=bool(ordinal)) for quantity in found)


def _one_unit(words: Words, at: int) -> tuple[Quantity, ...]:
    """“the first week”: one of the unit."""
    unit = unit_at(words, at)
    if unit is None or words.norm(at) == "night":
        return ()
    if words.norm(unit.last - 1).endswith("s"):
        # "The first days": how many, nobody says.
        return (Quantity(None, None, at, unit.last),)
    return (Quantity(unit.distance(1), unit.distance(1), at, unit.last),)


def _bare_plural(words: Words, at: int) -> tuple[Quantity, ...]:
    """“within days”, “for weeks”, “in the weeks before”: a hole."""
    place = at + 1 if words.norm(at) == "the" else at
    if words.norm(place) == "hours" and words.norm(place - 1) == "after":
        return ()  # "after hours, call 999"
    if words.norm(place) not in ("days", "weeks", "months", "hours", "years"):
        return ()
    last = place + 1
    if words.norm(last) in ("to", "or") and unit_at(words, last + 1):
        last += 2
    if words.norm(last).isdecimal():
        return ()
    return (Quantity(None, None, at, last),)


def _form(opened: Form | None, *, is_first: bool) -> Form:
    if is_first:
        return {Form.WITHIN: Form.WITHIN, Form.AFTER: Form.AFTER}.get(opened or Form.BARE, Form.LASTING)
    return opened or Form.BARE


def _with_tail(words: Words, first: int, quantity: Quantity, form: Form, events: Events, *, is_first: bool) -> Moment:
    """Read what follows the length: "before surgery", "after discharge", "later"."""
    moment = Moment(
        form,
        first,
        quantity.last,
        quantity.low,
        quantity.high,
        Relation.AFTER if is_first else None,
        at_least=quantity.at_least,
        word=words.norm(first),
    )
    if words.norms[moment.last : moment.last + 3] == ("at", "the", "earliest"):
        moment = replace(moment, form=Form.FROM, last=moment.last + 3)
    elif words.norm(moment.last) == "+":
        moment = replace(moment, form=Form.FROM, last=moment.last + 1)
    elif "+" in words.norms[quantity.first : quantity.last]:
        moment = replace(moment, form=Form.FROM)
    counted = _counted_from_now(words, moment) or no_time(words, moment, quantity) or _counted(words, moment, events)
    is_whole = words.norm(first) in ("in", "during", "over", "throughout") and words.norm(first + 1) == "the"
    if is_whole and counted.relation is Relation.BEFORE and counted.low is not None:
        # "In the 6 weeks before": all of them.
        return replace(counted, form=Form.SPAN, low=NOW)
    return counted


def _counted_from_now(words: Words, moment: Moment) -> Moment | None:
    """“2 weeks later”, “2 weeks beforehand”."""
    last = moment.last
    if later := _LATER.at(words, last):
        return _beside(replace(moment, last=later.last), Relation.AFTER)
    if (ahead := _BEFOREHAND.at(words, last)) and (words.norm(last) != "ahead" or words.norm(last + 1) != "of"):
        return _beside(replace(moment, last=ahead.last), Relation.BEFORE)
    return None


def _counted(words: Words, moment: Moment, events: Events) -> Moment:
    """“within 2 days of discharge”, “2 weeks after surgery”; the moment as it is where no event follows."""
    last = moment.last
    may_be_of = words.norm(last) == "of" and moment.form in (Form.WITHIN, Form.LASTING)
    if may_be_of and (event := events.at(words, last + 1)):
        return replace(moment, anchor=event[0], last=event[1])
    if may_be_of and words.norm(last + 1).endswith(("ing", "receipt")):
        # "Within 3 days of receiving this letter": a hole, for no calendar knows that day.
        return replace(moment, low=None, high=None)
    for lexicon, relation in ((BEFORE, Relation.BEFORE), (AFTER, Relation.AFTER)):
        if side := lexicon.at(words, last):
            return _anchored(words, moment, side.last, relation, events)
    return moment


def _anchored(words: Words, moment: Moment, at: int, relation: Relation, events: Events) -> Moment:
    """The moment with the event after "before" or "after"; a word that is no event makes it foreign."""
    if relation is Relation.BEFORE and _is_wait(words, moment.first):
        # "Wait 2 weeks before you drive": the other side of the operation.
        return replace(moment, form=Form.AFTER, relation=Relation.AFTER, last=at)
    if event := events.at(words, at):
        return _beside(replace(moment, anchor=event[0], last=event[1]), relation)
    if words.norm(at - 1) in ("to", "from", "until", "since"):
        return moment
    if words.norm(at) in ("it", "that", "this") and (named := _named_before(words, events)):
        return _beside(replace(moment, anchor=named, last=at + 1), relation)
    if words.norm(at) in ("", ".", ",", ";", ")", "and", "or", "but", ":", "if", "unless", "|", "(", "*", "—"):
        return _beside(replace(moment, last=at), relation)
    return replace(moment, form=Form.FOREIGN, last=at)


def _named_before(words: Words, events: Events) -> Anchor | None:
    """“Eight hours before your arrival; water is fine until two hours before it”: what the sentence named last."""
    said = words_of(words.text[: words.tokens[0].start][-_FARTHEST_NAME:])
    found = [event[0] for at in range(len(said)) if (event := events.at(said, at))]
    return found[-1] if found else None


_FARTHEST_NAME = 120


def _is_wait(words: Words, first: int) -> bool:
    return any(words.norm(at) in _WAITING for at in range(max(first - 3, 0), first))


def _beside(moment: Moment, relation: Relation) -> Moment:
    """“2 weeks after” is a point, “for 2 weeks after” a length, “after 2 weeks” a beginning."""
    form = Form.AT if moment.form is Form.BARE else moment.form
    return replace(moment, form=form, relation=relation)
