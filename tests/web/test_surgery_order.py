"""The page of one surgery: what stands where, the way to paper, and a history in whole sentences."""

import pytest
from django.test import Client
from django.urls import reverse

from procedures.checklists.models import (
    Amendment,
    ChecklistItem,
    ItemEvent,
    MedicineEvent,
    Surgery,
    SurgeryEvent,
    WorkItemEvent,
)
from procedures.checklists.ticking import tick
from procedures.web.nurse import history
from tests.cast import LONG_AGO
from tests.web.conftest import NOW
from tests.web.nurse_cast import show_surgery

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at")]


def test_the_record_number_and_the_telephone_stand_at_the_head(nurse: Client, surgery: Surgery) -> None:
    surgery.patient.record_number = "MR-00012"
    surgery.patient.save()

    head = show_surgery(nurse, surgery).split('<nav class="ways')[0]

    assert 'record number <span class="figures">MR-00012</span>' in head
    assert 'href="tel:+12125550123"' in head


def test_the_page_goes_by_what_a_nurse_needs(nurse: Client, surgery: Surgery, item: ChecklistItem) -> None:
    page = show_surgery(nurse, surgery)
    parts = ("steps-heading", "facts-heading", "notes-heading", "history-heading", "medicines-heading")
    rest = ("visits-heading", "caregivers-heading", "link-heading", "messages-heading")

    places = [page.index(f'id="{part}"') for part in (*parts, *rest)]

    assert places == sorted(places)


def test_what_is_missing_stands_at_the_head_as_on_the_board(
    nurse: Client, surgery: Surgery, item: ChecklistItem
) -> None:
    surgery.arrival_time = None
    surgery.save()

    head = show_surgery(nurse, surgery).split('<nav class="ways')[0]

    assert "arrival time not known" in head
    assert "Nothing missing" not in head


def test_of_an_operation_that_is_over_nothing_is_said_to_be_missing(nurse: Client, surgery: Surgery) -> None:
    surgery.status = Surgery.Status.CANCELLED
    surgery.save()

    assert "missing" not in show_surgery(nurse, surgery).split('<nav class="ways')[0]


def test_every_act_has_a_sentence_in_the_history() -> None:
    told = (history.OF_ITEMS, history.OF_WORK, history.OF_AMENDMENTS, history.OF_MEDICINES)
    everything = (*told, history.OF_SURGERIES)
    acts = (ItemEvent.Act, WorkItemEvent.Act, Amendment.Act, MedicineEvent.Act)

    assert [set(sentences) for sentences in told] == [set(each) for each in acts]
    assert all(words.endswith((".", "”")) for sentences in everything for words in sentences.values())


def test_the_list_on_paper_is_the_patients_sheet_for_staff_to_hand_over(
    nurse: Client, surgery: Surgery, item: ChecklistItem
) -> None:
    page = nurse.get(reverse("surgery-sheet", args=[surgery.pk])).content.decode()

    assert "Maria’s list" in page
    assert "Stop eating" in page
    assert 'class="sheet-code"' in page
    assert reverse("surgery", args=[surgery.pk]) in page
    assert "Back to my list" not in page


def test_the_history_tells_who_did_what(nurse: Client, surgery: Surgery, item: ChecklistItem) -> None:
    SurgeryEvent.objects.create(surgery=surgery, act="planned", at=LONG_AGO)
    tick(item, by=None, now=NOW)

    told = show_surgery(nurse, surgery).split('id="history"')[1]

    assert told.index("The patient ticked “Stop eating”.") < told.index("prepapp planned the operation.")
