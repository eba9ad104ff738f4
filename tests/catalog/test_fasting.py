"""Filling a fasting hole."""

from datetime import UTC, datetime

import pytest

from procedures.catalog.models import ChecklistTemplate
from procedures.catalog.reviewing import FastingLimit, HoleKind, NotAFastingTask, NoValue, fill_fasting, holes
from procedures.catalog.reviewing.values import differs_from_document
from procedures.core.distance import Distance, TimeUnit
from procedures.core.timing import Anchor, Relation, Timing, TimingKind
from procedures.hospitals.models import User
from tests.cast import make_clinician, make_unit
from tests.catalog.papers import make_draft, make_fasting, make_medicine

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> ChecklistTemplate:
    return make_draft(make_unit())


@pytest.fixture
def carl(draft: ChecklistTemplate) -> User:
    return make_clinician(draft.procedure.unit)


def hours(count: int, anchor: Anchor = Anchor.ARRIVAL) -> FastingLimit:
    return FastingLimit.hours_before(count, anchor)


def test_food_and_clear_fluids_become_two_tasks_of_the_same_sentence(draft: ChecklistTemplate, carl: User) -> None:
    task = make_fasting(draft)

    food, fluids = fill_fasting(task, food=hours(8), clear_fluids=hours(2, Anchor.SURGERY), by=carl, now=NOW)

    assert [row.intake for row in draft.tasks.all()] == ["food", "clear_fluids"]
    assert food.pk == task.pk
    assert food.source_text == fluids.source_text == "Fast for a certain number of hours before the operation."
    assert food.when is not None
    assert fluids.when is not None
    assert (food.when.anchor, food.timing["from"]) == (Anchor.ARRIVAL, "PT8H")
    assert (fluids.when.anchor, fluids.timing["from"]) == (Anchor.SURGERY, "PT2H")
    assert food.instruction == "You may eat until 8 hours before you arrive. After that, eat nothing."
    assert (
        fluids.instruction == "You may drink clear fluids until 2 hours before the start of your operation. "
        "After that, drink nothing."
    )
    assert (food.value_given_by, food.value_given_at) == (carl, NOW)


def test_safety_rule_1_a_filled_value_still_waits_for_a_clinician(draft: ChecklistTemplate, carl: User) -> None:
    task = make_fasting(draft)

    fill_fasting(task, food=hours(8), clear_fluids=hours(2), by=carl, now=NOW)

    assert [hole.kind for hole in holes(draft)] == [HoleKind.CLINICIAN, HoleKind.CLINICIAN]


def test_midnight_is_the_one_that_ends_the_day_before(draft: ChecklistTemplate, carl: User) -> None:
    (food,) = fill_fasting(make_fasting(draft), food=FastingLimit.night_before(), clear_fluids=None, by=carl, now=NOW)

    assert food.when is not None
    assert (food.when.relation, food.when.clock, food.timing["from"]) == (Relation.BEFORE, "24:00", "P1D")
    assert "12 midnight at the end of the day before your operation" in food.instruction


def test_an_hour_on_the_wall_may_lie_on_the_day_before_or_on_the_day(draft: ChecklistTemplate, carl: User) -> None:
    food, fluids = fill_fasting(
        make_fasting(draft),
        food=FastingLimit.night_before("22:30"),
        clear_fluids=FastingLimit.on_the_day("06:00"),
        by=carl,
        now=NOW,
    )

    assert "10:30 at night on the day before your operation" in food.instruction
    assert "6:00 in the morning on the day of your operation" in fluids.instruction
    assert fluids.when is not None
    assert (fluids.when.relation, fluids.when.clock) == (Relation.ON_DAY, "06:00")


def test_food_alone_leaves_clear_fluids_open(draft: ChecklistTemplate, carl: User) -> None:
    fill_fasting(make_fasting(draft), food=hours(8), clear_fluids=None, by=carl, now=NOW)

    assert "clear fluids" in next(hole for hole in holes(draft) if hole.kind is HoleKind.FASTING).words


@pytest.mark.parametrize("count", [0, -2, 49])
def test_hours_that_no_clinic_means_are_refused(count: int) -> None:
    with pytest.raises(ValueError, match="1 to 48"):
        FastingLimit.hours_before(count, Anchor.ARRIVAL)


@pytest.mark.parametrize("anchor", [Anchor.DISCHARGE, Anchor.FOLLOW_UP_VISIT])
def test_fasting_is_counted_from_the_arrival_or_the_operation_only(anchor: Anchor) -> None:
    with pytest.raises(ValueError, match="arrival"):
        FastingLimit.hours_before(6, anchor)


def test_nothing_given_fills_nothing(draft: ChecklistTemplate, carl: User) -> None:
    task = make_fasting(draft)

    with pytest.raises(NoValue):
        fill_fasting(task, food=None, clear_fluids=None, by=carl, now=NOW)

    task.refresh_from_db()
    assert task.value_given_at is None


def test_only_a_fasting_task_takes_fasting_values(draft: ChecklistTemplate, carl: User) -> None:
    with pytest.raises(NotAFastingTask):
        fill_fasting(make_medicine(draft), food=hours(8), clear_fluids=None, by=carl, now=NOW)


def test_safety_rule_3_a_value_that_is_not_the_documents_is_a_conflict(draft: ChecklistTemplate, carl: User) -> None:
    stated = Timing.from_json({"relation": "before", "from": "PT8H", "to": "PT0S", "kind": "interval"})
    task = make_fasting(draft, timing=stated.as_json(), stated_timing=stated.as_json(), needs_value="")

    fill_fasting(task, food=hours(10, Anchor.SURGERY), clear_fluids=hours(8, Anchor.SURGERY), by=carl, now=NOW)

    (conflict,) = [hole for hole in holes(draft) if hole.kind is HoleKind.CONFLICT]
    assert "8 hours before the operation" in conflict.words
    assert "10 hours before the operation" in conflict.words


def test_a_value_inside_the_documents_own_range_is_none() -> None:
    draft = make_draft(make_unit())
    stated = Timing.from_json(
        {"relation": "before", "from": "PT8H", "to": "PT0S", "min": "PT6H", "kind": TimingKind.INTERVAL}
    )
    task = make_fasting(draft, timing=stated.as_json(), stated_timing=stated.as_json())

    fill_fasting(task, food=hours(8, Anchor.SURGERY), clear_fluids=hours(6, Anchor.SURGERY), by=None, now=NOW)

    assert not [hole for hole in holes(draft) if hole.kind is HoleKind.CONFLICT]


def test_safety_rule_3_two_times_for_one_intake_block_until_a_person_chooses() -> None:
    draft = make_draft(make_unit())
    first, second = make_fasting(draft), make_fasting(draft)
    fill_fasting(first, food=hours(8), clear_fluids=hours(2), by=None, now=NOW)

    fill_fasting(second, food=hours(6), clear_fluids=None, by=None, now=NOW)

    (conflict,) = [hole for hole in holes(draft) if hole.kind is HoleKind.CONFLICT]
    assert "2 different times for food" in conflict.words


def test_a_limit_in_the_document_does_not_contradict_the_same_limit_as_a_clinician_gives_it(
    draft: ChecklistTemplate, carl: User
) -> None:
    task = make_fasting(draft)
    limit = Timing(Relation.BEFORE, None, Distance(2, TimeUnit.HOURS), kind=TimingKind.DEADLINE, anchor=Anchor.ARRIVAL)
    task.stated_timing = limit.as_json()
    task.save()

    (same,) = fill_fasting(task, food=None, clear_fluids=hours(2), by=carl, now=NOW)
    assert not differs_from_document(same)

    (other,) = fill_fasting(task, food=None, clear_fluids=hours(4), by=carl, now=NOW)
    assert differs_from_document(other)


def test_safety_rule_3_food_after_clear_fluids_blocks_publishing_however_it_came_about() -> None:
    draft = make_draft(make_unit())

    fill_fasting(make_fasting(draft), food=hours(2), clear_fluids=hours(6), by=None, now=NOW)

    (conflict,) = [hole for hole in holes(draft) if hole.kind is HoleKind.CONFLICT]
    assert "Food would be allowed after clear fluids have stopped" in conflict.words
