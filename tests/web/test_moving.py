"""Rescheduling and cancelling on the nurse's pages: nothing changes before it is confirmed, and never twice."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from procedures.checklists.assigning import Assignment, Visit, assign
from procedures.checklists.models import ChecklistItem, Reminder, Surgery, SurgeryEvent, WorkItem
from procedures.checklists.ticking import tick
from procedures.hospitals.models import Unit
from tests.cast import LONG_AGO, make_patient, make_procedure, make_surgery, make_template
from tests.web.conftest import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at")]

BEFORE = {"relation": "before", "from": "PT8H", "to": None, "raw": "8 hours before", "kind": "interval"}


@pytest.fixture
def surgery(unit: Unit) -> Surgery:
    fasting = {"category": "fasting", "intake": "food", "title": "Stop eating", "timing": BEFORE}
    template = make_template(make_procedure(unit), fasting | {"confirmed_at": LONG_AGO}, {"title": "Bring your papers"})
    visit = Visit("assessment", date(2026, 12, 1), time(9, 30), "Clinic B")
    assignment = Assignment(template, date(2026, 12, 8), time(8), time(6), "Main entrance", (visit,))
    return assign(assignment, patient=make_patient(unit), unit=unit, by=None, now=NOW).surgery


def move(client: Client, surgery: Surgery, step: str = "preview", *, generation: int = 1, **changes: str) -> Any:
    entries = {
        "surgery-surgery_date": "2026-12-10",
        "surgery-start_time": "08:00",
        "surgery-arrival_time": "06:00",
        "generation": str(generation),
        "step": step,
    }
    return client.post(reverse("surgery-reschedule", args=[surgery.pk]), entries | changes, follow=True)


def planned(surgery: Surgery) -> tuple[date, time | None]:
    surgery.refresh_from_db()
    return surgery.surgery_date, surgery.start_time


def test_the_form_begins_with_what_is_planned(nurse: Client, surgery: Surgery) -> None:
    page = nurse.get(reverse("surgery-reschedule", args=[surgery.pk])).content.decode()

    assert all(f'value="{each}"' in page for each in ("2026-12-08", "08:00", "06:00"))


def test_the_preview_tells_what_moves_and_changes_nothing(nurse: Client, surgery: Surgery) -> None:
    fasting = ChecklistItem.objects.get(category="fasting")
    tick(fasting, by=None, now=NOW)
    Reminder.objects.filter(kind="list_ready").update(status="sent", ended_at=NOW)
    before = list(Reminder.objects.order_by("pk").values())

    page = move(nurse, surgery).content.decode()

    assert "Thursday 10 December 2026, start 08:00" in page
    assert "Mon 7 Dec, 24:00" in page
    assert "Wed 9 Dec, 24:00" in page
    assert "To judge again: done already for the old date" in page
    assert planned(surgery) == (date(2026, 12, 8), time(8))
    assert list(Reminder.objects.order_by("pk").values()) == before


def test_a_visit_that_would_fall_behind_the_operation_is_shown(nurse: Client, surgery: Surgery) -> None:
    page = move(nurse, surgery, **{"surgery-surgery_date": "2026-11-30"}).content.decode()

    assert "Visits that no longer fit" in page
    assert "Tue 1 Dec, 09:30, Clinic B" in page


def test_confirming_moves_everything_and_tells_the_patient(nurse: Client, surgery: Surgery) -> None:
    page = move(nurse, surgery, "confirm").content.decode()

    assert planned(surgery) == (date(2026, 12, 10), time(8))
    assert "The operation is moved." in page
    assert ChecklistItem.objects.get(category="fasting").due_at == datetime(2026, 12, 10, 5, 0, tzinfo=UTC)
    assert surgery.reminders.filter(kind="moved", status="scheduled").count() == 1
    assert SurgeryEvent.objects.filter(act="moved").get().by is not None


def test_confirming_twice_moves_once(nurse: Client, surgery: Surgery) -> None:
    move(nurse, surgery, "confirm")

    page = move(nurse, surgery, "confirm").content.decode()

    assert "Nothing more was changed." in page
    surgery.refresh_from_db()
    assert surgery.generation == 2
    assert surgery.reminders.filter(kind="moved").count() == 1


def test_a_preview_that_is_out_of_date_is_shown_anew_instead_of_carried_out(nurse: Client, surgery: Surgery) -> None:
    move(nurse, surgery, "confirm")

    page = move(nurse, surgery, "confirm", **{"surgery-surgery_date": "2026-12-15"}).content.decode()

    assert "Someone moved this operation in the meantime." in page
    assert "Tuesday 15 December 2026" in page
    assert planned(surgery) == (date(2026, 12, 10), time(8))


def test_one_can_go_back_to_the_form_with_what_was_typed(nurse: Client, surgery: Surgery) -> None:
    page = move(nurse, surgery, "change").content.decode()

    assert "See what changes" in page
    assert 'value="2026-12-10"' in page


@pytest.mark.parametrize("step", ["preview", "confirm"])
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"surgery-surgery_date": "2026-11-21"}, "This date is in the past."),
        ({"surgery-surgery_date": "2026-11-22"}, "is over. Choose a time still to come."),
        ({"surgery-surgery_date": ""}, "Give the date of the operation."),
        ({"surgery-start_time": "05:00"}, "would arrive after the operation starts"),
        ({"surgery-start_time": "soon"}, "This is not a time."),
        (
            {"surgery-surgery_date": "2027-03-14", "surgery-start_time": "02:30", "surgery-arrival_time": ""},
            "02:30 does not come",
        ),
    ],
)
def test_a_date_that_cannot_be_is_told_and_nothing_moves(
    nurse: Client, surgery: Surgery, step: str, changes: dict[str, str], words: str
) -> None:
    page = move(nurse, surgery, step, **changes).content.decode()

    assert words in page
    assert planned(surgery) == (date(2026, 12, 8), time(8))


def test_moving_to_where_it_is_asks_for_another_date(nurse: Client, surgery: Surgery) -> None:
    page = move(nurse, surgery, **{"surgery-surgery_date": "2026-12-08"}).content.decode()

    assert "This is when it is planned already." in page


def test_a_cancelled_operation_cannot_be_moved(nurse: Client, surgery: Surgery) -> None:
    cancel(nurse, surgery)

    shown = nurse.get(reverse("surgery-reschedule", args=[surgery.pk])).content.decode()
    told = move(nurse, surgery, "confirm", generation=2).content.decode()

    assert "so it cannot be moved" in shown
    assert "so it cannot be moved" in told
    assert planned(surgery) == (date(2026, 12, 8), time(8))


def cancel(client: Client, surgery: Surgery, reason: str = "She has a fever") -> Any:
    return client.post(reverse("surgery-cancel", args=[surgery.pk]), {"reason": reason}, follow=True)


def test_cancelling_asks_first(nurse: Client, surgery: Surgery) -> None:
    waiting = surgery.reminders.stoppable().count()

    page = nurse.get(reverse("surgery-cancel", args=[surgery.pk])).content.decode()

    assert f"{waiting} waiting reminders will not be sent." in page
    surgery.refresh_from_db()
    assert surgery.status == "planned"


def test_cancelling_needs_a_reason(nurse: Client, surgery: Surgery) -> None:
    page = cancel(nurse, surgery, "  ").content.decode()

    assert "Write why it is cancelled" in page
    surgery.refresh_from_db()
    assert surgery.status == "planned"


def test_cancelling_stops_everything_but_the_word_that_it_is_cancelled(nurse: Client, surgery: Surgery) -> None:
    page = cancel(nurse, surgery).content.decode()

    surgery.refresh_from_db()
    assert surgery.status == "cancelled"
    assert [each.kind for each in surgery.reminders.stoppable()] == ["cancelled"]
    assert "The operation is cancelled." in page
    assert "She has a fever" in page
    assert WorkItem.objects.filter(kind="visit").exists()


def test_cancelling_after_the_hour_of_the_operation_says_that_nobody_writes_to_the_patient(
    nurse: Client, surgery: Surgery, at: Callable[[datetime], None]
) -> None:
    in_time = cancel(nurse, make_surgery(surgery.unit, surgery.patient, procedure=surgery.procedure)).content.decode()
    at(datetime(2026, 12, 8, 16, 0, tzinfo=UTC))  # it was at 13:00

    too_late = cancel(nurse, surgery).content.decode()

    assert "Tell the patient yourself" in too_late
    assert "Tell the patient yourself" not in in_time
    assert not surgery.reminders.stoppable().exists()


def test_cancelling_twice_cancels_once(nurse: Client, surgery: Surgery) -> None:
    cancel(nurse, surgery)

    page = cancel(nurse, surgery, "Again").content.decode()

    assert "This operation is cancelled already." in page
    assert SurgeryEvent.objects.filter(act="cancelled").count() == 1
    assert surgery.reminders.filter(kind="cancelled").count() == 1


def test_the_time_can_be_set_when_it_becomes_known(nurse: Client, surgery: Surgery) -> None:
    unknown = {"surgery-surgery_date": "2026-12-08", "surgery-start_time": "", "surgery-is_time_unknown": "on"}
    move(nurse, surgery, "confirm", **unknown)

    move(
        nurse, surgery, "confirm", generation=2, **{"surgery-surgery_date": "2026-12-08", "surgery-start_time": "9:15"}
    )

    assert planned(surgery) == (date(2026, 12, 8), time(9, 15))
    assert NOW + timedelta(days=1) < surgery.starts_at
