"""Two nurses at one list in the same moment, by every way in which a list is changed: nothing of either is lost.

What fits together stands beside each other. What does not, the second is told of, and still holds in her hands.
"""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from procedures.checklists.amending import ListChangedMeanwhile, NotAmendable, StepWords, add_step, change_step
from procedures.checklists.booking import VisitMovedMeanwhile, book_visit, move_visit
from procedures.checklists.escalating import AlreadyClosed, close, raise_work_item
from procedures.checklists.escalating.owning import TakenMeanwhile, take
from procedures.checklists.medicines.confirming import confirm_medicine
from procedures.checklists.medicines.entering import MedicineChanged, change_medicine
from procedures.checklists.models import Amendment, Appointment, Checklist, ChecklistItem, Medicine, Surgery, WorkItem
from procedures.checklists.noting import note
from procedures.checklists.rescheduling import MovedMeanwhile, reschedule
from procedures.checklists.staying import StayChangedMeanwhile, record_stay, stay_of
from procedures.checklists.ticking import report_missed, tick
from procedures.checklists.visits import Visit
from procedures.core.tasks import Category
from procedures.hospitals.models import User
from procedures.patients.caregiving import CaregiverChangedMeanwhile, CaregiverDetails, mark_of, write_caregiver
from procedures.patients.models import Caregiver
from tests.cast import make_nurse
from tests.checklists.medicines.plans import WARFARIN, clinician_of, entered
from tests.checklists.scenes import FOOD, NOW, RIDE, fresh, item_of, make_list
from tests.checklists.test_two_at_once import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("two_writers")]
TEXTS = frozenset({"sms"})


@pytest.fixture
def checklist() -> Checklist:
    return make_list(FOOD, RIDE)


@pytest.fixture
def nurses(checklist: Checklist) -> tuple[User, User]:
    unit = checklist.surgery.unit
    return make_nurse(unit), make_nurse(unit, "nina")


def one_of(answers: list[object], refused: type[Exception]) -> str:
    """That one was done and one refused; what the second reads."""
    errors = [one for one in answers if isinstance(one, Exception)]
    assert [type(one) for one in errors] == [refused], answers
    return str(errors[0])


def test_two_nurses_who_add_steps_at_once_both_find_theirs(checklist: Checklist, nurses: tuple[User, User]) -> None:
    titles = ("Bring your glasses", "Bring your hearing aid")

    answers = at_once(
        *[
            lambda nurse=nurse, title=title: add_step(  # type: ignore[misc]
                Checklist.objects.get(), StepWords(title), reason="She asked", by=nurse, now=NOW
            )
            for nurse, title in zip(nurses, titles, strict=True)
        ]
    )

    assert all(isinstance(one, Amendment) for one in answers), answers
    there = list(ChecklistItem.objects.standing().values_list("number", "title"))
    assert {title for _, title in there} > set(titles)
    assert len({number for number, _ in there}) == len(there)


def test_two_nurses_who_change_one_step_at_once_change_it_once(checklist: Checklist, nurses: tuple[User, User]) -> None:
    answers = at_once(
        *[
            lambda nurse=nurse: change_step(  # type: ignore[misc]
                item_of(checklist, 2), StepWords(f"Called by {nurse.username}"), reason="So", by=nurse, now=NOW
            )
            for nurse in nurses
        ]
    )

    assert "Look at the list again" in one_of(answers, NotAmendable)
    standing = ChecklistItem.objects.standing().filter(amendment__isnull=False).get()
    assert standing.title == f"Called by {standing.amendment.by.username}"  # type: ignore[union-attr]  # both are there


def test_a_step_changed_for_the_old_date_while_a_colleague_moves_it_is_not_saved_unseen(
    checklist: Checklist, nurses: tuple[User, User]
) -> None:
    nora, nina = nurses
    words = StepWords("Your son takes you home", category=Category.LOGISTICS)

    answers = at_once(
        lambda: change_step(item_of(checklist, 2), words, reason="So", by=nora, now=NOW, seen_generation=1),
        lambda: move(checklist.surgery, date(2026, 12, 15), by=nina),
    )

    surgery = fresh(checklist.surgery)
    assert surgery.generation == 2
    if isinstance(answers[0], Exception):
        assert isinstance(answers[0], ListChangedMeanwhile)
        assert "Yours is not saved yet" in str(answers[0])
    else:
        assert ChecklistItem.objects.standing().filter(title=words.title).exists()


def move(surgery: Surgery, day: date, *, by: User) -> object:
    values = {"surgery_date": day, "start_time": time(8, 0), "arrival_time": time(6, 30), "seen_generation": 1}
    return reschedule(fresh(surgery), **values, by=by, now=NOW)  # type: ignore[arg-type]


def test_two_nurses_who_move_one_operation_to_two_days_move_it_to_one(
    checklist: Checklist, nurses: tuple[User, User]
) -> None:
    days = (date(2026, 12, 15), date(2026, 12, 16))

    answers = at_once(
        *[
            lambda nurse=nurse, day=day: move(checklist.surgery, day, by=nurse)  # type: ignore[misc]
            for nurse, day in zip(nurses, days, strict=True)
        ]
    )

    one_of(answers, MovedMeanwhile)
    surgery = fresh(checklist.surgery)
    assert surgery.surgery_date in days
    assert surgery.generation == 2


def test_a_tick_and_word_of_a_miss_at_once_leave_both_in_the_history(
    checklist: Checklist, nurses: tuple[User, User]
) -> None:
    nora, nina = nurses

    answers = at_once(
        lambda: tick(item_of(checklist, 2), by=nora, now=NOW),
        lambda: report_missed(item_of(checklist, 2), by=nina, note="No car", now=NOW),
    )

    assert answers == [True, True]
    item = item_of(checklist, 2)
    assert {event.act for event in item.events.all()} == {"ticked", "missed"}
    assert item.events.order_by("pk").last().act[:4] == {"done": "tick", "missed": "miss"}[item.status]  # type: ignore[union-attr]
    assert "No car" in WorkItem.objects.get(kind=WorkItem.Kind.MISSED).summary


def test_two_notes_at_once_both_stay_and_the_same_one_pressed_twice_is_one(
    checklist: Checklist, nurses: tuple[User, User]
) -> None:
    nora, nina = nurses

    at_once(
        lambda: note(fresh(checklist.surgery), "She hears badly", by=nora, now=NOW),
        lambda: note(fresh(checklist.surgery), "Her son phones at six", by=nina, now=NOW),
    )

    assert {one.words for one in checklist.surgery.notes.all()} == {"She hears badly", "Her son phones at six"}


def test_two_who_change_one_medicine_at_once_change_it_once(checklist: Checklist, nurses: tuple[User, User]) -> None:
    medicine = entered(checklist.surgery)
    days = (date(2026, 12, 1), date(2026, 12, 2))

    answers = at_once(
        *[
            lambda nurse=nurse, day=day: change_medicine(  # type: ignore[misc]
                Medicine.objects.get(), replace(WARFARIN, last_dose_date=day), version=1, by=nurse, now=NOW
            )
            for nurse, day in zip(nurses, days, strict=True)
        ]
    )

    one_of(answers, MedicineChanged)
    medicine.refresh_from_db()
    assert medicine.version == 2
    assert medicine.last_dose_date in days


def test_safety_rule_1_no_clinician_confirms_a_medicine_that_changes_at_that_moment(
    checklist: Checklist, nurses: tuple[User, User]
) -> None:
    entered(checklist.surgery)
    carl = clinician_of(checklist.surgery)
    other = replace(WARFARIN, last_dose_date=date(2026, 12, 1))

    at_once(
        lambda: confirm_medicine(Medicine.objects.get(), version=1, by=carl, now=NOW),
        lambda: change_medicine(Medicine.objects.get(), other, version=1, by=nurses[0], now=NOW),
    )

    medicine = Medicine.objects.get()
    is_changed = medicine.last_dose_date == other.last_dose_date
    assert (medicine.status == Medicine.Status.CONFIRMED) != is_changed


def test_two_nurses_who_take_one_concern_at_once_learn_who_has_it(
    checklist: Checklist, nurses: tuple[User, User]
) -> None:
    concern = raise_work_item(checklist.surgery, kind=WorkItem.Kind.QUESTION, summary="?", now=NOW)

    answers = at_once(
        *[
            lambda nurse=nurse: take(WorkItem.objects.get(), by=nurse, seen=None, now=NOW)  # type: ignore[misc]
            for nurse in nurses
        ]
    )

    assert "has it now" in one_of(answers, TakenMeanwhile)
    concern.refresh_from_db()
    assert concern.owner in nurses
    assert concern.events.count() == 1


def test_two_nurses_who_close_one_concern_at_once_keep_the_first_note_and_the_second_reads_it(
    checklist: Checklist, nurses: tuple[User, User]
) -> None:
    concern = raise_work_item(checklist.surgery, kind=WorkItem.Kind.QUESTION, summary="?", now=NOW)

    answers = at_once(
        *[
            lambda nurse=nurse: close(WorkItem.objects.get(), by=nurse, note=f"By {nurse.username}", now=NOW)  # type: ignore[misc]
            for nurse in nurses
        ]
    )

    concern.refresh_from_db()
    assert concern.closing_note == f"By {concern.closed_by.username}"  # type: ignore[union-attr]  # it is closed
    assert concern.closing_note in one_of(answers, AlreadyClosed)


def test_two_nurses_who_move_one_visit_at_once_move_it_once(checklist: Checklist, nurses: tuple[User, User]) -> None:
    visit = Visit(Appointment.Kind.OTHER, date(2026, 12, 1), time(9, 0), "Clinic 3")
    booked = book_visit(checklist.surgery, visit, by=None, now=NOW)

    answers = at_once(
        *[
            lambda nurse=nurse, hour=hour: move_visit(  # type: ignore[misc]
                Appointment.objects.get(),
                replace(visit, visit_time=time(hour)),
                by=nurse,
                now=NOW,
                seen_sequence=booked.sequence,
            )
            for nurse, hour in zip(nurses, (10, 11), strict=True)
        ]
    )

    one_of(answers, VisitMovedMeanwhile)
    assert Appointment.objects.get().visit_time.hour in (10, 11)


def test_two_nurses_who_write_down_one_stay_at_once_lose_neither_time(
    checklist: Checklist, nurses: tuple[User, User]
) -> None:
    """Each began with an empty page: without a look at what is there, the second would empty what the first wrote."""
    begun = stay_of(checklist.surgery)
    came, went = datetime.fromisoformat("2026-12-08T11:00Z"), datetime.fromisoformat("2026-12-09T15:00Z")
    later = datetime.fromisoformat("2026-12-09T16:00Z")

    answers = at_once(
        *[
            lambda nurse=nurse, times=times: record_stay(  # type: ignore[misc]
                fresh(checklist.surgery), admitted_at=times[0], discharged_at=times[1], seen=begun, by=nurse, now=later
            )
            for nurse, times in zip(nurses, ((came, None), (None, went)), strict=True)
        ]
    )

    assert "Yours is not saved yet" in one_of(answers, StayChangedMeanwhile)
    surgery = fresh(checklist.surgery)
    assert (surgery.admitted_at, surgery.discharged_at) in {(came, None), (None, went)}


def test_two_nurses_who_change_one_caregiver_at_once_lose_neither_number(
    checklist: Checklist, nurses: tuple[User, User]
) -> None:
    patient = checklist.surgery.patient
    first = CaregiverDetails("Ana", phone="+12125550177", channels=TEXTS)
    seen = mark_of(write_caregiver(patient, first, by=None, now=NOW))
    numbers = ("+12125550178", "+12125550179")

    answers = at_once(
        *[
            lambda nurse=nurse, number=number: write_caregiver(  # type: ignore[misc]
                patient,
                replace(first, phone=number),
                caregiver=Caregiver.objects.get(),
                seen=seen,
                by=nurse,
                now=NOW,
            )
            for nurse, number in zip(nurses, numbers, strict=True)
        ]
    )

    stands = str(Caregiver.objects.get().phone)
    assert stands in one_of(answers, CaregiverChangedMeanwhile)
    assert stands in numbers
