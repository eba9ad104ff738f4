"""axe-core finds no barrier on patients' pages, in both languages and both colour schemes."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.journeys.acting import open_list, patient_link
from tests.journeys.conftest import PHONE
from tests.journeys.patient_pages import of_strangers, of_the_patient, own_addresses
from tests.servers.stack import Stack

pytestmark = pytest.mark.browser
SCHEMES = ["light", "dark"]


@pytest.fixture(params=SCHEMES)
def page(request: pytest.FixtureRequest, browser: Browser, stack: Stack) -> Iterator[Page]:
    """A phone by day, and one by night."""
    context = browser.new_context(base_url=stack.url, viewport=PHONE, color_scheme=request.param)
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()


def barriers(page: Page, name: str) -> list[str]:
    """What axe-core finds on a page, a line each."""
    found = Axe().run(page).response["violations"]
    return [f"{name}: {one['id']}: {part['html'][:160]}" for one in found for part in one["nodes"][:3]]


def test_no_barrier_on_the_pages_of_a_patient(page: Page, stack: Stack) -> None:
    found = [line for name, _ in of_strangers(page) for line in barriers(page, name)]
    found += [line for name, _ in of_the_patient(page, stack) for line in barriers(page, name)]

    assert found == []


def test_no_barrier_on_the_same_pages_in_spanish(page: Page, stack: Stack) -> None:
    open_list(page, patient_link(stack))
    addresses = own_addresses(page)
    page.context.add_cookies([{"name": "language", "value": "es", "url": stack.url}])
    found = []
    for name, address in {
        "list": "/my/",
        **addresses,
        "door": patient_link(stack),
        "no-link": "/p/not-a-link/",
    }.items():
        page.goto(address)
        assert page.locator("html").get_attribute("lang") == "es"
        found += barriers(page, name)

    assert found == []
