"""A patient's pages in turn, each as (name, page): for pictures, and for whoever looks for barriers in them."""

import re
from collections.abc import Iterator

from playwright.sync_api import Page

from tests.journeys.acting import ask_for_code, enter_code, patient_link
from tests.journeys.own_patient import open_demo, open_for_caregiver
from tests.servers.stack import Stack

# Patients of the demo at other points of their way.
OTHERS = {"recovering": "Samuel", "hour-not-known": "Mei", "moved": "Fatima", "cancelled": "Peter", "soon": "Helen"}


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


def of_other_patients(page: Page, stack: Stack) -> Iterator[tuple[str, Page]]:
    """The list at other points of the way, as a caregiver, in Spanish, and in very large letters."""
    for name, given_name in OTHERS.items():
        open_demo(stack, given_name).open(page, stack)
        yield f"list-{name}", page
    open_for_caregiver(stack, "Helen").open(page, stack)
    yield "list-caregiver", page
    open_demo(stack, "Samuel").open(page, stack)
    page.goto(own_addresses(page)["check-in"])
    page.get_by_label("10", exact=True).check()
    page.get_by_role("button", name="Send", exact=True).click()
    yield "checked-in", page
    page.goto("/my/devices/")
    yield "devices", page
    open_demo(stack, "Rosa").open(page, stack)
    page.context.add_cookies([{"name": "language", "value": "es", "url": stack.url}])
    for name, address in {"list": "/my/", **own_addresses(page), "devices": "/my/devices/"}.items():
        page.goto(address)
        yield f"spanish-{name}", page
    page.context.clear_cookies()
    open_demo(stack, "Mei").open(page, stack)
    page.context.add_cookies([{"name": "size", "value": "largest", "url": stack.url}])
    page.goto("/my/")
    yield "list-largest", page
    page.context.clear_cookies()
