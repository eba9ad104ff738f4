"""A patient who presses fast, or writes while an answer is on its way: nothing pressed or written is lost."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.journeys.conftest import PHONE
from tests.journeys.own_patient import make_own
from tests.servers.stack import Stack

pytestmark = pytest.mark.browser
MISSED = "form[action$='/missed/']"


@pytest.fixture
def phone(request: pytest.FixtureRequest, browser: Browser, stack: Stack) -> Iterator[Page]:
    """A phone with a list of the test's own open, on which answers can be held up."""
    context = browser.new_context(base_url=stack.url, viewport=PHONE, has_touch=True, service_workers="block")
    context.set_default_timeout(15_000)
    page = context.new_page()
    make_own(stack, request.node.name.replace("_", " ")[5:60]).open(page, stack)
    yield page
    context.close()


def hold_up(page: Page, address: str) -> list[Route]:
    """What is sent to `address`, held up until it is told to go on."""
    held: list[Route] = []
    page.route(address, lambda route: held.append(route))  # noqa: PLW0108 - Playwright looks at its parameters
    return held


def last_box(page: Page) -> str:
    return f"#{page.locator('.task .tick[aria-checked=false]:visible').last.get_attribute('id')}"


def tell_missed(page: Page, words: str) -> None:
    """On the card of the next step, as fast as a program can."""
    page.locator(".now summary").first.click()
    page.locator(f".now {MISSED}").get_by_label("I did it late").check()
    page.locator(f".now {MISSED} textarea").fill(words)
    page.locator(f".now {MISSED}").get_by_role("button", name="Tell my nurse").click()


def test_what_is_told_the_nurse_right_after_a_tick_reaches_her(phone: Page) -> None:
    phone.locator(last_box(phone)).click()
    expect(phone.locator("#said")).to_contain_text("Done:")

    tell_missed(phone, "An hour late")

    expect(phone.locator("#said")).to_contain_text("Thank you for telling us.")
    expect(phone.locator("#list")).to_contain_text("I did it late: “An hour late”")


def test_what_is_pressed_while_a_tick_is_on_its_way_is_sent_after_it(phone: Page) -> None:
    box = last_box(phone)
    held = hold_up(phone, "**/tick/")
    phone.locator(box).click()
    phone.wait_for_timeout(300)

    tell_missed(phone, "While it was sent")
    held[0].continue_()

    expect(phone.locator(box)).to_have_attribute("aria-checked", "true")
    expect(phone.locator("#list")).to_contain_text("I did it late: “While it was sent”")


def test_what_is_half_written_stays_when_another_step_is_ticked(phone: Page) -> None:
    held = hold_up(phone, "**/tick/")
    phone.locator(last_box(phone)).click()
    phone.wait_for_timeout(300)
    phone.locator(".now summary").first.click()
    phone.locator(f".now {MISSED}").get_by_label("I did it in another way").check()
    words = phone.locator(f".now {MISSED} textarea")
    words.press_sequentially("I had a lit")

    held[0].continue_()
    expect(phone.locator("#said")).to_contain_text("Done:")
    words.press_sequentially("tle")

    expect(words).to_have_value("I had a little")
    expect(phone.locator(f".now {MISSED}").get_by_label("I did it in another way")).to_be_checked()


def test_a_double_tap_on_a_box_whose_answer_is_slow_is_one_tick_and_no_error(phone: Page) -> None:
    held = hold_up(phone, "**/tick/")
    done = phone.locator(".now-done")
    done.click()
    phone.wait_for_timeout(300)
    done.click()

    held[0].continue_()

    expect(phone.locator("#said")).to_contain_text("Done:")
    phone.wait_for_timeout(300)
    assert len(held) == 1
    assert phone.locator(".said-error").count() == 0


def test_a_miss_is_told_changed_and_taken_back(phone: Page) -> None:
    tell_missed(phone, "An hour late")
    task = phone.locator(".task.is-missed")
    task.get_by_text("Change what you told us").click()
    task.get_by_label("I did not do it").check()
    task.get_by_role("button", name="Tell my nurse").click()
    expect(task).to_contain_text("I did not do it: “An hour late”")

    task.get_by_text("Change what you told us").click()
    task.get_by_role("button", name="Take it back").click()

    expect(phone.locator("#said")).to_contain_text("Not done yet:")
    expect(phone.locator(".task.is-missed")).to_have_count(0)


def test_no_miss_is_sent_without_a_choice(phone: Page) -> None:
    phone.locator(".now summary").first.click()
    phone.locator(f".now {MISSED}").get_by_role("button", name="Tell my nurse").click()

    expect(phone.locator(f".now {MISSED} input:invalid").first).to_be_focused()
    assert phone.locator("#said p").count() == 0
