"""The list on paper: every step with its box and its number, the warning signs, and a code that leads back."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from procedures.checklists.models import Surgery
from procedures.checklists.ticking import tick
from tests.cast import make_patient, make_unit
from tests.web.patient_cast import NOON, At, item, make_list, open_list_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def surgery(client: Client, at: At) -> Surgery:
    at(NOON)
    surgery = make_list()
    open_list_of(client, surgery.patient)
    return surgery


def test_each_step_has_its_box_and_the_number_of_the_text_messages(client: Client, surgery: Surgery) -> None:
    html = client.get(reverse("my-sheet")).content.decode()

    for title in ("Stop eating", "Stop drinking", "Find a driver", "Walk a few steps"):
        number = item(surgery, title).number
        assert re.search(rf'<span class="box"></span>\s*<div>\s*<strong>{number}\. {title}', html)
    assert html.count('class="box"') == 7  # not for the team's step, the arrival, or a warning sign
    assert "by 10:00 at night" in html


def test_what_is_done_is_ticked_on_it(client: Client, surgery: Surgery) -> None:
    client.post(reverse("item-tick", args=[item(surgery, "Find a driver").pk]))

    assert client.get(reverse("my-sheet")).content.decode().count("✓") == 1


def test_what_was_done_in_past_weeks_stands_under_done_and_not_under_today(client: Client, at: At) -> None:
    weeks = {"relation": "before", "from": "P21D", "to": "P1D", "raw": "", "kind": "interval", "anchor": "surgery"}
    surgery = make_list(None, {"title": "Buy the soap", "timing": weeks}, now=NOON - timedelta(days=30))
    at(NOON - timedelta(days=14))
    tick(item(surgery, "Buy the soap"), by=None, now=NOON - timedelta(days=14))
    at(NOON - timedelta(days=5))
    open_list_of(client, surgery.patient, now=NOON - timedelta(days=5))

    paper = client.get(reverse("my-sheet")).content.decode()
    page = client.get(reverse("patient-list")).content.decode()

    assert "Buy the soap" in paper.rpartition("<h2>Done</h2>")[2]
    assert "Buy the soap" not in paper.rpartition("<h2>Done</h2>")[0]
    assert "Buy the soap" in page.partition('id="behind"')[2]
    assert "Buy the soap" not in page.partition('id="behind"')[0]


def test_warning_signs_and_telephones_are_on_it_without_a_box(client: Client, surgery: Surgery) -> None:
    signs = client.get(reverse("my-sheet")).content.decode().partition('class="sheet-signs"')[2]

    assert "Chest pain" in signs
    assert "911" in signs
    assert 'class="box"' not in signs.partition("</section>")[0]


def test_the_code_is_a_drawing_in_the_page_and_its_address_is_not_told(client: Client, surgery: Surgery) -> None:
    html = client.get(reverse("my-sheet")).content.decode()

    assert '<figure class="sheet-code"><svg' in html
    assert "/p/" not in html


def test_only_the_own_list_is_printed(client: Client, surgery: Surgery) -> None:
    other = make_list(make_unit(surgery.unit.hospital, "Ward 9"), patient=make_patient(surgery.unit, "Ana"))

    html = client.get(reverse("my-sheet"), {"surgery": other.pk}).content.decode()

    assert "Maria’s list" in html
    assert Client().get(reverse("my-sheet")).status_code == 403
