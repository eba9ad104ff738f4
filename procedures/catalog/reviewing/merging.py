"""Merging several tasks into one, and taking it apart again."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from procedures.catalog.models import ChecklistTemplate, Intake, ReviewEvent, TaskTemplate, Wording
from procedures.catalog.reviewing.drafts import locked_draft, locked_task, mark_changed
from procedures.catalog.reviewing.meanwhile import refuse_if_changed
from procedures.catalog.reviewing.rows import save_wordings, task_as_json, task_from_json
from procedures.catalog.reviewing.splitting import number_parts
from procedures.catalog.timing_words import timing_words
from procedures.core.tasks import NEEDS_CLINICIAN, Category
from procedures.hospitals.models import User

# What merged tasks must have in common, and what to say where they do not.
_ONE_OF = (
    (
        "is_red_flag",
        "Warning signs are always in sight and never ticked. They cannot be merged with a task that is.",
    ),
    ("phase", "These are for different phases. Change the phase of one first, or leave them apart."),
    ("actor", "Different people do these. Leave them apart, so that each knows their own."),
    ("polarity", "One is something to do and one something to leave. Leave them apart."),
    ("condition", "These apply to different patients (“only if”). Leave them apart."),
)


class CannotMerge(Exception):
    """These tasks do not go into one. The message says why, and what to do."""


class NothingToTakeApart(Exception):
    """The task is not a merged one, or was taken apart meanwhile."""


@transaction.atomic
def merge(
    tasks: Sequence[TaskTemplate],
    *,
    by: User | None,
    now: datetime,
    title: str = "",
    seen: Mapping[int, str] | None = None,
) -> TaskTemplate:
    """Make several tasks of a draft into one, in the place of the first, with all their words one below the other.

    Every sentence stays tied to it: the first one's as its source, the others as its details. It is to be accepted, or
    confirmed, anew. `take_apart` brings the tasks back as they were.
    `seen` has the `fingerprint` of each task as it was shown, checked where it is given.

    :raises Frozen: when the template is published.
    :raises CannotMerge, ChangedMeanwhile: nothing is changed.
    """
    first, *others = _locked(tasks)
    for row in (first, *others):
        refuse_if_changed(row, (seen or {}).get(row.pk, ""), by=by)
    if reason := why_not(first, *others):
        raise CannotMerge(reason)
    rows = [first, *others]
    before = [task_as_json(row) for row in rows]
    _join_wordings(first, others)
    title = " ".join(title.split()) or first.title
    first.title, first.instruction = title, _joined(rows, title)
    first.details = _places(first, others)
    timed = next((row for row in rows if row.timing), first)
    first.timing, first.stated_timing = timed.timing, timed.stated_timing
    first.needs_clinician = any(row.needs_clinician for row in rows)
    open_rows = [row for row in rows if row.needs_value and row.value_given_at is None]
    if open_rows:
        first.needs_value = "; ".join(dict.fromkeys(row.needs_value for row in open_rows))[:200]
        first.value_given_by, first.value_given_at = None, None
    for row in others:
        row.delete()
    mark_changed(first, by=by, now=now)
    first.save()
    number_parts(first.template, first)
    note = " · ".join(f"“{written['title']}”" for written in before)[:300]
    ReviewEvent(
        template=first.template, task=first, act=ReviewEvent.Act.MERGED, by=by, at=now, note=note, before=before
    ).save()
    return TaskTemplate.objects.get(pk=first.pk)


@transaction.atomic
def take_apart(task: TaskTemplate, *, by: User | None, now: datetime, seen: str = "") -> tuple[TaskTemplate, ...]:
    """Bring back the tasks that `task` was merged of, as they were; each is to be accepted, or confirmed, anew.

    `seen` is the `fingerprint` of what they were shown, checked where it is given: what a colleague wrote into the
    merged task would go.

    :raises Frozen: when the template is published.
    :raises NothingToTakeApart, ChangedMeanwhile: nothing is changed.
    """
    row = locked_task(task)
    refuse_if_changed(row, seen, by=by, then="Read it again, then take it apart.")
    merged = merging_of(row.template).get(row.pk)
    if merged is None:
        raise NothingToTakeApart("This task was not merged, or it was taken apart already.")
    as_merged = task_as_json(row)
    Wording.objects.filter(task=row).delete()
    back: list[TaskTemplate] = []
    for number, written in enumerate(merged.before):
        one = task_from_json(written, row.template)
        if number == 0:
            one.pk = row.pk
        mark_changed(one, by=by, now=now)
        one.save()
        save_wordings(written, one)
        back.append(one)
    number_parts(row.template, row)
    ReviewEvent(
        template=row.template,
        task=row,
        act=ReviewEvent.Act.TAKEN_APART,
        by=by,
        at=now,
        note=merged.note,
        before=[as_merged],
    ).save()
    return tuple(back)


def merging_of(template: ChecklistTemplate) -> dict[int, ReviewEvent]:
    """By task, the merging that can be taken apart: the last that was done to it."""
    last: dict[int, ReviewEvent] = {}
    for event in template.events.all():
        if event.task_id is not None:
            last[event.task_id] = event
    return {task: event for task, event in last.items() if event.act == ReviewEvent.Act.MERGED}


def why_not(first: TaskTemplate, *others: TaskTemplate) -> str:
    """Why these tasks do not go into one, and what to do; "" when they do."""
    rows = [first, *others]
    if not others:
        return "Choose at least 1 task to merge with this one."
    if reason := _why_not_signed(rows):
        return reason
    for name, words in _ONE_OF:
        if len({getattr(row, name) for row in rows}) > 1:
            return words
    times = {timing_words(row.when): row for row in rows if row.timing}
    if len(times) > 1:
        return f"These have different times: {'; '.join(times)}. A task has 1 time. Leave them apart."
    return ""


def _why_not_signed(rows: list[TaskTemplate]) -> str:
    """Fasting and medicines are signed one by one, so they stay among their own."""
    signed = [row for row in rows if row.must_be_confirmed]
    if signed and len(signed) < len(rows):
        return (
            "A clinician confirms fasting and medicines by name. They cannot be merged with a task that needs no "
            "clinician. Leave them apart, or split off what is about fasting or medicines first."
        )
    if signed and len({row.category for row in rows}) > 1 and {row.category for row in rows} & NEEDS_CLINICIAN:
        return "Fasting and medicines are confirmed one by one. Leave them apart."
    if len({row.intake for row in rows if row.category == Category.FASTING}) > 1:
        names = " and ".join(label.lower() for label in Intake.labels)
        return f"Fasting has 2 values, {names}. Leave them apart."
    return ""


def _locked(tasks: Sequence[TaskTemplate]) -> list[TaskTemplate]:
    """The rows as they are now, each once, in the order of the list."""
    if not tasks:
        raise CannotMerge("Choose the tasks to merge.")
    draft = locked_draft(tasks[0].template_id)
    keys = {task.pk for task in tasks}
    rows = list(draft.tasks.filter(pk__in=keys).select_related("template__document").order_by("position", "pk"))
    if len(rows) < len(keys):
        raise CannotMerge("One of these tasks is no longer there. Look at the page again.")
    return rows


def _joined(rows: list[TaskTemplate], title: str) -> str:
    """All words one below the other, each once; a title is kept where neither its text nor the new `title` says it."""
    lines: list[str] = []
    for row in rows:
        said = " ".join([title, *row.instruction.split()]).casefold()
        if row.title.rstrip(".… ").casefold() not in said:
            lines.append(row.title)
        lines += row.instruction.splitlines()
    return "\n".join(dict.fromkeys(line for line in lines if line.strip()))


def _places(first: TaskTemplate, others: list[TaskTemplate]) -> list[list[int]]:
    places = [list(place) for row in (first, *others) for place in row.details]
    places += [[row.start, row.end] for row in others if row.start is not None and row.end is not None]
    own = [first.start, first.end]
    return [list(place) for place in sorted({(start, end) for start, end in places if [start, end] != own})]


def _join_wordings(first: TaskTemplate, others: list[TaskTemplate]) -> None:
    """Keep another language only where every one of the tasks has it: half of the words would be a loss unseen."""
    by_row = [{one.language: one for one in row.wordings.all()} for row in (first, *others)]
    for language, wording in by_row[0].items():
        if not all(language in found for found in by_row):
            wording.delete()
            continue
        rest = [line for found in by_row[1:] for line in (found[language].title, found[language].instruction)]
        wording.instruction = "\n".join(line for line in (wording.instruction, *rest) if line)
        wording.save()
