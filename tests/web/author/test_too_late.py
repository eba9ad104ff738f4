"""What was typed for a task that is gone, or a draft that is published, is not lost; and nobody publishes unread."""

import pytest
from django.test import Client

from procedures.catalog.models import ChecklistTemplate, TaskTemplate
from procedures.catalog.reviewing import dismiss
from tests.cast import LONG_AGO
from tests.catalog.papers import make_task
from tests.web.author.browsing import address, fields_of, said

pytestmark = pytest.mark.django_db
XRAY = "Have an X-ray of the hip."
DRIVING = "No driving for 6 weeks."


def test_what_was_typed_for_a_task_that_is_gone_can_still_be_copied(draft: ChecklistTemplate, anns: Client) -> None:
    task = make_task(draft, XRAY)
    url = address("task-edit", draft, task.pk)
    fields = fields_of(anns, url)
    dismiss(task, reason="Told", by=None, now=LONG_AGO)

    response = anns.post(url, fields | {"title": "Have an X-ray on floor 2"})

    assert response.status_code == 404
    assert "A colleague dismissed it, or merged it with another" in said(response)
    assert "Have an X-ray on floor 2" in said(response)


def test_what_was_typed_into_a_draft_that_a_colleague_published_can_still_be_copied(
    draft: ChecklistTemplate, anns: Client, carls: Client
) -> None:
    task = make_task(draft, XRAY)
    url = address("task-edit", draft, task.pk)
    fields = fields_of(anns, url)
    carls.post(address("template-publish", draft))

    response = anns.post(url, fields | {"title": "Have an X-ray on floor 2"})

    assert "published, so it cannot change" in said(response)
    assert "Have an X-ray on floor 2" in said(response)
    assert TaskTemplate.objects.get().title == XRAY


def test_nobody_publishes_another_draft_than_they_read(draft: ChecklistTemplate, anns: Client, carls: Client) -> None:
    task = make_task(draft, XRAY)
    edit, publish = address("task-edit", draft, task.pk), address("template-publish", draft)
    seen = {"seen": anns.get(address("template-review", draft)).context["page"].seen}
    carls.post(edit, fields_of(carls, edit) | {"title": "Have an X-ray of your hip"})

    page = said(anns.post(publish, seen))

    assert "Carl Ito changed this draft while you were reading: “Have an X-ray of your hip”" in page
    draft.refresh_from_db()
    assert not draft.is_published
    anns.post(publish, {"seen": anns.get(address("template-review", draft)).context["page"].seen})
    draft.refresh_from_db()
    assert draft.is_published
