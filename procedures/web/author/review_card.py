"""A task as the review page shows it: what it waits for, and the one act that stands out."""

from collections.abc import Iterator
from dataclasses import dataclass

from procedures.catalog.models import TaskTemplate, Wording
from procedures.catalog.reviewing import Hole, HoleKind, faults_of, fingerprint
from procedures.catalog.reviewing.faithful import ENGLISH
from procedures.catalog.reviewing.holes_of_fasting import is_open_fasting
from procedures.catalog.reviewing.values import differs_from_document
from procedures.catalog.timing_words import timing_words
from procedures.catalog.wording import one_line
from procedures.core.linting import Finding, lint_message
from procedures.messaging.wording.foreseeing import text_foreseen
from procedures.web.languages import STAFF_NAMES


@dataclass(frozen=True, slots=True)
class InLanguage:
    """Another language of the hospital, with the task's words in it, if there are any."""

    code: str
    name: str
    wording: Wording | None


@dataclass(frozen=True, slots=True)
class Card:
    """A task as the page shows it.

    `words` is what the patient reads below the title, "" where that is the sentence itself. `fill_with` names the page
    that fills its hole, "" where it has none.
    """

    task: TaskTemplate
    holes: tuple[Hole, ...]
    words: str
    when: str
    stated: str
    fill_with: str
    waits_for_clinician: bool
    can_accept: bool  # nothing but somebody's reading is missing
    is_with_others: bool  # it may be accepted together with others
    is_merged: bool
    seen: str
    languages: tuple[InLanguage, ...] = ()
    too_long: tuple[Finding, ...] = ()  # its text messages that do not fit

    @property
    def must_be_edited(self) -> bool:
        """True when its hole is closed by nothing but other words."""
        return bool(self.holes) and not (self.fill_with or self.waits_for_clinician or self.can_accept)


def card_of(task: TaskTemplate, found: tuple[Hole, ...], *, is_merged: bool) -> Card:
    """The card of `task`; `found` are all holes of its template."""
    own = tuple(hole for hole in found if hole.task is not None and hole.task.pk == task.pk)
    fill_with = ""
    if is_open_fasting(task):
        fill_with = "task-fasting"
    elif any(hole.kind is HoleKind.VALUE for hole in own):
        fill_with = "task-fill"
    waits = task.must_be_confirmed and task.confirmed_at is None and not fill_with
    stated = timing_words(task.stated) if differs_from_document(task) else ""
    is_sentence = one_line(task.instruction) == one_line(task.source_text)
    words = "" if is_sentence else task.instruction
    is_unread = not task.must_be_confirmed and task.reviewed_at is None
    can_accept = [hole.kind for hole in own] == [HoleKind.WORDS] and is_unread and not faults_of(task)
    return Card(
        task=task,
        holes=own,
        words=words,
        when=timing_words(task.when),
        stated=stated,
        fill_with=fill_with,
        waits_for_clinician=waits,
        can_accept=can_accept,
        is_with_others=can_accept and not task.is_red_flag,
        is_merged=is_merged,
        seen=fingerprint(task),
        languages=_languages(task),
        too_long=tuple(_too_long(task)),
    )


def _too_long(task: TaskTemplate) -> Iterator[Finding]:
    """The text messages about a task that do not fit into two segments, in every language it has words in."""
    unit = task.template.procedure.unit
    titles = {ENGLISH: task.title} | {wording.language: wording.title for wording in task.wordings.all()}
    for language, title in titles.items():
        message = text_foreseen(
            title,
            task.category,
            language,
            condition=task.condition,
            clinic=unit.hospital.text_name,
            phone=unit.telephone.as_international,
        )
        yield from lint_message(message, language=str(STAFF_NAMES.get(language, language)))


def _languages(task: TaskTemplate) -> tuple[InLanguage, ...]:
    """Every language of the hospital but English."""
    known = {wording.language: wording for wording in task.wordings.all()}
    wanted = task.template.procedure.unit.hospital.languages
    others = [code for code in wanted if code in STAFF_NAMES and code != ENGLISH]
    return tuple(InLanguage(code, STAFF_NAMES[code], known.get(code)) for code in others)
