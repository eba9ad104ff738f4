"""A task's card on the review page: one act stands out, and it is the one that the task waits for."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from procedures.catalog.models import ChecklistTemplate, TaskTemplate, Wording
from procedures.hospitals.models import Role, Unit
from tests.cast import make_clinician, make_staff
from tests.catalog.papers import make_fasting, make_medicine, make_task

pytestmark = pytest.mark.django_db


def main_acts(client: Client, task: TaskTemplate) -> list[str]:
    """The words of the acts that stand out on the card."""
    page = client.get(reverse("template-review", args=[task.template_id])).content.decode()
    card = page[page.index(f'id="task-{task.pk}"') :].partition("</article>")[0]
    return [re.sub(r"\s+", " ", words).strip() for words in re.findall(r'class="btn btn-primary"[^>]*>([^<]*)<', card)]


def test_what_a_task_waits_for_is_the_one_act_that_stands_out(
    client: Client, unit: Unit, draft: ChecklistTemplate
) -> None:
    client.force_login(make_clinician(unit))
    lost = make_task(draft, "No driving for 6 weeks.", title="Do not drive", reviewed_at=None)

    assert main_acts(client, make_fasting(draft)) == ["Fill it in"]
    assert main_acts(client, make_medicine(draft)) == ["Read and confirm"]
    assert main_acts(client, make_task(draft, "Have an X-ray of the hip.", reviewed_at=None)) == ["Accept"]
    assert main_acts(client, lost) == ["Edit"]


def test_a_task_that_waits_for_nothing_urges_nothing(client: Client, unit: Unit, draft: ChecklistTemplate) -> None:
    client.force_login(make_clinician(unit))

    assert main_acts(client, make_task(draft, "Have an X-ray of the hip.")) == []


def test_an_author_is_not_urged_to_what_only_a_clinician_may_do(
    client: Client, unit: Unit, draft: ChecklistTemplate
) -> None:
    client.force_login(make_staff(unit, Role.AUTHOR))

    assert main_acts(client, make_medicine(draft)) == []


def test_a_task_whose_text_message_does_not_fit_says_so_in_each_language(
    client: Client, unit: Unit, draft: ChecklistTemplate
) -> None:
    client.force_login(make_clinician(unit))
    fitting = make_task(draft, "Have an X-ray of the hip.")
    long = make_task(draft, "No driving for 6 weeks.", title="Bring your papers " * 11)
    words = Wording(template=draft, task=fitting, language="es", title="Haga una radiografía " * 9, instruction="")
    words.written_at = draft.created_at
    words.save()

    page = client.get(reverse("template-review", args=[draft.pk])).content.decode()

    cards = {task: page[page.index(f'id="task-{task.pk}"') :].partition("</article>")[0] for task in (fitting, long)}
    assert "in English takes 3 segments" in cards[long]
    assert "in Spanish takes 3 segments" in cards[fitting]
    assert "in English takes" not in cards[fitting]
