"""Publishing a draft, and what can no longer be done to a version."""

from typing import Any

import pytest
from django.forms.models import model_to_dict
from django.test import Client

from procedures.catalog.models import ChecklistTemplate, Dismissal, TaskTemplate
from procedures.catalog.publishing import publish
from procedures.catalog.reviewing import dismiss
from procedures.hospitals.models import User
from tests.cast import LONG_AGO
from tests.catalog.papers import make_fasting, make_task
from tests.web.author.browsing import address

pytestmark = pytest.mark.django_db


def test_publishing_is_blocked_while_something_is_open_and_says_what(
    client: Client, draft: ChecklistTemplate, ann: User
) -> None:
    make_fasting(draft, title="Fast before your operation")

    response = client.post(address("template-publish", draft))

    assert response.status_code == 409
    assert "“Fast before your operation”" in response.content.decode()
    draft.refresh_from_db()
    assert not draft.is_published


def test_a_settled_draft_is_published_as_version_1(client: Client, draft: ChecklistTemplate, ann: User) -> None:
    make_task(draft, "Have an X-ray of the hip.")

    page = client.post(address("template-publish", draft), follow=True).content.decode()

    draft.refresh_from_db()
    assert (draft.version, draft.published_by) == (1, ann)
    assert "Published as version 1" in page
    assert address("template-draft", draft) in page


def test_a_second_press_on_publish_changes_nothing(client: Client, draft: ChecklistTemplate, ann: User) -> None:
    make_task(draft, "Have an X-ray of the hip.")
    client.post(address("template-publish", draft))

    page = client.post(address("template-publish", draft), follow=True)

    assert "published already" in page.content.decode()
    assert ChecklistTemplate.objects.get().version == 1


def everything(template: ChecklistTemplate) -> list[dict[str, Any]]:
    rows = [*TaskTemplate.objects.filter(template=template), *Dismissal.objects.filter(template=template)]
    return [model_to_dict(row) for row in [*rows, ChecklistTemplate.objects.get(pk=template.pk)]]


FORMS = {
    "task-add": {"title": "New", "phase": "recovery", "category": "other", "actor": "patient", "polarity": "do"},
    "task-edit": {"title": "New", "phase": "recovery", "category": "other", "actor": "patient", "polarity": "do"},
    "task-fill": {"instruction": "New words"},
    "task-fasting": {"food-clock": "midnight"},
    "task-confirm": {"instruction": "New words", "seen": "x"},
    "task-dismiss": {"reason": "Not needed"},
    "task-restore": {},
    "template-publish": {},
}


@pytest.mark.parametrize("name", FORMS)
def test_no_form_changes_a_published_version(client: Client, draft: ChecklistTemplate, carl: User, name: str) -> None:
    task = make_task(draft, "Have an X-ray of the hip.")
    gone = dismiss(make_task(draft, "No driving for 6 weeks."), reason="Told", by=carl, now=LONG_AGO)
    publish(draft, by=carl, now=LONG_AGO)
    before = everything(draft)
    key = {"task-add": [], "template-publish": [], "task-restore": [gone.pk]}.get(name, [task.pk])

    response = client.post(address(name, draft, *key), FORMS[name] | {"kind": "due", "anchor": "surgery"}, follow=True)

    assert "published" in response.content.decode()
    assert everything(draft) == before


def test_a_new_draft_comes_from_a_published_version(client: Client, draft: ChecklistTemplate, ann: User) -> None:
    make_task(draft, "Have an X-ray of the hip.")
    publish(draft, by=ann, now=LONG_AGO)

    client.post(address("template-draft", draft))

    assert ChecklistTemplate.objects.filter(published_at__isnull=True).get().tasks.count() == 1
