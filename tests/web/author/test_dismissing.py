"""Filling a hole, dismissing a task and bringing it back, and adding one."""

import pytest
from django.test import Client

from procedures.catalog.models import ChecklistTemplate
from procedures.hospitals.models import User
from tests.catalog.papers import HIP, make_dismissal, make_task
from tests.web.author.browsing import address, fields_of

pytestmark = pytest.mark.django_db


def test_a_hole_is_filled_on_its_page(client: Client, draft: ChecklistTemplate, ann: User) -> None:
    task = make_task(draft, "Have an X-ray of the hip.", needs_value="where", instruction="Go to ____.")
    url = address("task-fill", draft, task.pk)

    refused = client.post(url, fields_of(client, url))
    client.post(url, fields_of(client, url) | {"instruction": "Go to floor 2."})

    task.refresh_from_db()
    assert refused.status_code == 422
    assert (task.instruction, task.value_given_by) == ("Go to floor 2.", ann)


def test_a_task_is_dismissed_with_a_reason_stays_in_sight_and_comes_back(
    client: Client, draft: ChecklistTemplate, ann: User
) -> None:
    task = make_task(draft, "No driving for 6 weeks.")

    page = client.post(address("task-dismiss", draft, task.pk), {"reason": "Told on the ward"}, follow=True)

    assert not draft.tasks.exists()
    assert "Told on the ward (Ann Berg" in page.content.decode()
    assert f'class="piece piece-dismissed" id="s{HIP.index("No driving")}"' in page.content.decode()
    client.post(address("task-restore", draft, draft.dismissals.get().pk))
    assert draft.tasks.get().title == "No driving for 6 weeks."


def test_without_a_reason_nothing_is_dismissed(client: Client, draft: ChecklistTemplate, ann: User) -> None:
    task = make_task(draft, "No driving for 6 weeks.")

    page = client.post(address("task-dismiss", draft, task.pk), {"reason": " "}, follow=True)

    assert "Say in a few words why" in page.content.decode()
    assert draft.tasks.exists()


def test_a_reason_with_a_nul_in_it_is_kept_without_it(client: Client, draft: ChecklistTemplate, ann: User) -> None:
    """PostgreSQL takes no NUL: it would have been an error page."""
    task = make_task(draft, "No driving for 6 weeks.")

    client.post(address("task-dismiss", draft, task.pk), {"reason": "Told on\0 the ward"})

    assert draft.dismissals.get().reason == "Told on the ward"


def test_a_dismissed_sentence_is_made_a_task_in_two_steps(client: Client, draft: ChecklistTemplate, ann: User) -> None:
    gone = make_dismissal(draft, "No driving for 6 weeks.", reason="not_an_instruction")
    page = client.get(address("template-review", draft)).content.decode()
    url = f"{address('task-add', draft)}?start={gone.start}&end={gone.end}"
    assert url.replace("&", "&amp;") in page or url in page

    fields = fields_of(client, url) | {"phase": "recovery", "category": "activity"}
    client.post(url, fields)

    task = draft.tasks.get()
    assert (task.title, task.source_text) == ("No driving for 6 weeks", "No driving for 6 weeks.")
    assert not draft.dismissals.exists()


def test_a_task_is_added_by_hand(client: Client, draft: ChecklistTemplate, ann: User) -> None:
    url = address("task-add", draft)

    client.post(url, fields_of(client, url) | {"title": "Bring glasses", "phase": "preparation", "category": "other"})

    task = draft.tasks.get()
    assert (task.title, task.source_text, task.changed_by) == ("Bring glasses", "", ann)


@pytest.mark.parametrize("query", ["?start=5&end=999999", "?start=9&end=3", "?start=x&end=y", "?start=-1&end=4"])
def test_a_made_up_place_is_taken_as_none(client: Client, draft: ChecklistTemplate, ann: User, query: str) -> None:
    assert client.get(address("task-add", draft) + query).context["around"] is None
