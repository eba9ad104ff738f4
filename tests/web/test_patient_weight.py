"""What a phone on a thin line has to fetch before the patient can read and tick."""

import gzip
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from tests.web.patient_cast import NOON, make_list, open_list_of, stop_by

LIMIT = 60_000  # bytes over the wire


@pytest.mark.django_db
def test_the_first_load_of_the_list_weighs_at_most_60_kb(client: Client, at: Callable[[datetime], None]) -> None:
    at(NOON)
    words = "A sentence from the hospital’s document that tells in plain words what to do and why it matters, number"
    more = [
        {"title": f"Step number {number}", "instruction": f"{words} {number}.", "timing": stop_by(10 + number % 9)}
        for number in range(40)
    ]
    open_list_of(client, make_list(None, *more).patient)

    html = client.get(reverse("patient-list")).content

    files = [str(finders.find(path)) for path in re.findall(r'(?:href|src)="/static/([^"]+)"', html.decode())]
    assert len(files) >= 5
    weight = sum(len(gzip.compress(part, 6)) for part in [html, *(Path(path).read_bytes() for path in files)])
    assert weight <= LIMIT
