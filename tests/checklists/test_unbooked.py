"""Visits that nobody has booked: a day is suggested, and a nurse is told when the booking is due."""

from datetime import date, time, timedelta

import pytest

from procedures.checklists import unbooked
from procedures.checklists.amending import StepWords, add_step
from procedures.checklists.booking import Visit, VisitsNotRight, book_visit, book_visits
from procedures.checklists.cancelling import cancel
from procedures.checklists.models import Appointment, Checklist, ChecklistItem, WorkItem
from procedures.checklists.rescheduling import reschedule
from procedures.checklists.unbooked import raise_unbooked, unbooked_of
from procedures.checklists.visits import kind_for
from procedures.core.tasks import Category
from procedures.hospitals.models import Hospital
from tests.cast import make_hospital, make_nurse, make_unit
from tests.checklists.scenes import NOW, at, before, item_of, make_list

pytestmark = pytest.mark.django_db
# One week before Tuesday 8 December.
ASSESSMENT = {"category": "assessment", "title": "Assessment", "timing": before(None, "P1W", kind="due")}
UNDATED = {"category": "assessment", "title": "Assessment"}


def check_up(length: str) -> dict[str, object]:
    timing = {"relation": "after", "from": length, "to": length, "raw": "", "kind": "due", "anchor": "surgery"}
    return {"phase": "follow_up", "category": "appointment", "title": f"Check-up {length}", "timing": timing}


WEEKS = [check_up(length) for length in ("P2W", "P6W", "P1Y")]


def concerns(checklist: Checklist) -> list[WorkItem]:
    return list(checklist.surgery.work_items.filter(kind=WorkItem.Kind.VISIT_UNBOOKED))


@pytest.mark.parametrize(
    ("now", "count"),
    [(at("2026-11-24", "10:00"), 0), (at("2026-11-25", "10:00"), 1), (at("2026-12-03", "10:00"), 1)],
)
def test_a_visit_is_to_be_booked_the_hospitals_lead_before_its_time(now: object, count: int) -> None:
    checklist = make_list(ASSESSMENT)

    raise_unbooked(now=now)

    assert len(concerns(checklist)) == count


def test_another_lead_is_another_deadline() -> None:
    checklist = make_list(ASSESSMENT)
    hospital = checklist.surgery.unit.hospital
    hospital.visit_lead_days = 10
    hospital.save()

    raise_unbooked(now=at("2026-11-22", "10:00"))

    assert len(concerns(checklist)) == 1


def test_without_a_stated_time_it_is_to_be_booked_that_long_before_the_operation() -> None:
    checklist = make_list(UNDATED)

    raise_unbooked(now=at("2026-12-01", "06:00"))
    before_the_deadline = len(concerns(checklist))
    raise_unbooked(now=at("2026-12-01", "07:00"))

    assert (before_the_deadline, len(concerns(checklist))) == (0, 1)


def test_it_is_raised_once_however_often_it_is_looked_for_and_not_again_when_a_nurse_closed_it() -> None:
    checklist = make_list(ASSESSMENT)
    now = at("2026-11-26", "10:00")

    first, second = raise_unbooked(now=now), raise_unbooked(now=now)
    WorkItem.objects.update(closed_at=now, closing_note="The patient books it")
    third = raise_unbooked(now=now + timedelta(days=1))

    assert (first, second, third) == (1, 0, 0)
    assert concerns(checklist)[0].due_at is not None


def test_after_a_move_it_is_asked_anew() -> None:
    checklist = make_list(ASSESSMENT)
    now = at("2026-11-26", "10:00")
    raise_unbooked(now=now)
    WorkItem.objects.update(closed_at=now, closing_note="The patient books it")

    reschedule(checklist.surgery, surgery_date=date(2026, 12, 9), start_time=None, arrival_time=None, by=None, now=now)

    assert raise_unbooked(now=now) == 1


def test_a_booked_visit_raises_nothing_and_booking_closes_what_was_raised() -> None:
    checklist = make_list(ASSESSMENT)
    now = at("2026-11-26", "10:00")
    raise_unbooked(now=now)
    nurse = make_nurse(checklist.surgery.unit)

    book_visit(checklist.surgery, Visit("assessment", date(2026, 12, 1), time(9, 0), "Clinic"), by=nurse, now=now)

    assert concerns(checklist)[0].closed_by == nurse
    assert raise_unbooked(now=now) == 0


def test_what_is_no_visit_and_what_is_cancelled_raises_nothing() -> None:
    checklist = make_list(ASSESSMENT, {"category": "test", "title": "Swab test"})
    cancel(checklist.surgery, by=None, reason="Fever", now=NOW)

    assert raise_unbooked(now=at("2026-12-02", "10:00")) == 0


@pytest.mark.parametrize("title", ["Call us if you get a fever", "If you catch a cold, ring us", "Ring the unit"])
def test_a_call_to_make_is_no_visit(title: str) -> None:
    make_list(UNDATED | {"title": title})

    assert raise_unbooked(now=at("2026-12-02", "10:00")) == 0


def test_a_day_is_suggested_from_the_document_on_a_day_that_is_worked() -> None:
    checklist = make_list(*WEEKS, UNDATED)

    found = [(one.item.title, one.suggested) for one in unbooked_of(checklist.surgery, now=NOW)]

    assert found == [
        ("Check-up P2W", date(2026, 12, 22)),
        ("Check-up P6W", date(2027, 1, 19)),
        ("Check-up P1Y", date(2027, 12, 8)),
        ("Assessment", None),
    ]


def test_a_holiday_is_not_suggested() -> None:
    checklist = make_list(check_up("P24D"))  # New Year's Day, a Friday

    assert unbooked_of(checklist.surgery, now=NOW)[0].suggested == date(2027, 1, 4)


def test_several_visits_are_booked_at_once_each_for_its_own_step() -> None:
    checklist = make_list(*WEEKS)
    days = (date(2026, 12, 22), date(2027, 1, 19), date(2027, 12, 8))

    booked = book_visits(
        checklist.surgery, [Visit("follow_up", day, time(9), "Clinic") for day in days], by=None, now=NOW
    )

    assert [one.item for one in booked] == [item_of(checklist, number) for number in (1, 2, 3)]


def test_several_visits_are_all_booked_or_none_and_each_wrong_row_is_told() -> None:
    checklist = make_list(*WEEKS)
    visits = [
        Visit("follow_up", date(2026, 12, 22), time(9), "Clinic"),
        Visit("follow_up", date(2026, 11, 1), time(9), "Clinic"),
        Visit("follow_up", date(2026, 12, 22), time(9), "Other clinic"),
    ]

    with pytest.raises(VisitsNotRight) as refused:
        book_visits(checklist.surgery, visits, by=None, now=NOW)

    assert set(refused.value.rows) == {1, 2}
    assert not Appointment.objects.exists()


def test_a_second_click_books_nothing_twice() -> None:
    checklist = make_list(*WEEKS)
    visits = [Visit("follow_up", date(2026, 12, 22), time(9), "Clinic")]

    book_visits(checklist.surgery, visits, by=None, now=NOW)
    again = book_visits(checklist.surgery, visits, by=None, now=NOW)

    assert again == []
    assert Appointment.objects.count() == 1


def test_cancelling_the_operation_closes_what_was_to_be_booked_for_it() -> None:
    checklist = make_list(check_up("P2D"))
    now = at("2026-12-04", "10:00")
    raise_unbooked(now=now)

    cancel(checklist.surgery, by=None, reason="Fever", now=now)

    assert [one.closed_at for one in concerns(checklist)] == [now]


def test_one_visit_that_cannot_be_judged_holds_up_no_other() -> None:
    broken = make_list(ASSESSMENT)
    whole = make_list(ASSESSMENT, unit=make_unit(make_hospital("Hillside Hospital")))
    Hospital.objects.filter(pk=broken.surgery.unit.hospital_id).update(zone_name="Nowhere/None")

    found = raise_unbooked(now=at("2026-12-03", "10:00"))

    assert (found, len(concerns(whole)), len(concerns(broken))) == (1, 1, 0)


def test_a_change_of_the_list_by_hand_asks_no_second_time() -> None:
    checklist = make_list(ASSESSMENT)
    now, nurse = at("2026-11-26", "10:00"), make_nurse(checklist.surgery.unit)
    raise_unbooked(now=now)
    WorkItem.objects.update(closed_at=now, closing_note="The patient books it")

    add_step(checklist, StepWords("Bring your glasses", category=Category.LOGISTICS), reason="Asked", by=nurse, now=now)

    assert raise_unbooked(now=now) == 0


def test_what_is_asked_anew_after_a_move_takes_the_place_of_what_was_open() -> None:
    checklist = make_list(ASSESSMENT)
    now = at("2026-11-26", "10:00")
    raise_unbooked(now=now)

    reschedule(checklist.surgery, surgery_date=date(2026, 12, 9), start_time=None, arrival_time=None, by=None, now=now)
    raise_unbooked(now=now)

    assert [one.closed_at is None for one in sorted(concerns(checklist), key=lambda one: one.pk)] == [False, True]


@pytest.mark.django_db(transaction=True)
def test_two_looks_at_the_same_moment_leave_what_the_first_raised_open(monkeypatch: pytest.MonkeyPatch) -> None:
    checklist = make_list(ASSESSMENT)
    now, looked = at("2026-11-26", "10:00"), []

    def overtaken(item: ChecklistItem) -> object:
        if not looked:  # while the first look has its list in hand, another one runs from end to end
            looked.append(item)
            raise_unbooked(now=now)
        return kind_for(item)

    monkeypatch.setattr(unbooked, "kind_for", overtaken)
    raise_unbooked(now=now)

    assert [one.closed_at for one in concerns(checklist)] == [None]
