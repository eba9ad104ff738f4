"""A whole prepapp, and browsers to visit it with."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from procedures.management.serving.ground import free_port
from tests.conftest import NO_BROWSER
from tests.journeys.own_patient import Own, make_own
from tests.servers import places
from tests.servers import stack as stacks
from tests.servers.stack import Stack

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE: ViewportSize = {"width": 360, "height": 740}
DESKTOP: ViewportSize = {"width": 1280, "height": 800}


@pytest.fixture(scope="session")
def stack() -> Iterator[Stack]:
    """The demo, served as a newcomer gets it. Journeys share it: leave others' patients alone."""
    running = stacks.start(places.own_dir() / "stack", free_port())
    yield running
    running.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, for one module: while Playwright is at work, Django's database is out of reach of the same process."""
    program = next((path for path in map(shutil.which, BROWSERS) if path), None)
    if program is None:
        pytest.skip(NO_BROWSER)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def phone(browser: Browser, stack: Stack) -> Iterator[Page]:
    """A patient's phone: 360 by 740 pixels, touched with fingers."""
    yield from _visit(browser, stack, viewport=PHONE, has_touch=True, is_mobile=True)


@pytest.fixture(scope="module")
def own(request: pytest.FixtureRequest, stack: Stack) -> Own:
    """A patient of this module's own."""
    return make_own(stack, request.module.__name__.rpartition("_")[2].capitalize())


@pytest.fixture
def open_phone(phone: Page, own: Own, stack: Stack) -> Page:
    """The phone, with the list open."""
    own.open(phone, stack)
    return phone


@pytest.fixture
def plain(browser: Browser, stack: Stack, own: Own) -> Iterator[Page]:
    """A phone whose browser runs no JavaScript, with the list open."""
    context = browser.new_context(base_url=stack.url, viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    own.open(page, stack)
    yield page
    context.close()


@pytest.fixture
def desktop(browser: Browser, stack: Stack) -> Iterator[Page]:
    """A nurse's screen: 1280 by 800 pixels."""
    yield from _visit(browser, stack, viewport=DESKTOP)


def _visit(browser: Browser, stack: Stack, **options: object) -> Iterator[Page]:
    """A browser without cookies, on `stack`. What a page's scripts throw, or its policy blocks, fails the test."""
    context = browser.new_context(base_url=stack.url, **options)
    context.set_default_timeout(15_000)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None)
    yield page
    context.close()
    assert faults == []
