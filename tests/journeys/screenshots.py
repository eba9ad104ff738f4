"""Take pictures of every page of the demo, on a phone and on a desk, by day and by night; and the README's two.

    python -m tests.journeys.screenshots [FOLDER]

Without FOLDER they go to .data/screenshots. The README's pictures always go to docs/pictures.
"""

import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from procedures.management.serving.ground import free_port
from tests.journeys.acting import ask_for_code, enter_code, open_list, patient_link, sign_in
from tests.journeys.conftest import BROWSERS, DESKTOP, FLAGS, PHONE
from tests.journeys.staff_pages import of_staff
from tests.servers import stack as stacks
from tests.servers.stack import Stack
from tests.servers.surroundings import ROOT

SIZES = {"360": PHONE, "1280": DESKTOP}
SCHEMES = ("light", "dark")
PICTURES = ROOT / "docs" / "pictures"


def main(folder: Path) -> None:
    """Serve a fresh demo, visit it as everyone, and leave the pictures in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    program = next(path for path in map(shutil.which, BROWSERS) if path)
    with tempfile.TemporaryDirectory(prefix="prepapp-pictures-") as ground, sync_playwright() as playwright:
        stack = stacks.start(Path(ground), free_port())
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        try:
            for size, scheme, context in _contexts(browser, stack):
                for name, page in _pages(context, stack):
                    page.screenshot(path=folder / f"{name}-{size}-{scheme}.png", full_page=True)
                    _check_width(page, name, size)
            _for_the_readme(browser, stack)
        finally:
            browser.close()
            stack.stop()


def _contexts(browser: Browser, stack: Stack) -> Iterator[tuple[str, str, BrowserContext]]:
    for scheme in SCHEMES:
        for size, viewport in SIZES.items():
            context = browser.new_context(base_url=stack.url, viewport=viewport, color_scheme=scheme)
            context.set_default_timeout(15_000)
            yield size, scheme, context
            context.close()


def _pages(context: BrowserContext, stack: Stack) -> Iterator[tuple[str, Page]]:
    page = context.new_page()
    yield from of_strangers(page)
    yield from of_the_patient(page, stack)
    page.context.clear_cookies()
    yield from of_staff(page, stack)


def of_strangers(page: Page) -> Iterator[tuple[str, Page]]:
    for name, address in {
        "no-link": "/p/not-a-link/",
        "list-closed": "/my/",
        "not-found": "/nowhere/",
        "outbox": "/outbox/",
        "sign-in": "/sign-in/",
    }.items():
        page.goto(address)
        yield name, page


def of_the_patient(page: Page, stack: Stack) -> Iterator[tuple[str, Page]]:
    page.goto(patient_link(stack))
    yield "door", page
    page.goto("/my/new-link/")
    yield "new-link", page
    before = ask_for_code(page, patient_link(stack))
    page.get_by_label("Your code").fill("12")
    page.get_by_role("button", name="Open my list").click()
    yield "code-wrong", page
    enter_code(page, before)
    yield "list", page
    page.locator(".now details.say summary").first.click()
    page.locator(".task details.more > summary").first.click()
    yield "list-opened", page
    page.locator(".flags summary").click()
    yield "list-warning-signs", page
    for name, address in own_addresses(page).items():
        page.goto(address)
        yield name, page
    page.get_by_role("button", name="Make my calendar").click()
    yield "calendar-ready", page


def own_addresses(page: Page) -> dict[str, str]:
    """The other pages of a patient whose list is open in `page`, by name. The last one is the calendar."""
    about = re.search(r"surgery=(\d+)", page.locator("#list").get_attribute("hx-get") or "")
    return {
        "check-in": f"/my/operations/{about[1] if about else 0}/check-in/",
        "sheet": "/my/print/",
        "calendar": "/my/calendar/",
    }


def _check_width(page: Page, name: str, size: str) -> None:
    width = page.evaluate("document.documentElement.scrollWidth")
    if width > int(size):
        print(f"{name} is {width} px wide at {size}", file=sys.stderr)  # noqa: T201


def _for_the_readme(browser: Browser, stack: Stack) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    context = browser.new_context(base_url=stack.url, viewport=PHONE, device_scale_factor=2)
    page = context.new_page()
    open_list(page, patient_link(stack))
    page.screenshot(path=PICTURES / "patient.png")
    context.close()
    context = browser.new_context(base_url=stack.url, viewport=DESKTOP)
    page = context.new_page()
    sign_in(page, stack, "nora")
    page.screenshot(path=PICTURES / "board.png")
    context.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / ".data" / "screenshots")
