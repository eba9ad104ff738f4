"""What people do in every journey."""

import re

from playwright.sync_api import Page, expect

from tests.servers.stack import Stack


def password(stack: Stack) -> str:
    """The password of the demo's staff, as the start-up prints it."""
    return _printed(stack, r"password (\S+)")


def patient_link(stack: Stack) -> str:
    """The patient's link that the start-up prints."""
    return _printed(stack, r"(http\S+/p/\S+)")


def sign_in(page: Page, stack: Stack, name: str = "nora") -> None:
    """Sign in as one of the demo's staff."""
    page.goto("/sign-in/")
    page.get_by_label("Your sign-in name").fill(name)
    page.get_by_label("Password").fill(password(stack))
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def _printed(stack: Stack, pattern: str) -> str:
    found = re.search(pattern, stack.says())
    assert found, stack.says()
    return found[1]
