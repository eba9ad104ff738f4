"""Ticks that a phone kept without a network: in order, once each, and never over what happened meanwhile."""

import re
from datetime import time, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from procedures.checklists.models import ChecklistItem, ItemEvent, Surgery
from procedures.checklists.rescheduling import reschedule
from procedures.checklists.ticking import tick, untick
from procedures.hospitals.models import User
from tests.web.patient_cast import NOON, THE_DAY, At, item, make_list, open_list_of

pytestmark = pytest.mark.django_db
MADE = str(int((NOON - timedelta(hours=1)).timestamp() * 1000))


@pytest.fixture
def surgery(client: Client, at: At) -> Surgery:
    at(NOON)
    surgery = make_list(now=NOON - timedelta(days=3))
    open_list_of(client, surgery.patient)
    return surgery


def seen(client: Client, one: ChecklistItem) -> str:
    """The state that the page shows of a step."""
    html = client.get(reverse("patient-list")).content.decode()
    found = re.search(rf'data-item="{one.pk}" data-act="\w+" data-seen="([^"]+)"', html)
    assert found
    return found[1]


def send(client: Client, one: ChecklistItem, act: str, state: str) -> dict[str, str]:
    answer = client.post(reverse("item-kept", args=[one.pk]), {"act": act, "seen": state, "at": MADE})
    assert answer.status_code == 200
    return answer.json()


def test_a_kept_tick_counts_and_says_when_it_was_made(client: Client, surgery: Surgery) -> None:
    driver = item(surgery, "Find a driver")

    assert send(client, driver, "tick", seen(client, driver))["fate"] == "done"

    assert item(surgery, "Find a driver").status == "done"
    assert "without a network, at Monday 7 December, 11:00 in the morning" in ItemEvent.objects.get(item=driver).note


def test_the_same_tick_sent_twice_counts_once(client: Client, surgery: Surgery) -> None:
    driver = item(surgery, "Find a driver")
    state = seen(client, driver)

    send(client, driver, "tick", state)

    assert send(client, driver, "tick", state)["fate"] == "already"
    assert driver.events.count() == 1


def test_tick_and_untick_are_taken_in_their_order(client: Client, surgery: Surgery) -> None:
    driver = item(surgery, "Find a driver")

    first = send(client, driver, "tick", seen(client, driver))
    second = send(client, driver, "untick", first["state"])

    assert second["fate"] == "done"
    assert item(surgery, "Find a driver").status == "open"


def test_what_a_nurse_did_meanwhile_stands(client: Client, surgery: Surgery) -> None:
    driver = item(surgery, "Find a driver")
    state = seen(client, driver)
    nurse = User.objects.get(username=f"nurse-{surgery.unit_id}")
    tick(driver, by=nurse, now=NOON)
    untick(driver, by=nurse, now=NOON)

    answer = send(client, driver, "tick", state)

    assert answer["fate"] == "changed"
    assert "Find a driver: this changed in the meantime." in answer["words"]
    assert item(surgery, "Find a driver").status == "open"


def test_a_tick_for_the_old_date_does_not_count_for_the_new_one(client: Client, surgery: Surgery) -> None:
    eating = item(surgery, "Stop eating")
    state = seen(client, eating)
    reschedule(surgery, surgery_date=THE_DAY, start_time=time(11), arrival_time=time(9), by=None, now=NOON)

    assert send(client, eating, "tick", state)["fate"] == "changed"

    assert item(surgery, "Stop eating").status == "open"


def test_a_warning_sign_is_ticked_by_no_phone(client: Client, surgery: Surgery) -> None:
    pain = item(surgery, "Chest pain")

    assert send(client, pain, "tick", f"{surgery.generation}-open-0")["fate"] == "changed"

    assert item(surgery, "Chest pain").status == "open"


@pytest.mark.parametrize("sent", [{}, {"act": "tick"}, {"act": "tick", "seen": "x" * 5000, "at": "never"}])
def test_nonsense_changes_nothing(client: Client, surgery: Surgery, sent: dict[str, str]) -> None:
    driver = item(surgery, "Find a driver")

    assert client.post(reverse("item-kept", args=[driver.pk]), sent).status_code == 200

    assert item(surgery, "Find a driver").status == "open"


def test_a_stranger_and_another_patient_send_nothing(client: Client, surgery: Surgery) -> None:
    driver = item(surgery, "Find a driver")

    assert Client().post(reverse("item-kept", args=[driver.pk]), {"act": "tick"}).status_code == 403
    assert client.post(reverse("item-kept", args=[driver.pk + 1000]), {"act": "tick"}).status_code == 404


def test_what_a_browser_kept_goes_when_the_list_is_closed(client: Client, surgery: Surgery) -> None:
    answer = client.post(reverse("patient-close"))

    assert answer.headers["Clear-Site-Data"] == '"storage"'


def test_the_page_can_be_installed_and_its_script_keeps_all_its_files(client: Client, surgery: Surgery) -> None:
    html = client.get(reverse("patient-list")).content.decode()
    worker = client.get(reverse("my-worker"))
    manifest = client.get(reverse("my-manifest")).json()

    assert f'href="{reverse("my-manifest")}"' in html
    assert manifest["start_url"] == reverse("patient-list")
    assert "Lakeside" not in str(manifest)
    assert worker.headers["Content-Type"].startswith("text/javascript")
    files = re.findall(r'<(?:link rel="stylesheet"|script)[^>]*(?:href|src)="(/static/[^"]+)"', html)
    on_paper = "patient-print"
    assert [name for name in files if name not in worker.content.decode() and on_paper not in name] == []
