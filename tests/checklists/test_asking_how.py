"""Asking after the operation how a patient is: on the hospital's days, and never twice for one answer."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError

from procedures.checklists.cancelling import cancel
from procedures.checklists.checking_in import Answers, check_in
from procedures.checklists.completing import complete
from procedures.checklists.models import CheckInLimits, Reminder, Surgery
from procedures.checklists.previewing import preview
from procedures.checklists.reminding import plan_reminders
from procedures.checklists.rescheduling import reschedule
from tests.cast import make_unit
from tests.checklists.scenes import NOW, RIDE, at, make_list

pytestmark = pytest.mark.django_db
Status = Reminder.Status


def make_surgery(ask_days: str = "1, 3") -> Surgery:
    """On 8 December, at a hospital that asks at 11:00 on the days given."""
    unit = make_unit()
    CheckInLimits.objects.create(hospital=unit.hospital, ask_days=ask_days, ask_at=time(11, 0))
    return make_list(RIDE, unit=unit).surgery


def asked(surgery: Surgery, *states: str) -> list[object]:
    found = surgery.reminders.filter(kind=Reminder.Kind.CHECK_IN, status__in=states or [Status.SCHEDULED])
    return list(found.order_by("due_at").values_list("due_at", flat=True))


def test_the_patient_is_asked_on_the_hospitals_days_at_its_hour() -> None:
    assert asked(make_surgery()) == [at("2026-12-09", "11:00"), at("2026-12-11", "11:00")]


def test_no_day_is_built_in() -> None:
    assert asked(make_surgery("")) == []


def test_an_answer_ends_the_asking_of_its_day_and_leaves_the_next() -> None:
    surgery = make_surgery()

    check_in(surgery, Answers(pain=2), now=at("2026-12-09", "08:30"))
    # Every tick plans anew.
    plan_reminders(surgery, now=at("2026-12-09", "08:45"))

    assert asked(surgery) == [at("2026-12-11", "11:00")]
    assert asked(surgery, Status.NOT_NEEDED) == [at("2026-12-09", "11:00")]


def test_the_asking_moves_with_the_operation_and_the_preview_shows_it() -> None:
    surgery = make_surgery()
    move = {"surgery_date": date(2026, 12, 15), "start_time": time(8, 0), "arrival_time": time(6, 30), "now": NOW}

    shown = preview(surgery, **move)
    reschedule(surgery, by=None, **move)

    wanted = [at("2026-12-16", "11:00"), at("2026-12-18", "11:00")]
    assert [one.at for one in shown.to_tell if one.kind == Reminder.Kind.CHECK_IN] == wanted
    assert asked(surgery) == wanted


def test_nobody_is_asked_after_a_cancelling() -> None:
    surgery = make_surgery()

    cancel(surgery, by=None, reason="Flu", now=NOW)

    assert asked(surgery) == []


def test_nobody_is_asked_once_the_care_is_over() -> None:
    surgery = make_surgery()

    complete(surgery, by=None, now=at("2026-12-08", "18:00"))

    assert asked(surgery) == []


@pytest.mark.parametrize("said", ["0", "61", "1; 2", "one", "1,,2", "-1"])
def test_days_that_are_none_are_told_so(said: str) -> None:
    limits = CheckInLimits(hospital=make_unit().hospital, ask_days=said)

    with pytest.raises(ValidationError, match="Write days from 1 to 60"):
        limits.full_clean()


def test_asking_outside_of_the_day_it_is_for_is_of_no_use() -> None:
    surgery = make_surgery()

    first = surgery.reminders.filter(kind=Reminder.Kind.CHECK_IN).order_by("due_at")[0]

    assert first.latest_at - first.due_at < timedelta(hours=14)
    assert not first.is_critical
