"""Two authors at one task, each in a browser of their own: the second is told what stands, and keeps what was typed."""

from typing import Any

import pytest
from django.test import Client

from procedures.catalog.models import ChecklistTemplate, TaskTemplate, Wording
from procedures.catalog.reviewing import dismiss, fingerprint, merge
from procedures.hospitals.models import Role, Unit, User
from tests.cast import LONG_AGO, make_clinician, make_hospital, make_staff, make_unit
from tests.catalog.papers import make_draft, make_fasting, make_medicine, make_task
from tests.web.test_reviewing import address, fields_of
from tests.web.test_shaping_tasks import posted, words_url

pytestmark = pytest.mark.django_db
XRAY = "Have an X-ray of the hip."
DRIVING = "No driving for 6 weeks."


@pytest.fixture
def unit() -> Unit:
    return make_unit(make_hospital(languages=["en", "es"]))


@pytest.fixture
def draft(unit: Unit) -> ChecklistTemplate:
    return make_draft(unit)


def signed_in(person: User) -> Client:
    browser = Client()
    browser.force_login(person)
    return browser


@pytest.fixture
def anns(unit: Unit) -> Client:
    return signed_in(make_staff(unit, Role.AUTHOR, username="ann", full_name="Ann Berg"))


@pytest.fixture
def carls(unit: Unit) -> Client:
    return signed_in(make_clinician(unit))


def parts_of(browser: Client, url: str) -> dict[str, Any]:
    """The same as `fields_of`, of a page whose form is two."""
    return {name: value for part in browser.get(url).context["form"].forms for name, value in posted(part).items()}


def said(response: Any) -> str:
    return " ".join(response.content.decode().split())


def told(response: Any, *, typed: str, stands: str) -> str:
    """That the page tells of the other, shows what stands, and keeps what was typed; what it says."""
    page = said(response)
    assert response.status_code == 422, page
    assert "while you were at it" in page
    assert stands in page
    assert typed in page
    return page


def test_the_second_who_fills_a_hole_reads_what_the_first_filled_in(
    draft: ChecklistTemplate, anns: Client, carls: Client
) -> None:
    task = make_task(draft, XRAY, needs_value="where", instruction="Go to ____.")
    url = address("task-fill", draft, task.pk)
    fields = fields_of(anns, url)
    carls.post(url, fields_of(carls, url) | {"instruction": "Go to floor 2."})

    refused = anns.post(url, fields | {"instruction": "Go to floor 5."})

    page = told(refused, typed="Go to floor 5.</textarea>", stands="<p>Go to floor 2.</p>")
    assert "Carl Ito changed this task" in page
    task.refresh_from_db()
    assert task.instruction == "Go to floor 2."
    anns.post(url, fields_of_answer(refused))
    task.refresh_from_db()
    assert task.instruction == "Go to floor 5."


def fields_of_answer(response: Any) -> dict[str, Any]:
    """What a browser would post from the form that came back."""
    return posted(response.context["form"])


def test_a_second_press_on_fill_is_no_other_person(draft: ChecklistTemplate, anns: Client) -> None:
    task = make_task(draft, XRAY, needs_value="where", instruction="Go to ____.")
    url = address("task-fill", draft, task.pk)
    fields = fields_of(anns, url) | {"instruction": "Go to floor 2."}
    anns.post(url, fields)

    assert anns.post(url, fields).status_code == 302


def test_two_tabs_of_one_person_are_told_apart_from_two_people(draft: ChecklistTemplate, anns: Client) -> None:
    task = make_task(draft, XRAY)
    url = address("task-edit", draft, task.pk)
    fields = fields_of(anns, url)
    anns.post(url, fields | {"title": "Have an X-ray of your hip"})

    page = said(anns.post(url, fields | {"title": "Go for an X-ray of the hip"}))

    assert "You, in another window, changed this task" in page


def test_the_second_who_gives_fasting_times_loses_neither_and_makes_no_third_task(
    draft: ChecklistTemplate, anns: Client, carls: Client
) -> None:
    task = make_fasting(draft)
    url = address("task-fasting", draft, task.pk)
    seen = {"seen": fingerprint(task)}
    times = {"food-hours": "8", "food-anchor": "arrival", "clear_fluids-hours": "2", "clear_fluids-anchor": "arrival"}
    assert seen["seen"] in said(anns.get(url))
    carls.post(url, seen | times)

    mine = {"food-hours": "6", "food-anchor": "arrival", "clear_fluids-hours": "3", "clear_fluids-anchor": "surgery"}
    refused = anns.post(url, seen | mine)

    page = told(refused, typed='value="6"', stands="You may eat until 8 hours before you arrive.")
    assert "You wrote for clear fluids: until 3 hours before the start of your operation." in page
    assert [row.timing["from"] for row in draft.tasks.all()] == ["PT8H", "PT2H"]


def test_the_second_who_splits_a_task_makes_no_third_part(
    draft: ChecklistTemplate, anns: Client, carls: Client
) -> None:
    task = make_task(draft, XRAY)
    url = address("task-split", draft, task.pk)
    fields = parts_of(anns, url)
    carls.post(url, parts_of(carls, url) | {"first-title": "Have an X-ray", "second-title": "Of the hip"})

    refused = anns.post(url, fields | {"first-title": "Go to the X-ray desk", "second-title": "Ask for the pictures"})

    told(refused, typed='value="Ask for the pictures"', stands="<strong>Have an X-ray</strong>")
    assert [row.title for row in draft.tasks.all()] == ["Have an X-ray", "Of the hip"]


def test_tasks_are_not_merged_that_a_colleague_changed_meanwhile(
    draft: ChecklistTemplate, anns: Client, carls: Client
) -> None:
    xray, card = make_task(draft, XRAY), make_task(draft, "", title="Bring your card")
    url, edit = address("task-merge", draft, xray.pk), address("task-edit", draft, card.pk)
    fields = fields_of(anns, url)
    carls.post(edit, fields_of(carls, edit) | {"title": "Bring your insurance card"})

    mine = {"others": [card.pk], "title": "X-ray and card"}
    refused = anns.post(url, fields | mine)

    told(refused, typed='value="X-ray and card"', stands="It now reads “Bring your insurance card”")
    assert draft.tasks.count() == 2
    anns.post(url, fields_of_answer(refused) | mine)
    assert draft.tasks.get().title == "X-ray and card"


def test_a_task_that_a_colleague_dismissed_is_not_merged_and_the_form_says_so(
    draft: ChecklistTemplate, anns: Client, carls: Client
) -> None:
    xray, card = make_task(draft, XRAY), make_task(draft, "", title="Bring your card")
    url = address("task-merge", draft, xray.pk)
    fields = fields_of(anns, url)
    carls.post(address("task-dismiss", draft, card.pk), {"reason": "Not here"})

    page = said(anns.post(url, fields | {"others": [card.pk], "title": "X-ray and card"}))

    assert "no longer there" in page
    assert draft.tasks.get() == xray


def test_a_merged_task_that_a_colleague_rewrote_is_not_taken_apart_unread(
    draft: ChecklistTemplate, anns: Client, carls: Client
) -> None:
    xray, card = make_task(draft, XRAY), make_task(draft, "", title="Bring your card")
    merged = merge([xray, card], by=None, now=LONG_AGO)
    seen, edit = {"seen": fingerprint(merged)}, address("task-edit", draft, merged.pk)
    carls.post(edit, fields_of(carls, edit) | {"title": "X-ray, with your card"})

    page = said(anns.post(address("task-apart", draft, merged.pk), seen, follow=True))

    assert "It now reads “X-ray, with your card”. Read it again, then take it apart." in page
    assert draft.tasks.get().title == "X-ray, with your card"


def test_a_task_that_a_colleague_changed_is_not_dismissed_unread_and_the_reason_stays(
    draft: ChecklistTemplate, anns: Client, carls: Client
) -> None:
    task = make_task(draft, XRAY)
    seen, edit = {"seen": fingerprint(task)}, address("task-edit", draft, task.pk)
    carls.post(edit, fields_of(carls, edit) | {"title": "Have an X-ray of the hip on floor 2"})

    refused = anns.post(address("task-dismiss", draft, task.pk), seen | {"reason": "Done at the clinic"})

    told(refused, typed='value="Done at the clinic"', stands="“Have an X-ray of the hip on floor 2”")
    assert draft.tasks.exists()


def test_the_second_of_two_translators_reads_the_words_of_the_first(
    draft: ChecklistTemplate, anns: Client, carls: Client
) -> None:
    url = words_url(draft, make_task(draft, DRIVING))
    fields = fields_of(anns, url)
    carls.post(url, fields_of(carls, url) | {"title": "No conduzca durante 6 semanas", "review": "1"})

    mine = {"title": "No maneje durante 6 semanas", "review": "1"}
    refused = anns.post(url, fields | mine)

    told(refused, typed='value="No maneje durante 6 semanas"', stands="<strong>No conduzca durante 6 semanas</strong>")
    wording = Wording.objects.get()
    assert (wording.title, str(wording.reviewed_by)) == ("No conduzca durante 6 semanas", "Carl Ito")
    anns.post(url, fields_of_answer(refused) | mine)
    wording.refresh_from_db()
    assert (wording.title, str(wording.reviewed_by)) == ("No maneje durante 6 semanas", "Ann Berg")


def test_english_that_changed_under_a_translator_is_shown_and_the_words_can_be_signed_after_it(
    draft: ChecklistTemplate, anns: Client, carls: Client
) -> None:
    task = make_task(draft, DRIVING)
    url, edit = words_url(draft, task), address("task-edit", draft, task.pk)
    fields = fields_of(anns, url)
    carls.post(edit, fields_of(carls, edit) | {"title": "Do not drive for 6 weeks"})

    mine = {"title": "No conduzca durante 6 semanas", "review": "1"}
    refused = anns.post(url, fields | mine)
    again = anns.post(url, fields_of_answer(refused) | mine)

    assert "Someone changed the English words" in said(refused)
    assert "Do not drive for 6 weeks" in said(refused)
    assert again.status_code == 302
    assert Wording.objects.get().reviewed_at is not None


def test_safety_rule_1_a_clinician_reads_the_change_and_keeps_the_words_that_were_typed(
    draft: ChecklistTemplate, anns: Client, carls: Client
) -> None:
    task = make_medicine(draft)
    url, edit = address("task-confirm", draft, task.pk), address("task-edit", draft, task.pk)
    fields = fields_of(carls, url)
    anns.post(edit, fields_of(anns, edit) | {"title": "Ask about your blood thinner"})

    refused = carls.post(url, fields | {"instruction": "Bring all your tablets."})

    told(refused, typed="Bring all your tablets.</textarea>", stands="<strong>Ask about your blood thinner</strong>")
    task.refresh_from_db()
    assert task.confirmed_at is None
    carls.post(url, fields_of_answer(refused))
    task.refresh_from_db()
    assert (task.instruction, str(task.confirmed_by)) == ("Bring all your tablets.", "Carl Ito")


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
