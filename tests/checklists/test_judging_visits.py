"""Visits on the wrong side of a moved operation: held back until a nurse keeps, moves or cancels them."""

from datetime import date, time

import pytest

from procedures.checklists.booking import Visit, book_visit, cancel_visit, move_visit
from procedures.checklists.judging_visits import Judgement, keep_visit
from procedures.checklists.models import Appointment, Checklist, Reminder, WorkItem
from procedures.checklists.previewing import preview
from procedures.checklists.rescheduling import reschedule
from tests.cast import make_nurse
from tests.checklists.scenes import NOW, at, item_of, make_list

pytestmark = pytest.mark.django_db
ASSESSMENT = {"category": "assessment", "title": "Assessment"}
VISIT = Visit("assessment", date(2026, 12, 4), time(14, 0), "Clinic 3")
# Before the assessment.
SOONER = {"surgery_date": date(2026, 12, 2), "start_time": time(8, 0), "arrival_time": time(6, 30)}


def booked() -> tuple[Checklist, Appointment]:
    checklist = make_list(ASSESSMENT)
    return checklist, book_visit(checklist.surgery, VISIT, by=None, now=NOW)


def held() -> tuple[Checklist, Appointment]:
    checklist, visit = booked()
    reschedule(checklist.surgery, **SOONER, by=None, now=NOW)
    visit.refresh_from_db()
    return checklist, visit


def waiting(visit: Appointment) -> list[str]:
    return list(visit.reminders.stoppable().order_by("due_at").values_list("step", flat=True))


def open_items(checklist: Checklist) -> list[str]:
    return list(checklist.surgery.work_items.open().values_list("kind", flat=True))


def test_a_visit_left_on_the_wrong_side_is_held_back_and_a_nurse_is_asked() -> None:
    checklist, visit = held()

    assert visit.status == Appointment.Status.HELD
    assert waiting(visit) == []
    assert visit.reminders.filter(status=Reminder.Status.SUPERSEDED, ended_because__startswith="Held back").exists()
    concern = checklist.surgery.work_items.get(kind=WorkItem.Kind.VISIT)
    assert (concern.appointment, concern.is_urgent) == (visit, True)
    assert item_of(checklist).due_at != visit.starts_at


def test_planning_again_tells_nothing_of_a_held_visit() -> None:
    checklist, visit = held()

    reschedule(checklist.surgery, **SOONER | {"start_time": time(9, 0)}, by=None, now=NOW)

    assert waiting(visit) == []


def test_keeping_it_plans_its_reminders_again_and_closes_the_item() -> None:
    checklist, visit = held()
    nurse = make_nurse(checklist.surgery.unit)

    keep_visit(visit, by=nurse, now=NOW)
    keep_visit(visit, by=nurse, now=NOW)

    assert visit.status == Appointment.Status.BOOKED
    assert waiting(visit) == ["week_before", "day_before", "two_hours_before"]
    assert WorkItem.Kind.VISIT not in open_items(checklist)
    assert item_of(checklist).due_at == at("2026-12-04", "14:00")
    assert checklist.surgery.events.filter(act="visit kept").count() == 1


def test_moving_it_books_it_anew_and_closes_the_item() -> None:
    checklist, visit = held()

    move_visit(visit, Visit("assessment", date(2026, 11, 27), time(14, 0), "Clinic 3"), by=None, now=NOW)

    assert visit.status == Appointment.Status.BOOKED
    assert "day_before" in waiting(visit)
    assert WorkItem.Kind.VISIT not in open_items(checklist)


def test_giving_a_held_visit_its_own_time_again_books_it() -> None:
    _checklist, visit = held()

    move_visit(visit, VISIT, by=None, now=NOW)

    assert visit.status == Appointment.Status.BOOKED


def test_cancelling_it_closes_the_item_and_tells_the_patient() -> None:
    checklist, visit = held()

    cancel_visit(visit, by=None, reason="Not needed", now=NOW)

    assert WorkItem.Kind.VISIT not in open_items(checklist)
    assert waiting(visit) == ["cancelled"]


@pytest.mark.parametrize(
    ("judgement", "status", "told"),
    [
        (Judgement.KEEP, Appointment.Status.BOOKED, "day_before"),
        (Judgement.CANCEL, Appointment.Status.CANCELLED, "cancelled"),
        (Judgement.MOVE, Appointment.Status.HELD, None),
        (Judgement.HOLD, Appointment.Status.HELD, None),
    ],
)
def test_what_was_chosen_in_the_preview_is_carried_out_with_the_move(
    judgement: str, status: str, told: str | None
) -> None:
    checklist, visit = booked()

    done = reschedule(checklist.surgery, **SOONER, visits={visit.pk: judgement}, by=None, now=NOW)

    visit.refresh_from_db()
    assert done.misplaced_visits == (visit,)
    assert visit.status == status
    assert (told in waiting(visit)) if told else (waiting(visit) == [])


def test_the_preview_names_the_visit_and_tells_nothing_of_it() -> None:
    checklist, visit = booked()

    seen = preview(checklist.surgery, **SOONER, now=NOW)

    visit.refresh_from_db()
    assert seen.misplaced_visits == (visit,)
    assert not [telling for telling in seen.to_tell if telling.appointment]
    assert visit.status == Appointment.Status.BOOKED


def test_a_visit_that_is_still_on_its_side_stays_as_it_is() -> None:
    checklist, visit = booked()

    reschedule(checklist.surgery, **SOONER | {"surgery_date": date(2026, 12, 7)}, by=None, now=NOW)

    visit.refresh_from_db()
    assert visit.status == Appointment.Status.BOOKED
    assert "day_before" in waiting(visit)


def test_a_held_visit_is_freed_when_another_move_makes_it_fit() -> None:
    checklist, visit = held()
    back = {"surgery_date": date(2026, 12, 9), "start_time": time(8, 0), "arrival_time": time(6, 30)}

    seen = preview(checklist.surgery, **back, now=NOW)
    reschedule(checklist.surgery, **back, by=None, now=NOW)

    visit.refresh_from_db()
    assert seen.freed_visits == (visit,)
    assert [one.step for one in seen.to_tell if one.appointment] == waiting(visit)
    assert visit.status == Appointment.Status.BOOKED
    assert "day_before" in waiting(visit)
    assert WorkItem.Kind.VISIT not in open_items(checklist)
    assert item_of(checklist).due_at == visit.starts_at


def test_a_held_visit_stays_held_when_another_move_leaves_it_on_the_wrong_side() -> None:
    checklist, visit = held()

    reschedule(checklist.surgery, **SOONER | {"surgery_date": date(2026, 12, 1)}, by=None, now=NOW)

    visit.refresh_from_db()
    assert visit.status == Appointment.Status.HELD
    assert waiting(visit) == []
