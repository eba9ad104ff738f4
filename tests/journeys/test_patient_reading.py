"""A patient's pages zoomed in to 400 %, and for whom movement on a screen makes ill."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.journeys.conftest import PHONE
from tests.journeys.own_patient import Own
from tests.journeys.patient_pages import own_addresses
from tests.servers.stack import Stack

pytestmark = pytest.mark.browser
# 1280 px at 400 %: WCAG 2.2, 1.4.10.
ZOOMED: ViewportSize = {"width": 320, "height": 256}
MOVING = """() => [
  ...document.getAnimations().map((one) => one.constructor.name),
  ...[...document.querySelectorAll("*")]
    .map((one) => [one.tagName, getComputedStyle(one)])
    .filter(([, style]) => [style.transitionDuration, style.animationDuration].some((all) => /[1-9]/.test(all)))
    .map(([name, style]) => `${name} ${style.transitionDuration} ${style.animationDuration}`),
]"""


@pytest.fixture
def zoomed(browser: Browser, stack: Stack) -> Iterator[Page]:
    """A window at 400 %."""
    context = browser.new_context(base_url=stack.url, viewport=ZOOMED)
    yield context.new_page()
    context.close()


@pytest.fixture
def still(browser: Browser, stack: Stack) -> Iterator[Page]:
    """A phone that asks for no movement."""
    context = browser.new_context(base_url=stack.url, viewport={"width": 360, "height": 740}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def pages_of(page: Page, own: Own, stack: Stack) -> Iterator[str]:
    """Each of a patient's pages in turn, before the list and behind it, in both languages."""
    for language in ("en", "es"):
        page.context.clear_cookies()
        page.context.add_cookies([{"name": "language", "value": language, "url": stack.url}])
        for address in (own.link, "/my/", "/my/new-link/", "/p/not-a-link/", "/nowhere/", "/my/close/"):
            page.goto(address)
            yield f"{language} {address}"
        own.open(page, stack)
        yield f"{language} list"
        page.locator("details > summary").evaluate_all(
            "all => all.forEach((one) => { one.parentElement.open = true; })"
        )
        yield f"{language} list, all of it open"
        for name, address in (own_addresses(page) | {"devices": "/my/devices/"}).items():
            page.goto(address)
            yield f"{language} {name}"


@pytest.mark.parametrize("size", [ZOOMED, PHONE], ids=["400 %", "a small phone"])
def test_no_page_has_to_be_moved_sideways(zoomed: Page, own: Own, stack: Stack, size: ViewportSize) -> None:
    zoomed.set_viewport_size(size)
    wide = {
        name: width
        for name in pages_of(zoomed, own, stack)
        if (width := zoomed.evaluate("document.documentElement.scrollWidth")) > size["width"]
    }

    assert wide == {}


def test_who_asks_for_no_movement_sees_none(still: Page, own: Own, stack: Stack) -> None:
    moving = {name: found for name in pages_of(still, own, stack) if (found := still.evaluate(MOVING))}

    assert moving == {}


def test_the_warning_signs_close_where_they_open_and_with_escape(zoomed: Page, own: Own, stack: Stack) -> None:
    own.open(zoomed, stack)
    signs, summary = zoomed.locator("#signs"), zoomed.locator("#signs > summary")

    summary.focus()
    zoomed.keyboard.press("Enter")
    expect(signs).to_have_attribute("open", "")
    expect(summary.locator(".when-open")).to_be_visible()
    expect(summary.locator(".when-closed")).to_be_hidden()
    zoomed.keyboard.press("Enter")
    expect(signs).not_to_have_attribute("open", "")

    summary.click()
    zoomed.keyboard.press("Escape")
    expect(signs).not_to_have_attribute("open", "")
    expect(summary).to_be_focused()
