"""Whoever comes in by the front door finds where they belong."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.acting import sign_in
from tests.servers.stack import Stack

pytestmark = pytest.mark.browser


def test_a_nurse_signs_in_and_sees_the_board(desktop: Page, stack: Stack) -> None:
    desktop.goto("/")
    expect(desktop.get_by_role("heading", name="Sign in")).to_be_visible()

    sign_in(desktop, stack, "nora")

    expect(desktop).to_have_url(f"{stack.url}/board/")
    expect(desktop.get_by_role("link", name="Board")).to_have_attribute("aria-current", "page")


def test_a_wrong_password_is_told_in_words(desktop: Page) -> None:
    desktop.goto("/sign-in/")
    desktop.get_by_label("Your sign-in name").fill("nobody-of-that-name")
    desktop.get_by_label("Password").fill("not this one")
    desktop.get_by_role("button", name="Sign in").click()

    expect(desktop.get_by_text("This name and password do not go together.")).to_be_visible()


def test_the_sign_in_page_fits_a_phone(phone: Page) -> None:
    phone.goto("/sign-in/")

    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
