"""The rules of clocks changed a moment ago, and someone acts on a list before its hours are reckoned again."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest

from procedures.checklists import holding
from procedures.checklists.booking import Visit, move_visit
from procedures.checklists.cancelling import cancel
from procedures.checklists.completing import complete, reopen
from procedures.checklists.models import Appointment, Checklist, Reminder, Surgery
from procedures.checklists.reckoning import reckon_all
from procedures.checklists.rescheduling import reschedule
from procedures.checklists.ticking import tick, untick
from procedures.hospitals.calendar_rules import RULES
from procedures.hospitals.models import Hospital, Unit
from tests.cast import make_patient, make_unit
from tests.checklists.scenes import FLUIDS, FOOD, NOW, RIDE, at, fresh, item_of, make_list

pytestmark = [pytest.mark.django_db, pytest.mark.database]
Status = Reminder.Status
EVE = datetime(2026, 12, 7, 23, 30, tzinfo=UTC)  # after the evening's messages
CHECK = {"category": "assessment", "title": "Come to the assessment"}
VISITS = (Visit("assessment", date(2026, 12, 9), time(14, 0), "Clinic 3"),)


def two_plans() -> tuple[Checklist, Checklist]:
    """Two operations of one patient on one day, in two units, of which all was told that is told by the evening."""
    unit = make_unit()
    other = Unit.objects.create(hospital=unit.hospital, name="Eyes", telephone="+12125550102")
    patient = make_patient(unit)
    plans = make_list(FOOD, FLUIDS, RIDE, unit=unit, patient=patient), make_list(FOOD, unit=other, patient=patient)
    send_until(EVE)
    return plans


def send_until(now: datetime) -> None:
    """As a worker does, in short: what was due is sent."""
    due = Reminder.objects.filter(status=Status.SCHEDULED, due_at__lte=now)
    due.update(status=Status.SENT, ended_at=now)


def clocks_change() -> None:
    """The hospital's wall shows another hour from now on, and no list is reckoned yet."""
    Hospital.objects.update(zone_name="America/Chicago")
    Surgery.objects.update(reckoned_with="before")


def told() -> set[tuple[object, ...]]:
    gone = Reminder.objects.filter(status=Status.SENT)
    return set(gone.values_list("surgery", "kind", "step", "item"))


def planned() -> set[tuple[object, ...]]:
    waiting = Reminder.objects.filter(status=Status.SCHEDULED)
    return set(waiting.values_list("surgery", "kind", "step", "item"))


def cancels(plan: Checklist) -> None:
    cancel(plan.surgery, by=None, reason="Fever", now=EVE)


def ticks(plan: Checklist) -> None:
    tick(item_of(plan, 3), by=None, now=EVE)
    untick(item_of(plan, 3), by=None, now=EVE)


@pytest.mark.parametrize("act", [cancels, ticks])
def test_an_act_on_one_plan_tells_nothing_of_the_other_twice(act: Callable[[Checklist], None]) -> None:
    first, second = two_plans()
    sent = {one for one in told() if one[0] == second.surgery_id}
    clocks_change()

    act(first)
    reckon_all(now=EVE)

    assert sent
    assert not planned() & sent
    assert fresh(second.surgery).starts_at == at("2026-12-08", "09:00")


def test_a_tick_tells_nothing_of_its_own_plan_twice() -> None:
    plan = make_list(FOOD, FLUIDS, RIDE)
    send_until(EVE)
    sent = told() - {one for one in told() if one[3] == item_of(plan, 3).pk}
    clocks_change()

    ticks(plan)
    reckon_all(now=EVE)

    assert sent
    assert not planned() & sent


def test_the_visits_of_a_plan_that_is_moved_follow_the_clocks_too() -> None:
    surgery = make_list(FOOD, CHECK, visits=VISITS).surgery
    assert Appointment.objects.get().starts_at == at("2026-12-09", "14:00")
    clocks_change()

    reschedule(fresh(surgery), surgery_date=date(2026, 12, 15), start_time=time(8), arrival_time=None, by=None, now=NOW)

    assert Appointment.objects.get().starts_at == at("2026-12-09", "15:00")


def test_moving_a_visit_leaves_no_hour_of_the_list_behind() -> None:
    plan = make_list(FOOD, CHECK, visits=VISITS)
    clocks_change()

    ten = Visit("assessment", date(2026, 12, 9), time(10, 0), "Clinic 3")
    move_visit(Appointment.objects.get(), ten, by=None, now=NOW)

    assert item_of(plan).due_at == at("2026-12-08", "01:00")
    assert fresh(plan.surgery).reckoned_with == RULES


def test_an_operation_can_be_cancelled_also_where_its_reckoning_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise ValueError

    first, second = two_plans()
    clocks_change()
    monkeypatch.setattr(holding, "reckon_again", fails)

    cancels(first)

    assert fresh(first.surgery).status == Surgery.Status.CANCELLED
    assert fresh(second.surgery).reckoned_with == "before", "its own reckoning is still owed"


def test_what_was_over_while_the_clocks_changed_is_reckoned_when_it_is_opened_again() -> None:
    plan = make_list(FOOD, {"phase": "recovery", "category": "follow_up", "title": "Call us"})
    after = at("2026-12-08", "12:00")
    complete(plan.surgery, by=None, now=after)
    Hospital.objects.update(zone_name="America/Chicago")  # of what is over nobody writes down that it is to be reckoned

    reopen(fresh(plan.surgery), by=None, now=after + timedelta(minutes=5))

    assert fresh(plan.surgery).starts_at == at("2026-12-08", "09:00")
    assert item_of(plan).due_at == at("2026-12-08", "01:00")
