"""Medicines that are stopped while nothing says when they begin again."""

from collections.abc import Iterator

from procedures.core.extraction.drafts import Draft, TaskDraft
from procedures.core.extraction.lexicon import phrases
from procedures.core.extraction.tokens import words_of
from procedures.core.linting.findings import Finding, Severity, quoted
from procedures.core.tasks import Category, Phase

_STOP = phrases(
    "stop, stopped, stopping, hold, held, pause, paused, discontinue, discontinued, cease, withhold, withheld, "
    "do not take, don't take, not take"
)
_NOT_STOPPED = phrases("not stop, don't stop, never stop, without stopping, not be stopped, not discontinue, not pause")
_RESTART = phrases("restart, restarted, resume, resumed, start again, back on, continue, when to take, when to start")
_BLOOD_THINNERS = phrases(
    "blood thinner*, anticoagulant*, antiplatelet*, warfarin, coumadin, clopidogrel, apixaban, eliquis, "
    "rivaroxaban, xarelto, dabigatran, aspirin"
)
# Nobody is harmed who never takes them again.
_SUPPLEMENTS = phrases("vitamin*, herbal, fish oil, garlic, ginkgo, ginseng, supplement*, turmeric")
_DRUGS = phrases(
    "medicine*, medication*, drug*, aspirin, ibuprofen, naproxen, anti inflammator*, nsaid*, tablet*, pill*, insulin, "
    "metformin, warfarin, clopidogrel, apixaban, rivaroxaban, blood thinner*"
)


def stopped_not_restarted(draft: Draft, _text: str) -> Iterator[Finding]:
    """Each medicine stopped before the operation, where no word on medicines afterwards tells of a new start."""
    stopped = [task for task in draft.tasks if _stops(task)]
    if any(_restarts(task) for task in draft.tasks):
        return
    for task in stopped:
        yield Finding(
            "not_restarted",
            Severity.WARNING,
            f"A medicine is stopped and nothing says when to start it again: {quoted(task.source_text)}.",
            "Patients have stayed off blood thinners for weeks because no one told them to start again.",
            "Add when to start it again, or who will tell the patient.",
            task.span,
        )


def _stops(task: TaskDraft) -> bool:
    words, title = words_of(task.source_text), words_of(task.title)
    return (
        task.category is Category.MEDICATION
        and task.phase is Phase.PREPARATION
        and words in _STOP
        and title not in _NOT_STOPPED
        and (words in _DRUGS or words not in _SUPPLEMENTS)
    )


def _restarts(task: TaskDraft) -> bool:
    words = words_of(task.source_text)
    return (
        task.category is Category.MEDICATION
        and task.phase is not Phase.PREPARATION
        and (words in _RESTART or words in _BLOOD_THINNERS)
    )
