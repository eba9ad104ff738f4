"""The page on which the words of a task are written in another language."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from tests.cast import make_clinician, make_unit
from tests.catalog.papers import make_draft, make_task

pytestmark = pytest.mark.django_db


def test_it_names_the_language_and_the_review_says_before_publishing_what_it_lacks(client: Client) -> None:
    unit = make_unit()
    unit.hospital.languages = ["en", "es"]
    unit.hospital.save()
    draft = make_draft(unit)
    task = make_task(draft, "Have an X-ray of the hip.")
    client.force_login(make_clinician(unit))

    page = strip_tags(client.get(reverse("task-words", args=[draft.pk, task.pk, "es"])).content.decode())
    review = strip_tags(client.get(reverse("template-review", args=[draft.pk])).content.decode())

    assert page.lstrip().startswith("Words in Spanish")
    assert "Spanish: “Have an X-ray of the hip.”" in page
    assert not re.search(r"\ben:", page)
    assert "1 task without reviewed words in Spanish. Patients who read Spanish would read it in English." in review
