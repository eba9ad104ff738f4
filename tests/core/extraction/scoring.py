"""Compares drafted tasks with annotated ones: what was found, how it was sorted, whether its time is exact.

A drafted and an annotated task are the same when their sentences share most words; each is matched once, the closest
first. Optional tasks count neither as missed nor as false; a draft that only repeats a detail counts as nothing.
`dangers` are what must never happen: a fasting or medicine task from a sentence that is none, and a time given to one
whose sentence states none.
"""

import re
from dataclasses import dataclass, field
from typing import Any

Task = dict[str, Any]

_SAME = 0.6
_REPEATS = 0.7
_MINUTES = {"Y": 525_600, "M": 43_200, "W": 10_080, "D": 1_440}
_ISO = re.compile(r"P(?:(\d+)([YMWD]))?(?:T(\d+)([HMS]))?")
_GRAVE = ("fasting", "medication")


@dataclass
class Score:
    """Counts over any number of documents."""

    found: int = 0
    false: int = 0
    missed: int = 0
    right_category: int = 0
    right_phase: int = 0
    timed: int = 0
    exact: int = 0
    dangers: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        return 2 * self.found / max(2 * self.found + self.false + self.missed, 1)

    @property
    def category(self) -> float:
        return self.right_category / max(self.found, 1)

    @property
    def phase(self) -> float:
        return self.right_phase / max(self.found, 1)

    @property
    def timing(self) -> float:
        return self.exact / max(self.timed, 1)

    def add(self, drafted: list[Task], gold: Task) -> None:
        """Compare one document."""
        pairs = _pairs(drafted, gold["tasks"])
        for at, drawn in enumerate(drafted):
            if at in pairs:
                self._compare(drawn, gold["tasks"][pairs[at]])
            else:
                self._unmatched(drawn, gold, set(pairs.values()))
        for at, task in enumerate(gold["tasks"]):
            if at not in pairs.values() and not task.get("optional"):
                self.missed += 1
                self.faults.append(f"missed: {task['source_text']}")

    def _compare(self, drawn: Task, task: Task) -> None:
        self.found += 1
        self.right_category += drawn["category"] in (task["category"], task.get("category_alt"))
        self.right_phase += drawn["phase"] == task["phase"]
        edges = _edges(drawn["timing"])
        if task["timing"]:
            self.timed += 1
            self.exact += edges == _edges(task["timing"])
            if edges != _edges(task["timing"]):
                self.faults.append(f"time: {task['source_text']}: {edges}")
        elif edges and any(edges[1:]) and drawn["category"] in _GRAVE:
            self.dangers.append(f"invented time: {drawn['source_text']}")

    def _unmatched(self, drawn: Task, gold: Task, matched: set[int]) -> None:
        details = [detail for at in matched for detail in gold["tasks"][at].get("details", ())]
        if any(likeness(drawn["source_text"], detail) >= _REPEATS for detail in details):
            return
        self.false += 1
        self.faults.append(f"false: {drawn['source_text']}")
        is_none = any(likeness(drawn["source_text"], none["source_text"]) >= _REPEATS for none in gold["non_tasks"])
        if is_none and drawn["category"] in _GRAVE:
            self.dangers.append(f"no task: {drawn['source_text']}")


def likeness(one: str, other: str) -> float:
    """The share of words two sentences have in common, of all their words or of the shorter one's."""
    left, right = (set(re.findall(r"[a-z0-9]+", words.lower())) for words in (one, other))
    if not left or not right:
        return 0.0
    common = len(left & right)
    shorter = min(len(re.findall(r"[a-z0-9]+", words.lower())) for words in (one, other))
    inside = common / min(len(left), len(right)) if shorter >= 3 else 0.0
    return max(common / len(left | right), inside)


def _pairs(drafted: list[Task], annotated: list[Task]) -> dict[int, int]:
    ranked = sorted(
        (
            (_closeness(drawn, task), at, to)
            for at, drawn in enumerate(drafted)
            for to, task in enumerate(annotated)
            if likeness(drawn["source_text"], task["source_text"]) >= 0.4
        ),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    for closeness, at, to in ranked:
        if closeness >= _SAME and at not in pairs and to not in pairs.values():
            pairs[at] = to
    return pairs


def _closeness(drawn: Task, task: Task) -> float:
    is_category = drawn["category"] in (task["category"], task.get("category_alt"))
    is_time = _edges(drawn["timing"]) == _edges(task["timing"])
    return likeness(drawn["source_text"], task["source_text"]) + 0.1 * is_category + 0.1 * is_time


def _edges(timing: Task | None) -> tuple[str, int | None, int | None] | None:
    return (timing["relation"], _minutes(timing["from"]), _minutes(timing["to"])) if timing else None


def _minutes(iso: str | None) -> int | None:
    found = _ISO.fullmatch(iso) if iso else None
    if found is None:
        return None
    days = int(found[1]) * _MINUTES[found[2]] if found[1] else 0
    return days + (int(found[3]) * {"H": 60, "M": 1, "S": 0}[found[4]] if found[3] else 0)
