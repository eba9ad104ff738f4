"""The page of one surgery: its list, and what is done there."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from procedures.checklists.models import ChecklistItem, ItemEvent, Surgery, WorkItem
from procedures.checklists.ticking import report_missed, tick
from procedures.patients.models import Caregiver
from tests.cast import (
    make_checklist,
    make_delivery,
    make_item,
    make_reminder,
)
from tests.web.conftest import NOW
from tests.web.nurse_cast import show_surgery

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at")]


def test_dates_stand_on_the_hospitals_wall_clock(nurse: Client, surgery: Surgery, item: ChecklistItem) -> None:
    page = show_surgery(nurse, surgery)

    assert "Tuesday 8 December 2026, start 08:00" in page
    assert "by Mon 7 Dec, 24:00" in page


def test_a_step_that_waits_for_its_hour_after_the_operation_is_told_from_when(
    nurse: Client, surgery: Surgery, item: ChecklistItem
) -> None:
    hour = datetime(2026, 12, 10, 13, 0, tzinfo=UTC)
    make_item(item.checklist, phase="recovery", opens_at=hour, due_at=hour, is_exact=True)

    assert "from Thu 10 Dec, 08:00" in show_surgery(nurse, surgery)


def test_steps_stand_under_the_same_headings_as_in_the_review(
    nurse: Client, surgery: Surgery, item: ChecklistItem
) -> None:
    make_item(item.checklist, title="See your surgeon", phase="follow_up")

    page = show_surgery(nurse, surgery)

    assert page.index(">Before the operation</h3>") < page.index(">Follow-up</h3>")


def test_a_step_due_on_a_day_shows_no_hour(nurse: Client, surgery: Surgery, item: ChecklistItem) -> None:
    make_item(
        item.checklist,
        title="Pack your bag",
        opens_at=datetime(2026, 12, 7, 5, 0, tzinfo=UTC),
        due_at=datetime(2026, 12, 8, 4, 59, tzinfo=UTC),
    )

    page = show_surgery(nurse, surgery)

    assert "on Mon 7 Dec" in page
    assert "23:59" not in page


def test_a_date_that_could_be_of_another_year_says_its_year(
    nurse: Client, surgery: Surgery, item: ChecklistItem
) -> None:
    next_year = datetime(2027, 11, 22, 17, 0, tzinfo=UTC)
    make_item(item.checklist, title="Come back for an X-ray", phase="follow_up", due_at=next_year, is_exact=True)

    assert "by Mon 22 Nov 2027, 12:00" in show_surgery(nurse, surgery)


def test_the_list_goes_by_phase_and_then_by_number(nurse: Client, surgery: Surgery, item: ChecklistItem) -> None:
    for phase, title in (("recovery", "Rest"), ("follow_up", "See the surgeon"), ("recovery", "Walk")):
        make_item(item.checklist, phase=phase, title=title)

    page = show_surgery(nurse, surgery)

    assert page.index("Rest") < page.index("Walk") < page.index("See the surgeon")
    assert page.count('class="phase"') == 3


def test_an_assumed_hour_is_said_to_be_one(nurse: Client, surgery: Surgery, item: ChecklistItem) -> None:
    ChecklistItem.objects.update(is_assumed=True)

    assert "(if the operation is the first of its list)" in show_surgery(nurse, surgery)


def test_the_nurse_ticks_for_the_patient_under_her_own_name(
    nurse: Client, surgery: Surgery, item: ChecklistItem
) -> None:
    answer = nurse.post(reverse("surgery-item-tick", args=[item.pk]))

    item.refresh_from_db()
    assert answer.url == f"{reverse('surgery', args=[surgery.pk])}#step-1"
    assert item.status == "done"
    assert "Ticked by Nora Quinn, Sun 22 Nov, 09:00" in show_surgery(nurse, surgery)


def test_ticking_twice_and_taking_back_leaves_one_line_each(nurse: Client, item: ChecklistItem) -> None:
    for name in ("surgery-item-tick", "surgery-item-tick", "surgery-item-untick", "surgery-item-untick"):
        nurse.post(reverse(name, args=[item.pk]))

    item.refresh_from_db()
    assert item.status == "open"
    assert list(ItemEvent.objects.order_by("pk").values_list("act", flat=True)) == ["ticked", "unticked"]


def test_what_the_patient_did_is_told_as_theirs(nurse: Client, surgery: Surgery, item: ChecklistItem) -> None:
    report_missed(item, by=None, note="I had breakfast", now=NOW)

    page = show_surgery(nurse, surgery)

    assert "Missed or done differently, said the patient, Sun 22 Nov, 09:00: “I had breakfast”" in page


def test_safety_rule_4_a_warning_sign_has_nothing_to_press_and_refuses_a_tick(
    nurse: Client, surgery: Surgery, item: ChecklistItem
) -> None:
    ChecklistItem.objects.update(is_red_flag=True)

    page = show_surgery(nurse, surgery)
    told = nurse.post(reverse("surgery-item-tick", args=[item.pk]), follow=True).content.decode()

    assert reverse("surgery-item-tick", args=[item.pk]) not in page
    assert "cannot be ticked" in told
    item.refresh_from_db()
    assert item.status == "open"


@pytest.mark.parametrize("steps", [1, 12])
def test_the_page_takes_the_same_number_of_queries_however_long_the_list(
    nurse: Client, surgery: Surgery, steps: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    checklist = make_checklist(surgery)
    for _ in range(steps):
        item = make_item(checklist)
        tick(item, by=None, now=NOW)
        told = make_reminder(surgery, due_at=NOW, latest_at=NOW, item=item, status="sent", ended_at=NOW)
        make_delivery(told, channel="sms", transport="x", address="1", body="-", armed_at=NOW)
        WorkItem.objects.create(surgery=surgery, kind="question", summary="?", raised_at=NOW)

    with django_assert_num_queries(40):
        show_surgery(nurse, surgery)


@pytest.mark.parametrize("act", ItemEvent.Act.values)
def test_the_page_opens_whatever_was_done_with_a_step(nurse: Client, surgery: Surgery, act: str) -> None:
    one = make_item(make_checklist(surgery))
    ItemEvent.objects.create(item=one, act=act, at=NOW)

    assert nurse.get(reverse("surgery", args=[surgery.pk])).status_code == 200
    assert nurse.get(reverse("surgery-item", args=[one.pk])).status_code == 200


def test_what_a_caregiver_ticked_is_told_under_their_name(nurse: Client, surgery: Surgery) -> None:
    ben = Caregiver.objects.create(
        patient=surgery.patient, name="Ben Okafor", wording_version="test", named_at=NOW, may_see_list=True
    )
    tick(make_item(make_checklist(surgery)), by=None, caregiver=ben, now=NOW)

    page = show_surgery(nurse, surgery)

    assert "Ticked by Ben Okafor, for the patient" in page
    assert "Ticked by the patient" not in page
