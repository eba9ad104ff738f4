"""Whether the words of a task say what its sentence says, and what a person settled."""

from collections.abc import Iterable

from procedures.catalog.models import Intake, TaskTemplate
from procedures.catalog.reviewing.holes_of_fasting import is_open_fasting
from procedures.catalog.timing_words import timing_words
from procedures.catalog.wording import with_condition
from procedures.core.distance import Distance
from procedures.core.rewording import Claims, Source, claims_of, faults
from procedures.core.rewording.lexicon import Sign
from procedures.core.tasks import ASK_ABOUT_MEDICINES, Category, Polarity
from procedures.core.timing import PartOfDay, Relation, Timing, TimingKind

ENGLISH = "en"
_CONDITIONS = {Sign.IF, Sign.UNLESS, Sign.ONLY}
# How fasting limits are told: "You may eat until 8 hours before you arrive. After that, eat nothing."
_FASTING_WORDS = "Until then. Before. After that. Stop."


class NotFaithful(Exception):
    """The words lose or change something. `faults` tells what, each as a sentence."""

    def __init__(self, found: tuple[str, ...]) -> None:
        self.faults = found
        super().__init__(" ".join(found))


def faults_of(task: TaskTemplate, *, among: Iterable[TaskTemplate] | None = None) -> tuple[str, ...]:
    """What the English words of `task`, as they stand in memory, lose of its sentence or change. None if all is said.

    `among` are the template's tasks, where the caller has them; without it they are read. A task that was added by
    hand has no sentence to lose anything of.
    """
    if task.start is None:
        return ()
    others = task.template.tasks.all() if among is None else among
    return faults(task.title, task.instruction, language=ENGLISH, source=_source(task, others))


def faults_of_translation(task: TaskTemplate, language: str, title: str, instruction: str) -> tuple[str, ...]:
    """What words in another language lose of the English ones, title for title and text for text."""
    text = english_text(task)
    of_title, of_text = claims_of(task.title), claims_of(text)
    both = of_title + of_text
    found = (
        *faults(title, "", language=language, source=Source(of_title, allowed=both)),
        *faults("", instruction, language=language, source=Source(of_text, allowed=both)),
    )
    if text.strip() and not instruction.strip():
        found = (*found, "The English has a text below the title. Write it in this language too.")
    return tuple(dict.fromkeys(found))


def english_text(task: TaskTemplate) -> str:
    """What the patient reads below the English title."""
    if tells_to_ask(task):
        return ASK_ABOUT_MEDICINES
    return with_condition(task.title, task.instruction, task.condition)


def tells_to_ask(task: TaskTemplate) -> bool:
    """True for a medicine about which the patient is only told to ask the team."""
    return task.category == Category.MEDICATION and task.instruction in ("", ASK_ABOUT_MEDICINES)


def _source(task: TaskTemplate, others: Iterable[TaskTemplate]) -> Source:
    sentence, allowed, elsewhere = _sentence(task), _allowed(task), _elsewhere(task, others)
    if tells_to_ask(task):
        # The patient is told to ask: all that the sentence says is then for the team to say (safety rule 1).
        return Source(claims_of(""), allowed=sentence + allowed + claims_of(ASK_ABOUT_MEDICINES), elsewhere=elsewhere)
    if _is_for_clinician(task):
        return Source(Claims(amounts=sentence.amounts), allowed=allowed, elsewhere=elsewhere, may_add=True)
    settled = _settled(task)
    if task.category == Category.FASTING and not is_open_fasting(task) and task.value_given_at is not None:
        conditions = tuple(one for one in sentence.signs if set(one.signs) & _CONDITIONS)
        said = settled + Claims(signs=conditions, noes=1, no_words=("stop",))
        # The other intake has a value of its own, which says nothing about this one.
        return Source(said, allowed=sentence + allowed + claims_of(_FASTING_WORDS), elsewhere=_condition(task))
    if task.timing != task.stated_timing:
        replaced = claims_of(task.stated.raw) if task.stated else Claims()
        kept = tuple(one for one in sentence.amounts if not any(one.meets(other) for other in replaced.amounts))
        said = Claims(kept, sentence.signs, sentence.noes, sentence.double_noes, sentence.no_words)
        return Source(_beside(said, settled), allowed=sentence + allowed, elsewhere=elsewhere)
    return Source(sentence, allowed=allowed, elsewhere=elsewhere)


def _is_for_clinician(task: TaskTemplate) -> bool:
    """True for a medicine whose sentence gives no time: what is said about it is the clinician's own."""
    states_time = task.stated is not None and not task.stated.is_open
    return task.category == Category.MEDICATION and task.needs_clinician and not states_time


def _sentence(task: TaskTemplate) -> Claims:
    document = task.template.document
    details = [document.text[start:end] for start, end in task.details] if document else []
    return claims_of("\n".join([task.source_text, *details]))


def _allowed(task: TaskTemplate) -> Claims:
    """What may be said though the sentence does not: its heading's time, and that it is something to leave."""
    raw = task.stated.raw if task.stated else ""
    intake = Intake(task.intake).label if task.intake else ""
    also = claims_of(f"{raw}. {timing_words(task.when)}. {task.condition}. {intake}")
    return also + Claims(noes=1) if task.polarity == Polarity.AVOID else also


def _elsewhere(task: TaskTemplate, others: Iterable[TaskTemplate]) -> Claims:
    """What other tasks of the same sentence say, and the condition, which is put before the words for the patient."""
    said = _condition(task)
    for other in others:
        if other.pk != task.pk and (other.start, other.end) == (task.start, task.end):
            said += claims_of(f"{other.title}\n{other.instruction}")
    return said


def _condition(task: TaskTemplate) -> Claims:
    return claims_of(f"Only if {task.condition}") if task.condition else Claims()


def _settled(task: TaskTemplate) -> Claims:
    """The values that `task` is held to, as claims; none for what no number is in."""
    when = task.when
    if when is None or when.is_open:
        return Claims()
    return claims_of(" ".join(_values(when)))


def _values(when: Timing) -> list[str]:
    words: list[str] = []
    if when.kind is not TimingKind.CLOCK:
        words += [_length(one) for one in (when.from_, when.to) if one is not None and one.amount]
        if len(words) == 2 and words[0] == words[1]:
            words.pop()
    if words and when.relation is Relation.BEFORE and when.kind is TimingKind.INTERVAL:
        words.append("before")
    if when.clock is not None:
        words.append(when.clock)
    elif when.part_of_day is PartOfDay.MIDNIGHT:
        words.append("midnight")
    return words


def _length(distance: Distance) -> str:
    return f"{distance.amount} {distance.unit.value},"


def _beside(sentence: Claims, settled: Claims) -> Claims:
    """The sentence's claims with those of `settled` that it does not make itself."""
    new = tuple(one for one in settled.amounts if not any(one.meets(other) for other in sentence.amounts))
    return Claims(sentence.amounts + new, sentence.signs, sentence.noes, sentence.double_noes, sentence.no_words)
