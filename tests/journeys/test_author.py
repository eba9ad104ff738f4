"""An author's hour: import a document, settle its holes, publish it; with and without JavaScript."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.catalog.papers import HIP
from tests.journeys.acting import import_file, settle, sign_in
from tests.journeys.conftest import DESKTOP
from tests.servers.stack import Stack

pytestmark = pytest.mark.browser


@pytest.fixture
def without_scripts(browser: Browser, stack: Stack) -> Iterator[Page]:
    """An author's screen with JavaScript off."""
    context = browser.new_context(base_url=stack.url, viewport=DESKTOP, java_script_enabled=False)
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def test_from_a_file_to_a_published_version(desktop: Page, stack: Stack, tmp_path: Path) -> None:
    sign_in(desktop, stack, "amal")
    import_file(desktop, tmp_path, HIP.replace("Total hip replacement", "Hip by journey"))
    settle(desktop)

    desktop.get_by_role("button", name="Publish").click()

    expect(desktop.get_by_text("Published as version 1")).to_be_visible()
    expect(desktop.get_by_role("button", name=re.compile("^Make a new draft"))).to_be_visible()
    expect(desktop.get_by_role("link", name=re.compile("^Edit"))).to_have_count(0)


def test_all_of_it_works_without_javascript(without_scripts: Page, stack: Stack, tmp_path: Path) -> None:
    page = without_scripts
    sign_in(page, stack, "amal")
    import_file(page, tmp_path, HIP.replace("Total hip replacement", "Hip without scripts"))
    settle(page)

    page.get_by_role("button", name="Publish").click()

    expect(page.get_by_text("Published as version 1")).to_be_visible()


def test_a_click_on_a_tasks_sentence_brings_it_into_sight(desktop: Page, stack: Stack, tmp_path: Path) -> None:
    sign_in(desktop, stack, "amal")
    filler = "\n".join(f"- Step {number} of the operation." for number in range(80))
    long = HIP.replace("- The worn joint is taken out.", filler).replace("Total hip replacement", "Hip at length")
    import_file(desktop, tmp_path, long)
    sentence = desktop.locator(".source-text").get_by_text("See the surgeon 6 weeks after surgery.")
    expect(sentence).not_to_be_in_viewport()

    desktop.locator(".task-source a", has_text="See the surgeon").click()

    expect(sentence).to_be_in_viewport()
    sentence.click()
    expect(desktop.locator(".task:target", has_text="See the surgeon")).to_be_in_viewport()
