"""The first words of a task, before a person has looked: the sentence's own, or less. Never more than it says."""

from procedures.core.extraction.drafts import TaskDraft
from procedures.core.fixed_words import ASK_WHICH_MEDICINES
from procedures.core.tasks import ASK_ABOUT_MEDICINES, Category

LONGEST_TITLE = 200
# What a condition may begin with beside "if"; "only if unless" would be no English.
_CONJUNCTIONS = {"unless", "when", "whenever", "while", "once", "until", "as"}


def first_title(draft: TaskDraft) -> str:
    """The title of a task as drafted; for a medicine change without a stated time, only that the patient must ask."""
    if leaves_medicine_open(draft):
        return ASK_WHICH_MEDICINES
    return shortened(draft.title or draft.source_text, LONGEST_TITLE)


def first_instruction(draft: TaskDraft, text: str) -> str:
    """What stands below the title: the document's sentence and its details, one a line.

    Empty where the title already says the whole sentence. A fasting task has none before its two values are given.
    """
    if leaves_medicine_open(draft):
        return ASK_ABOUT_MEDICINES
    if draft.category is Category.FASTING:
        return ""
    sentence = one_line(draft.source_text)
    is_said = _bare(sentence) == _bare(draft.title)
    details = [f"- {one_line(span.of(text))}" for span in draft.details]
    return "\n".join([*([] if is_said else [sentence]), *details])


def leaves_medicine_open(draft: TaskDraft) -> bool:
    """True for a medicine change whose sentence gives no time: which medicine, and when, is for the team to say."""
    states_time = draft.timing is not None and not draft.timing.is_open
    return draft.category is Category.MEDICATION and draft.needs_clinician and not states_time


def with_condition(title: str, instruction: str, condition: str) -> str:
    """The instruction, with the condition before it where neither it nor the title says that already.

    A drafted condition can be one of several in its sentence: "Only if the wound becomes red" before "Call us if it
    becomes red, hot or leaks" would tell the patient with a leaking wound not to call.
    """
    if says_condition(f"{title} {instruction}", condition):
        return instruction
    first = one_line(condition).partition(" ")[0].casefold()
    if first in _CONJUNCTIONS:
        return f"{for_whom(condition)}: {instruction}".removesuffix(": ")
    return f"{for_whom(condition)}. {instruction}".strip()


def says_condition(words: str, condition: str) -> bool:
    """True where `words` hold the condition already, or there is none."""
    said = one_line(condition).rstrip(".")
    return not said or said.casefold() in one_line(words).casefold()


def for_whom(condition: str) -> str:
    """The condition as words of its own, without a full stop: "Only if you will have sedation"."""
    said = one_line(condition).rstrip(".")
    first = said.partition(" ")[0].casefold()
    if first in _CONJUNCTIONS:
        return f"{said[:1].upper()}{said[1:]}"
    return f"Only {said}" if first == "if" else f"Only if this is so: {said}"


def one_line(words: str) -> str:
    """The words with every run of white space as one space."""
    return " ".join(words.split())


def shortened(words: str, longest: int) -> str:
    """The words on one line, cut at a word's end with "…" where they are too long for their place."""
    line = one_line(words)
    if len(line) <= longest:
        return line
    return line[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def _bare(words: str) -> str:
    return one_line(words).rstrip(".:;").casefold()
