"""Staff pages as a checker of accessibility sees them (axe-core), by day and by night."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.journeys.acting import sign_in
from tests.journeys.conftest import DESKTOP
from tests.journeys.staff_pages import of_auditors, of_mistakes
from tests.servers.stack import Stack

pytestmark = pytest.mark.browser
PAGES = (
    "/board/",
    "/board/?show=not-ready",
    "/board/filter/",
    "/board/views/?show=time",
    "/work/",
    "/work/?whose=closed",
    "/assign/",
)
OF_A_PATIENT = ("", "reschedule/", "cancel/", "give/", "print/", "visits/several/")


@pytest.fixture(params=["light", "dark"])
def screen(request: pytest.FixtureRequest, browser: Browser, stack: Stack) -> Iterator[Page]:
    """A nurse's screen in one of the two schemes, signed in."""
    context = browser.new_context(base_url=stack.url, viewport=DESKTOP, color_scheme=request.param)
    context.set_default_timeout(15_000)
    page = context.new_page()
    sign_in(page, stack)
    yield page
    context.close()


def test_axe_finds_nothing_on_any_page_of_the_nurses(screen: Page) -> None:
    screen.goto("/board/")
    surgery = screen.locator(".board-who a").first.get_attribute("href") or ""
    concern = screen.locator("a[id^=close-]").first.get_attribute("href") or ""
    addresses = [*PAGES, *(surgery + part for part in OF_A_PATIENT), concern]

    found = {address: _violations(screen, address) for address in addresses}

    assert {address: told for address, told in found.items() if told} == {}


def test_axe_finds_nothing_after_a_mistake_nor_on_the_pages_of_auditors(screen: Page, stack: Stack) -> None:
    screen.goto("/board/")
    surgery = screen.locator(".board-who a").first.get_attribute("href") or ""
    found = {name: _told(page) for name, page in of_mistakes(screen, surgery)}
    found |= {name: _told(page) for name, page in of_auditors(screen, stack) if name != "admin"}  # that is Django's own

    assert {name: told for name, told in found.items() if told} == {}


def _violations(page: Page, address: str) -> list[str]:
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 200, address
    return _told(page)


def _told(page: Page) -> list[str]:
    told = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html'][:160]}" for one in told for node in one["nodes"]]
