"""Critical steps ask back: a right answer settles it, a wrong one opens help and reaches a nurse."""

import re
from datetime import datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from procedures.checklists.models import ItemEvent, Surgery, WorkItem
from procedures.checklists.rescheduling import reschedule
from procedures.hospitals.models import User
from tests.web.patient_cast import NOON, THE_DAY, At, item, make_list, open_list_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def surgery(client: Client, at: At) -> Surgery:
    at(NOON)
    surgery = make_list(now=NOON - timedelta(days=3))
    open_list_of(client, surgery.patient)
    return surgery


def answer(client: Client, surgery: Surgery, title: str, said: datetime | None) -> str:
    one = item(surgery, title)
    asked = {"asked_for": one.due_at.isoformat(), "said": said.isoformat() if said else ""}
    return client.post(reverse("item-told-back", args=[one.pk]), asked, follow=True).content.decode()


def page(client: Client) -> str:
    return client.get(reverse("patient-list")).content.decode()


def test_the_question_offers_the_right_hour_among_others_and_not_to_be_sure(client: Client, surgery: Surgery) -> None:
    html = page(client)

    assert "By when must you stop eating?" in html
    choices = re.findall(r'name="said" value="([^"]*)"', html)
    assert item(surgery, "Stop eating").due_at.isoformat() in choices
    assert len(choices) == 4
    assert choices[-1] == ""


def test_a_right_answer_settles_it_and_the_next_one_is_asked(client: Client, surgery: Surgery) -> None:
    said = answer(client, surgery, "Stop eating", item(surgery, "Stop eating").due_at)

    assert "Yes, that is right" in said
    assert "By when must you stop drinking?" in said
    assert "By when must you stop eating?" not in said
    assert item(surgery, "Stop eating").events.get().act == ItemEvent.Act.SURE
    assert not WorkItem.objects.filter(kind=WorkItem.Kind.ASKED_BACK).exists()


@pytest.mark.parametrize("hours", [None, 3])
def test_a_wrong_answer_tells_the_right_one_opens_help_and_reaches_a_nurse(
    client: Client, surgery: Surgery, hours: int | None
) -> None:
    due = item(surgery, "Stop eating").due_at

    said = answer(client, surgery, "Stop eating", due + timedelta(hours=hours) if hours else None)

    assert "10:00 at night" in said
    assert "Call (212) 555-0101" in said
    concern = WorkItem.objects.get(kind=WorkItem.Kind.ASKED_BACK)
    assert concern.is_urgent
    assert "Stop eating" in concern.summary
    assert item(surgery, "Stop eating").events.get().act == ItemEvent.Act.UNSURE


def test_when_the_hour_moves_it_is_asked_again(client: Client, surgery: Surgery) -> None:
    answer(client, surgery, "Stop eating", item(surgery, "Stop eating").due_at)
    nurse = User.objects.get(username=f"nurse-{surgery.unit_id}")

    reschedule(surgery, surgery_date=THE_DAY, start_time=time(11), arrival_time=time(9), by=nurse, now=NOON)

    assert "By when must you stop eating?" in page(client)


def test_an_answer_for_an_hour_that_has_moved_counts_for_nothing(client: Client, surgery: Surgery) -> None:
    one = item(surgery, "Stop eating")
    old = (one.due_at - timedelta(hours=2)).isoformat()

    said = client.post(
        reverse("item-told-back", args=[one.pk]), {"asked_for": old, "said": old}, follow=True
    ).content.decode()

    assert "The time has changed" in said
    one.refresh_from_db()
    assert one.told_back_right is None


@pytest.mark.parametrize("nonsense", ["yesterday", "2026-99-99T00:00", "\0"])
def test_what_is_no_moment_is_taken_for_not_sure_and_breaks_nothing(
    client: Client, surgery: Surgery, nonsense: str
) -> None:
    one = item(surgery, "Stop eating")
    sent = {"asked_for": one.due_at.isoformat(), "said": nonsense}

    assert client.post(reverse("item-told-back", args=[one.pk]), sent).status_code == 302


def test_an_assumed_hour_is_never_asked_for(client: Client, at: At) -> None:
    at(NOON)
    surgery = make_list(start=None, arrival=None)
    open_list_of(client, surgery.patient)

    assert "By when must you" not in page(client)


def test_beside_when_to_stop_eating_stands_until_when_one_may_drink(client: Client, surgery: Surgery) -> None:
    assert re.search(r"You may drink water until Tuesday 8 December, 4:00 in the morning\.", page(client))


def test_another_patients_question_is_not_there(client: Client, surgery: Surgery) -> None:
    one = item(surgery, "Stop eating")
    other = Client()

    assert other.post(reverse("item-told-back", args=[one.pk]), {"said": ""}).status_code == 403
