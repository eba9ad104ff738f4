"""What people do in every journey."""

import re
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import Locator, Page, expect

from tests.servers.stack import Stack

# Day, month and year of birth of every patient that a journey assigns.
BORN = ("3", "2", "1950")


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
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def find_on_board(page: Page, words: str) -> None:
    """Look for a patient on the board."""
    page.goto("/board/")
    page.get_by_label("Find a patient").fill(words)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("searched=1"))


def open_list(page: Page, link: str, *, code: Callable[[set[str]], str] | None = None) -> None:
    """Go through a patient's link to the list, with the code that comes by text.

    `code` returns the newest of the codes, once there is one that is not among those given; without it the demo's
    outbox is read.
    """
    enter_code(page, ask_for_code(page, link, is_in_outbox=code is None), code=code)


def ask_for_code(page: Page, link: str, *, is_in_outbox: bool = True) -> set[str]:
    """Have a code sent, and return those that had come before."""
    before = _codes_in_the_outbox(page) if is_in_outbox else set()
    page.goto(link)
    page.get_by_role("button", name=re.compile("^Text the code")).click()
    if page.get_by_text("We just sent a code.").is_visible():  # to somebody else who visits the same patient
        page.wait_for_timeout(31_000)
        page.get_by_role("button", name=re.compile("^Text the code")).click()
    return before


def enter_code(page: Page, before: set[str], *, code: Callable[[set[str]], str] | None = None) -> None:
    """Enter the code that was not there `before`."""
    read = code or (lambda known: _code_in_the_outbox(page, known))
    page.get_by_label("Your code").fill(read(before))
    page.get_by_role("button", name="Open my list").click()
    expect(page).to_have_url(re.compile(r"/my/$"))


def codes_in(words: str) -> set[str]:
    """Every sign-in code that `words` tell."""
    return set(re.findall(r"(\d{6}) is your code", words))


def _codes_in_the_outbox(page: Page) -> set[str]:
    """Of everyone: another's message may have come last."""
    people = re.findall(r'href="(\?to=[^"]+)"', page.request.get("/outbox/").text())
    return {code for one in people for code in codes_in(page.request.get(f"/outbox/{one}").text())}


def _code_in_the_outbox(page: Page, before: set[str]) -> str:
    end = time.monotonic() + 40
    while time.monotonic() < end:
        new = _codes_in_the_outbox(page) - before
        if new:
            return new.pop()
        page.wait_for_timeout(300)
    raise AssertionError("no code came")


def _printed(stack: Stack, pattern: str) -> str:
    found = re.search(pattern, stack.says())
    assert found, stack.says()
    return found[1]


def import_file(page: Page, folder: Path, text: str) -> None:
    """Import `text` as a file, as an author who is signed in."""
    path = folder / "document.txt"
    path.write_text(text, encoding="utf-8")
    page.get_by_role("link", name="Documents", exact=True).click()
    page.get_by_role("link", name="Import a document").first.click()
    page.get_by_label("File").set_input_files(path)
    if page.get_by_label("Unit").is_visible():
        page.get_by_label("Unit").select_option(index=0)
    page.get_by_role("button", name="Import and draft the tasks").click()
    expect(page.get_by_role("heading", name="Settle these first")).to_be_visible()


def settle(page: Page) -> None:
    """Answer every hole of the document by its own page, as a clinician who is an author too."""
    page.get_by_role("link", name=re.compile("^Fill it in")).click()
    page.locator("#id_food-clock").fill("midnight")
    page.locator("#id_clear_fluids-hours").fill("2")
    page.locator("#id_clear_fluids-anchor").select_option("arrival")
    page.get_by_role("button", name="Save the times").click()
    for left in (3, 2, 1):
        expect(page.get_by_role("link", name=re.compile("^Read and confirm"))).to_have_count(left)
        page.get_by_role("link", name=re.compile("^Read and confirm")).first.click()
        page.get_by_role("button", name=re.compile("^Confirm as")).click()
    for name in ("^Accept these", "^Accept:"):
        accept_all(page.get_by_role("button", name=re.compile(name)))


def accept_all(buttons: Locator) -> None:
    """Press each of them, the page coming anew after each."""
    buttons.page.wait_for_load_state()  # of half a page, half would be counted
    for left in reversed(range(buttons.count())):
        buttons.first.click()
        expect(buttons).to_have_count(left)


def by_day() -> str:
    """A zone where it is day now, so that no message waits for the morning."""
    zones = ("America/New_York", "Europe/London", "Asia/Kolkata", "Asia/Tokyo", "Pacific/Auckland", "Pacific/Honolulu")
    return next(zone for zone in zones if 9 <= datetime.now(UTC).astimezone(ZoneInfo(zone)).hour < 20)


def in_days(days: int) -> str:
    """A day on the hospital's calendar, as a date field takes it."""
    return (datetime.now(ZoneInfo("America/New_York")).date() + timedelta(days=days)).isoformat()


def own_number(given_name: str) -> str:
    """A number of each journey's own patient: of one that another has already, a nurse would be asked."""
    return f"(312) 555-01{sum(map(ord, given_name)) % 100:02}"


def fill_in(page: Page, given_name: str, *, surgery_date: str, phone: str = "") -> None:
    """Fill in the form that assigns a checklist, but for the visits."""
    page.get_by_label("First name").fill(given_name)
    page.get_by_label("Family name").fill("Journey")
    page.get_by_label("Date of birth").fill("1950-02-03")
    page.get_by_label("Mobile phone").fill(phone or own_number(given_name))
    page.get_by_label("Time zone where the patient lives").select_option(by_day())
    page.get_by_label("agrees to text messages").check()
    page.locator("#id_surgery-template").select_option(index=1)
    page.get_by_label("Date of the operation").fill(surgery_date)
    page.get_by_label("Start", exact=True).fill("09:00")
    page.get_by_label("Arrival at the hospital").fill("07:00")
    page.get_by_label("Where the patient arrives").fill("Main entrance")


def last_open_box(page: Page) -> Locator:
    """The tick of the last step that can be ticked: far down, and about nothing that is due soon."""
    return page.locator(f"#{page.locator('.task .tick[aria-checked=false]:visible').last.get_attribute('id')}")
