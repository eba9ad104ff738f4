"""A hospital's policies on the administrator's pages."""

import pytest
from django.test import Client
from django.urls import reverse

from procedures.checklists.models import PolicyChange, PolicyStep
from procedures.hospitals.models import User
from tests.cast import make_hospital

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("ada", password="a long test password"))
    return client


def fields(**changes: object) -> dict[str, object]:
    values = {
        "hospital": make_hospital().pk,
        "topic": "fasting",
        "shape": "hour",
        "step": "evening_before",
        "rule": "evening_before",
        "clock": "19:00",
        "is_critical": "on",
        "because": "Agreed with the ward",
    }
    return {name: value for name, value in (values | changes).items() if value}


def test_a_change_is_kept_with_who_made_it_and_why(administrator: Client) -> None:
    administrator.post(reverse("admin:procedures_policystep_add"), fields())

    change = PolicyChange.objects.get()
    assert (str(change.by), change.because) == ("ada", "Agreed with the ward")
    assert PolicyStep.objects.get().clock.hour == 19


def test_an_unsafe_change_is_refused_in_words(administrator: Client) -> None:
    answer = administrator.post(reverse("admin:procedures_policystep_add"), fields(is_critical=""))

    assert "This step keeps patients safe" in answer.content.decode()
    assert not PolicyStep.objects.exists()


def test_a_step_is_changed_and_taken_away(administrator: Client) -> None:
    administrator.post(reverse("admin:procedures_policystep_add"), fields())
    row = PolicyStep.objects.get()
    page = reverse("admin:procedures_policystep_change", args=[row.pk])
    changed = {"rule": "evening_before", "clock": "17:00", "is_critical": "on", "because": "Earlier is better"}

    administrator.post(page, changed | {"topic": "hygiene"})
    row.refresh_from_db()
    assert (row.topic, row.clock.hour) == ("fasting", 17)

    administrator.post(reverse("admin:procedures_policystep_delete", args=[row.pk]), {"post": "yes"})
    assert not PolicyStep.objects.exists()
    assert PolicyChange.objects.count() == 3
