"""A patient's own medicines: entered by a nurse, confirmed by a clinician, and then on the list."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from procedures.checklists.cancelling import cancel
from procedures.checklists.medicines.confirming import NotAClinician, confirm_medicine
from procedures.checklists.medicines.doses import FOLLOW
from procedures.checklists.medicines.entering import (
    MedicineChanged,
    ask_clinician,
    change_medicine,
    enter_medicine,
    remove_medicine,
)
from procedures.checklists.medicines.rules import MedicineNotRight
from procedures.checklists.models import Medicine, Reminder, WorkItem
from procedures.checklists.refused import Refused
from procedures.checklists.surgery_times import SurgeryIsOver
from procedures.checklists.ticking import CannotBeTicked, tick
from procedures.core.tasks import ASK_ABOUT_MEDICINES
from tests.checklists.medicines.plans import (
    BETA_BLOCKER,
    METFORMIN,
    WARFARIN,
    clinician_of,
    confirmed,
    doses,
    entered,
    nurse_of,
)
from tests.checklists.scenes import MEDICINE, NOW, RIDE, at, item_of, make_list

pytestmark = pytest.mark.django_db
Status = Medicine.Status
DRAFTED = {"category": "medication", "title": "Stop blood thinners 5 days before", "confirmed_at": None}


def waiting(surgery: object) -> list[tuple[str, str]]:
    rows = Reminder.objects.stoppable().filter(surgery=surgery, kind=Reminder.Kind.MEDICATION).order_by("due_at", "pk")
    return list(rows.values_list("step", "item__title"))


def test_rule_1_an_entered_medicine_gives_the_patient_no_step_and_no_reminder() -> None:
    surgery = make_list(RIDE).surgery

    medicine = entered(surgery)

    assert medicine.status == Status.DRAFTED
    assert doses(surgery) == []
    assert waiting(surgery) == []


def test_rule_1_a_nurse_cannot_confirm_a_medicine() -> None:
    surgery = make_list(RIDE).surgery
    medicine = entered(surgery)

    with pytest.raises(NotAClinician):
        confirm_medicine(medicine, version=medicine.version, by=nurse_of(surgery), now=NOW)

    medicine.refresh_from_db()
    assert medicine.status == Status.DRAFTED


def test_rule_1_a_clinician_confirms_by_name_and_only_then_the_doses_are_dated_steps_with_reminders() -> None:
    surgery = make_list(RIDE).surgery

    medicine = confirmed(surgery)

    last, again = doses(surgery)
    assert (medicine.confirmed_by, medicine.confirmed_at) == (clinician_of(surgery), NOW)
    assert last.title == "Take your last dose of Warfarin 5 mg"
    assert (last.due_at, last.is_exact) == (at("2026-12-03", "23:59"), False)
    assert again.title == "Start taking Warfarin 5 mg again"
    assert again.opens_at == at("2026-12-09", "00:00")
    assert waiting(surgery) == [
        ("plan_ready", None),
        ("evening_before", last.title),
        ("on_the_day", last.title),
        ("evening_before", again.title),
        ("on_the_day", again.title),
    ]


def test_a_last_dose_with_an_hour_is_due_at_that_hour() -> None:
    surgery = make_list(RIDE).surgery

    confirmed(surgery, replace(WARFARIN, last_dose_time=time(18, 0)))

    assert (doses(surgery)[0].due_at, doses(surgery)[0].is_exact) == (at("2026-12-03", "18:00"), True)


def test_a_medicine_that_is_kept_on_has_no_step_of_its_own() -> None:
    surgery = make_list(RIDE).surgery

    confirmed(surgery, BETA_BLOCKER)

    assert doses(surgery) == []


def test_the_patient_is_told_once_that_the_plan_is_ready_and_not_before_all_of_it_is() -> None:
    surgery = make_list(RIDE).surgery
    first = entered(surgery)
    second = entered(surgery, BETA_BLOCKER)

    confirm_medicine(first, version=first.version, by=clinician_of(surgery), now=NOW)
    before = surgery.reminders.filter(step="plan_ready").count()
    confirm_medicine(second, version=second.version, by=clinician_of(surgery), now=NOW)

    assert (before, surgery.reminders.filter(step="plan_ready").count()) == (0, 1)


def test_confirming_twice_is_confirming_once() -> None:
    surgery = make_list(RIDE).surgery
    medicine = confirmed(surgery)

    confirm_medicine(medicine, version=medicine.version, by=clinician_of(surgery), now=NOW)

    assert len(doses(surgery)) == 2
    assert medicine.events.filter(act="confirmed").count() == 1


def test_entering_the_same_twice_is_entering_it_once() -> None:
    surgery = make_list(RIDE).surgery

    assert entered(surgery) == entered(surgery)


def test_what_was_changed_after_the_clinician_read_it_is_not_confirmed() -> None:
    surgery = make_list(RIDE).surgery
    medicine = entered(surgery)
    read = medicine.version
    change_medicine(
        medicine,
        replace(WARFARIN, last_dose_date=date(2026, 12, 5)),
        version=read,
        by=nurse_of(surgery),
        now=NOW,
    )

    with pytest.raises(MedicineChanged):
        confirm_medicine(medicine, version=read, by=clinician_of(surgery), now=NOW)


def test_rule_1_a_confirmed_medicine_that_changes_goes_off_the_list_and_a_nurse_phones() -> None:
    surgery = make_list(RIDE).surgery
    medicine = confirmed(surgery)
    last = doses(surgery)[0]

    change_medicine(
        medicine,
        replace(WARFARIN, last_dose_date=date(2026, 12, 5)),
        version=medicine.version,
        by=nurse_of(surgery),
        now=NOW,
    )

    last.refresh_from_db()
    assert doses(surgery) == []
    assert last.instruction == ASK_ABOUT_MEDICINES
    assert "Warfarin" not in last.title
    assert waiting(surgery) == []
    phone = surgery.work_items.get(kind=WorkItem.Kind.PHONE_PATIENT)
    assert phone.is_urgent
    assert "3 December" in phone.summary


def corrections(surgery: object) -> list[Reminder]:
    return list(Reminder.objects.filter(surgery=surgery, kind=Reminder.Kind.PLAN_CHANGED))


def test_the_patient_gets_one_correction_however_many_medicines_change() -> None:
    surgery = make_list(RIDE).surgery
    first = confirmed(surgery)
    second = confirmed(surgery, BETA_BLOCKER)
    surgery.reminders.filter(step="plan_ready").update(status=Reminder.Status.SENT, ended_at=NOW)

    remove_medicine(first, version=first.version, by=nurse_of(surgery), now=NOW)
    changed = replace(BETA_BLOCKER, note="Take it with water.")
    change_medicine(second, changed, version=second.version, by=nurse_of(surgery), now=NOW)
    confirm_medicine(second, version=second.version, by=clinician_of(surgery), now=NOW)

    (told,) = corrections(surgery)
    assert told.is_critical
    assert told.due_at == NOW + timedelta(minutes=10)
    assert not surgery.reminders.stoppable().filter(step="plan_ready").exists()


def test_a_change_of_what_no_clinician_confirmed_is_told_to_nobody() -> None:
    surgery = make_list(RIDE).surgery
    medicine = entered(surgery)

    remove_medicine(medicine, version=medicine.version, by=nurse_of(surgery), now=NOW)

    assert corrections(surgery) == []


def test_after_the_correction_went_out_the_patient_hears_that_the_new_plan_can_be_read() -> None:
    surgery = make_list(RIDE).surgery
    medicine = confirmed(surgery)
    moved = replace(WARFARIN, last_dose_date=date(2026, 12, 5))
    change_medicine(medicine, moved, version=medicine.version, by=nurse_of(surgery), now=NOW)
    surgery.reminders.filter(kind=Reminder.Kind.PLAN_CHANGED).update(status=Reminder.Status.SENT, ended_at=NOW)

    confirm_medicine(medicine, version=medicine.version, by=clinician_of(surgery), now=NOW)

    assert surgery.reminders.stoppable().filter(step="plan_ready").exists()
    assert len(corrections(surgery)) == 1


def test_confirming_it_again_puts_new_steps_on_the_list_and_uses_no_number_twice() -> None:
    surgery = make_list(RIDE).surgery
    medicine = confirmed(surgery)
    old = {item.number for item in doses(surgery)}
    moved = replace(WARFARIN, last_dose_date=date(2026, 12, 5))
    change_medicine(medicine, moved, version=medicine.version, by=nurse_of(surgery), now=NOW)

    confirm_medicine(medicine, version=medicine.version, by=clinician_of(surgery), now=NOW)

    assert len(doses(surgery)) == 2
    assert old.isdisjoint(item.number for item in doses(surgery))


def test_a_step_that_is_off_the_list_cannot_be_ticked() -> None:
    surgery = make_list(RIDE).surgery
    medicine = confirmed(surgery)
    last = doses(surgery)[0]
    remove_medicine(medicine, version=medicine.version, by=nurse_of(surgery), now=NOW)
    last.refresh_from_db()

    with pytest.raises(CannotBeTicked, match="no longer on the list"):
        tick(last, by=None, now=NOW)


def test_a_ticked_dose_gets_no_more_reminders() -> None:
    surgery = make_list(RIDE).surgery
    confirmed(surgery)
    last = doses(surgery)[0]

    tick(last, by=None, now=NOW)

    assert last.title not in [title for _step, title in waiting(surgery)]


def test_what_was_taken_off_stays_in_the_record_and_twice_is_once() -> None:
    surgery = make_list(RIDE).surgery
    medicine = entered(surgery)

    remove_medicine(medicine, version=medicine.version, by=nurse_of(surgery), now=NOW)
    remove_medicine(medicine, version=medicine.version, by=nurse_of(surgery), now=NOW)

    assert list(medicine.events.order_by("pk").values_list("act", flat=True)) == ["entered", "removed"]
    assert "Warfarin 5 mg: Take your last dose on Thursday 3 December." in medicine.events.latest("pk").said


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": "  "}, "name"),
        ({"last_dose_date": None}, "last_dose_date"),
        ({"last_dose_date": date(2026, 12, 9)}, "last_dose_date"),
        ({"last_dose_date": date(2026, 12, 8), "last_dose_time": time(8, 0)}, "last_dose_date"),
        ({"last_dose_date": date(2025, 12, 3)}, "last_dose_date"),
        ({"restart_date": None}, "restart_date"),
        ({"restart_date": date(2026, 12, 7)}, "restart_date"),
        ({"restart_date": date(2028, 12, 9)}, "restart_date"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_is_saved(changes: dict[str, object], field: str) -> None:
    surgery = make_list(RIDE).surgery

    with pytest.raises(MedicineNotRight) as refused:
        enter_medicine(surgery, replace(WARFARIN, **changes), by=nurse_of(surgery), now=NOW)

    assert set(refused.value.fields) == {field}
    assert not Medicine.objects.exists()


def test_nothing_is_entered_for_a_cancelled_operation() -> None:
    surgery = make_list(RIDE).surgery
    cancel(surgery, by=None, reason="Fever", now=NOW)

    with pytest.raises(SurgeryIsOver):
        entered(surgery)


def test_asking_a_clinician_is_one_item_and_confirming_closes_it() -> None:
    surgery = make_list(RIDE).surgery
    medicine = entered(surgery)

    first, second = ask_clinician(surgery, now=NOW), ask_clinician(surgery, now=NOW)
    confirm_medicine(medicine, version=medicine.version, by=clinician_of(surgery), now=NOW)

    first.refresh_from_db()
    assert first == second
    assert first.closed_by == clinician_of(surgery)


def test_asking_for_nothing_is_refused() -> None:
    with pytest.raises(Refused, match="No medicine waits"):
        ask_clinician(make_list(RIDE).surgery, now=NOW)


def test_rule_1_a_drafted_general_step_says_to_ask_until_the_patients_own_plan_is_confirmed() -> None:
    checklist = make_list(DRAFTED)
    before = item_of(checklist)
    medicine = entered(checklist.surgery)
    while_drafted = item_of(checklist)

    confirm_medicine(medicine, version=medicine.version, by=clinician_of(checklist.surgery), now=NOW)

    assert before.instruction == while_drafted.instruction == ASK_ABOUT_MEDICINES
    assert (item_of(checklist).title, item_of(checklist).instruction) == FOLLOW


def test_rule_3_a_general_step_that_names_the_medicine_gives_way_as_soon_as_the_patients_own_is_entered() -> None:
    checklist = make_list(MEDICINE)  # "Take your last warfarin", 5 days before, confirmed for everyone

    medicine = entered(checklist.surgery)
    while_drafted = item_of(checklist)
    confirm_medicine(medicine, version=medicine.version, by=clinician_of(checklist.surgery), now=NOW)

    assert (while_drafted.instruction, while_drafted.due_at) == (ASK_ABOUT_MEDICINES, None)
    assert (item_of(checklist).title, item_of(checklist).due_at) == (FOLLOW[0], None)


def test_a_general_step_about_another_medicine_stays_as_it_is() -> None:
    checklist = make_list(MEDICINE)

    confirmed(checklist.surgery, METFORMIN)

    assert item_of(checklist).title == "Take your last warfarin"
    assert item_of(checklist).due_at is not None


def test_a_general_step_comes_back_when_the_medicine_is_taken_off() -> None:
    checklist = make_list(MEDICINE)
    medicine = entered(checklist.surgery)

    remove_medicine(medicine, version=medicine.version, by=nurse_of(checklist.surgery), now=NOW)

    assert item_of(checklist).title == "Take your last warfarin"
    assert item_of(checklist).due_at is not None
