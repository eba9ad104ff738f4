"""Ticking: twice is once, two people at once lose nothing, and a tick stops that item's reminders."""

import pytest

from procedures.checklists.escalating import take
from procedures.checklists.models import ChecklistItem, ItemEvent, Reminder, WorkItem
from procedures.checklists.ticking import CannotBeTicked, RedFlagCannotBeTicked, report_missed, tick, untick
from tests.cast import make_nurse
from tests.checklists.scenes import FLUIDS, FOOD, MEDICINE, NOW, RED_FLAG, RIDE, at, item_of, make_list

pytestmark = pytest.mark.django_db
Status = Reminder.Status


def test_a_ticked_item_gets_no_more_reminders_and_the_others_keep_theirs() -> None:
    checklist = make_list(FOOD, FLUIDS)
    food = item_of(checklist, 1)

    assert tick(food, by=None, now=NOW)

    assert food.status == ChecklistItem.Status.DONE
    assert set(food.reminders.values_list("status", flat=True)) == {Status.NOT_NEEDED}
    assert set(item_of(checklist, 2).reminders.values_list("status", flat=True)) == {Status.SCHEDULED}


def test_ticking_twice_is_ticking_once() -> None:
    checklist = make_list(FOOD)
    first, second = item_of(checklist), item_of(checklist)

    assert tick(first, by=None, now=NOW)
    assert not tick(second, by=make_nurse(checklist.surgery.unit), now=at("2026-11-20", "10:01"))

    assert second.status == ChecklistItem.Status.DONE
    assert [(event.act, event.by) for event in ItemEvent.objects.all()] == [("ticked", None)]


def test_unticking_plans_again_only_what_lies_ahead() -> None:
    checklist = make_list(MEDICINE)
    item = item_of(checklist)
    tick(item, by=None, now=NOW)

    untick(item, by=None, now=at("2026-12-02", "19:00"))

    assert list(item.reminders.stoppable().values_list("step", flat=True)) == ["on_the_day"]
    assert not WorkItem.objects.exists()


def test_unticking_after_its_time_raises_no_alarm() -> None:
    checklist = make_list(FOOD)
    item = item_of(checklist)
    tick(item, by=None, now=NOW)

    untick(item, by=None, now=at("2026-12-08", "05:00"))

    assert not item.reminders.exclude(status=Status.NOT_NEEDED).exists()
    assert not WorkItem.objects.exists()


def test_of_several_tasks_of_one_hour_those_not_ticked_are_still_told() -> None:
    checklist = make_list(RIDE, RIDE | {"title": "Pack a bag"})

    tick(item_of(checklist, 1), by=None, now=NOW)

    assert Reminder.objects.stoppable().get(kind=Reminder.Kind.TASK).item == item_of(checklist, 2)


def test_ticking_one_item_leaves_what_is_due_for_others_alone() -> None:
    checklist = make_list(FOOD, FLUIDS, RIDE)
    late = at("2026-12-07", "18:30")  # due at 18:00, the worker is behind

    tick(item_of(checklist, 3), by=None, now=late)

    assert Reminder.objects.stoppable().filter(kind=Reminder.Kind.FASTING, due_at__lt=late).count() == 2


def test_safety_rule_4_a_red_flag_is_never_ticked() -> None:
    flag = item_of(make_list(RED_FLAG))

    for act in (tick, untick):
        with pytest.raises(RedFlagCannotBeTicked):
            act(flag, by=None, now=NOW)
    with pytest.raises(RedFlagCannotBeTicked):
        report_missed(flag, by=None, note="", now=NOW)

    assert item_of(flag.checklist).status == ChecklistItem.Status.OPEN


def test_what_the_team_does_is_ticked_by_the_team() -> None:
    checklist = make_list({"actor": "care_team", "title": "We mark the place"})
    item = item_of(checklist)

    with pytest.raises(CannotBeTicked):
        tick(item, by=None, now=NOW)

    assert tick(item, by=make_nurse(checklist.surgery.unit), now=NOW)


def test_a_miss_reaches_a_nurse_in_the_patients_words_and_stops_the_reminders() -> None:
    checklist = make_list(MEDICINE)
    item = item_of(checklist)

    report_missed(item, by=None, note=" I took it  by mistake ", now=NOW)

    work_item = WorkItem.objects.get()
    assert (work_item.kind, work_item.item, work_item.is_urgent) == (WorkItem.Kind.MISSED, item, True)
    assert "I took it by mistake" in work_item.summary
    assert item.status == ChecklistItem.Status.MISSED
    assert not item.reminders.stoppable().exists()


def test_a_miss_told_twice_is_one_concern_and_new_words_are_not_lost() -> None:
    item = item_of(make_list(MEDICINE))

    assert report_missed(item, by=None, note="I forgot", now=NOW)
    assert not report_missed(item, by=None, note="I forgot", now=NOW)
    assert WorkItem.objects.count() == 1
    report_missed(item, by=None, note="And I feel dizzy", now=NOW)

    concern = WorkItem.objects.open().get()
    assert "And I feel dizzy" in concern.summary
    assert "I forgot" in concern.summary
    assert list(ItemEvent.objects.order_by("pk").values_list("note", flat=True)) == ["I forgot", "And I feel dizzy"]


def test_whoever_sees_to_a_miss_goes_on_when_the_patient_tells_it_otherwise() -> None:
    item = item_of(make_list(RIDE))
    nurse = make_nurse(item.checklist.surgery.unit)
    report_missed(item, by=None, note="I forgot", now=NOW)
    take(WorkItem.objects.get(), by=nurse, now=NOW)

    report_missed(item, by=None, note="I did it late", now=NOW)

    assert WorkItem.objects.open().get().owner == nurse


def test_a_miss_that_is_taken_back_leaves_the_nurses_list_with_a_note() -> None:
    item = item_of(make_list(RIDE))
    report_missed(item, by=None, note="", now=NOW)

    untick(item, by=None, now=NOW)

    concern = WorkItem.objects.get()
    assert item.status == ChecklistItem.Status.OPEN
    assert concern.closed_at is not None
    assert "took it back" in concern.closing_note


def test_a_missed_fast_or_medicine_that_is_taken_back_is_asked_about() -> None:
    item = item_of(make_list(MEDICINE))
    report_missed(item, by=None, note="Not done.", now=NOW)

    untick(item, by=None, now=NOW)

    concern = WorkItem.objects.open().get()
    assert concern.is_urgent
    assert "Taken back by the patient: Take your last warfarin, first told as missed (“Not done.”)" in concern.summary


def test_a_nurse_who_marks_a_missed_step_done_closes_the_concern_herself() -> None:
    item = item_of(make_list(RIDE))
    report_missed(item, by=None, note="", now=NOW)

    tick(item, by=make_nurse(item.checklist.surgery.unit), now=NOW)

    assert WorkItem.objects.open().count() == 1


def test_what_was_missed_can_still_be_done() -> None:
    item = item_of(make_list(MEDICINE))
    report_missed(item, by=None, note="", now=NOW)

    assert tick(item, by=None, now=NOW)

    assert list(ItemEvent.objects.order_by("pk").values_list("act", flat=True)) == ["missed", "ticked"]
