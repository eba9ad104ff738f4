"""The review page: accepting words, words in Spanish, splitting, merging, renaming."""

import pytest
from django.test import Client

from procedures.catalog.models import ChecklistTemplate, ProcedureRename, TaskTemplate, Wording
from procedures.catalog.publishing import publish
from procedures.catalog.reviewing import fingerprint
from procedures.hospitals.models import Unit, User
from tests.cast import LONG_AGO, make_clinician, make_hospital, make_unit
from tests.catalog.papers import make_fasting, make_medicine, make_task
from tests.web.author.browsing import address, fields_of, posted

pytestmark = pytest.mark.django_db
XRAY = "Have an X-ray of the hip."
DRIVING = "No driving for 6 weeks."


@pytest.fixture
def unit() -> Unit:
    return make_unit(make_hospital(languages=["en", "es"]))


def words_url(draft: ChecklistTemplate, task: TaskTemplate, language: str = "es") -> str:
    return f"{address('template-review', draft)}tasks/{task.pk}/words/{language}/"


def shown(client: Client, draft: ChecklistTemplate) -> str:
    return client.get(address("template-review", draft)).content.decode()


def test_a_task_is_accepted_with_one_press_and_the_focus_comes_back_to_it(
    client: Client, draft: ChecklistTemplate, ann: User
) -> None:
    task = make_task(draft, XRAY, reviewed_at=None)
    assert "1 thing to settle" in " ".join(shown(client, draft).split())

    response = client.post(address("task-accept", draft, task.pk), {"seen": fingerprint(task)})

    assert response.headers["Location"] == f"/documents/{draft.pk}/#task-{task.pk}"
    assert "Accepted</span> by Ann Berg" in " ".join(shown(client, draft).split())


def test_safety_words_that_lose_a_number_are_refused_and_the_loss_is_named(
    client: Client, draft: ChecklistTemplate, ann: User
) -> None:
    task = make_task(draft, DRIVING, title="Do not drive", reviewed_at=None)

    page = client.post(address("task-accept", draft, task.pk), follow=True).content.decode()

    task.refresh_from_db()
    assert task.reviewed_at is None
    assert "“6 weeks” is missing" in page


def test_words_that_a_person_wrote_are_accepted_by_saving_but_not_when_something_is_lost(
    client: Client, draft: ChecklistTemplate, ann: User
) -> None:
    task = make_task(draft, DRIVING, reviewed_at=None)
    url = address("task-edit", draft, task.pk)

    client.post(url, fields_of(client, url) | {"title": "Do not drive for 6 weeks"})
    task.refresh_from_db()
    assert task.reviewed_by == ann
    page = client.post(url, fields_of(client, url) | {"title": "Do not drive"}, follow=True).content.decode()

    task.refresh_from_db()
    assert (task.title, task.reviewed_at) == ("Do not drive", None)
    assert "“6 weeks” is missing" in page


def test_all_of_a_part_are_accepted_at_once_but_never_medicines(
    client: Client, draft: ChecklistTemplate, ann: User
) -> None:
    make_task(draft, XRAY, reviewed_at=None)
    medicine = make_medicine(draft, reviewed_at=None)
    seen = [f"{task.pk}:{fingerprint(task)}" for task in draft.tasks.all()]

    page = client.post(address("tasks-accept", draft), {"seen": seen}, follow=True).content.decode()

    medicine.refresh_from_db()
    assert "Accepted 1 task." in page
    assert medicine.reviewed_at is None


def test_missing_spanish_words_are_told_and_do_not_stop_publishing(
    client: Client, draft: ChecklistTemplate, ann: User
) -> None:
    make_task(draft, XRAY)

    page = " ".join(shown(client, draft).split())
    client.post(address("template-publish", draft))

    assert "without reviewed words in Spanish" in page
    assert ChecklistTemplate.objects.get().version == 1


def test_spanish_words_are_written_and_signed_on_a_page_of_their_own(
    client: Client, draft: ChecklistTemplate, ann: User
) -> None:
    task = make_task(draft, DRIVING)
    url = words_url(draft, task)

    client.post(url, fields_of(client, url) | {"title": "No conduzca durante 6 semanas", "review": "1"})

    wording = Wording.objects.get()
    assert (wording.title, wording.reviewed_by) == ("No conduzca durante 6 semanas", ann)
    assert "without reviewed words" not in shown(client, draft)


def test_safety_spanish_words_that_lose_a_number_are_kept_unsigned_and_the_loss_is_named(
    client: Client, draft: ChecklistTemplate, ann: User
) -> None:
    task = make_task(draft, DRIVING)
    url = words_url(draft, task)

    response = client.post(url, fields_of(client, url) | {"title": "No conduzca", "review": "1"})

    assert response.status_code == 422
    assert "“6 weeks” is missing" in response.content.decode()
    assert Wording.objects.get().reviewed_at is None


def test_safety_rule_1_spanish_fasting_words_come_from_fixed_phrases_and_a_clinician_signs_them(
    client: Client, draft: ChecklistTemplate, unit: Unit
) -> None:
    carl = make_clinician(unit)
    client.force_login(carl)
    task = make_fasting(draft)
    client.post(address("task-fasting", draft, task.pk), {"food-hours": "8", "food-anchor": "arrival"})
    client.post(address("task-confirm", draft, task.pk), fields_of(client, address("task-confirm", draft, task.pk)))
    url = words_url(draft, task)

    fields = fields_of(client, url)
    client.post(url, fields | {"review": "1"})

    assert fields["title"] == "Deje de comer"
    assert fields["instruction"] == "Puede comer hasta 8 horas antes de llegar al hospital. Después, no coma nada."
    assert Wording.objects.get().reviewed_by == carl


def test_only_the_hospitals_languages_have_a_page(client: Client, draft: ChecklistTemplate, ann: User) -> None:
    task = make_task(draft, DRIVING)

    assert [client.get(words_url(draft, task, code)).status_code for code in ("es", "en", "xx")] == [200, 404, 404]


def test_a_task_is_split_in_plain_fields(client: Client, draft: ChecklistTemplate, ann: User) -> None:
    task = make_task(draft, XRAY)
    url = address("task-split", draft, task.pk)
    fields = {name: value for part in client.get(url).context["form"].forms for name, value in posted(part).items()}

    response = client.post(url, fields | {"first-title": "Have an X-ray", "second-title": "Ask about the hip"})

    assert response.headers["Location"] == f"/documents/{draft.pk}/#task-{task.pk}"
    assert [(row.title, row.part) for row in draft.tasks.all()] == [("Have an X-ray", 1), ("Ask about the hip", 2)]


def test_a_split_without_a_second_title_is_refused_beside_the_field(
    client: Client, draft: ChecklistTemplate, ann: User
) -> None:
    task = make_task(draft, XRAY)
    url = address("task-split", draft, task.pk)

    assert client.post(url, {}).status_code == 422
    assert draft.tasks.get() == task


def test_tasks_are_merged_and_taken_apart(client: Client, draft: ChecklistTemplate, ann: User) -> None:
    xray, other = make_task(draft, XRAY), make_task(draft, "", title="Bring your card")
    medicine = make_medicine(draft)
    url = address("task-merge", draft, xray.pk)
    choices = [key for key, _ in client.get(url).context["form"].fields["others"].choices]

    client.post(url, {"others": [other.pk], "title": "X-ray and card"})

    assert choices == [other.pk]
    assert [row.title for row in draft.tasks.all()] == ["X-ray and card", medicine.title]
    assert address("task-apart", draft, xray.pk) in shown(client, draft)
    client.post(address("task-apart", draft, xray.pk))
    assert {row.title for row in draft.tasks.all()} == {XRAY, "Bring your card", medicine.title}


def test_a_procedure_is_renamed_and_the_version_keeps_its_name(
    client: Client, draft: ChecklistTemplate, ann: User
) -> None:
    make_task(draft, XRAY)
    publish(draft, by=ann, now=LONG_AGO)

    client.post(address("procedure-rename", draft), {"name": "Hip replacement"})

    assert ProcedureRename.objects.get().by == ann
    assert "<h1>Total hip replacement</h1>" in shown(client, draft)
    assert client.post(address("procedure-rename", draft), {"name": " "}).status_code == 422
