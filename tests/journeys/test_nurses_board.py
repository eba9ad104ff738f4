"""A nurse's day at the board: from who is not ready to a closed problem, by mouse, by keyboard, and zoomed in."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.acting import fill_in, find_on_board, in_days, sign_in
from tests.servers.stack import Stack

pytestmark = pytest.mark.browser
SOON = 20_000  # milliseconds
MANY = 80  # presses of the Tab key


def assign_without_a_way(page: Page, given_name: str) -> None:
    """A patient who agreed to no channel: nobody can be told anything but by phone."""
    page.goto("/assign/")
    fill_in(page, given_name, surgery_date=in_days(2))
    page.get_by_label("agrees to text messages").uncheck()
    page.get_by_role("button", name="Assign and tell the patient").last.click()
    expect(page.get_by_role("heading", name=f"{given_name} Journey")).to_be_visible()


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until what `selector` names has the focus."""
    for _ in range(MANY):
        page.keyboard.press("Tab")
        if page.evaluate("one => document.activeElement.matches(one)", selector):
            return
    raise AssertionError(f"no way by Tab to {selector}")


def test_from_who_is_not_ready_to_a_closed_problem(desktop: Page, stack: Stack) -> None:
    sign_in(desktop, stack)
    assign_without_a_way(desktop, "Dorothea")

    find_on_board(desktop, "dorothea journey")
    row = desktop.locator(".board-row")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("no way to send reminders")
    expect(row).to_contain_text("Nobody has it yet.", timeout=SOON)
    row.get_by_role("button", name="Take Dorothea Journey").click()
    expect(desktop.get_by_text("You see to Dorothea Journey now.")).to_be_visible()
    expect(row.locator(".board-owner")).to_contain_text("You")

    row.get_by_role("link", name=re.compile("^Close with a note")).first.click()
    desktop.get_by_label("What did you do?").fill("Phoned her: she has the sheet of paper")
    desktop.get_by_role("button", name="Close it").click()
    desktop.get_by_role("link", name="Work list").click()
    desktop.get_by_role("link", name="Closed", exact=True).click()
    expect(desktop.get_by_text("Phoned her: she has the sheet of paper")).to_be_visible()


def test_the_board_stays_as_it_is_while_nothing_is_new(desktop: Page, stack: Stack) -> None:
    sign_in(desktop, stack)
    desktop.goto("/board/?from=" + in_days(3))
    link = desktop.locator(".board-who a").first
    expect(link).to_be_visible()
    link.focus()
    name = link.inner_text()

    with desktop.expect_response(lambda answer: answer.status == 304, timeout=SOON):
        pass

    expect(desktop.locator(".board-who a").first).to_be_focused()
    expect(desktop.locator(".board-who a").first).to_have_text(name)
    expect(desktop.locator("#board-stale")).to_be_hidden()


def test_the_keyboard_alone_filters_saves_and_opens(desktop: Page, stack: Stack) -> None:
    sign_in(desktop, stack)
    desktop.goto("/board/")

    tab_to(desktop, ".board-views a.is-plain")
    desktop.keyboard.press("Enter")
    expect(desktop.locator("#filter-show")).to_be_visible()
    tab_to(desktop, "#filter-show")
    desktop.keyboard.type("Theatre")  # "Theatre or arrival time not known"
    desktop.keyboard.press("Enter")
    tab_to(desktop, "#board-filter button")
    desktop.keyboard.press("Enter")
    expect(desktop).to_have_url(re.compile("show=time"))
    tab_to(desktop, ".board-who a")
    desktop.keyboard.press("Enter")

    expect(desktop).to_have_url(re.compile(r"/surgeries/\d+/"))


@pytest.mark.parametrize(("width", "height"), [(320, 256), (360, 740), (1280, 800)])
def test_nothing_runs_out_of_the_nurses_pages_at_any_zoom(desktop: Page, stack: Stack, width: int, height: int) -> None:
    sign_in(desktop, stack)
    desktop.set_viewport_size({"width": width, "height": height})  # 1280 px at 400 % are 320

    for address in (
        "/board/",
        "/board/filter/",
        "/board/views/?show=time",
        "/work/",
        "/work/?whose=closed",
        "/assign/",
    ):
        desktop.goto(address)
        assert desktop.evaluate("document.documentElement.scrollWidth") <= width, address
