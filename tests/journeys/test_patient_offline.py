"""A patient whose phone has no network, or whose browser runs no JavaScript."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.acting import last_open_box
from tests.journeys.own_patient import make_own
from tests.servers.stack import Stack

pytestmark = pytest.mark.browser
# How many lists the browser keeps to show without a network.
LISTS_KEPT = """async () => {
  let found = 0;
  for (const name of await caches.keys()) {
    for (const one of await (await caches.open(name)).keys()) found += new URL(one.url).pathname === "/my/";
  }
  return found;
}"""


def test_what_could_not_be_saved_is_told(open_phone: Page) -> None:
    open_phone.locator(".now details.say summary").nth(1).click()
    open_phone.locator(".now textarea").nth(1).fill("May I drink tea?")
    open_phone.context.set_offline(True)

    open_phone.get_by_role("button", name="Send my question").first.click()

    expect(open_phone.locator("#said")).to_contain_text("That was not saved.")
    open_phone.context.set_offline(False)


def test_a_tick_without_a_network_is_kept_shown_and_sent_later(open_phone: Page) -> None:
    open_phone.evaluate("navigator.serviceWorker.ready")
    open_phone.reload()  # from now on the list comes through the worker, which keeps it
    box = last_open_box(open_phone)
    name = f"#{box.get_attribute('id')}"
    open_phone.context.set_offline(True)

    box.click()
    expect(open_phone.locator("#said")).to_contain_text("This phone keeps it")
    open_phone.reload()
    expect(open_phone.locator("#offline")).to_be_visible()
    expect(open_phone.locator(name)).to_have_attribute("aria-checked", "true")

    open_phone.context.set_offline(False)
    expect(open_phone.locator("#said")).to_contain_text("has been sent")
    open_phone.reload()
    expect(open_phone.locator(name)).to_have_attribute("aria-checked", "true")
    open_phone.locator(name).click()
    expect(open_phone.locator(name)).to_have_attribute("aria-checked", "false")


def test_a_closed_list_cannot_be_seen_without_a_network(phone: Page, stack: Stack) -> None:
    make_own(stack, "Closing").open(phone, stack)  # closed for good: not the list of the others
    phone.evaluate("navigator.serviceWorker.ready")
    phone.reload()
    phone.get_by_role("button", name="Close this list on this phone").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Your list is closed")

    assert phone.evaluate(LISTS_KEPT) == 0
    assert phone.evaluate("localStorage.length") == 0


def test_without_javascript_one_ticks_and_takes_back(plain: Page) -> None:
    box = last_open_box(plain)
    name = f"#{box.get_attribute('id')}"

    box.click()
    expect(plain.locator(name)).to_have_attribute("aria-checked", "true")
    expect(plain.locator(name)).to_be_in_viewport()

    plain.locator(name).click()
    expect(plain.locator(name)).to_have_attribute("aria-checked", "false")
