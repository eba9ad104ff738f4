"""Assigning to a patient who is known: few pages, few presses, few keys. And what is wrong is seen at once.

"In under a minute" hangs on the machine and the nurse; what is asked of the hand does not.
"""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.acting import fill_in, in_days, sign_in
from tests.servers.stack import Stack

pytestmark = pytest.mark.browser
MOST_PAGES, MOST_PRESSES, MOST_KEYS = 4, 9, 40


class Hand:
    """A nurse's hand: it counts the pages that it saw, what it pressed or moved to, and the keys that it typed."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pages = self.presses = self.keys = 0
        page.on("framenavigated", self._count)

    def _count(self, frame: object) -> None:
        self.pages += frame == self.page.main_frame

    def press(self, place: Locator) -> None:
        place.click()
        self.presses += 1

    def write(self, place: Locator, words: str, *, end: str = "") -> None:
        place.focus()
        self.presses += 1
        self.page.keyboard.type(words)
        self.keys += len(words)
        if end:
            self.page.keyboard.press(end)
            self.keys += 1

    def choose(self, place: Locator, index: int) -> None:
        place.select_option(index=index)
        self.presses += 1


def test_a_known_patient_has_a_list_after_few_steps(desktop: Page, stack: Stack) -> None:
    sign_in(desktop, stack)
    desktop.goto("/assign/")
    fill_in(desktop, "Fiona", surgery_date=in_days(20))
    desktop.get_by_role("button", name="Assign and tell the patient").last.click()
    expect(desktop.get_by_role("heading", name="Fiona Journey")).to_be_visible()
    desktop.get_by_role("link", name="Cancel the operation").click()
    desktop.get_by_label("Why is it cancelled?").fill("A new date follows")
    desktop.get_by_role("button", name="Cancel the operation").click()
    desktop.goto("/board/")

    hand = Hand(desktop)
    year, month, day = in_days(27).split("-")
    hand.press(desktop.get_by_role("link", name="Assign a checklist"))
    hand.write(desktop.get_by_label("Known here?"), "fiona", end="Enter")
    hand.press(desktop.get_by_role("link", name="Fiona Journey"))
    hand.choose(desktop.locator("#id_surgery-template"), 1)
    hand.write(desktop.get_by_label("Date of the operation"), f"{month}{day}{year}")
    hand.write(desktop.get_by_label("Start", exact=True), "0900AM")
    hand.write(desktop.get_by_label("Arrival at the hospital"), "0700AM")
    hand.press(desktop.get_by_role("button", name="Assign and tell the patient").last)

    expect(desktop.get_by_text("Fiona Journey has the list.")).to_be_visible()
    assert hand.pages <= MOST_PAGES
    assert hand.presses <= MOST_PRESSES
    assert hand.keys <= MOST_KEYS


def test_a_mistake_is_seen_at_once_wherever_the_press_led_before(desktop: Page, stack: Stack) -> None:
    sign_in(desktop, stack)
    desktop.goto("/assign/")
    fill_in(desktop, "Gudrun", surgery_date=in_days(20))
    desktop.get_by_role("button", name="Add another visit").click()
    expect(desktop).to_have_url(re.compile("#visits$"))
    desktop.get_by_label("Mobile phone").fill("12")
    desktop.get_by_role("button", name="See what will be sent").click()

    summary = desktop.locator(".problems")
    expect(summary).to_be_focused()
    expect(summary).to_be_in_viewport()
    expect(desktop).to_have_title(re.compile("^Please check: "))
    summary.get_by_role("link", name="Mobile phone").click()
    expect(desktop.get_by_label("Mobile phone")).to_be_focused()
    expect(desktop.get_by_label("First name")).to_have_value("Gudrun")

    desktop.get_by_role("button", name="See what will be sent").click()
    expect(summary).to_be_focused()
    expect(summary).to_be_in_viewport()

    desktop.get_by_label("Mobile phone").fill("(312) 555-0199")
    desktop.get_by_role("button", name="See what will be sent").click()
    ahead = desktop.get_by_role("heading", name="What will be sent for")
    expect(ahead).to_be_focused()
    expect(ahead).to_be_in_viewport()


def test_a_shared_number_is_asked_about_and_answered_on_the_page(desktop: Page, stack: Stack) -> None:
    sign_in(desktop, stack)
    desktop.goto("/assign/")
    fill_in(desktop, "Harriet", surgery_date=in_days(20), phone="(212) 555-0142")  # the demo's Grace Okafor
    desktop.get_by_role("button", name="Assign and tell the patient").last.click()

    expect(desktop.locator(".problems")).to_be_focused()
    expect(desktop.get_by_role("group", name="Whose phone number is it?")).to_be_visible()
    desktop.get_by_label("It is another person, who shares this number").check()
    desktop.get_by_role("button", name="Assign and tell the patient").last.click()
    expect(desktop.get_by_role("heading", name="Harriet Journey")).to_be_visible()
