"""What an attacker sends: each is answered in plain words, and nothing of it does harm."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files import uploadedfile
from django.test import Client
from django.urls import reverse
from django.utils.log import configure_logging

from procedures.checklists.models import WorkItem
from procedures.patients.links import link_for, token_of
from procedures.web.body_limit import MOST
from tests.web.patient_cast import NOON, item, make_list, open_list_of

pytestmark = pytest.mark.django_db
At = Callable[[datetime], None]


@pytest.mark.parametrize("act", ["item-missed", "item-ask"])
def test_a_question_with_a_nul_in_it_reaches_the_nurse_without_it(client: Client, at: At, act: str) -> None:
    """PostgreSQL takes no NUL: the patient would have seen an error page, and the nurse nothing."""
    at(NOON)
    surgery = make_list(now=NOON - timedelta(days=3))
    open_list_of(client, surgery.patient)
    driver = item(surgery, "Find a driver")

    written = {"how": "other", "note": "I ate\0 bread", "question": "I ate\0 bread"}
    answer = client.post(reverse(act, args=[driver.pk]), written)

    assert answer.status_code == 302
    assert "I ate bread" in WorkItem.objects.get(surgery=surgery).summary


def test_a_surgery_number_of_a_thousand_figures_is_none(client: Client, at: At) -> None:
    at(NOON)
    open_list_of(client, make_list(now=NOON - timedelta(days=3)).patient)

    shown = client.get(reverse("patient-list") + "?surgery=" + "9" * 5000)
    asked = client.post(reverse("patient-ask") + "?surgery=" + "9" * 5000, {"question": "Is it?"})

    assert (shown.status_code, asked.status_code) == (200, 404)


def test_nobody_fills_the_disk_with_a_file_that_is_sent_to_the_sign_in_page(
    client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    kept: list[str] = []
    monkeypatch.setattr(uploadedfile, "TemporaryUploadedFile", lambda name, *_: kept.append(name))

    answer = client.post(
        reverse("sign-in"), b"--x", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH=str(MOST + 1)
    )

    assert answer.status_code == 413
    assert "10 MB" in answer.content.decode()
    assert not kept


def test_a_page_at_an_address_that_is_none_is_led_to_the_sign_in(client: Client) -> None:
    answer = client.get(reverse("board"), headers={"HX-Request": "true", "HX-Current-URL": "http://["})

    assert answer.status_code == 200
    assert answer.headers["HX-Redirect"] == f"{reverse('sign-in')}?next=/"


def test_a_phone_that_keeps_no_cookies_leaves_no_link_in_the_log(at: At, capfd: pytest.CaptureFixture[str]) -> None:
    """The log is read by people who may not read patients' lists, and the address is half of the key to one."""
    at(NOON)
    link = link_for(make_list(now=NOON - timedelta(days=3)).patient, now=NOON)
    configure_logging("logging.config.dictConfig", settings.LOGGING)

    refused = Client(enforce_csrf_checks=True).post(f"/p/{token_of(link)}/", {"day": "9"})

    written = capfd.readouterr().err
    assert refused.status_code == 403
    assert "Forbidden" in written
    assert token_of(link) not in written


@pytest.mark.parametrize("back", ["abc", "surgery"])
def test_a_way_back_that_is_no_address_leads_to_the_list(client: Client, back: str) -> None:
    """It was taken for the name of a page: an error page for whoever sent it."""
    answer = client.post(reverse("comfort"), {"next": back, "size": "large"})

    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("patient-list"))


@pytest.mark.parametrize("instant", ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59"])
@pytest.mark.parametrize("name", ["said", "asked_for"])
def test_an_instant_before_all_years_is_no_answer(client: Client, at: At, name: str, instant: str) -> None:
    at(NOON)
    surgery = make_list(now=NOON - timedelta(days=3))
    open_list_of(client, surgery.patient)

    answer = client.post(reverse("item-told-back", args=[item(surgery, "Stop eating").pk]), {name: instant})

    assert answer.status_code == 302


@pytest.mark.parametrize("year", ["9" * 5000, "9" * 20])
def test_a_year_of_many_figures_is_no_birth_date(client: Client, at: At, year: str) -> None:
    at(NOON)
    patient = make_list(now=NOON - timedelta(days=3)).patient
    patient.hospital.asks_birth_date = True
    patient.hospital.save()

    door = reverse("patient-link", args=[token_of(link_for(patient, now=NOON))])
    answer = client.post(door, {"day": "1", "month": "1", "year": year})

    assert answer.status_code == 200
    assert "Fill in all three boxes with figures" in answer.content.decode()
