"""The database and the loaded row tell the same of who is not ready."""

from datetime import date, time, timedelta
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from procedures.checklists.lacking import not_ready, problems
from procedures.checklists.models import Appointment, Surgery, WorkItem
from procedures.checklists.readiness import rows_of, soonest_first, with_row_facts
from tests.cast import make_checklist, make_item, make_patient, make_surgery, make_template, make_unit
from tests.checklists.scenes import NOW, at

pytestmark = pytest.mark.django_db
STEP = st.fixed_dictionaries(
    {
        "category": st.sampled_from(["fasting", "medication", "test", "other"]),
        "title": st.sampled_from(["Blood test", "Call us if you have a fever", "if you catch a cold, ring us"]),
        "status": st.sampled_from(["open", "done", "missed"]),
        "phase": st.sampled_from(["preparation", "recovery"]),
        "actor": st.sampled_from(["patient", "care_team", "caregiver"]),
        "due_at": st.sampled_from([None, NOW - timedelta(hours=1), NOW + timedelta(days=1)]),
    }
)
SURGERY = st.fixed_dictionaries(
    {
        "days": st.integers(0, 6),
        "start_time": st.sampled_from([None, time(8)]),
        "arrival_time": st.sampled_from([None, time(6)]),
        "channels": st.sampled_from([("sms",), ("email",), ()]),
        "phone": st.sampled_from(["", "+12125550123"]),
        "concern": st.booleans(),
        "booked": st.booleans(),
        "steps": st.lists(STEP, max_size=3),
    }
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(SURGERY, min_size=8, max_size=12))
def test_both_ways_find_the_same_patients_not_ready(plans: list[dict[str, object]]) -> None:
    unit = make_unit_of_its_own()
    for plan in plans:
        make(unit, **plan)  # type: ignore[arg-type]
    mine = Surgery.objects.filter(unit=unit)

    by_rows = {row.surgery.pk for row in rows_of(list(with_row_facts(mine)), now=NOW) if not row.is_ready}

    assert set(mine.filter(not_ready(NOW)).values_list("pk", flat=True)) == by_rows


def make_unit_of_its_own():  # type: ignore[no-untyped-def]
    WorkItem.objects.all().delete()
    number = Surgery.objects.values("unit").distinct().count()
    first = Surgery.objects.order_by("pk").first()
    return make_unit(first.unit.hospital if first else None, f"Surgery {number + 10}")


def make(unit, *, days, start_time, arrival_time, channels, phone, concern, booked, steps) -> None:  # type: ignore[no-untyped-def]
    day = NOW.date() + timedelta(days=days)
    known = Surgery.objects.filter(unit=unit).first()
    surgery = make_surgery(
        unit,
        make_patient(unit, channels=channels, phone=phone),
        procedure=known.procedure if known else None,
        surgery_date=day,
        start_time=start_time,
        arrival_time=arrival_time,
        starts_at=at(day.isoformat(), "08:00") if start_time else None,
    )
    template = surgery.procedure.templates.first() or make_template(surgery.procedure)
    checklist = make_checklist(surgery, template)
    items = [make_item(checklist, **step) for step in steps]
    if items and booked:
        Appointment.objects.create(
            surgery=surgery,
            item=items[0],
            kind="other",
            visit_date=day,
            visit_time=time(9),
            starts_at=at(day.isoformat(), "09:00"),
            place="Clinic B",
        )
    if concern:
        WorkItem.objects.create(surgery=surgery, kind="question", summary="?", raised_at=NOW)


def test_every_problem_can_be_asked_for() -> None:
    unit = make_unit()
    missed = make_surgery(unit, start_time=None, starts_at=None)
    make_item(make_checklist(missed), status="missed")
    WorkItem.objects.create(surgery=missed, kind="undeliverable", summary="-", raised_at=NOW)

    found = {word for word, problem in problems(NOW).items() if Surgery.objects.filter(problem.which).exists()}

    assert {"not-ready", "to-do", "missed", "message", "time"} == found


def test_without_an_hour_a_patient_is_the_first_of_the_day() -> None:
    unit = make_unit()
    hours = (time(9), None, time(7))
    for hour, day in product(hours, (date(2026, 12, 9), date(2026, 12, 8))):
        known = Surgery.objects.first()
        make_surgery(unit, procedure=known.procedure if known else None, surgery_date=day, start_time=hour)

    found = soonest_first(Surgery.objects.all()).values_list("surgery_date", "start_time")

    assert [hour for _, hour in found] == [None, time(7), time(9)] * 2
