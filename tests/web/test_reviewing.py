"""The review page, and every act from it."""

import re
from typing import Any

import pytest
from django.forms.models import model_to_dict
from django.test import Client
from django.urls import reverse

from procedures.catalog.models import ChecklistTemplate, Dismissal, Section, TaskTemplate
from procedures.catalog.publishing import publish
from procedures.catalog.reviewing import HoleKind, confirm, dismiss, holes
from procedures.core.tasks import ASK_ABOUT_MEDICINES
from procedures.core.timing import Anchor, Relation, Timing
from procedures.hospitals.models import Role, Unit, User
from tests.cast import LONG_AGO, make_clinician, make_nurse, make_staff, make_unit
from tests.catalog.papers import HIP, make_dismissal, make_draft, make_fasting, make_medicine, make_task

pytestmark = pytest.mark.django_db
STATED = {"relation": "before", "from": "PT8H", "to": "PT0S", "kind": "interval", "raw": "for 8 hours before"}
SIX_WEEKS = {"relation": "after", "from": "P0D", "to": "P6W", "kind": "interval", "raw": "for 6 weeks"}


@pytest.fixture
def unit() -> Unit:
    return make_unit()


@pytest.fixture
def draft(unit: Unit) -> ChecklistTemplate:
    return make_draft(unit)


@pytest.fixture
def ann(unit: Unit, client: Client) -> User:
    """A template author, signed in."""
    ann = make_staff(unit, Role.AUTHOR, username="ann", full_name="Ann Berg")
    client.force_login(ann)
    return ann


@pytest.fixture
def carl(unit: Unit, client: Client) -> User:
    """A clinician, signed in."""
    carl = make_clinician(unit)
    client.force_login(carl)
    return carl


def address(name: str, draft: ChecklistTemplate, *more: int) -> str:
    return reverse(name, args=[draft.pk, *more])


def fields_of(client: Client, url: str) -> dict[str, Any]:
    """What a browser would post from the form of a page as it came."""
    form = client.get(url).context["form"]
    return {form.add_prefix(name): form[name].value() for name in form.fields if form[name].value() is not None}


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
