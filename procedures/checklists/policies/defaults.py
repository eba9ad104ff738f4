"""What prepapp does by itself: for each kind of thing, and for what is known of its time, the steps of telling."""

from collections.abc import Mapping
from datetime import timedelta

from procedures.checklists.models import ChecklistItem, PolicyStep, Reminder
from procedures.checklists.policies.rules import DaysBefore, Earlier, EveningBefore, OnTheDay, Step
from procedures.core.tasks import Category, Phase, Topic

Kind = Reminder.Kind
Shape = PolicyStep.Shape
Key = tuple[Topic, PolicyStep.Shape]

_HOUR = Earlier(timedelta(hours=1))
_FASTING = (
    Step("evening_before", Kind.FASTING, EveningBefore(), is_critical=True),
    Step("hour_before", Kind.FASTING, _HOUR, only_if_awake=True),
)
_TASK = (Step("evening_before", Kind.TASK, EveningBefore()),)
_WEEK_BEFORE = (Step("week_before", Kind.TASK, DaysBefore(7)),)

DEFAULTS: Mapping[Key, tuple[Step, ...]] = {
    (Topic.FASTING, Shape.HOUR): _FASTING,
    (Topic.FASTING, Shape.DAY): _FASTING,
    (Topic.MEDICATION, Shape.HOUR): (
        Step("evening_before", Kind.MEDICATION, EveningBefore(), is_critical=True),
        Step("hour_before", Kind.MEDICATION, _HOUR, only_if_awake=True),
    ),
    (Topic.MEDICATION, Shape.DAY): (
        Step("evening_before", Kind.MEDICATION, EveningBefore(), is_critical=True),
        Step("on_the_day", Kind.MEDICATION, OnTheDay()),
    ),
    # Without a time of its own it is told a week before the operation.
    (Topic.MEDICATION, Shape.NO_TIME): (Step("week_before", Kind.MEDICATION, DaysBefore(7), is_critical=True),),
    # A booked visit.
    (Topic.APPOINTMENT, Shape.HOUR): (
        Step("week_before", Kind.APPOINTMENT, DaysBefore(7), useless_before=timedelta(days=2)),
        Step("day_before", Kind.APPOINTMENT, DaysBefore(1), is_critical=True),
        Step("two_hours_before", Kind.APPOINTMENT, Earlier(timedelta(hours=2)), only_if_awake=True),
    ),
    (Topic.APPOINTMENT, Shape.DAY): _TASK,
    (Topic.APPOINTMENT, Shape.NO_TIME): _WEEK_BEFORE,
    (Topic.ARRIVAL, Shape.HOUR): (Step("evening_before", Kind.ARRIVAL, EveningBefore(), is_critical=True),),
    (Topic.TEST, Shape.HOUR): _TASK,
    (Topic.TEST, Shape.DAY): _TASK,
    (Topic.TEST, Shape.NO_TIME): _WEEK_BEFORE,
    (Topic.LOGISTICS, Shape.HOUR): _TASK,
    (Topic.LOGISTICS, Shape.DAY): _TASK,
    (Topic.LOGISTICS, Shape.NO_TIME): _WEEK_BEFORE,
    (Topic.HYGIENE, Shape.HOUR): _TASK,
    (Topic.HYGIENE, Shape.DAY): _TASK,
    (Topic.RECOVERY, Shape.HOUR): _TASK,
    (Topic.RECOVERY, Shape.DAY): _TASK,
    (Topic.FOLLOW_UP, Shape.HOUR): _TASK,
    (Topic.FOLLOW_UP, Shape.DAY): _TASK,
    (Topic.OTHER, Shape.HOUR): _TASK,
    (Topic.OTHER, Shape.DAY): _TASK,
}

# Where a hospital adds a step of its own, its message is of this kind.
KINDS: Mapping[Topic, Reminder.Kind] = {
    Topic.FASTING: Kind.FASTING,
    Topic.MEDICATION: Kind.MEDICATION,
    Topic.APPOINTMENT: Kind.APPOINTMENT,
    Topic.ARRIVAL: Kind.ARRIVAL,
}
_TOPICS: Mapping[str, Topic] = {
    Category.TEST: Topic.TEST,
    Category.ASSESSMENT: Topic.TEST,
    Category.APPOINTMENT: Topic.APPOINTMENT,
    Category.HYGIENE: Topic.HYGIENE,
    Category.LOGISTICS: Topic.LOGISTICS,
}


def kind_of(topic: Topic, shape: str) -> Reminder.Kind:
    """The kind of message that tells of `topic`; a visit that is not booked is something to do."""
    return Kind.TASK if topic is Topic.APPOINTMENT and shape != Shape.HOUR else KINDS.get(topic, Kind.TASK)


def topic_of(item: ChecklistItem) -> Topic:
    """What an item is about. Fasting and medicines come first, in whatever phase they are."""
    if item.category == Category.FASTING:
        return Topic.FASTING
    if item.category == Category.MEDICATION:
        return Topic.MEDICATION
    if item.phase == Phase.RECOVERY:
        return Topic.RECOVERY
    if item.phase == Phase.FOLLOW_UP:
        return Topic.FOLLOW_UP
    return _TOPICS.get(item.category, Topic.OTHER)


def shape_of(item: ChecklistItem) -> PolicyStep.Shape:
    """What is known of the time of an item that has no booked visit."""
    if item.due_at is None:
        return Shape.NO_TIME
    if topic_of(item) is Topic.APPOINTMENT or not item.is_exact:
        return Shape.DAY
    return Shape.HOUR
