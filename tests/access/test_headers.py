"""What every answer tells the browser, and what no page holds: something that runs, or is drawn, from within itself."""

import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings
from selectolax.lexbor import LexborHTMLParser

from tests.access.asking import undone
from tests.access.conftest import Scene
from tests.access.walking import Address, every_address, line_of, url_of

pytestmark = pytest.mark.django_db
ADDRESSES = every_address()
# Calls by machines, each of which proves by a signature or a secret of its own who makes it.
PROVE_THEMSELVES = {
    *("mail-status", "notify-status", "notify-incoming", "twilio-status", "twilio-incoming"),
    *("vonage-status", "vonage-incoming"),
}


def looked_at(address: Address, scene: Scene) -> list[Any]:
    """The page as each kind of person sees it who may."""
    line = line_of(address)
    assert line is not None
    people = [name for name in ("nobody", "patient", "nurse", "clinician", "administrator") if name in line.may]
    answers = []
    for person in people or ["nobody"]:
        client = scene.people[person]
        with undone(client):
            answers.append(client.get(url_of(address, scene.rows), secure=True))
    return answers


def directives(answer: Any) -> dict[str, list[str]]:
    said = answer.headers["Content-Security-Policy"].split(";")
    return {name: values for name, *values in (one.split() for one in said if one.strip())}


def own_ways_to_run(html: str) -> list[str]:
    """Whatever the policy would stop: scripts, styles and handlers that stand in the page itself."""
    tree = LexborHTMLParser(html)
    scripts = [one for one in tree.css("script") if "src" not in one.attributes and one.attributes.get("type") is None]
    found = [one.html or "" for one in [*scripts, *tree.css("style")] if "nonce" not in one.attributes]
    for node in tree.css("*"):
        for name, value in node.attributes.items():
            if name == "style" or name.startswith("on") or re.match(r"\s*javascript:", value or ""):
                found.append(f"{node.tag} {name}={value}")
    return found


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address.name)
def test_every_answer_closes_what_no_page_uses(address: Address, scene: Scene) -> None:
    for answer in looked_at(address, scene):
        told, policy = answer.headers, directives(answer)
        assert policy["default-src"] == ["'none'"]
        assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "http:", "https:"} & {
            value for values in policy.values() for value in values
        }
        assert policy["frame-ancestors"] == policy["base-uri"] == ["'none'"]
        assert told["X-Frame-Options"] == "DENY"
        assert told["X-Content-Type-Options"] == "nosniff"
        assert told["Referrer-Policy"] in ("same-origin", "no-referrer")
        assert told["Cross-Origin-Opener-Policy"] == "same-origin"
        assert told["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "geolocation=()" in told["Permissions-Policy"]
        assert "no-store" in told["Cache-Control"]
        assert not [name for name in told if name.startswith("Access-Control-")]
        if told.get("Content-Type", "").startswith("text/"):
            assert "charset=utf-8" in told["Content-Type"].replace('"', "")


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address.name)
def test_no_page_holds_a_script_a_style_or_a_handler_of_its_own(address: Address, scene: Scene) -> None:
    pages = [answer for answer in looked_at(address, scene) if "text/html" in answer.headers.get("Content-Type", "")]

    assert not [way for page in pages for way in own_ways_to_run(page.content.decode())]


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "PUT", "PATCH", "DELETE", "CONNECT", "MADEUP"])
@pytest.mark.parametrize("page", ["/sign-in/", "/board/", "/my/", "/comfort/", "/admin/", "/no-such-page/"])
def test_no_page_takes_what_no_browser_sends(page: str, method: str) -> None:
    answer = Client().generic(method, page, b"x", secure=True)

    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS, POST"


def test_https_is_kept_to_for_a_year(settings: Settings) -> None:
    settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = 365 * 24 * 3600, True

    answer = Client().get("/sign-in/", secure=True)

    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_only_calls_that_prove_themselves_do_without_a_token_of_the_form() -> None:
    without = {address.name for address in every_address() if getattr(address.view, "csrf_exempt", False)}

    assert without == PROVE_THEMSELVES
