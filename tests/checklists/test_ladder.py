"""The ladder's round: what needs a person is raised once, is due sooner as the operation nears, and is never lost."""

from datetime import datetime, time, timedelta

import pytest

from procedures.checklists.cancelling import cancel
from procedures.checklists.escalating import (
    AlreadyClosed,
    NotOnTheUnit,
    climbing,
    close,
    pass_on,
    raise_work_item,
    take,
)
from procedures.checklists.escalating.climbing import Climbed, climb
from procedures.checklists.models import Checklist, Surgery, WorkItem, WorkItemEvent
from procedures.checklists.ticking import report_missed, tick
from tests.cast import make_nurse, make_staff, make_surgery, make_unit
from tests.checklists.scenes import FLUIDS, FOOD, MEDICINE, NOW, RED_FLAG, RIDE, at, item_of, make_list

pytestmark = pytest.mark.django_db
Kind = WorkItem.Kind
NOTHING = Climbed(0, 0, 0, 0)


def unticked() -> list[str]:
    found = WorkItem.objects.open().filter(kind=Kind.NOT_TICKED).order_by("pk")
    return [one.item.title for one in found if one.item]


def raise_at(now: datetime, surgery: Surgery, kind: str = Kind.QUESTION, **more: object) -> WorkItem:
    return raise_work_item(surgery, kind=kind, summary=f"{kind}?", now=now, **more)  # type: ignore[arg-type]


def test_a_critical_step_not_ticked_in_time_reaches_a_nurse_once_under_three_beats() -> None:
    make_list(MEDICINE, RIDE, RED_FLAG)
    late = at("2026-12-04", "11:00")  # the medicine was due on 3 December

    for _ in range(3):
        climb(now=late)

    assert unticked() == ["Take your last warfarin"]


def test_before_its_time_nobody_is_asked() -> None:
    make_list(MEDICINE)

    assert climb(now=at("2026-12-03", "12:00")).raised == 0


def test_nobody_is_phoned_about_it_in_the_night() -> None:
    make_list(MEDICINE)

    assert climb(now=at("2026-12-04", "03:00")).raised == 0
    assert climb(now=at("2026-12-04", "08:00")).raised == 1


def test_not_fasting_is_asked_about_three_hours_before_the_patient_comes() -> None:
    make_list(FOOD)  # stop eating at midnight, come at 6:30

    assert climb(now=at("2026-12-08", "03:00")).raised == 0
    assert climb(now=at("2026-12-08", "03:30")).raised == 1
    concern = WorkItem.objects.get(kind=Kind.NOT_TICKED)
    assert concern.is_urgent
    assert concern.due_at == at("2026-12-08", "04:30")


def test_once_the_operation_has_begun_there_is_nothing_left_to_ask() -> None:
    make_list(FOOD)

    assert climb(now=at("2026-12-08", "09:00")).raised == 0


@pytest.mark.parametrize("act", [tick, lambda item, **who: report_missed(item, note="", **who)])
def test_the_question_closes_with_a_note_when_the_patient_tells(act: object) -> None:
    checklist = make_list(MEDICINE)
    climb(now=at("2026-12-04", "11:00"))

    act(item_of(checklist), by=None, now=at("2026-12-04", "12:00"))  # type: ignore[operator]

    assert unticked() == []
    assert "the patient told us" in WorkItem.objects.get(kind=Kind.NOT_TICKED).closing_note


def test_what_a_nurse_closed_is_not_raised_again_for_the_same_time() -> None:
    checklist = make_list(MEDICINE)
    late = at("2026-12-04", "11:00")
    climb(now=late)
    nurse = make_nurse(checklist.surgery.unit)
    close(WorkItem.objects.get(kind=Kind.NOT_TICKED), by=nurse, note="Phoned: taken", now=late)

    assert climb(now=late + timedelta(days=1)).raised == 0


def test_a_question_about_a_step_that_got_another_time_closes_by_itself() -> None:
    checklist = make_list(MEDICINE)
    climb(now=at("2026-12-04", "11:00"))
    checklist.items.update(due_at=at("2026-12-20", "18:00"))

    assert climb(now=at("2026-12-04", "11:01")).settled == 1
    assert "its time has changed" in WorkItem.objects.get(kind=Kind.NOT_TICKED).closing_note


def test_the_deadline_comes_nearer_with_the_operation() -> None:
    surgery = make_surgery(make_unit())
    concern = raise_at(at("2026-12-02", "09:00"), surgery)
    WorkItem.objects.update(due_at=at("2026-12-07", "17:00"))

    climb(now=at("2026-12-07", "09:00"))

    concern.refresh_from_db()
    assert (concern.due_at, concern.is_urgent) == (at("2026-12-07", "10:00"), True)


def test_a_concern_from_before_there_were_deadlines_gets_one() -> None:
    surgery = make_surgery(make_unit())
    concern = raise_at(NOW, surgery)
    WorkItem.objects.update(due_at=None)

    climb(now=NOW)

    concern.refresh_from_db()
    assert concern.due_at == at("2026-11-20", "17:00")


def test_what_nobody_saw_to_in_time_is_raised_to_the_escalation_contact_once() -> None:
    unit = make_unit()
    unit.escalates_to = make_staff(unit, "nurse", username="sam", full_name="Sam Stone")
    unit.save()
    concern = raise_at(NOW, make_surgery(unit))

    for _ in range(3):
        climb(now=at("2026-11-20", "17:01"))

    concern.refresh_from_db()
    assert concern.escalated_at == at("2026-11-20", "17:01")
    assert concern.is_urgent
    event = WorkItemEvent.objects.get()
    assert (event.act, event.to) == (WorkItemEvent.Act.ESCALATED, unit.escalates_to)


def test_a_round_with_nothing_to_do_changes_nothing() -> None:
    make_list(FOOD, MEDICINE)

    assert climb(now=NOW) == NOTHING


def test_taking_and_handing_over_keep_who_and_when() -> None:
    unit = make_unit()
    nora, otto = make_nurse(unit), make_nurse(unit, "otto")
    concern = raise_at(NOW, make_surgery(unit))

    assert take(concern, by=nora, now=NOW)
    assert not take(concern, by=nora, now=NOW)
    assert pass_on(concern, to=otto, by=nora, note="Going off shift", now=NOW)

    concern.refresh_from_db()
    assert concern.owner == otto
    acts = list(WorkItemEvent.objects.order_by("pk").values_list("act", "by", "to"))
    assert acts == [("taken", nora.pk, nora.pk), ("handed_over", nora.pk, otto.pk)]


def test_it_is_not_handed_to_someone_who_could_not_open_it() -> None:
    unit = make_unit()
    nora, author = make_nurse(unit), make_staff(unit, "author", username="amal")
    concern = raise_at(NOW, make_surgery(unit))

    with pytest.raises(NotOnTheUnit):
        pass_on(concern, to=author, by=nora, now=NOW)


def test_what_is_closed_is_not_taken_any_more() -> None:
    unit = make_unit()
    nora = make_nurse(unit)
    concern = raise_at(NOW, make_surgery(unit))
    close(concern, by=nora, note="Phoned", now=NOW)

    with pytest.raises(AlreadyClosed):
        take(concern, by=nora, now=NOW)


def concerns_of(checklist: Checklist) -> list[str]:
    return list(checklist.surgery.work_items.open().order_by("kind").values_list("kind", flat=True))  # type: ignore[attr-defined]


def test_cancelling_closes_what_is_moot_with_a_note_and_keeps_what_matters() -> None:
    checklist = make_list(FOOD, MEDICINE)
    surgery = checklist.surgery
    raise_at(NOW, surgery, Kind.TOO_LATE, item=item_of(checklist, 1))
    raise_at(NOW, surgery, Kind.MISSED, item=item_of(checklist, 2))  # a medicine: it may have been stopped
    for kind in (Kind.QUESTION, Kind.MESSAGE, Kind.PHONE_PATIENT, Kind.JUDGE_AGAIN):
        raise_at(NOW, surgery, kind)

    cancel(surgery, by=None, reason="", now=NOW)

    assert concerns_of(checklist) == ["judge_again", "message", "missed", "phone_patient", "question"]
    assert "the operation is cancelled" in WorkItem.objects.get(kind=Kind.TOO_LATE).closing_note


def test_however_many_there_are_of_whom_it_is_not_the_time_to_ask_the_others_are_asked_about(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is drunk until the arrival is due then, and is never asked about: it must not stand before the rest."""
    monkeypatch.setattr(climbing, "BATCH", 1)
    ward = make_unit()
    for name in ("East", "West"):
        make_list(FLUIDS, unit=make_unit(ward.hospital, name), start_time=time(9, 30), arrival_time=time(7))
    make_list(FOOD, unit=ward, start_time=time(16), arrival_time=time(14))

    climb(now=at("2026-12-08", "09:15"))

    assert unticked() == ["Stop eating"]
