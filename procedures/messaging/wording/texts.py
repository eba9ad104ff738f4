"""Texts of one or two segments: all that fits, the deadlines first, and "and 2 more on your list" for the rest."""

from collections.abc import Iterable, Sequence

from django.template.loader import get_template

from procedures.checklists.models import Reminder
from procedures.core.sms import segments, to_gsm7
from procedures.messaging.questions import asking
from procedures.messaging.wording.facts import facts_of

MOST_SEGMENTS = 2
# So long may a text get rather than leave out what must not be missed.
MOST_FOR_CRITICAL = 3


def fitting(texts: Iterable[str]) -> str:
    """The first of `texts` that fits, ready to go; else the last."""
    said = ""
    for text in texts:
        said = to_gsm7(one_line(text))
        if segments(said) <= MOST_SEGMENTS:
            break
    return said


def text_of_several(told: Sequence[Reminder], language: str, link: str) -> str:
    """One text about all of `told`, in the order of their deadlines.

    Too long with titles and places, it leaves them out. Still too long, it says what must not be missed, for which it
    may take a third segment; then what has an hour, as far as there is room; and how many more there are on the list.
    """
    frame = facts_of(told[0], language) | {"link": link}
    template = get_template(f"messages/together.{language}.txt")

    asks = asking(told)

    def whole(lines: Sequence[str]) -> str:
        """With the question where there is room: never for another segment, and never without its line."""
        kept = list(dict.fromkeys(line for line in lines if line))
        facts = frame | {"lines": kept, "more": len(told) - len(kept)}
        bare, asked = (template.render(facts | {"asks": is_asked}) for is_asked in (False, True))
        has_line = asks is not None and bool(lines[told.index(asks)])
        return asked if has_line and _length(asked) <= max(_length(bare), MOST_SEGMENTS) else bare

    detailed, plain = ([_line(one, language, tells=tells) for one in told] for tells in (True, False))
    shortened = [""] * len(told)
    for place in sorted(range(len(told)), key=lambda place: _rank(told[place])):
        before = list(shortened)
        shortened[place] = plain[place]
        most = MOST_FOR_CRITICAL if told[place].is_critical else MOST_SEGMENTS
        if any(before) and not _fits(whole(shortened), most):
            shortened = before
    return fitting(whole(lines) for lines in (detailed, plain, shortened))


def one_line(text: str) -> str:
    """`text` without line breaks, each gap one space."""
    return " ".join(text.split())


def _line(reminder: Reminder, language: str, *, tells: bool) -> str:
    facts = facts_of(reminder, language, is_short=True, tells=tells)
    return one_line(get_template(f"messages/{reminder.kind}.{language}.line").render(facts))


def _rank(reminder: Reminder) -> tuple[bool, bool]:
    """First what must not be missed, then what has an hour; else in the order of the deadlines."""
    has_hour = reminder.appointment is not None or reminder.item is None or reminder.item.is_exact
    return not reminder.is_critical, not has_hour


def _fits(text: str, most: int) -> bool:
    return _length(text) <= most


def _length(text: str) -> int:
    return segments(to_gsm7(one_line(text)))
