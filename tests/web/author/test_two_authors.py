"""Two authors at one task, each in a browser of their own: the second is told what stands, and keeps what was typed."""

import pytest
from django.test import Client

from procedures.catalog.models import ChecklistTemplate
from procedures.catalog.reviewing import fingerprint, merge
from tests.cast import LONG_AGO
from tests.catalog.papers import make_fasting, make_medicine, make_task
from tests.web.author.browsing import address, fields_of, fields_of_answer, parts_of, said, told

pytestmark = pytest.mark.django_db
XRAY = "Have an X-ray of the hip."
DRIVING = "No driving for 6 weeks."


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
