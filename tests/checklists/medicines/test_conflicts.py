"""Safety rule 3 for medicines: two rules for one medicine of one patient are shown to staff, and neither is told."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from procedures.checklists.completing import complete, reopen
from procedures.checklists.medicines.confirming import PlansConflict, confirm_medicine
from procedures.checklists.medicines.conflicts import conflicting, key, plans_of
from procedures.checklists.medicines.entering import remove_medicine
from procedures.checklists.medicines.rules import MedicineRule
from procedures.checklists.models import Medicine, Surgery, WorkItem
from tests.checklists.medicines.plans import WARFARIN, another_list, clinician_of, confirmed, doses, entered, nurse_of
from tests.checklists.scenes import NOW, RIDE, SURGERY_DAY, make_list

pytestmark = pytest.mark.django_db
OTHER = replace(WARFARIN, name="warfarin 3mg", last_dose_date=date(2026, 12, 5))
KEPT = MedicineRule("Warfarin", "warfarin", is_continued=True)


def two_operations() -> tuple[Surgery, Surgery]:
    first = make_list(RIDE)
    return first.surgery, another_list(first, date(2026, 12, 9)).surgery


@pytest.mark.parametrize("rule", [OTHER, KEPT])
def test_rule_3_two_plans_that_differ_for_one_medicine_are_both_silent_and_both_units_are_told(
    rule: MedicineRule,
) -> None:
    first, second = two_operations()
    told = confirmed(first)

    entered(second, rule)

    told.refresh_from_db()
    assert told.status == Medicine.Status.DRAFTED
    assert doses(first) == doses(second) == []
    assert not first.reminders.stoppable().filter(item__medicine__isnull=False).exists()
    for surgery in (first, second):
        assert surgery.work_items.filter(kind=WorkItem.Kind.CONFLICT, is_urgent=True).count() == 1


def test_rule_3_neither_of_two_that_differ_can_be_confirmed_until_one_is_taken_off() -> None:
    first, second = two_operations()
    one, other = entered(first), entered(second, OTHER)
    carl = clinician_of(first)

    for medicine in (one, other):
        with pytest.raises(PlansConflict, match="Another plan of this patient differs"):
            confirm_medicine(medicine, version=medicine.version, by=carl, now=NOW)
    remove_medicine(other, version=other.version, by=nurse_of(first), now=NOW)
    one.refresh_from_db()
    confirm_medicine(one, version=one.version, by=carl, now=NOW)

    assert len(doses(first)) == 2


def test_rule_3_two_rules_within_one_plan_contradict_each_other_too() -> None:
    surgery = make_list(RIDE).surgery
    told = confirmed(surgery)

    entered(surgery, OTHER)

    told.refresh_from_db()
    assert told.status == Medicine.Status.DRAFTED


def test_the_same_rule_in_two_plans_is_no_conflict() -> None:
    first, second = two_operations()
    confirmed(first)

    assert conflicting(entered(second), plans_of(second)) == []


def test_a_plan_that_begins_when_the_other_has_ended_is_no_conflict() -> None:
    first = make_list(RIDE)
    later = another_list(first, date(2027, 2, 9)).surgery
    told = confirmed(first.surgery)

    entered(later, replace(WARFARIN, last_dose_date=date(2027, 2, 4), restart_date=date(2027, 2, 10)))

    told.refresh_from_db()
    assert told.status == Medicine.Status.CONFIRMED


@pytest.mark.parametrize("name", ["Warfarin", "WARFARIN 5 mg", "warfarin  (3mg)", "Warfarin 2.5 mg"])
def test_a_medicine_is_the_same_whatever_its_strength_and_spelling(name: str) -> None:
    assert key(name) == "warfarin"


def test_rule_3_a_plan_that_comes_back_to_life_silences_what_it_contradicts_and_itself() -> None:
    past = replace(WARFARIN, last_dose_date=date(2026, 11, 20), restart_date=date(2026, 12, 20))
    checklist = make_list(RIDE, surgery_date=date(2026, 11, 21))
    first, later = checklist.surgery, NOW + timedelta(days=3)
    one = confirmed(first, past)
    complete(first, by=nurse_of(first), now=later)
    other = confirmed(another_list(checklist, SURGERY_DAY).surgery, WARFARIN, now=later)

    reopen(first, by=nurse_of(first), now=later)

    for medicine in (one, other):
        medicine.refresh_from_db()
        assert medicine.status == Medicine.Status.DRAFTED
        assert medicine.surgery.work_items.filter(kind=WorkItem.Kind.CONFLICT, is_urgent=True).count() == 1
        assert doses(medicine.surgery) == []


def test_a_plan_that_comes_back_to_life_and_contradicts_none_stands() -> None:
    first = make_list(RIDE, surgery_date=date(2026, 11, 21)).surgery
    later = NOW + timedelta(days=3)
    plan = confirmed(first, replace(WARFARIN, last_dose_date=date(2026, 11, 20)))
    complete(first, by=nurse_of(first), now=later)

    reopen(first, by=nurse_of(first), now=later)

    plan.refresh_from_db()
    assert plan.status == Medicine.Status.CONFIRMED
