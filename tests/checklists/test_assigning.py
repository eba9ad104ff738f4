"""Assigning a list: real dates, nothing half-saved."""

from datetime import date, time, timedelta

import pytest

from procedures.checklists.assigning import (
    Assignment,
    ImpossibleTime,
    NotPublished,
    SurgeryInThePast,
    Visit,
    VisitInThePast,
    assign,
)
from procedures.checklists.models import Appointment, Checklist, ChecklistItem, Reminder, Surgery, WorkItem
from procedures.core.tasks import ASK_ABOUT_FASTING, ASK_ABOUT_MEDICINES
from tests.cast import make_nurse, make_patient, make_procedure, make_template, make_unit
from tests.checklists.scenes import FLUIDS, FOOD, MEDICINE, NOW, RED_FLAG, SURGERY_DAY, at, before, item_of, make_list

pytestmark = pytest.mark.django_db


def test_the_patient_gets_the_tasks_in_order_with_numbers_and_real_instants() -> None:
    checklist = make_list(FOOD, FLUIDS, MEDICINE, RED_FLAG)

    items = list(checklist.items.all())

    assert [item.number for item in items] == [1, 2, 3, 4]
    assert [item.due_at for item in items[:2]] == [at("2026-12-08", "00:00"), at("2026-12-08", "06:00")]
    assert [item.is_exact for item in items] == [True, True, False, False]
    assert items[2].due_at == at("2026-12-03", "23:59")
    assert items[3].due_at is None


def test_a_surgery_before_today_is_refused_and_nothing_is_saved() -> None:
    with pytest.raises(SurgeryInThePast, match="Choose a date still to come"):
        make_list(FOOD, surgery_date=date(2026, 11, 19))

    assert not Surgery.objects.exists()


def test_a_start_that_is_over_today_is_refused() -> None:
    with pytest.raises(SurgeryInThePast, match="09:00 today is over"):
        make_list(FOOD, surgery_date=date(2026, 11, 20), start_time=time(9, 0), arrival_time=None)


def test_a_start_in_the_missing_hour_is_refused_in_words_for_a_nurse() -> None:
    with pytest.raises(ImpossibleTime, match="Sunday 14 March the clocks go forward and 02:30 does not come"):
        make_list(FOOD, surgery_date=date(2027, 3, 14), start_time=time(2, 30), arrival_time=None)


def test_a_start_before_the_arrival_is_refused() -> None:
    with pytest.raises(ImpossibleTime, match="starts before the patient arrives"):
        make_list(FOOD, start_time=time(6, 0), arrival_time=time(7, 0))


def test_a_year_that_is_a_slip_of_the_pen_is_refused() -> None:
    with pytest.raises(ImpossibleTime, match="Check the year"):
        make_list(FOOD, surgery_date=date(2062, 12, 8))


def test_a_start_in_the_doubled_hour_is_the_earlier_one() -> None:
    checklist = make_list(FOOD, surgery_date=date(2027, 11, 7), start_time=time(1, 30), arrival_time=None)

    assert checklist.surgery.starts_at is not None
    assert checklist.surgery.starts_at.isoformat() == "2027-11-07T05:30:00+00:00"


def test_a_visit_in_the_past_refuses_everything() -> None:
    over = Visit(Appointment.Kind.IMAGING, date(2026, 11, 2), time(9, 0), "X-ray")

    with pytest.raises(VisitInThePast):
        make_list(FOOD, visits=(over,))

    assert not Surgery.objects.exists()
    assert not Reminder.objects.exists()


def test_a_draft_and_another_units_list_cannot_be_assigned() -> None:
    unit = make_unit()
    patient = make_patient(unit)
    draft = make_template(make_procedure(unit), version=None)
    other = make_template(make_procedure(make_unit(unit.hospital, "Eyes")))

    for template in (draft, other):
        with pytest.raises(NotPublished):
            assign(Assignment(template, SURGERY_DAY), patient=patient, unit=unit, by=None, now=NOW)


def test_the_second_click_answers_with_the_same_list() -> None:
    unit = make_unit()
    patient, nurse = make_patient(unit), make_nurse(unit)
    assignment = Assignment(make_template(make_procedure(unit), FOOD), SURGERY_DAY, time(8, 0))

    lists = [assign(assignment, patient=patient, unit=unit, by=nurse, now=NOW) for _ in range(2)]

    assert lists[0] == lists[1]
    assert Checklist.objects.count() == Surgery.objects.count() == 1


def test_a_booked_visit_gives_its_item_the_date_and_tasks_may_hang_on_it() -> None:
    visit = Visit(Appointment.Kind.ASSESSMENT, date(2026, 12, 1), time(14, 0), "Clinic 3")
    prepare = {"category": "other", "title": "List your medicines", "timing": before("P1D", "P1D", kind="due")}
    prepare["timing"] |= {"anchor": "pre_op_assessment"}  # type: ignore[operator]

    checklist = make_list({"category": "assessment", "title": "Assessment"}, prepare, visits=(visit,))

    assert item_of(checklist, 1).due_at == at("2026-12-01", "14:00")
    assert item_of(checklist, 2).due_at == at("2026-11-30", "23:59")
    assert Appointment.objects.get().item == item_of(checklist, 1)


def test_the_list_is_told_at_once_by_day_and_in_the_morning_by_night() -> None:
    by_day = make_list(FOOD)
    by_night = make_list(FOOD, unit=make_unit(by_day.surgery.unit.hospital, "Eyes"), now=at("2026-11-20", "23:00"))

    told = {one.surgery_id: one.due_at for one in Reminder.objects.filter(kind=Reminder.Kind.LIST_READY)}

    assert told == {by_day.surgery_id: NOW, by_night.surgery_id: at("2026-11-21", "08:00")}


def test_while_the_theatre_time_is_unknown_the_earliest_is_assumed_and_said() -> None:
    checklist = make_list(FOOD, start_time=None, arrival_time=None)

    item = item_of(checklist)

    assert item.is_assumed
    assert item.due_at == at("2026-12-07", "23:00")  # 8 hours before 07:00


def test_safety_rule_1_an_unconfirmed_task_gives_no_instruction_and_no_time() -> None:
    checklist = make_list(MEDICINE | {"confirmed_at": None}, FOOD | {"confirmed_at": None})

    medicine, food = checklist.items.all()

    assert medicine.instruction == ASK_ABOUT_MEDICINES
    assert food.instruction == ASK_ABOUT_FASTING
    assert "warfarin" not in medicine.title
    assert (medicine.due_at, food.due_at) == (None, None)


def test_safety_rule_1_a_medicine_without_an_instruction_says_ask_your_team() -> None:
    checklist = make_list(MEDICINE | {"instruction": ""})

    assert item_of(checklist).instruction == ("Ask your team which medicines to change. Do not stop any on your own.")


def test_safety_rule_2_a_time_left_open_stays_open() -> None:
    checklist = make_list(FOOD | {"timing": before(None, "PT0S", kind="vague")}, {"title": "Bring your papers"})

    assert not checklist.items.filter(due_at__isnull=False).exists()
    assert not Reminder.objects.filter(kind=Reminder.Kind.FASTING).exists()


def test_safety_rule_3_contradicting_fasting_times_are_not_sent_and_reach_a_nurse() -> None:
    midnight = FOOD | {"timing": before("P1D", None, kind="clock", clock="24:00"), "title": "Nothing after midnight"}
    checklist = make_list(FOOD | {"timing": before("PT6H")}, midnight, FLUIDS)

    food, again, fluids = checklist.items.all()

    assert (food.due_at, again.due_at) == (None, None)
    assert "midnight" not in again.title
    assert fluids.due_at is not None
    assert set(Reminder.objects.filter(kind=Reminder.Kind.FASTING).values_list("item", flat=True)) == {fluids.pk}
    assert WorkItem.objects.get().kind == WorkItem.Kind.CONFLICT


def test_the_same_fasting_time_said_in_two_ways_is_no_contradiction() -> None:
    midnight = FOOD | {"timing": before("P1D", None, kind="clock", clock="24:00")}

    checklist = make_list(FOOD, midnight)

    assert {item.due_at for item in checklist.items.all()} == {at("2026-12-07", "24:00")}
    assert not WorkItem.objects.exists()


def test_a_stop_after_the_operation_began_is_never_sent() -> None:
    checklist = make_list(FOOD | {"timing": {"relation": "on_day", "clock": "10:00", "kind": "clock"}})

    assert item_of(checklist).due_at is None
    assert WorkItem.objects.get().is_urgent


def test_a_medicine_at_an_hour_after_the_operation_began_is_never_sent() -> None:
    checklist = make_list(MEDICINE | {"timing": {"relation": "on_day", "clock": "10:00", "kind": "clock"}})

    item = item_of(checklist)

    assert (item.due_at, item.instruction) == (None, ASK_ABOUT_MEDICINES)
    assert WorkItem.objects.get().kind == WorkItem.Kind.CONFLICT


def test_the_condition_of_a_task_is_said() -> None:
    checklist = make_list({"title": "Bring your inhaler", "condition": "if you have asthma"})

    assert item_of(checklist).instruction == "Only if you have asthma."


def test_safety_rule_4_a_condition_that_the_words_say_already_narrows_no_warning_sign() -> None:
    words = "Call us right away if the wound becomes red, hot or leaks, or if you have a fever."
    task = {"title": "Call us right away if the wound becomes red…", "instruction": words, "is_red_flag": True}
    checklist = make_list(task | {"condition": "if the wound becomes red"})

    assert item_of(checklist).instruction == words


def test_a_condition_that_begins_with_another_word_than_if_stays_english() -> None:
    unless = {"title": "Take your tablets", "instruction": "With a sip of water.", "condition": "unless we say no"}
    checklist = make_list(unless)

    assert item_of(checklist).instruction == "Unless we say no: With a sip of water."


def test_safety_rule_1_nothing_narrows_the_words_that_say_to_ask_about_medicines() -> None:
    ask = {"title": "Ask about your medicines", "category": "medication", "instruction": ASK_ABOUT_MEDICINES}
    checklist = make_list(ask | {"condition": "unless the team tells you to stop them", "confirmed_at": NOW})

    assert item_of(checklist).instruction == ASK_ABOUT_MEDICINES


def test_items_of_the_day_itself_are_due_when_the_patient_is_expected() -> None:
    checklist = make_list({"title": "Wear loose clothes", "timing": {"relation": "on_day"}})

    item = item_of(checklist)

    assert item.due_at == at(SURGERY_DAY, "06:30")
    assert not item.is_exact
    assert item.opens_at == at(SURGERY_DAY, "00:00")


def test_every_reminder_is_useful_until_after_it_is_due() -> None:
    make_list(FOOD, FLUIDS, MEDICINE, now=NOW + timedelta(days=17, hours=13))

    assert all(one.due_at <= one.latest_at for one in Reminder.objects.all())
    assert ChecklistItem.objects.count() == 3
