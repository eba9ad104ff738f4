"""Blocks to sentences, each with its place, and the debris that is glued to them cut off."""

import re
from collections.abc import Iterator

from procedures.core.extraction.lexicon import phrases
from procedures.core.extraction.tokens import words_of
from procedures.core.span import Span
from procedures.core.word_set import word_set

_STOP = re.compile(
    r"[.!?]+[\"'”’)*\]]{0,3}(?=\s+[\"'“‘(*\[]{0,3}[A-Z0-9•])|\\\n|\s#{2,6}(?=\s)"
    # The round bullet of a word processor, copied as a letter: "... after surgery o Do not drive".
    r"|\s(?=o\s+[A-Z][a-z])"
)
_ABBREVIATIONS = word_set(
    "e.g i.e eg ie dr mr mrs ms st no vs approx etc hr hrs min mins wk wks tel ext fig vol dept inc prof "
    "incl a.m p.m am pm"
)
# After these a capital letter may well open a new sentence.
_MAY_END = word_set("a.m p.m am pm etc hrs hr mins min wks")
_LONGEST_ABBREVIATION = 12
_INITIAL = re.compile(r"(?:^|\s)[A-Z]$")
_HASHES = re.compile(r"#{2,6}")


def sentences_in(text: str, span: Span) -> Iterator[Span]:
    """The sentences of `text[span]`, white space around them left off. Together they hold every word of it."""
    start = span.start
    for stop in _STOP.finditer(text, span.start, span.end):
        end = stop.start() if stop[0].lstrip()[:1] in ("", "#") else stop.end()
        if text[stop.start()] == "." and _is_abbreviation(text, start, stop.start()):
            continue
        if text[stop.start()] == "?" and _asks_about_sign(text, start, stop):
            continue
        if words := trimmed(text, start, end):
            yield words
        start = stop.end()
    if words := trimmed(text, start, span.end):
        yield words


def _asks_about_sign(text: str, start: int, stop: re.Match[str]) -> bool:
    """“Chest pain? Call 911.”: the sign belongs to the call."""
    following = text[stop.end() : stop.end() + 20].split(maxsplit=1)
    asked = text[max(start, stop.start() - _LONGEST_SIGN) : stop.start()]
    return bool(following) and following[0].lower() in _CALLING and words_of(asked) in _SIGNS


def trimmed(text: str, start: int, end: int) -> Span | None:
    """`text[start:end]` without white space and without the marks of a heading in mid-line; None if nothing is left."""
    piece = text[start:end]
    bare = piece.lstrip(" \t\n#\\")
    start += len(piece) - len(bare)
    end = start + len(bare.rstrip(" \t\n#\\"))
    return Span(start, end) if end > start else None


def _is_abbreviation(text: str, start: int, point: int) -> bool:
    # Abbreviations are short; looking back to the sentence's start would cost its length for every point in it.
    near = max(start, point - _LONGEST_ABBREVIATION)
    begin = max(text.rfind(mark, near, point) for mark in " \n(") + 1 or near
    word = text[begin:point].lower().strip("(*\"'")
    if word == "no":
        return text[point + 1 : point + 3].strip()[:1].isdigit()
    if word in _ABBREVIATIONS:
        following = text[point + 1 : point + 12].split(maxsplit=1)
        opens_sentence = bool(following) and following[0].strip("*\"'(,").lower() not in _CALENDAR
        return not (word in _MAY_END and opens_sentence)
    # "1. Stop" in the middle of a line, or an initial in a name.
    return (word.isdigit() and begin == start and len(word) < 3) or bool(
        _INITIAL.search(text[max(begin - 1, 0) : point])
    )


_CALLING = word_set("call ring dial phone contact seek")
_LONGEST_SIGN = 120
_SIGNS = phrases("pain, breath*, bleed*, fever, temperature, swelling, redness, dizzy, faint, vomiting, rash, numb*")
_CALENDAR = word_set(
    "mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday january "
    "february march april may june july august september october november december est pst cst mst gmt bst et pt"
)

_GLUED = re.compile(r"(?<=[a-z0-9)\]*.,;#])[ \t]+(?=[A-Z])")
_LABEL_WORDS = 7
_LABEL_LENGTH = 120
_LEADS_IN = phrases(
    "may, might, can, should, must, will, include, includes, including, following, instruction*, test, tests, "
    "assessment*, criteria, care, need, needs, sign, signs, symptom*, complication*, goal, goals, outcome*, "
    "restriction*, medication*, medicine*, equipment, tools, steps, time, period, phase, appointment*, visit, "
    "visits, guidelines, activities, diet, precautions, expectations, preparation*, recovery, if, to, for, "
    "side effects, follow up, schedule, management, surgery, procedure, operation, day, night, morning, discharge, "
    "admission, rehabilitation, home, hospital, exercises, call"
)


def without_glued_label(text: str, span: Span) -> tuple[Span, Span | None]:
    """Part a list item from a lead-in that was glued to its end: "Blood clots Rare complications may include:".

    The lead-in begins at the first capital letter that follows small letters without a stop and from which on the
    words look like a label.
    """
    piece = span.of(text)
    if not piece.rstrip("*_ ").endswith(":"):
        return span, None
    for joint in _GLUED.finditer(piece, max(len(piece) - _LABEL_LENGTH, 0)):
        tail = piece[joint.end() :]
        if len(tail.split()) <= _LABEL_WORDS and _leads_in(tail) and not _is_unfinished(piece[: joint.start()]):
            kept = trimmed(text, span.start, span.start + joint.start())
            return (kept or span), trimmed(text, span.start + joint.end(), span.end)
    return span, None


def _is_unfinished(kept: str) -> bool:
    """“Call the Spine Center on 555-0100 for:”: a name in the middle of an order, and nothing glued to it."""
    if kept.rstrip().endswith(","):
        return True
    said = kept.lower().split()
    return bool(said) and (said[-1] in _BEFORE_NAME or (len(said) <= _FEW and said[0] in _CALLING))


_FEW = 4
_BEFORE_NAME = word_set("the a an your our my this that of at to on in for from with by and or call dr mr mrs ms")


def _leads_in(tail: str) -> bool:
    """True for words whose last one announces a list: "Diagnostic Tests:", "Rare complications may include:"."""
    words = words_of(tail.rstrip("*_: "))
    return any(
        (hit := _LEADS_IN.at(words, at)) and hit.last == len(words)
        for at in (len(words) - 1, len(words) - 2)
        if at >= 0
    )
