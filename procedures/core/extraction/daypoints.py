"""Moments that name a day: "the night before", "morning of surgery", "the next day", "days 2-7", "on the third day"."""

from dataclasses import replace

from procedures.core.distance import Distance, TimeUnit
from procedures.core.extraction.anchors import Events
from procedures.core.extraction.lexicon import Lexicon, phrases
from procedures.core.extraction.moments import DAY, NOW, TODAY, Form, Moment
from procedures.core.extraction.numbered_days import NUMBERED
from procedures.core.extraction.tokens import Words
from procedures.core.timing import PartOfDay, Relation

_PARTS = {
    "day": None,
    "date": None,
    "morning": PartOfDay.MORNING,
    "afternoon": PartOfDay.AFTERNOON,
    "evening": PartOfDay.EVENING,
    "night": PartOfDay.NIGHT,
    "days": None,
}
_LONG = {
    "week": Distance(1, TimeUnit.WEEKS),
    "weekend": Distance(1, TimeUnit.WEEKS),
    "fortnight": Distance(2, TimeUnit.WEEKS),
    "month": Distance(1, TimeUnit.MONTHS),
}
_OPEN = {"weeks", "months", "days", "hours"}
_LEADS = phrases(
    "up to and including the, up to the, on the, in the, during the, the, on, in, from the, by the, until the, "
    "for the, starting the, beginning the, "
    "at, at the, starting on the, "
    "beginning on the, your, of the, starting, after the, before the, since the, early on the, early the, "
    "on or before the, late the"
)
_BEFORE = phrases("before, prior to, prior, preceding, ahead of, leading up to")
_AFTER = phrases("after, following, post")
_NEXT = phrases("next, the next, following, the following, on the next, on the following")
_FROM_NEXT = phrases("from next, from the next, from the following, starting the next, starting the following")
_ENDS = frozenset(("", ".", ",", ";", ")", "|"))
_SAME = phrases(
    "the remainder of the day, for the remainder of the day, for the rest of the day, rest of the day, "
    "the rest of the day, the same day, same day, that day, "
    "the morning itself, on the morning itself, on the same day, the day itself, that same day, that morning, "
    "on that morning, this day, "
    "the same afternoon, the same evening, the same morning, on the day, on the day itself, later that day, "
    "that evening, that night, that same evening"
)
_AGAIN = phrases("again in the morning, and in the morning, again that morning, again on the morning")
_ORDINALS: Lexicon[int] = Lexicon(
    {
        word: at
        for at, word in enumerate(
            ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], start=1
        )
    }
    | {f"{at} {end}": at for at in range(1, 31) for end in ("st", "nd", "rd", "th")}
)


def day_point_at(words: Words, first: int, events: Events) -> Moment | None:
    """The named day that begins at token `first`."""
    if beside := _beside_event(words, first, events):
        return beside
    if (again := _AGAIN.at(words, first)) and "before" in words.norms[:first] and words.norm(again.last) != "of":
        # "The night before and again in the morning".
        return Moment(Form.ON_DAY, first, again.last, relation=Relation.ON_DAY, part_of_day=PartOfDay.MORNING)
    if found := _SAME.at(words, first):
        part = _PARTS.get(words.norm(found.last - 1))
        return Moment(Form.ON_DAY, first, found.last, relation=Relation.ON_DAY, part_of_day=part)
    if words.norm(first) == "overnight" and words.norm(first + 1) not in ("bag", "bags", "case"):
        return Moment(Form.SPAN, first, first + 1, TODAY, DAY, Relation.AFTER, word="overnight")
    return _next_day(words, first) or _first_night(words, first) or _ordinal_day(words, first, events)


def _next_day(words: Words, first: int) -> Moment | None:
    if words.norm(first) in ("until", "till") and (found := _NEXT.at(words, first + 1)):
        # "Until the next day": from the operation on.
        is_day = words.norm(found.last) in ("day", "morning", "afternoon", "evening")
        return Moment(Form.SPAN, first, found.last + 1, TODAY, DAY, Relation.AFTER) if is_day else None
    opened = _FROM_NEXT.at(words, first)
    found = opened or _NEXT.at(words, first)
    if found and words.norm(found.last) in ("day", "morning", "afternoon", "evening"):
        part = _PARTS[words.norm(found.last)]
        form = Form.FROM if opened else Form.DAY
        return Moment(form, first, found.last + 1, DAY, DAY, Relation.AFTER, part_of_day=part)
    return None


def _first_night(words: Words, first: int) -> Moment | None:
    """“the first night”: from the operation to the next day."""
    at = first
    while at < first + 3 and words.norm(at) in ("for", "the", "your", "on", "during", "of"):
        at += 1
    if words.norm(at) == "first" and words.norm(at + 1) == "night":
        return Moment(Form.SPAN, first, at + 2, TODAY, DAY, Relation.AFTER)
    return None


def _beside_event(words: Words, first: int, events: Events) -> Moment | None:
    """“the evening before surgery”, “the day after discharge”, “morning of your operation”, “the weeks before”."""
    lead = _LEADS.at(words, first)
    at = lead.last if lead else first
    norm = words.norm(at)
    if norm in {"early", "entire"}:
        at, norm = at + 1, words.norm(at + 1)
    if norm not in _PARTS and norm not in _LONG and norm not in _OPEN:
        return None
    word = words.norm(first)
    if norm in _PARTS and words.norm(at + 1) == "of" and (day := _day_named(words, at + 2, events)):
        # "The evening of the day after surgery": that day, and not the day of the operation.
        return replace(day, first=first, part_of_day=_PARTS[norm], word=word)
    is_of = words.norm(at + 1) in ("of", "you") and norm in _PARTS
    if is_of and (event := events.at(words, at + 2)) and (words.norm(at + 1) == "of" or norm == "day"):
        return Moment(
            Form.ON_DAY, first, event[1], relation=Relation.ON_DAY, anchor=event[0], part_of_day=_PARTS[norm], word=word
        )
    if words.norm(at + 1) == "of" and norm in _PARTS and _PARTS[norm] and words.norm(at + 2) in _ENDS:
        return Moment(Form.ON_DAY, first, at + 2, relation=Relation.ON_DAY, part_of_day=_PARTS[norm], word=word)
    for lexicon, relation in ((_BEFORE, Relation.BEFORE), (_AFTER, Relation.AFTER)):
        if side := lexicon.at(words, at + 1):
            return _on_side(words, first, norm, side.last, relation, events, word)
    return None


def _day_named(words: Words, at: int, events: Events) -> Moment | None:
    """“the day after surgery”, “the following day”."""
    place = at + 1 if words.norm(at) in ("the", "your") else at
    if words.norm(place) in ("following", "next"):
        return _next_day(words, at) or _next_day(words, place)
    is_beside = words.norm(place) == "day" and words.norm(place + 1) in ("before", "after", "following", "prior")
    return _beside_event(words, at, events) if is_beside else None


def _on_side(
    words: Words, first: int, norm: str, at: int, relation: Relation, events: Events, word: str
) -> Moment | None:
    event = events.at(words, at)
    if event is None and (
        words.norm(at).isalpha() and words.norm(at) not in ("and", "or", "but", "if", "unless", "with", "at", "to")
    ):
        return None
    anchor, last = event or (Moment(Form.DAY, 0, 0).anchor, at)
    if norm in _OPEN:
        return Moment(Form.SPAN, first, last, None, None, relation, anchor)
    if norm in _LONG:
        edge = _LONG[norm]
        low, high = (NOW, edge) if relation is Relation.BEFORE else (TODAY, edge)
        return Moment(Form.SPAN, first, last, low, high, relation, anchor, word=word)
    return Moment(Form.DAY, first, last, DAY, DAY, relation, anchor, part_of_day=_PARTS[norm], word=word)


def _ordinal_day(words: Words, first: int, events: Events) -> Moment | None:
    """“on the third day after surgery”, “the 2nd postoperative day”."""
    at = first
    while at < first + 4 and words.norm(at) in ("on", "the", "by", "from", "until", "after", "about", "in", "during"):
        at += 1
    found = _ORDINALS.at(words, at)
    if found is None or at == first:
        return None
    place = found.last
    if words.norm(place) in ("postoperative", "postop", "post"):
        place += 2 if words.norm(place) == "post" else 1
    if words.norm(place) in ("week", "month") and found.meaning > 1:
        return _ordinal_week(words, first, found.meaning, place)
    if words.norm(place) not in ("day", "morning") or (
        found.meaning == 1 and words.norm(first) not in ("on", "from", "by")
    ):
        return None
    last = place + 1
    if words.norm(last) in ("after", "following", "post") and (event := events.at(words, last + 1)):
        last = event[1]
    edge = Distance(found.meaning, TimeUnit.DAYS)
    form = Form.FROM if words.norm(first) in ("from", "after") else Form.DAY
    return Moment(form, first, last, edge, edge, Relation.AFTER, word=words.norm(first))


def _ordinal_week(words: Words, first: int, count: int, place: int) -> Moment:
    """“from the third week”, “in the second month”: the third week begins when 2 are over."""
    unit = NUMBERED[words.norm(place)]
    begin, end = Distance(count - 1, unit), Distance(count, unit)
    word = words.norm(first)
    if word == "from":
        return Moment(Form.FROM, first, place + 1, begin, begin, Relation.AFTER, word=word)
    if word in ("after", "by", "until"):
        return Moment(
            {"after": Form.AFTER}.get(word, Form.UP_TO), first, place + 1, end, end, Relation.AFTER, word=word
        )
    return Moment(Form.SPAN, first, place + 1, begin, end, Relation.AFTER, word=word)
