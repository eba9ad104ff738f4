"""Sentences that send the reader elsewhere: to another page, or to someone who answers questions."""

from procedures.core.extraction.lexicon import phrases
from procedures.core.extraction.modality import head_of
from procedures.core.extraction.tokens import Words
from procedures.core.word_set import word_set

_READING = word_set("see read visit review refer look find download watch view click follow")
_TEXTS = word_set(
    "leaflet leaflets booklet page pages section website webpage link brochure factsheet video webinar site online "
    "information article handout overleaf below table chart"
)
_QUOTES = frozenset('‘“"«')
_CONTACTING = word_set("call contact phone ring telephone ask email speak talk")
_QUESTIONS = phrases(
    "any questions, any concerns, any queries, any question, have questions, further questions, "
    "further information, more information, any further questions, any other questions"
)
_LONGEST = 16


def points_elsewhere(main: Words) -> bool:
    """“See page 4”, “Please read this leaflet”, “Also see Fees”: no task."""
    head = head_of(main)
    if main.norm(head) not in _READING or len(main) - head > _LONGEST:
        return False
    if any(norm in _TEXTS for norm in main.norms[head + 1 :]):
        return True
    if main.norm(head) != "see" or head + 1 >= len(main):
        return False
    start = main.tokens[head + 1].start
    return main.text[start - 1 : start] in _QUOTES or (head > 0 and main.text[start].isupper())


def offers_answers(words: Words) -> bool:
    """“If you have any questions, please call us”: a kindness, and nothing to do."""
    return words in _QUESTIONS and any(norm in _CONTACTING for norm in words.norms)
