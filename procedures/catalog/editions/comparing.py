"""Two versions of a list, task by task: what is new, gone, worded or timed another way."""

from dataclasses import dataclass
from enum import StrEnum

from procedures.catalog.editions.places import Place, Words, details_of, heading_of, place_of, words_of
from procedures.catalog.models import ChecklistTemplate, TaskTemplate
from procedures.catalog.reviewing.values import fingerprint
from procedures.core.editions import Sentence, pairs


class Change(StrEnum):
    """What became of a task. The order is the one in which a person is shown them."""

    ADDED = "added"
    GONE = "gone"
    RETIMED = "retimed"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class TaskChange:
    """A task in both versions, None where it is in one alone.

    `old_words` and `new_words` are its sentence with what belongs to it; the headings are those it stands under.
    `is_same_for_patient` says that a patient reads the same, and is held to the same.
    """

    kind: Change
    old: TaskTemplate | None
    new: TaskTemplate | None
    old_words: str = ""
    new_words: str = ""
    old_heading: str = ""
    new_heading: str = ""
    is_same_for_patient: bool = False

    @property
    def has_new_heading(self) -> bool:
        """True where the same task stands under another heading."""
        return self.old is not None and self.new is not None and self.old_heading != self.new_heading


def compare(old: ChecklistTemplate, new: ChecklistTemplate) -> tuple[TaskChange, ...]:
    """Compare the tasks of two templates of one procedure: all of `new` in order, then those that are gone.

    It is reckoned from the rows each time, so it holds for any two versions, whoever changed what in between.
    """
    old_tasks = {task.pk: task for task in old.tasks.select_related("template__document")}
    new_tasks = {task.pk: task for task in new.tasks.select_related("template__document")}
    old_said = _sentences(old, list(old_tasks.values()))
    new_said = _sentences(new, list(new_tasks.values()))
    found: list[TaskChange] = []
    for pair in pairs(list(old_said.values()), list(new_said.values())):
        before = old_tasks[pair.old] if pair.old is not None else None
        after = new_tasks[pair.new] if pair.new is not None else None
        one = old_said[pair.old] if pair.old is not None else None
        other = new_said[pair.new] if pair.new is not None else None
        is_same = before is not None and after is not None and _reads_the_same(before, after, pair.has_same_words)
        found.append(
            TaskChange(
                kind=_kind(before, after, has_same_words=pair.has_same_words, is_same=is_same),
                old=before,
                new=after,
                old_words=one.words if one else "",
                new_words=other.words if other else "",
                old_heading=heading_of(one.context) if one else "",
                new_heading=heading_of(other.context) if other else "",
                is_same_for_patient=is_same,
            )
        )
    return tuple(found)


def _sentences(template: ChecklistTemplate, tasks: list[TaskTemplate]) -> dict[int, Sentence]:
    words = words_of(template)
    return {task.pk: _sentence(task, words) for task in tasks}


def _sentence(task: TaskTemplate, words: dict[Place, Words]) -> Sentence:
    own = place_of(task)
    if own is None or own not in words:
        said, context = f"{task.title}\n{task.instruction}".strip(), ""
    else:
        said = "\n".join(words[place].said for place in (own, *details_of(task)) if place in words)
        context = words[own].context
    return Sentence(task.pk, said, task.phase, context, task.intake, task.title)


def _reads_the_same(old: TaskTemplate, new: TaskTemplate, has_same_words: bool) -> bool:
    """Fasting and medicines are the same only where the sentence is the same too: a clinician confirmed that one."""
    if fingerprint(old) != fingerprint(new) or old.must_be_confirmed != new.must_be_confirmed:
        return False
    return has_same_words or not new.must_be_confirmed


def _kind(old: TaskTemplate | None, new: TaskTemplate | None, *, has_same_words: bool, is_same: bool) -> Change:
    if old is None:
        return Change.ADDED
    if new is None:
        return Change.GONE
    if any(_bare(getattr(old, name)) != _bare(getattr(new, name)) for name in ("timing", "stated_timing")):
        return Change.RETIMED
    return Change.UNCHANGED if is_same and has_same_words else Change.CHANGED


def _bare(timing: dict[str, object] | None) -> dict[str, object]:
    """A written timing without the words that it was read from."""
    return {name: value for name, value in (timing or {}).items() if name != "raw"}
