"""What people do in every journey."""

import calendar
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


def birth_date(stack: Stack) -> tuple[str, str, str]:
    """Day, month and year of that patient's birth, in figures, as the start-up prints it in words."""
    day, month, year = _printed(stack, r"date of birth: (\d+ \w+ \d+)").split()
    return day, str(list(calendar.month_name).index(month)), year


def open_list(page: Page, link: str, birth_date: tuple[str, str, str]) -> None:
    """Go through a patient's link to the list."""
    page.goto(link)
    for label, figures in zip(("Day", "Month", "Year"), birth_date, strict=True):
        page.get_by_label(label).fill(figures)
    page.get_by_role("button", name="Open my list").click()
    expect(page).to_have_url(re.compile(r"/my/"))


def _printed(stack: Stack, pattern: str) -> str:
    found = re.search(pattern, stack.says())
    assert found, stack.says()
    return found[1]
