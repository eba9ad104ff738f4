"""Who may look at a draft, and who may touch it."""

import pytest
from django.test import Client

from procedures.catalog.models import ChecklistTemplate
from procedures.hospitals.models import Role, Unit, User
from tests.cast import make_nurse, make_unit
from tests.catalog.papers import make_dismissal, make_draft, make_medicine, make_task
from tests.web.author.browsing import address

pytestmark = pytest.mark.django_db


def pages(draft: ChecklistTemplate) -> dict[str, str]:
    task, gone = make_medicine(draft), make_dismissal(draft, "You may need to:")
    one_task = ("task-edit", "task-fill", "task-fasting", "task-confirm", "task-dismiss")
    return {
        **{name: address(name, draft) for name in ("template-publish", "template-draft", "task-add")},
        **{name: address(name, draft, task.pk) for name in one_task},
        "task-restore": address("task-restore", draft, gone.pk),
    }


def test_a_nurse_may_look_but_not_touch(client: Client, draft: ChecklistTemplate, unit: Unit) -> None:
    urls = pages(draft)
    client.force_login(make_nurse(unit))

    page = client.get(address("template-review", draft))

    assert page.status_code == 200
    assert not [url for url in urls.values() if url in page.content.decode()]
    assert {name: client.post(url, {"reason": "x"}).status_code for name, url in urls.items()} == dict.fromkeys(
        urls, 403
    )


def test_an_author_of_another_unit_who_is_a_nurse_here_may_only_look(
    client: Client, draft: ChecklistTemplate, unit: Unit
) -> None:
    person = make_nurse(unit)
    make_unit(unit.hospital, "Eye clinic").memberships.create(user=person, role=Role.AUTHOR)
    urls = pages(draft)
    client.force_login(person)

    assert client.get(address("template-review", draft)).status_code == 200
    assert {client.post(url, {"reason": "x"}).status_code for url in urls.values()} == {403}


def test_a_task_of_another_template_is_not_reached_through_this_one(
    client: Client, draft: ChecklistTemplate, unit: Unit, ann: User
) -> None:
    task = make_task(make_draft(unit, name="Another"), "Have an X-ray of the hip.")

    assert client.get(address("task-edit", draft, task.pk)).status_code == 404
    assert client.post(address("task-dismiss", draft, task.pk), {"reason": "x"}).status_code == 404
