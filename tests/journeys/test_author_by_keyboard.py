"""A whole review without a mouse: every step by Tab, Enter and Space, with the focus always to be seen."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.catalog.papers import HIP
from tests.journeys.acting import import_file, sign_in
from tests.servers.stack import Stack

pytestmark = pytest.mark.browser
# What has the focus: its words, whether it is on the screen, and whether it can be told from the rest.
_FOCUS = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect(), look = getComputedStyle(one);
  const label = one.labels && one.labels.length ? one.labels[0].textContent : "";
  return {
    words: (label || one.value || one.textContent || "").replace(/\\s+/g, " ").trim(),
    isSeen: box.bottom > 0 && box.top < innerHeight && box.width > 0,
    isMarked: look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2,
  };
}"""


def tab_to(page: Page, words: str, *, most: int = 120) -> None:
    """Press Tab until what has the focus begins with `words`; on the way nothing has it unseen."""
    for _ in range(most):
        page.keyboard.press("Tab")
        focus = page.evaluate(_FOCUS)
        assert focus["isSeen"], focus
        assert focus["isMarked"], focus
        if focus["words"].startswith(words):
            return
    raise AssertionError(f"{most} times Tab did not lead to {words}")


def press(page: Page, words: str, key: str = "Enter", **how: int) -> None:
    tab_to(page, words, **how)
    if key == "Enter":
        with page.expect_navigation():
            page.keyboard.press(key)
    else:
        page.keyboard.press(key)


def on_card(page: Page, title: str) -> None:
    """That the act brought the focus back to its task, from where Tab goes on into it."""
    expect(page.locator("article.task:focus")).to_contain_text(title)


def test_a_draft_is_reviewed_and_published_by_keyboard_alone(desktop: Page, stack: Stack, tmp_path: Path) -> None:
    page = desktop
    sign_in(page, stack, "amal")
    import_file(page, tmp_path, HIP.replace("Total hip replacement", "Hip by keyboard"))

    press(page, "Go to the first")
    press(page, "Fill it in")
    tab_to(page, "Or at this hour")
    page.keyboard.type("midnight")
    tab_to(page, "Hours before")
    page.keyboard.type("2")
    tab_to(page, "Before what")
    page.keyboard.type("the arr")
    press(page, "Save the times")
    on_card(page, "Stop eating")
    for title in ("Stop eating", "Stop drinking clear fluids", "Ask which of your medicines change"):
        press(page, "Read and confirm")
        press(page, "Confirm as")
        on_card(page, title)
        page.goto(re.sub("#.*", "", page.url))

    press(page, "Dismiss: Have an X-ray", " ")
    tab_to(page, "Why is this no task?")
    page.keyboard.type("Done at the clinic")
    page.keyboard.press("Enter")
    expect(page.locator("li:focus")).to_contain_text("Done at the clinic")
    press(page, "Restore: Have an X-ray")
    on_card(page, "Have an X-ray")
    press(page, "Accept: Have an X-ray", most=4)
    on_card(page, "Have an X-ray")

    press(page, "Edit: No driving")
    tab_to(page, "Title")
    page.keyboard.press("Control+A")
    page.keyboard.type("Do not drive for 6 weeks")
    page.keyboard.press("Enter")
    on_card(page, "Do not drive for 6 weeks")
    while (accept := page.get_by_role("button", name=re.compile("^Accept"))).count():
        page.goto(re.sub("#.*", "", page.url))
        left = accept.count()
        press(page, "Accept")
        expect(accept).not_to_have_count(left)
    page.goto(re.sub("#.*", "", page.url))

    press(page, "Publish")

    expect(page.get_by_text("Published as version 1")).to_be_visible()
