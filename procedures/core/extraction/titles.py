"""A short line for a list: the clause in plain form. It leaves words out and never adds a number, a time or a drug."""

import re

from procedures.core.extraction.labels import label_end
from procedures.core.extraction.lexicon import phrases
from procedures.core.extraction.modality import head_of
from procedures.core.extraction.tokens import Words

_LONGEST = 80
_POLITE = phrases(
    "patients may need to, patients will need to, patients should, patients must, patients are asked to, "
    "patients are generally asked to, patients are usually asked to, patients need to, you will be asked to, "
    "you may be asked to, you may need to, you will need to, you should, you must, you need to, "
    "you have to, you will have to, may need to, should, must, need to, please, also, then, and, but, "
    "be sure to, make sure to, remember to, it is important to, you are asked to, you might need to, "
    "patients might be asked to, patients may be asked to"
)
_MARKUP = re.compile(r"\*\*|(?<!_)__(?!_)|`|\[[ xX]\]|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)")


def title_of(words: Words) -> str:
    """At most 80 characters that say what to do."""
    at = label_end(words)
    at = head_of(words.part(at, len(words))) + at
    while found := _POLITE.at(words, at):
        at = found.last
    text = words.between(at, len(words)) or words.between(0, len(words))
    text = " ".join(_MARKUP.sub("", text).split()).strip(" ;,:-•").rstrip(".")
    text = _without_open_bracket(text)
    if len(text) > _LONGEST:
        text = _shortened(text)
    return text[:1].upper() + text[1:]


def _without_open_bracket(text: str) -> str:
    return text + ")" if text.count("(") == text.count(")") + 1 else text


def _shortened(text: str) -> str:
    """Cut before a whole word; the dots say that there is more to read."""
    kept = text[: _LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,;:(")
    return f"{kept}…"
