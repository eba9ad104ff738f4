"""An author shapes what was drafted: one task into two, two into one; and two authors at one task."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.catalog.papers import HIP
from tests.journeys.acting import import_file, sign_in
from tests.journeys.conftest import DESKTOP
from tests.servers.stack import Stack

pytestmark = pytest.mark.browser
BOTH = "Have an X-ray of the hip and a blood test 2 weeks before surgery."


def imported(page: Page, stack: Stack, folder: Path, name: str) -> None:
    sign_in(page, stack, "amal")
    text = HIP.replace("Total hip replacement", name).replace("Have an X-ray of the hip.", BOTH)
    import_file(page, folder, text)


def card(page: Page, title: str) -> Locator:
    return page.locator("article.task").filter(has=page.get_by_role("heading", name=title, exact=True))


def test_a_task_is_split_and_both_parts_arrive_with_their_words_and_their_sentence(
    desktop: Page, stack: Stack, tmp_path: Path
) -> None:
    page = desktop
    imported(page, stack, tmp_path, "Hip to split")
    whole = card(page, BOTH.rstrip("."))
    whole.locator("summary", has_text="More").click()
    whole.get_by_role("link", name=re.compile("^Split")).click()
    page.locator("#id_first-title").fill("Have an X-ray of the hip 2 weeks before surgery")
    page.get_by_role("button", name="Split it").click()
    expect(page.locator(".problems")).to_be_focused()  # the second has no title yet
    page.locator("#id_second-title").fill("Have a blood test 2 weeks before surgery")

    page.get_by_role("button", name="Split it").click()

    for number, title in enumerate(("Have an X-ray of the hip", "Have a blood test"), start=1):
        part = card(page, f"{title} 2 weeks before surgery")
        expect(part).to_contain_text(f"part {number} of its sentence")
        expect(part).to_contain_text("2 weeks before the operation")
        expect(part.locator("q")).to_have_text(BOTH)
    expect(card(page, "Have an X-ray of the hip 2 weeks before surgery")).to_be_focused()
    piece = page.locator(".source-text .piece-task", has_text="Have an X-ray")
    expect(piece).to_have_text(BOTH)
    piece.click()
    expect(page.locator(".task:target")).to_contain_text("Have an X-ray of the hip")

    for title in ("Have an X-ray of the hip", "Have a blood test"):
        one = card(page, f"{title} 2 weeks before surgery")
        one.get_by_role("button", name=re.compile("^Accept")).click()
        expect(one).to_contain_text("Accepted by Amal Haddad")


def test_two_authors_in_two_browsers_lose_nothing_of_each_other(
    desktop: Page, browser: Browser, stack: Stack, tmp_path: Path
) -> None:
    imported(desktop, stack, tmp_path, "Hip by two")
    card(desktop, "No driving for 6 weeks").get_by_role("link", name=re.compile("^Edit")).click()
    context = browser.new_context(base_url=stack.url, viewport=DESKTOP)
    other = context.new_page()
    sign_in(other, stack, "amal")
    other.goto(desktop.url)
    other.get_by_label("Title").fill("Do not drive for 6 weeks")
    other.get_by_role("button", name="Save").click()
    expect(card(other, "Do not drive for 6 weeks")).to_be_focused()
    context.close()

    desktop.get_by_label("Title").fill("No driving at all for 6 weeks")
    desktop.get_by_role("button", name="Save").click()

    expect(desktop.locator(".problems")).to_be_focused()
    expect(desktop.locator(".problems")).to_contain_text("It now reads “Do not drive for 6 weeks”")
    expect(desktop.get_by_label("Title")).to_have_value("No driving at all for 6 weeks")
    desktop.get_by_role("button", name="Save").click()
    expect(card(desktop, "No driving at all for 6 weeks")).to_be_focused()
