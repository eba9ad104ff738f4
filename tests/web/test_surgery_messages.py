"""The page of one surgery: every message with its words and fate, what is planned, and the patient's link."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from procedures.checklists.models import ChecklistItem, Surgery
from procedures.patients.links import link_for, url_of
from procedures.patients.models import PatientLink
from tests.cast import (
    make_delivery,
    make_reminder,
)
from tests.web.conftest import NOW
from tests.web.nurse_cast import show_surgery

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at")]


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

    page = show_surgery(nurse, surgery)

    words = ("Lakeside: your list is &lt;ready&gt;.", "+12125550123", "Sun 22 Nov, 09:00", "could not deliver it")
    assert all(each in page for each in (*words, "30003 Unreachable"))


def test_a_message_about_several_things_names_each_kind_once(nurse: Client, surgery: Surgery) -> None:
    sent = {"due_at": NOW, "latest_at": NOW, "status": "sent", "ended_at": NOW}
    first, *others = (make_reminder(surgery, kind=kind, **sent) for kind in ("fasting", "medication", "fasting"))
    told = make_delivery(first, channel="sms", transport="x", address="1", body="Stop eating.", armed_at=NOW)
    told.reminders.add(*others)

    assert "<strong>Fasting, Medicines</strong>" in show_surgery(nurse, surgery)


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

    page = show_surgery(nurse, surgery)

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

    page = show_surgery(nurse, surgery)

    assert "Wed 25 Nov, 09:00" in page
    assert "Fasting: Stop eating" in page
    assert "1 not sent, and why" in page
    assert "The date moved; another takes its place: It moved" in page


def test_the_link_is_shown_and_looking_makes_none(nurse: Client, surgery: Surgery) -> None:
    before = show_surgery(nurse, surgery)
    made_by_looking = PatientLink.objects.count()

    nurse.post(reverse("surgery-link", args=[surgery.pk]))

    assert made_by_looking == 0
    assert "The patient has no link yet." in before
    assert url_of(link_for(surgery.patient, now=NOW)) in show_surgery(nurse, surgery)
    assert PatientLink.objects.count() == 1


def test_a_patient_who_agreed_to_nothing_is_to_be_phoned(nurse: Client, surgery: Surgery) -> None:
    surgery.patient.consents.all().delete()

    assert "no messages: phone the patient" in show_surgery(nurse, surgery)


def test_what_an_outage_held_back_is_one_line_that_counts_the_tries(nurse: Client, surgery: Surgery) -> None:
    told = make_reminder(surgery, due_at=NOW, latest_at=NOW, status="sent", ended_at=NOW)
    for minutes in range(30):
        make_delivery(told, status="delayed", error="Busy", armed_at=NOW + timedelta(minutes=minutes))
    make_delivery(told, status="sent", armed_at=NOW + timedelta(minutes=31))
    other = make_reminder(surgery, due_at=NOW, latest_at=NOW, status="expired", ended_at=NOW)
    make_delivery(other, status="delayed", error="Busy", armed_at=NOW)

    page = show_surgery(nurse, surgery)

    assert "held back 30 times" in page
    assert "held back 1 time<" in page
    assert page.count("<blockquote") == 2
