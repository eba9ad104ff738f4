"""The time of a task, in plain fields."""

import pytest
from django.test import Client

from procedures.catalog.models import ChecklistTemplate
from procedures.core.timing import Timing
from procedures.hospitals.models import User
from tests.catalog.papers import make_task
from tests.web.author.browsing import address, fields_of

pytestmark = pytest.mark.django_db
SIX_WEEKS = {"relation": "after", "from": "P0D", "to": "P6W", "kind": "interval", "raw": "for 6 weeks"}


def test_the_words_and_the_time_of_a_task_are_edited_in_plain_fields(
    client: Client, draft: ChecklistTemplate, ann: User
) -> None:
    task = make_task(draft, "No driving for 6 weeks.", timing=SIX_WEEKS, stated_timing=SIX_WEEKS, phase="recovery")
    url = address("task-edit", draft, task.pk)
    new = {"title": "Do not drive", "category": "activity", "to_amount": "8", "anchor": "discharge"}

    response = client.post(url, fields_of(client, url) | new)

    task.refresh_from_db()
    assert response.headers["Location"] == f"/documents/{draft.pk}/#task-{task.pk}"
    assert (task.title, task.category) == ("Do not drive", "activity")
    assert task.when == Timing.from_json(SIX_WEEKS | {"to": "P8W", "anchor": "discharge", "raw": ""})
    assert task.changed_by == ann


def test_a_time_that_nobody_touched_stays_exactly_as_it_was_read(
    client: Client, draft: ChecklistTemplate, ann: User
) -> None:
    read = {"relation": "before", "from": "PT8H", "to": "PT0S", "min": "PT6H", "kind": "interval", "raw": "6-8 hours"}
    task = make_task(draft, "No driving for 6 weeks.", timing=Timing.from_json(read).as_json())
    before = task.timing
    url = address("task-edit", draft, task.pk)

    client.post(url, fields_of(client, url) | {"title": "Another title"})

    task.refresh_from_db()
    assert (task.title, task.timing) == ("Another title", before)


def test_how_often_survives_a_change_of_the_rest(client: Client, draft: ChecklistTemplate, ann: User) -> None:
    often = {"relation": "after", "from": "P0D", "to": "P4W", "kind": "recurring", "every": "4/P1D"}
    task = make_task(draft, "No driving for 6 weeks.", timing=Timing.from_json(often).as_json())
    url = address("task-edit", draft, task.pk)

    client.post(url, fields_of(client, url) | {"to_amount": "3"})

    task.refresh_from_db()
    assert (task.timing["every"], task.timing["to"]) == ("4/P1D", "P3W")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"title": " "}, "Write what the patient has to do"),
        ({"relation": "before"}, "Give a number, an hour"),
        ({"relation": "after", "from_amount": "3", "from_unit": "weeks", "to_amount": "2", "to_unit": "days"}, "round"),
        ({"relation": "before", "from_amount": "1", "to_amount": "3"}, "round"),
        ({"relation": "on_day", "clock": "25:00"}, "Write the hour like"),
        ({"relation": "on_day", "clock": "0:00"}, "Write midnight"),
        ({"relation": "on_day", "clock": "midnight"}, "too late"),
        ({"relation": "on_day", "from_amount": "2"}, "takes no distance"),
        ({"relation": "before", "from_amount": "-2"}, "Write 0 or more."),
        ({"relation": "sideways"}, "Choose one of those in the list."),
    ],
)
def test_a_time_that_makes_no_sense_is_told_and_not_saved(
    client: Client, draft: ChecklistTemplate, ann: User, fields: dict[str, str], said: str
) -> None:
    task = make_task(draft, "Have an X-ray of the hip.")
    url = address("task-edit", draft, task.pk)

    response = client.post(url, fields_of(client, url) | fields)

    assert response.status_code == 422
    assert said in response.content.decode()
    task.refresh_from_db()
    assert (task.title, task.timing) == ("Have an X-ray of the hip.", None)
