"""The figures: counted by the database for some units and some time, in a fixed number of queries."""

from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from procedures.checklists.models import Surgery, WorkItem
from procedures.checklists.ticking import tick
from procedures.hospitals.models import Unit
from procedures.messaging.outcomes import Outcomes, outcomes
from tests.cast import (
    make_checklist,
    make_delivery,
    make_item,
    make_patient,
    make_procedure,
    make_reminder,
    make_surgery,
    make_template,
    make_unit,
)

pytestmark = pytest.mark.django_db
SURGERY = datetime(2026, 12, 8, 13, 0, tzinfo=UTC)
SINCE, UNTIL = SURGERY - timedelta(days=20), SURGERY + timedelta(days=1)
HOUR = timedelta(hours=1)


def count(unit: Unit, **span: datetime) -> Outcomes:
    return outcomes(Unit.objects.filter(pk=unit.pk), **({"since": SINCE, "until": UNTIL} | span))


def concern(surgery: Surgery, *, before: timedelta, kind: str = "not_ticked") -> None:
    WorkItem.objects.create(surgery=surgery, kind=kind, summary="-", raised_at=SURGERY - before)


def parts(shares: object) -> list[int]:
    return [one.part for one in shares]  # type: ignore[attr-defined]


@pytest.fixture
def unit() -> Unit:
    return make_unit()


def test_an_unprepared_patient_counts_once_where_the_first_concern_was_found(unit: Unit) -> None:
    procedure = make_procedure(unit)
    for before in (100 * HOUR, 30 * HOUR, 24 * HOUR, 2 * HOUR, -HOUR):
        surgery = make_surgery(unit, make_patient(unit), procedure=procedure)
        concern(surgery, before=before)
        concern(surgery, before=timedelta(hours=-8), kind="missed")
    make_surgery(unit, make_patient(unit), procedure=procedure)

    found = count(unit)

    assert parts(found.found) == [1, 2, 0, 0, 1, 1]
    assert (found.unprepared, found.operations) == (5, 6)


def test_a_concern_that_tells_nothing_of_being_ready_does_not_count(unit: Unit) -> None:
    concern(make_surgery(unit), before=HOUR, kind="question")

    assert count(unit).unprepared == 0


def test_ticks_count_as_in_time_or_late_by_kind_of_step(unit: Unit) -> None:
    checklist = make_checklist(make_surgery(unit))
    due = SURGERY - 8 * HOUR
    for at in (due - HOUR, due, due + HOUR):
        tick(make_item(checklist, category="fasting", due_at=due), by=None, now=at)
    make_item(checklist, category="fasting", due_at=due, status="missed")
    make_item(checklist, category="hygiene", due_at=due)
    make_item(checklist, category="hygiene", due_at=due, actor="care_team")
    make_item(checklist, category="hygiene", due_at=due, is_red_flag=True)

    found = count(unit)

    fasting, hygiene = found.by_category
    assert (fasting.label, fasting.in_time, fasting.late, fasting.missed, fasting.untold) == ("Fasting", 2, 1, 1, 0)
    assert (hygiene.total, hygiene.percent) == (1, 0)
    assert [one.label for one in found.by_procedure] == ["Knee replacement"]


def test_lateness_is_from_the_due_time_to_the_provider(unit: Unit) -> None:
    surgery = make_surgery(unit)
    for late in (0, 60, 61, 3600, 3601):
        ended = SURGERY - HOUR + timedelta(seconds=late)
        make_reminder(surgery, due_at=SURGERY - HOUR, latest_at=SURGERY, status="sent", ended_at=ended)

    assert parts(count(unit).lateness) == [2, 1, 1, 1]


def test_messages_are_counted_by_channel_and_fate(unit: Unit) -> None:
    reminder = make_reminder(make_surgery(unit), due_at=SINCE, latest_at=SURGERY)
    for status in ("delivered", "sent", "undelivered", "refused", "delayed", "returned"):
        make_delivery(reminder, status=status, armed_at=SINCE + HOUR)

    found = count(unit)

    (delivered,), (undelivered,) = found.delivered, found.undelivered
    assert (delivered.part, undelivered.part, delivered.whole) == (1, 2, 4)


def test_an_answer_is_a_tick_a_word_to_come_or_a_ride(unit: Unit) -> None:
    surgery = make_surgery(unit, confirmed_at=SINCE)
    tick(make_item(make_checklist(surgery)), by=None, now=SINCE)
    make_surgery(unit, make_patient(unit, "Ana"), procedure=surgery.procedure, has_ride=False)

    assert [(one.part, one.whole) for one in count(unit).answered] == [(1, 2), (1, 2), (1, 2)]


def test_another_unit_and_another_time_do_not_count(unit: Unit) -> None:
    concern(make_surgery(unit), before=HOUR)
    other = make_unit(unit.hospital, "Day surgery")

    assert count(other).unprepared == 0
    assert count(unit, until=SURGERY).operations == 0
    assert count(unit, since=SURGERY, until=SURGERY + HOUR).unprepared == 1


@pytest.mark.parametrize("patients", [1, 5])
def test_it_takes_the_same_queries_however_many_patients(
    unit: Unit, patients: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    template = make_template(make_procedure(unit))
    for _ in range(patients):
        surgery = make_surgery(unit, make_patient(unit), procedure=template.procedure)
        make_item(make_checklist(surgery, template), due_at=SURGERY - HOUR)
        concern(surgery, before=HOUR)

    with django_assert_num_queries(7):
        count(unit)
