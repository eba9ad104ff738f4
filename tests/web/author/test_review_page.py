"""The review page: the tasks beside the document, holes first."""

from typing import Any

import pytest
from django.test import Client

from procedures.catalog.models import ChecklistTemplate, Section, SourceDocument
from procedures.catalog.reviewing import confirm, dismiss
from procedures.hospitals.models import Unit, User
from tests.cast import LONG_AGO
from tests.catalog.papers import HIP, make_draft, make_fasting, make_medicine, make_task
from tests.web.author.browsing import address

pytestmark = pytest.mark.django_db
SIX_WEEKS = {"relation": "after", "from": "P0D", "to": "P6W", "kind": "interval", "raw": "for 6 weeks"}


def test_the_page_shows_each_task_beside_its_exact_sentence(
    client: Client, draft: ChecklistTemplate, ann: User
) -> None:
    task = make_task(draft, "No driving for 6 weeks.", phase="recovery", timing=SIX_WEEKS)
    place = HIP.index("No driving")

    page = client.get(address("template-review", draft)).content.decode()

    assert f'<a class="piece piece-task" id="s{place}" href="#task-{task.pk}"' in page
    assert f'href="#s{place}"' in page
    assert "for 6 weeks after the operation" in page


def test_holes_stand_first_and_are_marked_in_the_document(client: Client, draft: ChecklistTemplate, ann: User) -> None:
    xray, fasting = make_task(draft, "Have an X-ray of the hip."), make_fasting(draft)

    page = client.get(address("template-review", draft)).content.decode()

    assert page.index(f'id="task-{fasting.pk}"') < page.index(f'id="task-{xray.pk}"')
    assert f'class="piece piece-hole" id="s{fasting.start}"' in page


def test_every_sentence_of_the_sections_is_accounted_for(client: Client, draft: ChecklistTemplate, ann: User) -> None:
    Section.objects.create(document=draft.document, kind="recovery", heading="All", start=0, end=len(HIP))
    make_task(draft, "No driving for 6 weeks.")

    page = client.get(address("template-review", draft)).content.decode()

    assert "could not be read" in page
    assert "piece-unread" in page


def test_markup_in_a_document_is_shown_as_text(client: Client, unit: Unit, ann: User) -> None:
    text = "Preparation\n- <script>alert(1)</script> Wash well.\n"
    draft = make_draft(unit, text=text, name="Bad")
    make_task(draft, "<script>alert(1)</script> Wash well.")

    page = client.get(address("template-review", draft)).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_page_asks_the_database_as_often_for_many_tasks_as_for_one(
    client: Client, draft: ChecklistTemplate, carl: User, django_assert_max_num_queries: Any
) -> None:
    for _ in range(12):
        confirm(make_medicine(draft), by=carl, now=LONG_AGO)
        dismiss(make_task(draft, "Have an X-ray of the hip."), reason="Not here", by=carl, now=LONG_AGO)

    with django_assert_max_num_queries(15):
        client.get(address("template-review", draft))


def test_what_is_wrong_with_the_document_is_open_to_be_read_and_named_before_publishing(
    client: Client, draft: ChecklistTemplate, ann: User
) -> None:
    make_task(draft, "Have an X-ray of the hip.")
    faults = [{"what": "The document names no warning signs.", "why": "W.", "do": "D.", "severity": "error"}]
    SourceDocument.objects.update(notes=[*faults, {"what": "It reads at grade 9.", "severity": "warning"}])

    page = " ".join(client.get(address("template-review", draft)).content.decode().split())

    assert '<details class="notes" id="notes" open>' in page
    assert "2 things to look at in the document itself, 1 to put right" in page
    assert "1 thing in it should be put right" in page
    assert page.count("Put right</span>") == 1


def test_what_is_only_to_be_looked_at_stays_folded(client: Client, draft: ChecklistTemplate, ann: User) -> None:
    make_task(draft, "Have an X-ray of the hip.")
    SourceDocument.objects.update(notes=[{"what": "It reads at grade 9.", "severity": "warning"}])

    page = client.get(address("template-review", draft)).content.decode()

    assert '<details class="notes" id="notes">' in page
    assert "should be put right" not in page
