"""Carrying over what was reviewed: only where a sentence, its time, its details and its headings are the same.

What goes together is carried together or not at all: a sentence with its details, all tasks of one sentence, and what a
person merged. A sentence that only looks alike is never taken for the same; it is reviewed anew.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from procedures.catalog.editions.places import Place, details_of, place_of, places_of, words_of
from procedures.catalog.models import ChecklistTemplate, Dismissal, ReviewEvent, TaskTemplate, Wording
from procedures.catalog.reviewing.drafts import copy_of
from procedures.core.editions import folded
from procedures.core.tasks import NEEDS_CLINICIAN
from procedures.hospitals.models import User

Row = TaskTemplate | Dismissal
_LOOKED_AT = ("stated_timing", "needs_value", "needs_clinician", "category", "is_red_flag")
_NOT_CONFIRMED = {"confirmed_by_id": None, "confirmed_at": None, "conflict_note": ""}
_NOT_REVIEWED = {"reviewed_by_id": None, "reviewed_at": None}


@dataclass(frozen=True, slots=True)
class Carried:
    """How many tasks and dismissals came along, and how many of the tasks a clinician has to confirm again."""

    tasks: int = 0
    dismissals: int = 0
    to_confirm: int = 0


@dataclass(frozen=True, slots=True)
class _Group:
    """Rows that hang together by their places."""

    rows: tuple[Row, ...]
    places: frozenset[Place]

    @property
    def tasks(self) -> list[TaskTemplate]:
        return [row for row in self.rows if isinstance(row, TaskTemplate)]


def base_of(template: ChecklistTemplate) -> ChecklistTemplate | None:
    """What a new edition is compared with: the procedure's newest version; without one its newest other draft."""
    others = ChecklistTemplate.objects.filter(procedure_id=template.procedure_id).exclude(pk=template.pk)
    newest = others.published().order_by("version").last()
    return newest or others.exclude(document=template.document_id).order_by("pk").last()


def carry_over(draft: ChecklistTemplate, base: ChecklistTemplate, *, by: User | None, now: datetime) -> Carried:
    """Put what was reviewed in `base` in the place of what was just drafted, where nothing about the sentence changed.

    Accepted words, dismissals with their reasons, filled holes, settled times and reviewed words of other languages
    come along. Of fasting and medicines the values come, and a clinician confirms each again (safety rule 1). A task
    that was added by hand comes too, to be read again: it has no sentence that could be the same. Call it inside the
    import's transaction.

    :raises Frozen: when `draft` is published.
    """
    there = _moved_to(base, draft)
    new_groups = {place: group for group in _groups(draft) for place in group.places}
    carried: list[tuple[_Group, list[_Group]]] = []
    for group in _groups(base):
        same = _same_in(group, there, new_groups)
        if same is not None:
            carried.append((group, same))
    for _, replaced in carried:
        _take_out(replaced)
    kept = [_copies(group, draft, there) for group, _ in carried]
    by_hand = [row for row in base.tasks.prefetch_related("wordings") if row.start is None]
    kept.append([_copy(row, draft, there, is_read_again=True) for row in by_hand])
    tasks = [copy for copies in kept for copy in copies if isinstance(copy, TaskTemplate)]
    dismissals = [copy for copies in kept for copy in copies if isinstance(copy, Dismissal)]
    _number(draft)
    done = Carried(len(tasks), len(dismissals), sum(task.must_be_confirmed for task in tasks))
    if tasks or dismissals:
        note = f"From {base}: {done.tasks} tasks and {done.dismissals} dismissals. {done.to_confirm} to confirm again."
        ReviewEvent(template=draft, act=ReviewEvent.Act.CARRIED, by=by, at=now, note=note[:300]).save()
    return done


def _moved_to(base: ChecklistTemplate, draft: ChecklistTemplate) -> dict[Place, Place]:
    """Where the places of `base` stand in `draft`, for those with the same words under the same headings.

    What stands there more often in one than in the other is left out: nobody can tell which is which.
    """
    old, new = _by_words(base), _by_words(draft)
    same = (key for key in old if len(old[key]) == len(new.get(key, ())))
    return {place: other for key in same for place, other in zip(old[key], new[key], strict=True)}


def _by_words(template: ChecklistTemplate) -> Mapping[object, list[Place]]:
    found: dict[object, list[Place]] = defaultdict(list)
    for place, words in words_of(template).items():
        found[words].append(place)
    return found


def _groups(template: ChecklistTemplate) -> list[_Group]:
    """The rows of a template that come from its document, each with all that share a place with it."""
    rows: list[Row] = [*template.tasks.prefetch_related("wordings"), *template.dismissals.all()]
    group_of: dict[Place, _Group] = {}
    for row in rows:
        own = places_of(row)
        joined = list({id(group_of[place]): group_of[place] for place in own if place in group_of}.values())
        places = frozenset(own).union(*(group.places for group in joined))
        group = _Group((*(each for one in joined for each in one.rows), row), places)
        group_of.update(dict.fromkeys(places, group))
    return list({id(group): group for group in group_of.values()}.values())


def _same_in(group: _Group, there: Mapping[Place, Place], new_groups: Mapping[Place, _Group]) -> list[_Group] | None:
    """The groups of the new edition that stand for `group`, if nothing about it changed; else None."""
    if not any(_is_reviewed(row) for row in group.rows) or not group.places <= there.keys():
        return None
    mapped = {there[place] for place in group.places}
    found = {id(new_groups[place]): new_groups[place] for place in mapped if place in new_groups}
    same = list(found.values())
    if {place for one in same for place in one.places} != mapped:
        return None
    fresh = [task for one in same for task in one.tasks]
    is_same = (
        _stated(group.rows) == _stated(fresh)
        and not _is_drafted_anew(group, fresh, there)
        and _misses_no_care(group, fresh)
    )
    return same if is_same else None


def _is_reviewed(row: Row) -> bool:
    """True for a task, and for what a person dismissed; not for what reading itself dismissed."""
    return isinstance(row, TaskTemplate) or row.task is not None or row.dismissed_by_id is not None


def _stated(rows: Iterable[Row]) -> set[str]:
    """The times that the sentences state, headings' included."""
    times = [_written(row).get("stated_timing") for row in rows]
    return {folded(json.dumps(time, sort_keys=True, ensure_ascii=False)) for time in times if time}


def _written(row: Row) -> Mapping[str, Any]:
    """A task's values, also of one that was dismissed."""
    if isinstance(row, TaskTemplate):
        return {name: getattr(row, name) for name in _LOOKED_AT}
    return row.task or {}


def _is_drafted_anew(group: _Group, fresh: Iterable[TaskTemplate], there: Mapping[Place, Place]) -> bool:
    """True when reading now finds a task where it found none before, and nobody made one."""
    known = {there[place] for row in group.rows if _is_reviewed(row) for place in places_of(row)}
    return any(place_of(task) not in known for task in fresh)


def _misses_no_care(group: _Group, fresh: Collection[TaskTemplate]) -> bool:
    """True unless reading is more careful now: a clinician's task, a hole or a warning sign that was none before."""
    old = [_written(row) for row in group.rows if _is_reviewed(row)]
    values = {one.get("needs_value", "") for one in old}
    confirmed = [one.get("needs_clinician") or one.get("category") in NEEDS_CLINICIAN for one in old]
    return (
        (all(confirmed) or not any(task.must_be_confirmed for task in fresh))
        and all(not task.needs_value or task.needs_value in values for task in fresh)
        and (any(one.get("is_red_flag") for one in old) or not any(task.is_red_flag for task in fresh))
    )


def _take_out(groups: Iterable[_Group]) -> None:
    """Delete what was drafted where reviewed rows take its place."""
    for row in (row for group in groups for row in group.rows):
        row.delete()


def _copies(group: _Group, draft: ChecklistTemplate, there: Mapping[Place, Place]) -> list[Row]:
    return [_copy(row, draft, there) for row in group.rows]


def _copy(row: Row, draft: ChecklistTemplate, there: Mapping[Place, Place], *, is_read_again: bool = False) -> Row:
    """The row as it stands in the new edition, saved, with its words in other languages."""
    own = place_of(row)
    start, end = there[own] if own else (None, None)
    details = [list(there[place]) for place in details_of(row)]
    if isinstance(row, Dismissal):
        task = row.task and row.task | {"start": start, "end": end, "details": details}
        gone = copy_of(row, template_id=draft.pk, start=start, end=end, task=task)
        gone.save()
        return gone
    unread = _NOT_REVIEWED if row.must_be_confirmed or is_read_again else {}
    copy = copy_of(row, template_id=draft.pk, start=start, end=end, details=details, **_NOT_CONFIRMED, **unread)
    copy.save()
    Wording.objects.bulk_create(
        copy_of(wording, template_id=draft.pk, task_id=copy.pk, **unread) for wording in row.wordings.all()
    )
    return copy


def _number(draft: ChecklistTemplate) -> None:
    """Put the tasks in the order of the document; what was added by hand stands last in its phase."""
    tasks: list[TaskTemplate] = list(draft.tasks.all())
    last: dict[str, int] = defaultdict(int)
    for task in tasks:
        last[task.phase] = max(last[task.phase], task.start or 0)
    tasks.sort(key=lambda task: (_at(task, last), task.position, task.pk))
    for position, task in enumerate(tasks, start=1):
        task.position = position
    TaskTemplate.objects.bulk_update(tasks, ["position"])


def _at(task: TaskTemplate, last: Mapping[str, int]) -> tuple[int, bool]:
    return (last[task.phase], True) if task.start is None else (task.start, False)
