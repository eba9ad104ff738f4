"""Confirming fasting and medicines: one clinician, one task, by name."""

import re

import pytest
from django.test import Client

from procedures.catalog.models import ChecklistTemplate
from procedures.core.tasks import ASK_ABOUT_MEDICINES
from procedures.hospitals.models import User
from tests.catalog.papers import make_medicine
from tests.web.author.browsing import address, fields_of

pytestmark = pytest.mark.django_db


def test_a_clinician_writes_the_medicine_instruction_while_confirming(
    client: Client, draft: ChecklistTemplate, carl: User
) -> None:
    task = make_medicine(draft, instruction=ASK_ABOUT_MEDICINES)
    url = address("task-confirm", draft, task.pk)
    shown = client.get(url).content.decode()

    client.post(url, fields_of(client, url) | {"instruction": "Bring your tablets.\r\nTake none that morning."})

    task.refresh_from_db()
    assert "Confirm as Carl Ito" in shown
    assert task.instruction == "Bring your tablets.\nTake none that morning."
    assert task.confirmed_by == carl
    assert "Confirmed</span> by Carl Ito" in client.get(address("template-review", draft)).content.decode()


def test_safety_rule_1_an_author_without_the_role_cannot_confirm(
    client: Client, draft: ChecklistTemplate, ann: User
) -> None:
    task = make_medicine(draft)
    url = address("task-confirm", draft, task.pk)

    page = client.get(address("template-review", draft)).content.decode()

    assert url not in page
    assert client.get(url).status_code == 403
    assert client.post(url, {"instruction": "Stop it"}).status_code == 403
    task.refresh_from_db()
    assert (task.confirmed_at, task.instruction) == (None, "")


def test_safety_rule_1_there_is_no_confirming_of_all_at_once(
    client: Client, draft: ChecklistTemplate, carl: User
) -> None:
    first, second = make_medicine(draft), make_medicine(draft)

    page = client.get(address("template-review", draft)).content.decode()

    links = re.findall(r'href="([^"]*confirm[^"]*)"', page)
    assert links == [address("task-confirm", draft, first.pk), address("task-confirm", draft, second.pk)]


def test_a_task_that_changed_since_it_was_shown_is_not_confirmed(
    client: Client, draft: ChecklistTemplate, carl: User
) -> None:
    task = make_medicine(draft)
    url = address("task-confirm", draft, task.pk)
    fields = fields_of(client, url)
    task.title = "Stop all of them"
    task.save()

    response = client.post(url, fields, follow=True)

    assert "Someone changed this task" in response.content.decode()
    task.refresh_from_db()
    assert task.confirmed_at is None
