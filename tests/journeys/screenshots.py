"""Take pictures of every page of the demo, on a phone and on a desk, by day and by night; and the README's two.

    python -m tests.journeys.screenshots [FOLDER]

Without FOLDER they go to .data/screenshots. The README's pictures always go to docs/pictures.
"""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

from procedures.management.serving.ground import free_port
from tests.journeys.acting import open_list, patient_link, sign_in
from tests.journeys.conftest import BROWSERS, DESKTOP, FLAGS, PHONE
from tests.journeys.patient_pages import of_other_patients, of_strangers, of_the_patient
from tests.journeys.staff_pages import of_staff
from tests.servers import stack as stacks
from tests.servers.stack import Stack
from tests.servers.surroundings import ROOT

SIZES = {"360": PHONE, "1280": DESKTOP}
SCHEMES = ("light", "dark")
# A phone on which the list is installed: no bar of a browser takes from it.
WHOLE_SCREEN: ViewportSize = {"width": 360, "height": 800}
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
    yield from of_other_patients(page, stack)
    page.context.clear_cookies()
    yield from of_staff(page, stack)


def _check_width(page: Page, name: str, size: str) -> None:
    width = page.evaluate("document.documentElement.scrollWidth")
    if width > int(size):
        print(f"{name} is {width} px wide at {size}", file=sys.stderr)  # noqa: T201


def _for_the_readme(browser: Browser, stack: Stack) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    context = browser.new_context(base_url=stack.url, viewport=WHOLE_SCREEN, device_scale_factor=2)
    page = context.new_page()
    open_list(page, patient_link(stack))
    page.screenshot(path=PICTURES / "patient.png")
    context.close()
    context = browser.new_context(base_url=stack.url, viewport=DESKTOP)
    page = context.new_page()
    sign_in(page, stack, "nora")
    page.screenshot(path=PICTURES / "board.png")
    context.close()
    for path in PICTURES.glob("*.png"):
        # A page has few colours: so it takes a third of the room, and looks the same.
        Image.open(path).convert("RGB").quantize(96).save(path, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / ".data" / "screenshots")
