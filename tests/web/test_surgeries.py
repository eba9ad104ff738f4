"""The page of one surgery: the list, the link, every message, and what is done there."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from procedures.checklists.models import ChecklistItem, ItemEvent, Surgery, WorkItem
from procedures.checklists.ticking import report_missed, tick
from procedures.hospitals.models import Unit
from procedures.patients.links import link_for, url_of
from procedures.patients.models import Caregiver, PatientLink
from tests.cast import (
    make_checklist,
    make_delivery,
    make_item,
    make_nurse,
    make_procedure,
    make_reminder,
    make_surgery,
    make_unit,
)
from tests.web.conftest import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at")]


@pytest.fixture
def unit() -> Unit:
    return make_unit()


@pytest.fixture
def surgery(unit: Unit) -> Surgery:
    return make_surgery(unit)


@pytest.fixture
def item(surgery: Surgery) -> ChecklistItem:
    due_at = datetime(2026, 12, 8, 5, 0, tzinfo=UTC)
    return make_item(make_checklist(surgery), title="Stop eating", due_at=due_at, is_exact=True)


@pytest.fixture
def nurse(client: Client, unit: Unit) -> Client:
    client.force_login(make_nurse(unit))
    return client


def show(client: Client, surgery: Surgery) -> str:
    return client.get(reverse("surgery", args=[surgery.pk])).content.decode()


def test_dates_stand_on_the_hospitals_wall_clock(nurse: Client, surgery: Surgery, item: ChecklistItem) -> None:
    page = show(nurse, surgery)

    assert "Tuesday 8 December 2026, start 08:00" in page
    assert "by Mon 7 Dec, 24:00" in page


def test_a_step_that_waits_for_its_hour_after_the_operation_is_told_from_when(
    nurse: Client, surgery: Surgery, item: ChecklistItem
) -> None:
    hour = datetime(2026, 12, 10, 13, 0, tzinfo=UTC)
    make_item(item.checklist, phase="recovery", opens_at=hour, due_at=hour, is_exact=True)

    assert "from Thu 10 Dec, 08:00" in show(nurse, surgery)


def test_steps_stand_under_the_same_headings_as_in_the_review(
    nurse: Client, surgery: Surgery, item: ChecklistItem
) -> None:
    make_item(item.checklist, title="See your surgeon", phase="follow_up")

    page = show(nurse, surgery)

    assert page.index(">Before the operation</h3>") < page.index(">Follow-up</h3>")


def test_a_step_due_on_a_day_shows_no_hour(nurse: Client, surgery: Surgery, item: ChecklistItem) -> None:
    make_item(
        item.checklist,
        title="Pack your bag",
        opens_at=datetime(2026, 12, 7, 5, 0, tzinfo=UTC),
        due_at=datetime(2026, 12, 8, 4, 59, tzinfo=UTC),
    )

    page = show(nurse, surgery)

    assert "on Mon 7 Dec" in page
    assert "23:59" not in page


def test_a_date_that_could_be_of_another_year_says_its_year(
    nurse: Client, surgery: Surgery, item: ChecklistItem
) -> None:
    next_year = datetime(2027, 11, 22, 17, 0, tzinfo=UTC)
    make_item(item.checklist, title="Come back for an X-ray", phase="follow_up", due_at=next_year, is_exact=True)

    assert "by Mon 22 Nov 2027, 12:00" in show(nurse, surgery)


def test_the_list_goes_by_phase_and_then_by_number(nurse: Client, surgery: Surgery, item: ChecklistItem) -> None:
    for phase, title in (("recovery", "Rest"), ("follow_up", "See the surgeon"), ("recovery", "Walk")):
        make_item(item.checklist, phase=phase, title=title)

    page = show(nurse, surgery)

    assert page.index("Rest") < page.index("Walk") < page.index("See the surgeon")
    assert page.count('class="phase"') == 3


def test_an_assumed_hour_is_said_to_be_one(nurse: Client, surgery: Surgery, item: ChecklistItem) -> None:
    ChecklistItem.objects.update(is_assumed=True)

    assert "(if the operation is the first of its list)" in show(nurse, surgery)


def test_the_nurse_ticks_for_the_patient_under_her_own_name(
    nurse: Client, surgery: Surgery, item: ChecklistItem
) -> None:
    answer = nurse.post(reverse("surgery-item-tick", args=[item.pk]))

    item.refresh_from_db()
    assert answer.url == f"{reverse('surgery', args=[surgery.pk])}#step-1"
    assert item.status == "done"
    assert "Ticked by Nora Quinn, Sun 22 Nov, 09:00" in show(nurse, surgery)


def test_ticking_twice_and_taking_back_leaves_one_line_each(nurse: Client, item: ChecklistItem) -> None:
    for name in ("surgery-item-tick", "surgery-item-tick", "surgery-item-untick", "surgery-item-untick"):
        nurse.post(reverse(name, args=[item.pk]))

    item.refresh_from_db()
    assert item.status == "open"
    assert list(ItemEvent.objects.order_by("pk").values_list("act", flat=True)) == ["ticked", "unticked"]


def test_what_the_patient_did_is_told_as_theirs(nurse: Client, surgery: Surgery, item: ChecklistItem) -> None:
    report_missed(item, by=None, note="I had breakfast", now=NOW)

    page = show(nurse, surgery)

    assert "Missed or done differently, said the patient, Sun 22 Nov, 09:00: “I had breakfast”" in page


def test_safety_rule_4_a_warning_sign_has_nothing_to_press_and_refuses_a_tick(
    nurse: Client, surgery: Surgery, item: ChecklistItem
) -> None:
    ChecklistItem.objects.update(is_red_flag=True)

    page = show(nurse, surgery)
    told = nurse.post(reverse("surgery-item-tick", args=[item.pk]), follow=True).content.decode()

    assert reverse("surgery-item-tick", args=[item.pk]) not in page
    assert "cannot be ticked" in told
    item.refresh_from_db()
    assert item.status == "open"


def test_every_message_is_there_with_its_words_number_time_and_fate(nurse: Client, surgery: Surgery) -> None:
    told = make_reminder(surgery, due_at=NOW, latest_at=NOW, status="sent", ended_at=NOW, kind="list_ready")
    make_delivery(
        told,
        channel="sms",
        transport="twilio",
        address="+12125550123",
        body="Lakeside: your list is <ready>.",
        status="undelivered",
        armed_at=NOW,
        error="30003 Unreachable",
    )

    page = show(nurse, surgery)

    words = ("Lakeside: your list is &lt;ready&gt;.", "+12125550123", "Sun 22 Nov, 09:00", "could not deliver it")
    assert all(each in page for each in (*words, "30003 Unreachable"))


def test_a_message_about_several_things_names_each_kind_once(nurse: Client, surgery: Surgery) -> None:
    sent = {"due_at": NOW, "latest_at": NOW, "status": "sent", "ended_at": NOW}
    first, *others = (make_reminder(surgery, kind=kind, **sent) for kind in ("fasting", "medication", "fasting"))
    told = make_delivery(first, channel="sms", transport="x", address="1", body="Stop eating.", armed_at=NOW)
    told.reminders.add(*others)

    assert "<strong>Fasting, Medicines</strong>" in show(nurse, surgery)


def test_many_messages_are_all_there_the_newest_first(nurse: Client, surgery: Surgery) -> None:
    told = make_reminder(surgery, due_at=NOW, latest_at=NOW, status="sent", ended_at=NOW)
    for number in range(8):
        make_delivery(
            told,
            channel="sms",
            transport="x",
            address="1",
            body=f"Message {number}.",
            armed_at=NOW + timedelta(minutes=number),
        )

    page = show(nurse, surgery)

    places = [page.index(f"Message {number}.") for number in range(8)]
    assert places == sorted(places, reverse=True)
    assert page.count("<ul") == page.count("</ul")
    assert page.count("<details") == page.count("</details")
    assert "4 earlier" in page


def test_every_planned_reminder_and_why_one_was_not_sent(nurse: Client, surgery: Surgery, item: ChecklistItem) -> None:
    later = NOW + timedelta(days=3)
    make_reminder(surgery, due_at=later, latest_at=later, item=item, kind="fasting")
    make_reminder(
        surgery, due_at=NOW, latest_at=NOW, kind="arrival", status="superseded", ended_at=NOW, ended_because="It moved"
    )

    page = show(nurse, surgery)

    assert "Wed 25 Nov, 09:00" in page
    assert "Fasting: Stop eating" in page
    assert "1 not sent, and why" in page
    assert "The date moved; another takes its place: It moved" in page


def test_the_link_is_shown_and_looking_makes_none(nurse: Client, surgery: Surgery) -> None:
    before = show(nurse, surgery)
    made_by_looking = PatientLink.objects.count()

    nurse.post(reverse("surgery-link", args=[surgery.pk]))

    assert made_by_looking == 0
    assert "The patient has no link yet." in before
    assert url_of(link_for(surgery.patient, now=NOW)) in show(nurse, surgery)
    assert PatientLink.objects.count() == 1


def test_a_patient_who_agreed_to_nothing_is_to_be_phoned(nurse: Client, surgery: Surgery) -> None:
    surgery.patient.consents.all().delete()

    assert "no messages: phone the patient" in show(nurse, surgery)


def test_closing_work_needs_a_note_and_keeps_it(nurse: Client, surgery: Surgery) -> None:
    concern = WorkItem.objects.create(surgery=surgery, kind="question", summary="May I shower?", raised_at=NOW)
    address = reverse("work-item-close", args=[concern.pk])

    without = nurse.post(address, {"note": "  "}).content.decode()
    still_open = WorkItem.objects.open().exists()
    nurse.post(f"{address}?from=surgery", {"note": "Phoned: yes, she may."})

    assert "Write what was done" in without
    assert still_open
    concern.refresh_from_db()
    assert (concern.closing_note, str(concern.closed_by)) == ("Phoned: yes, she may.", "Nora Quinn")
    assert "Phoned: yes, she may." in show(nurse, surgery)


def test_closing_what_a_colleague_closed_keeps_the_colleagues_note(nurse: Client, surgery: Surgery) -> None:
    concern = WorkItem.objects.create(surgery=surgery, kind="question", summary="?", raised_at=NOW)
    address = reverse("work-item-close", args=[concern.pk])
    nurse.post(address, {"note": "First"})

    told = nurse.post(address, {"note": "Second"}, follow=True).content.decode()

    concern.refresh_from_db()
    assert concern.closing_note == "First"
    assert "has closed this already: First" in told


def test_the_work_list_begins_with_what_is_urgent_and_the_soonest_operation(nurse: Client, unit: Unit) -> None:
    soon = date(2026, 12, 8)
    for words, day, is_urgent in (
        ("Last", soon, False),
        ("Then", soon + timedelta(days=9), True),
        ("First", soon, True),
    ):
        surgery = make_surgery(unit, procedure=make_procedure(unit, words), surgery_date=day)
        WorkItem.objects.create(surgery=surgery, kind="visit", summary=words, is_urgent=is_urgent, raised_at=NOW)

    page = nurse.get(reverse("work-list")).content.decode()

    assert page.index("<p>First</p>") < page.index("<p>Then</p>") < page.index("<p>Last</p>")


def test_closing_from_the_work_list_goes_on_there(nurse: Client, surgery: Surgery) -> None:
    concern = WorkItem.objects.create(surgery=surgery, kind="question", summary="?", raised_at=NOW)
    address = f"{reverse('work-item-close', args=[concern.pk])}?from=work"

    listed = nurse.get(reverse("work-list")).content.decode()
    answer = nurse.post(address, {"note": "Phoned"})

    assert address in listed
    assert answer.headers["Location"] == reverse("work-list")


def test_the_work_list_keeps_what_belongs_to_a_cancelled_surgery(nurse: Client, surgery: Surgery) -> None:
    Surgery.objects.update(status="cancelled", cancelled_at=NOW)
    WorkItem.objects.create(surgery=surgery, kind="visit", summary="A visit is booked", raised_at=NOW)

    page = nurse.get(reverse("work-list")).content.decode()

    assert "A visit is booked" in page
    assert "(cancelled)" in page


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

    with django_assert_num_queries(37):
        show(nurse, surgery)


def test_what_an_outage_held_back_is_one_line_that_counts_the_tries(nurse: Client, surgery: Surgery) -> None:
    told = make_reminder(surgery, due_at=NOW, latest_at=NOW, status="sent", ended_at=NOW)
    for minutes in range(30):
        make_delivery(told, status="delayed", error="Busy", armed_at=NOW + timedelta(minutes=minutes))
    make_delivery(told, status="sent", armed_at=NOW + timedelta(minutes=31))
    other = make_reminder(surgery, due_at=NOW, latest_at=NOW, status="expired", ended_at=NOW)
    make_delivery(other, status="delayed", error="Busy", armed_at=NOW)

    page = show(nurse, surgery)

    assert "held back 30 times" in page
    assert "held back 1 time<" in page
    assert page.count("<blockquote") == 2


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

    page = show(nurse, surgery)

    assert "Ticked by Ben Okafor, for the patient" in page
    assert "Ticked by the patient" not in page
