"""Fasting: two times, which no software chooses and a clinician confirms."""

import pytest
from django.test import Client

from procedures.catalog.models import ChecklistTemplate
from procedures.catalog.reviewing import HoleKind, holes
from procedures.core.timing import Anchor, Relation
from procedures.hospitals.models import User
from tests.catalog.papers import make_fasting
from tests.web.author.browsing import address, fields_of

pytestmark = pytest.mark.django_db
STATED = {"relation": "before", "from": "PT8H", "to": "PT0S", "kind": "interval", "raw": "for 8 hours before"}


def test_fasting_is_filled_with_two_values(client: Client, draft: ChecklistTemplate, ann: User) -> None:
    task = make_fasting(draft)
    fields = {"food-clock": "midnight", "clear_fluids-hours": "2", "clear_fluids-anchor": "arrival"}

    client.post(address("task-fasting", draft, task.pk), fields)

    food, fluids = draft.tasks.all()
    assert (food.intake, food.when.clock, food.when.relation) == ("food", "24:00", Relation.BEFORE)
    assert (fluids.intake, fluids.timing["from"], fluids.when.anchor) == ("clear_fluids", "PT2H", Anchor.ARRIVAL)
    assert [hole.kind for hole in holes(draft)] == [HoleKind.CLINICIAN, HoleKind.CLINICIAN]


@pytest.mark.parametrize(
    "fields",
    [
        {"food-hours": "2", "food-anchor": "arrival", "clear_fluids-hours": "6", "clear_fluids-anchor": "arrival"},
        {"food-hours": "2", "food-anchor": "surgery", "clear_fluids-hours": "4", "clear_fluids-anchor": "arrival"},
        {
            "food-clock": "06:00",
            "food-day": "day",
            "clear_fluids-clock": "midnight",
        },
    ],
)
def test_safety_rule_3_food_after_clear_fluids_have_stopped_is_refused(
    client: Client, draft: ChecklistTemplate, ann: User, fields: dict[str, str]
) -> None:
    task = make_fasting(draft)

    page = client.post(address("task-fasting", draft, task.pk), fields).content.decode()

    assert "Food would be allowed after clear fluids have stopped." in page
    assert 'value="2"' in page or 'value="06:00"' in page
    assert draft.tasks.get().intake == ""


def test_safety_rule_3_the_second_half_of_a_fast_is_compared_with_the_first(
    client: Client, draft: ChecklistTemplate, ann: User
) -> None:
    task = make_fasting(draft)
    client.post(address("task-fasting", draft, task.pk), {"food-hours": "6", "food-anchor": "arrival"})
    fluids = make_fasting(draft)
    fluids.intake = "clear_fluids"
    fluids.save()

    fields = {"clear_fluids-hours": "8", "clear_fluids-anchor": "arrival"}
    page = client.post(address("task-fasting", draft, fluids.pk), fields).content.decode()

    assert "Food would be allowed after clear fluids have stopped." in page


def test_where_only_food_was_given_one_press_leads_to_the_time_for_clear_fluids(
    client: Client, draft: ChecklistTemplate, carl: User
) -> None:
    task = make_fasting(draft)
    client.post(address("task-fasting", draft, task.pk), {"food-hours": "8", "food-anchor": "arrival"})
    add = f"{address('task-add', draft)}?intake=clear_fluids"

    page = client.get(address("template-review", draft)).content.decode()
    answer = client.post(add, fields_of(client, add))

    assert f'href="{add}"' in page
    fluids = draft.tasks.get(intake="clear_fluids")
    assert (fluids.title, fluids.category, fluids.when) == ("Stop drinking clear fluids", "fasting", None)
    assert answer.headers["Location"] == address("task-fasting", draft, fluids.pk)
    assert "Fasting: clear fluids" in client.get(answer.headers["Location"]).content.decode()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Give a time for food"),
        ({"food-hours": "8"}, "from what the hours are counted"),
        ({"food-hours": "8", "food-anchor": "arrival", "food-clock": "22:00"}, "not both"),
        ({"food-hours": "0", "food-anchor": "arrival"}, "at least 1 hour"),
        ({"food-hours": "eight", "food-anchor": "arrival"}, "whole number"),
        ({"food-hours": "80", "food-anchor": "arrival"}, "48 hours at most"),
        ({"food-clock": "22:00"}, "on which day"),
        ({"food-clock": "00:00", "food-day": "day"}, "Write midnight"),
        ({"food-clock": "midnight", "food-day": "day"}, "belongs to the day before"),
        ({"food-anchor": "surgery"}, "number or the hour is missing"),
    ],
)
def test_a_fasting_time_that_makes_no_sense_is_told_and_not_saved(
    client: Client, draft: ChecklistTemplate, ann: User, fields: dict[str, str], said: str
) -> None:
    task = make_fasting(draft)

    response = client.post(address("task-fasting", draft, task.pk), fields)

    assert response.status_code == 422
    assert said in response.content.decode()
    assert [hole.kind for hole in holes(draft)] == [HoleKind.FASTING]


def test_safety_rule_3_a_time_against_the_document_is_shown_with_both_values(
    client: Client, draft: ChecklistTemplate, carl: User
) -> None:
    task = make_fasting(draft, timing=STATED, stated_timing=STATED, needs_value="", intake="food")

    client.post(address("task-fasting", draft, task.pk), {"food-hours": "6", "food-anchor": "surgery"})

    page = client.get(address("template-review", draft)).content.decode()
    assert "The document says: from 8 hours before the operation" in page
    assert "The list says: from 6 hours before the operation" in page
    url = address("task-confirm", draft, task.pk)
    refused = client.post(url, fields_of(client, url))
    assert refused.status_code == 422
    client.post(url, fields_of(client, url) | {"conflict_note": "Agreed with the anaesthetists."})
    task.refresh_from_db()
    assert (task.confirmed_by, task.conflict_note) == (carl, "Agreed with the anaesthetists.")
