"""Every address, asked for by everyone: whoever it is not for gets nothing, and reads no word of the patient."""

from typing import Any

import pytest
from django.conf import settings
from django.shortcuts import resolve_url
from django.urls import reverse

from tests.access.asking import undone
from tests.access.conftest import Scene
from tests.access.people import PEOPLE, STRANGERS
from tests.access.rows import OF_THE_PATIENT
from tests.access.table import EVERYONE
from tests.access.walking import Address, every_address, line_of, url_of

pytestmark = pytest.mark.django_db
ADDRESSES = every_address()
METHODS = ("get", "post")
ADMINS_DOOR = "/admin/login/"  # leads to the one sign-in


def is_turned_away(answer: Any) -> bool:
    doors = (resolve_url(settings.LOGIN_URL), ADMINS_DOOR, reverse("mfa_index"))
    return answer.status_code in (403, 404) or (answer.status_code == 302 and answer.url.startswith(doors))


def words_of_the_patient(answer: Any) -> list[str]:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    said = f"{answer.headers} {body.decode(errors='replace')}"
    return [word for word in OF_THE_PATIENT if word in said]


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address.name)
def test_only_those_get_in_whom_the_table_names(address: Address, scene: Scene) -> None:
    line = line_of(address)
    assert line is not None, f"{address.name} needs a line in tests/access/table.py"
    url = url_of(address, scene.rows)

    wrong = []
    for person, method in [(person, method) for person in PEOPLE for method in METHODS]:
        client = scene.people[person]
        with undone(client):
            answer = getattr(client, method)(url)
            leaked = words_of_the_patient(answer)
        is_served = method == line.method or answer.status_code != 405
        if person not in line.may and is_served and not is_turned_away(answer):
            wrong.append(f"{person} may not {method} {url}, and got {answer.status_code}")
        must_open = person in line.may and method == line.method and not line.may_be_closed and line.may != EVERYONE
        if must_open and is_turned_away(answer):
            wrong.append(f"{person} may {method} {url}, and was turned away with {answer.status_code}")
        if leaked and (person in STRANGERS or person not in line.may):
            wrong.append(f"{person} reads {leaked} at {url}")

    assert not wrong, "\n".join(wrong)
