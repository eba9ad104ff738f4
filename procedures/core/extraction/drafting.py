"""A document to its draft: every sentence of its sections is a task, a detail of one, or dismissed with a reason."""

from dataclasses import dataclass, field, replace

from procedures.core.extraction.alarms import calls, is_report_of_signs, orders_call
from procedures.core.extraction.anchors import Events
from procedures.core.extraction.drafts import Dismissed, Draft, Problem, SectionKind, TaskDraft
from procedures.core.extraction.headings import Mode, sense_of
from procedures.core.extraction.lexicon import phrases
from procedures.core.extraction.lists import holds_things, lead_task
from procedures.core.extraction.modality import has_finite_verb, is_imperative
from procedures.core.extraction.naming import procedure_name
from procedures.core.extraction.places import Line
from procedures.core.extraction.sentence_tasks import tasks_of
from procedures.core.extraction.tokens import words_of
from procedures.core.extraction.unheaded import first_side
from procedures.core.extraction.walking import Walk
from procedures.core.reading.document import Document

NO_SECTIONS = Problem(
    "no_sections",
    "No part on preparation, recovery or follow-up was found. Check that this is the right document, "
    "or add a heading such as 'Preparation' above the instructions.",
)
NO_HEADINGS = Problem(
    "no_headings",
    "No heading tells where preparation and recovery begin. Each sentence was placed by its own words, and only "
    "plain orders became tasks. Check the phase of every task, and what was dismissed.",
)
_THESE = phrases("these, the above, any of the following, one of the following")
_LEAD_IN = "lead_in"
_SUB_LABEL = "sub_label"
_STEP = "step_of_previous_task"


def draft_tasks(document: Document) -> Draft:
    """Draft the tasks of `document`, in the order of its text. It never adds a number, a time or a drug."""
    name = procedure_name(document)
    events = Events(words_of(name))
    walk = Walk(document, events).run()
    is_unheaded = _has_no_part(walk)
    if is_unheaded and (side := first_side(document, events)):
        walk = Walk(document, events, side).run()
    found = _Drafting(document.text, walk.lines, events)
    found.run()
    problems = [Problem("left_out", note) for note in document.notes]
    if is_unheaded:
        problems.append(NO_SECTIONS if _has_no_part(walk) else NO_HEADINGS)
    return Draft(name, tuple(walk.parts.sections), tuple(found.tasks), tuple(found.dismissed), tuple(problems))


def _has_no_part(walk: Walk) -> bool:
    return not walk.parts.told


def _is_bare_label(line: Line) -> bool:
    """True for "Desk job:", a name with nothing behind it."""
    words = line.words
    return words.norm(len(words) - 1) == ":" and not is_imperative(words) and not has_finite_verb(words)


def _speaks_of(line: Line) -> bool:
    """“Call 555-0133 for any of these.”"""
    return line.words in _THESE


def _is_sign(line: Line) -> bool:
    """False for a whole order to call that stands among the signs: "If it is an emergency, call 911"."""
    if not orders_call(line.words) or _speaks_of(line):
        return True
    # "Dial 999 if you have chest pain", "Call the spine center for:" right under the signs of another call.
    is_call = calls(line.words) and (is_report_of_signs(line.words) or line.is_lead)
    return line.place.is_listed and line.words.norm(0) != "if" and not is_call


@dataclass(slots=True)
class _Drafting:
    """Sorts the lines of a document into tasks, details and what is dismissed."""

    text: str
    lines: list[Line]
    events: Events
    tasks: list[TaskDraft] = field(default_factory=list)
    dismissed: list[Dismissed] = field(default_factory=list)
    _details: set[int] = field(default_factory=set)
    _under: dict[int, list[int]] = field(default_factory=dict)

    def run(self) -> None:
        """Sort every line that stands in a section."""
        for at, line in enumerate(self.lines):
            if line.place.lead is not None and not self._is_behind_list(line, line.place.lead):
                self._under.setdefault(line.place.lead, []).append(at)
        for at, line in enumerate(self.lines):
            if line.place.kind is SectionKind.OTHER or at in self._details:
                continue
            if line.is_lead or line.is_heading:
                self._head(at, line)
            else:
                self._sentence(line)

    def _is_behind_list(self, line: Line, lead: int) -> bool:
        """True for prose that follows the items of a list, unless it speaks of them."""
        above = self._under.get(lead, [])
        return (
            bool(above) and self.lines[above[-1]].place.is_listed and not line.place.is_listed and not _speaks_of(line)
        )

    def _source(self, line: Line) -> str:
        return " ".join(line.span.of(self.text).split())

    def _dismiss(self, line: Line, reason: str) -> None:
        self.dismissed.append(Dismissed(line.span, self._source(line), reason))

    def _sentence(self, line: Line) -> None:
        if line.place.mode is Mode.STEPS:
            self._dismiss(line, _STEP)
            return
        sorted_ = tasks_of(line, self._source(line), self.events)
        if sorted_.tasks:
            self.tasks.extend(sorted_.tasks)
        else:
            self._dismiss(line, sorted_.reason)

    def _without_reports(self, line: Line, under: list[int]) -> list[int]:
        """What stands under "When to seek help" without whole orders to call, each of which is a task of its own."""
        if Mode.WARNING not in (line.place.mode, sense_of(line.words, self.events).mode):
            return under
        others = [at for at in under if _is_sign(self.lines[at])]
        is_prose = len(others) < len(under) and not any(self.lines[at].place.is_listed for at in others)
        return [] if is_prose else others

    def _head(self, at: int, line: Line) -> None:
        """A heading or lead-in: with the things under it one task, or nothing but a sign over them."""
        under = [place for place in self._under.get(at, ()) if place not in self._details]
        under = self._without_reports(line, under)
        items = [self.lines[place] for place in under]
        if items and holds_things(line, items, self.events):
            task = lead_task(line, self._source(line), self.events)
            if task is not None:
                self.tasks.append(replace(task, details=tuple(item.span for item in items)))
                self._details.update(under)
                return
        is_whole = not items or line.words.norm(len(line.words) - 1) == "."  # how it is done stands under it
        if is_whole and line.is_lead and not line.is_heading and not _is_bare_label(line):
            self._sentence(line)
            return
        if line.is_lead and not line.is_heading:
            self._dismiss(line, _LEAD_IN)
        else:
            self._dismiss(line, _SUB_LABEL)
