"""Whether two timings say the same, and whether a task still says what it said."""

import hashlib
import json
from dataclasses import replace

from procedures.catalog.models import TaskTemplate
from procedures.core.distance import Distance, TimeUnit
from procedures.core.tasks import Category
from procedures.core.timing import PartOfDay, Relation, Timing, TimingKind


def differs_from_document(task: TaskTemplate) -> bool:
    """True when the document states a time and the task is held to another one, or to none."""
    stated = task.stated
    if stated is None or stated.is_open:
        return False
    if task.category == Category.FASTING:
        stated = _as_fast(stated)
    return task.when is None or not says_the_same(task.when, stated)


def _as_fast(stated: Timing) -> Timing:
    """“Water until 2 hours before” as the value that a clinician gives for it: nothing from 2 hours before on."""
    is_limit = stated.relation is Relation.BEFORE and stated.kind is TimingKind.DEADLINE and stated.from_ is None
    if not is_limit or stated.to is None or not stated.to.unit.is_elapsed:
        return stated
    return replace(stated, from_=stated.to, to=Distance(0, TimeUnit.HOURS), kind=TimingKind.INTERVAL)


def says_the_same(one: Timing, other: Timing) -> bool:
    """True when both put a patient to the same times; a value inside the document's own range is the same."""
    if (one.relation, one.anchor, _clock(one)) != (other.relation, other.anchor, _clock(other)):
        return False
    return _meets(one.from_, other.from_, other) and _meets(one.to, other.to, other)


def _clock(timing: Timing) -> str | None:
    if timing.clock is None and timing.part_of_day is PartOfDay.MIDNIGHT:
        return "24:00"
    return timing.clock or timing.part_of_day


def _meets(given: Distance | None, stated: Distance | None, timing: Timing) -> bool:
    if _is_event(given) and _is_event(stated):
        return True
    return given == stated or given in (timing.minimum, timing.maximum)


def _is_event(distance: Distance | None) -> bool:
    """True for the anchor itself, written as no distance or as none at all."""
    return distance is None or distance.amount == 0


_READ_BY_PATIENT = (
    "title",
    "instruction",
    "phase",
    "category",
    "timing",
    "intake",
    "actor",
    "polarity",
    "condition",
    "is_red_flag",
)


def fingerprint(task: TaskTemplate) -> str:
    """A short mark of all that a patient would read or be held to, to tell whether it changed since it was shown."""
    written = {name: getattr(task, name) for name in _READ_BY_PATIENT}
    return hashlib.sha256(json.dumps(written, sort_keys=True).encode()).hexdigest()[:16]
