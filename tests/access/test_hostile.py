"""Whatever is sent to whatever address, by whoever: it is answered in words, and never by an error of ours."""

import os
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from procedures.web import rates
from tests.access.asking import undone
from tests.access.conftest import Scene
from tests.access.hostile import BODIES, FILES, HEADERS, WORDS, forms_of_all_pages, hostile_forms, names_read_by
from tests.access.people import PEOPLE
from tests.access.walking import Address, every_address, line_of, url_of

pytestmark = pytest.mark.django_db
ADDRESSES = every_address()
# Enough to find what is broken everywhere. HOSTILE_EXAMPLES=100 looks longer: it takes an hour.
bounded = settings(
    max_examples=int(os.environ.get("HOSTILE_EXAMPLES", "2")),
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large],
)
ASKED_EVERYWHERE = {"surgery", "patient", "next", "page", "q", "o", "_changelist_filters"}
# In place of a part of an address.
PARTS = (
    "0",
    "9" * 18,
    "9" * 19,
    "9" * 40,
    "9" * 5000,
    "-1",
    "²",
    "%00",
    "%F0%9F%98%80",
    "%ff",
    "..",
    "a" * 3000,
    "%0d",
)
SHORT = st.sampled_from([word for word in WORDS if len(word) < 1000])
Forms = dict[str, dict[str, list[str]]]


@pytest.fixture(scope="module")
def forms(scene: Scene) -> Any:
    return forms_of_all_pages(scene)


@pytest.fixture(autouse=True)
def demo_where_it_is_the_demos(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The outbox exists in the demo alone."""
    address = request.node.callspec.params["address"]
    monkeypatch.setattr(django_settings, "IS_DEMO", address.name.startswith("outbox"))


def ask(client: Client, method: str, *url: str, **sent: Any) -> None:
    """Send it, and expect anything but a failure of ours."""
    rates.forget()
    client.raise_request_exception = True
    with undone(client):
        answer = getattr(client, method)(*url, **sent)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    is_late = answer.status_code == 503 and url[-1].startswith("/healthz")  # its own word for a part that is not there
    assert answer.status_code < 500 or is_late, f"{method} {url} with {sent}: {answer.status_code}"
    assert b"Traceback" not in body


def asking(address: Address, data: st.DataObject) -> str:
    """Mostly someone who may: whoever may not does not get far."""
    line = line_of(address)
    may = sorted(line.may) if line and line.may else list(PEOPLE)
    return data.draw(st.one_of(st.sampled_from(may), st.sampled_from(may), st.sampled_from(PEOPLE)))


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address.name)
def test_nothing_that_somebody_made_up_is_an_error_of_ours(address: Address, scene: Scene, forms: Forms) -> None:
    url, fields, names = url_of(address, scene.rows), forms.get(address.name, {}), names_read_by(address.view)
    takes_files = any("file" in name for name in {*fields, *names})
    asked_for = sorted(names | ASKED_EVERYWHERE)

    @bounded
    @given(data=st.data())
    def try_it(data: st.DataObject) -> None:
        client = scene.people[asking(address, data)]
        sent: dict[str, Any] = dict(data.draw(hostile_forms(fields, names)))
        if takes_files and data.draw(st.booleans()):
            name, content = data.draw(st.sampled_from(FILES))
            sent |= {one: SimpleUploadedFile(name, content) for one in {*fields, *names} if "file" in one}
        ask(client, "post", url, data=sent, headers=data.draw(HEADERS))
        kind, body = data.draw(st.sampled_from(BODIES))
        ask(client, "generic", "POST", url, data=body, content_type=kind)
        query = {name: data.draw(SHORT) for name in data.draw(st.lists(st.sampled_from(asked_for), max_size=4))}
        ask(client, "get", url, query_params=query, headers=data.draw(HEADERS))
        ask(client, data.draw(st.sampled_from(("get", "post", "options"))), _odd(url, data))

    try_it()


def _odd(url: str, data: st.DataObject) -> str:
    """The address with something else in place of its numbers and words."""
    parts = url.split("/")
    inner = [place for place, part in enumerate(parts) if part]
    if not inner:
        return url
    parts[data.draw(st.sampled_from(inner))] = data.draw(st.sampled_from(PARTS))
    return "/".join(parts)
