"""A nurse's day: assign, see the message go out and the tick come in, move the operation, cancel it."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.acting import fill_in, find_on_board, in_days, open_list, sign_in
from tests.journeys.conftest import DESKTOP
from tests.servers.stack import Stack

pytestmark = pytest.mark.browser
SOON = 20_000  # milliseconds


@pytest.fixture
def without_scripts(browser: Browser, stack: Stack) -> Iterator[Page]:
    """A nurse's screen with JavaScript off."""
    context = browser.new_context(base_url=stack.url, viewport=DESKTOP, java_script_enabled=False)
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def test_from_assigning_to_the_patients_tick_on_the_board(desktop: Page, phone: Page, stack: Stack) -> None:
    sign_in(desktop, stack)
    desktop.get_by_role("link", name="Assign", exact=True).click()
    fill_in(desktop, "Adele", surgery_date=in_days(20))
    desktop.locator("#id_visits-0-visit_date").fill(in_days(10))
    desktop.locator("#id_visits-0-visit_time").fill("10:30")
    desktop.locator("#id_visits-0-place").fill("Clinic B")
    desktop.keyboard.press("Enter")

    expect(desktop.get_by_role("heading", name="Adele Journey")).to_be_visible()
    expect(desktop.get_by_text("Clinic B")).to_be_visible()
    page_of_adele = desktop.url
    until_it_shows(desktop, "#link li strong", re.compile("accepted|delivered", re.IGNORECASE))
    link = desktop.locator("#link-url").input_value()

    find_on_board(desktop, "adele")
    expect(desktop.get_by_text(re.compile(r"\b0 of \d+ ticked"))).to_be_visible()
    open_list(phone, link)
    phone.get_by_role("button", name=re.compile("^Done")).first.click()

    expect(desktop.get_by_text(re.compile(r"\b1 of \d+ ticked"))).to_be_visible(timeout=SOON)
    desktop.goto(page_of_adele)
    expect(desktop.get_by_text("Ticked by the patient").first).to_be_visible()


def until_it_shows(page: Page, selector: str, words: re.Pattern[str]) -> None:
    """Load the page again until the worker has done its part."""
    for _ in range(40):
        found = page.locator(selector)
        if found.count() and words.search(found.first.inner_text()):
            return
        page.wait_for_timeout(500)
        page.reload()
    raise AssertionError(f"{words.pattern} never showed in {selector}")


def test_the_whole_day_works_without_scripts(without_scripts: Page, stack: Stack) -> None:
    page = without_scripts
    sign_in(page, stack)
    page.goto("/assign/")
    fill_in(page, "Bertram", surgery_date=in_days(-900))
    page.get_by_role("button", name="Add another visit").click()
    expect(page.locator("#id_visits-4-visit_date")).to_be_visible()
    expect(page.get_by_label("First name")).to_have_value("Bertram")

    page.get_by_label("Date of the operation").fill(in_days(30))
    page.get_by_label("Mobile phone").fill("12")
    page.get_by_role("button", name="Assign and tell the patient").last.click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing was saved yet.")
    page.get_by_label("Mobile phone").fill("(212) 555-0178")
    page.get_by_role("button", name="Assign and tell the patient").last.click()
    expect(page.get_by_role("heading", name="Bertram Journey")).to_be_visible()

    page.get_by_role("button", name=re.compile("^Tick")).first.click()
    expect(page.get_by_text("Ticked by Nora").first).to_be_visible()

    page.get_by_role("link", name="Reschedule").click()
    page.get_by_label("Date of the operation").fill(in_days(33))
    page.get_by_role("button", name="See what changes").click()
    expect(page.get_by_role("heading", name="What changes for Bertram Journey")).to_be_visible()
    page.get_by_role("button", name="Move the operation").click()
    expect(page.get_by_text("The operation is moved.")).to_be_visible()

    page.get_by_role("link", name="Cancel the operation").click()
    page.get_by_label("Why is it cancelled?").fill("The patient has a fever")
    page.get_by_role("button", name="Cancel the operation").click()
    expect(page.get_by_text("The operation is cancelled.").first).to_be_visible()
    expect(page.get_by_text("The patient has a fever")).to_be_visible()


def test_the_board_says_when_it_has_lost_its_connection(desktop: Page, stack: Stack) -> None:
    sign_in(desktop, stack)
    expect(desktop.locator("#board-stale")).to_be_hidden()

    desktop.context.set_offline(True)
    expect(desktop.locator("#board-stale")).to_be_visible(timeout=SOON)

    desktop.context.set_offline(False)
    expect(desktop.locator("#board-stale")).to_be_hidden(timeout=SOON)


def test_the_nurses_pages_fit_a_phone(phone: Page, stack: Stack) -> None:
    sign_in(phone, stack)
    first = phone.locator(".board-who a").first.get_attribute("href")

    for address in ("/board/", "/work/", "/assign/", first, f"{first}reschedule/", f"{first}cancel/"):
        phone.goto(address)
        assert phone.evaluate("document.documentElement.scrollWidth") <= 360, address
