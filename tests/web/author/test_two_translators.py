"""Two who write the same words in another language: the second reads those of the first before any are replaced."""

import pytest
from django.test import Client

from procedures.catalog.models import ChecklistTemplate, Wording
from procedures.hospitals.models import Unit
from tests.cast import make_hospital, make_unit
from tests.catalog.papers import make_task
from tests.web.author.browsing import address, fields_of, fields_of_answer, said, told
from tests.web.author.test_shaping_tasks import words_url

pytestmark = pytest.mark.django_db
XRAY = "Have an X-ray of the hip."
DRIVING = "No driving for 6 weeks."


@pytest.fixture
def unit() -> Unit:
    return make_unit(make_hospital(languages=["en", "es"]))


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
