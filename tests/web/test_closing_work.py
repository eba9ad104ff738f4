"""Work is closed with a note, by one person, and from wherever it was seen."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from procedures.checklists.models import Surgery, WorkItem
from procedures.hospitals.models import Unit
from tests.cast import (
    make_procedure,
    make_surgery,
)
from tests.web.conftest import NOW
from tests.web.nurse_cast import show_surgery

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at")]


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
    assert "Phoned: yes, she may." in show_surgery(nurse, surgery)


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
