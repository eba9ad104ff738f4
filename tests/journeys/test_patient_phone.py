"""A patient with the list on a small phone: by thumb, and by keyboard."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.acting import last_open_box, open_list
from tests.journeys.own_patient import Own, make_own
from tests.servers.stack import Stack

pytestmark = pytest.mark.browser


def test_what_is_no_code_is_told_and_the_code_from_the_text_opens_the_list(phone: Page, own: Own) -> None:
    phone.goto(own.link)
    phone.get_by_role("button", name="I will call for my code").click()
    phone.get_by_label("Your code").fill("12")
    phone.get_by_role("button", name="Open my list").click()
    expect(phone.get_by_role("alert")).to_contain_text("The code has 6 digits.")

    open_list(phone, own.link)

    expect(phone.get_by_role("heading", level=1)).to_have_text(re.compile("list"))
    expect(phone.get_by_text("Next", exact=True)).to_be_visible()
    expect(phone.get_by_role("link", name=re.compile("Emergency"))).to_be_in_viewport()


def test_a_tick_keeps_the_place_and_the_focus_and_can_be_undone_there(open_phone: Page) -> None:
    box = last_open_box(open_phone)
    box.scroll_into_view_if_needed()
    before = open_phone.evaluate("scrollY")

    box.click()
    expect(box).to_have_attribute("aria-checked", "true")

    assert open_phone.evaluate("scrollY") == pytest.approx(before, abs=160)  # the words above it may add a line or two
    expect(box).to_be_in_viewport()
    expect(box).to_be_focused()
    expect(open_phone.locator("#said")).to_contain_text("Done:")

    box.click()
    expect(box).to_have_attribute("aria-checked", "false")
    expect(open_phone.locator("#said")).to_contain_text("Not done yet:")


def test_the_keyboard_alone_ticks_and_takes_back(open_phone: Page) -> None:
    box = last_open_box(open_phone)
    box.focus()

    open_phone.keyboard.press("Space")
    expect(box).to_have_attribute("aria-checked", "true")
    expect(box).to_be_focused()
    open_phone.keyboard.press("Space")

    expect(box).to_have_attribute("aria-checked", "false")


def test_the_first_tab_leads_past_the_head_of_the_page(open_phone: Page) -> None:
    open_phone.keyboard.press("Tab")

    expect(open_phone.get_by_role("link", name="Skip to the main part")).to_be_focused()
    expect(open_phone.get_by_role("link", name="Skip to the main part")).to_be_in_viewport()


def test_a_double_tap_on_done_does_not_tick_the_next_step(open_phone: Page) -> None:
    # The step's number stands before its title, which alone is said.
    title = open_phone.locator(".now h2").inner_text().split(maxsplit=2)[-1]

    open_phone.locator(".now-done").dblclick()
    expect(open_phone.locator("#said")).to_contain_text(f"Done: {title[:20]}")
    open_phone.wait_for_timeout(400)

    assert open_phone.locator(".task.is-done").count() == 1
    open_phone.locator("#said").get_by_role("button", name="Undo").click()
    expect(open_phone.locator(".now h2")).to_contain_text(title)


def test_warning_signs_open_with_one_tap_and_have_no_box(open_phone: Page) -> None:
    open_phone.locator("#signs > summary").click()

    signs = open_phone.locator(".flags-list")
    expect(signs).to_be_in_viewport()
    expect(signs).to_contain_text("Is a life in danger?")
    assert signs.locator("button, input").count() == 0


def test_from_the_first_sight_to_the_last_tick(phone: Page, stack: Stack) -> None:
    open_list(phone, make_own(stack, "Last").link)
    for _ in range(40):
        done, boxes = phone.locator(".now-done"), phone.locator(".tick[aria-checked=false]:visible")
        if done.count() + boxes.count() == 0:
            break
        before = phone.locator(".about").inner_text()
        (done if done.count() else boxes).first.click()
        expect(phone.locator(".about")).not_to_have_text(before)
        phone.wait_for_timeout(1_500)  # a second tap sooner is taken for a mistake

    count = re.search(r"(\d+) of (\d+) steps done", phone.locator(".about").inner_text())
    assert count
    assert count[1] == count[2]


def test_what_is_being_written_is_not_lost_when_the_page_refreshes_itself(open_phone: Page) -> None:
    open_phone.locator(".now details.say summary").first.click()
    open_phone.locator(".now textarea").first.fill("I had a little")

    open_phone.evaluate("htmx.trigger('#list', 'refresh')")
    open_phone.wait_for_timeout(500)

    expect(open_phone.locator(".now textarea").first).to_have_value("I had a little")
