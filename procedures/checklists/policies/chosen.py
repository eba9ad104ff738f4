"""The policies of one hospital: prepapp's own steps, and in their place those that the hospital chose."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from procedures.checklists.models import ChecklistItem, PolicyStep
from procedures.checklists.policies.defaults import DEFAULTS, Key, kind_of, shape_of, topic_of
from procedures.checklists.policies.rules import OFFICE_HOUR, DaysBefore, Earlier, EveningBefore, OnTheDay, Step, When
from procedures.core.tasks import Topic
from procedures.hospitals.models import Hospital

Rule = PolicyStep.Rule


@dataclass(frozen=True, slots=True)
class Policies:
    """By what is told and what is known of its time, the steps of telling, the earliest step first."""

    changed: Mapping[Key, tuple[Step, ...]] = field(default_factory=dict)

    def steps(self, topic: Topic, shape: PolicyStep.Shape) -> tuple[Step, ...]:
        """The steps for one kind of thing; none for what is never told."""
        key = (topic, shape)
        return self.changed[key] if key in self.changed else DEFAULTS.get(key, ())

    def of_item(self, item: ChecklistItem) -> tuple[Step, ...]:
        """The steps for an item that has no booked visit."""
        return self.steps(topic_of(item), shape_of(item))

    @property
    def of_visit(self) -> tuple[Step, ...]:
        """The steps for a booked visit."""
        return self.steps(Topic.APPOINTMENT, PolicyStep.Shape.HOUR)

    @property
    def of_arrival(self) -> tuple[Step, ...]:
        """The steps for coming to the hospital."""
        return self.steps(Topic.ARRIVAL, PolicyStep.Shape.HOUR)


OWN = Policies()


def policies_of(hospital: Hospital) -> Policies:
    """What holds at `hospital` for whatever is planned from now on. One query."""
    return chosen(PolicyStep.objects.filter(hospital=hospital))


def chosen(rows: Iterable[PolicyStep]) -> Policies:
    """Prepapp's own steps with `rows` in their place; a row of another name is one more step."""
    by_key: dict[Key, list[PolicyStep]] = defaultdict(list)
    for row in rows:
        by_key[Topic(row.topic), PolicyStep.Shape(row.shape)].append(row)
    changed: dict[Key, tuple[Step, ...]] = {}
    for key, of_key in by_key.items():
        steps = {step.name: step for step in DEFAULTS.get(key, ())}
        for row in of_key:
            own = steps.pop(row.step, None)
            if not row.is_off:
                steps[row.step] = step_of(row, own)
        changed[key] = tuple(steps.values())
    return Policies(changed)


def step_of(row: PolicyStep, own: Step | None) -> Step:
    """The step that `row` describes, in the place of `own`: what the row cannot say stays as it is there."""
    return Step(
        name=row.step,
        kind=own.kind if own else kind_of(Topic(row.topic), row.shape),
        when=_when(row, own),
        is_critical=row.is_critical,
        only_if_awake=row.rule == Rule.MINUTES_BEFORE and not row.is_critical,
        useless_before=own.useless_before if own else timedelta(0),
        channel=row.channel,
    )


def _when(row: PolicyStep, own: Step | None) -> When:
    match row.rule:
        case Rule.DAYS_BEFORE:
            return DaysBefore(row.days or 0, row.clock or OFFICE_HOUR)
        case Rule.EVENING_BEFORE:
            return EveningBefore(row.clock) if row.clock else EveningBefore()
        case Rule.ON_THE_DAY:
            return OnTheDay(row.clock)
        case Rule.MINUTES_BEFORE:
            return Earlier(timedelta(minutes=row.minutes or 0))
        case _:
            return own.when if own else EveningBefore()
