"""A patient with the list on a small phone: by thumb, by keyboard, zoomed in, without a network, without JavaScript."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.acting import open_list
from tests.journeys.conftest import PHONE
from tests.journeys.own_patient import Own, make_own
from tests.servers.stack import Stack

pytestmark = pytest.mark.browser
THUMB = 44  # px
# How many lists the browser keeps to show without a network.
LISTS_KEPT = """async () => {
  let found = 0;
  for (const name of await caches.keys()) {
    for (const one of await (await caches.open(name)).keys()) found += new URL(one.url).pathname === "/my/";
  }
  return found;
}"""


@pytest.fixture(scope="module")
def own(stack: Stack) -> Own:
    """These journeys' own patient."""
    return make_own(stack, "Thumb")


@pytest.fixture
def open_phone(phone: Page, own: Own, stack: Stack) -> Page:
    """The phone, with the list open."""
    own.open(phone, stack)
    return phone


@pytest.fixture
def plain(browser: Browser, stack: Stack, own: Own) -> Iterator[Page]:
    """A phone whose browser runs no JavaScript, with the list open."""
    context = browser.new_context(base_url=stack.url, viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    own.open(page, stack)
    yield page
    context.close()


def last_open_box(page: Page) -> Locator:
    """The tick of the last step that can be ticked: far down, and about nothing that is due soon."""
    return page.locator(f"#{page.locator('.task .tick[aria-checked=false]:visible').last.get_attribute('id')}")


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


def test_a_list_in_spanish_from_the_first_sight_to_the_last_tick(open_phone: Page) -> None:
    open_phone.get_by_role("button", name="Español").click()
    expect(open_phone.get_by_text("Lo próximo", exact=True)).to_be_visible()

    open_phone.locator(".now-done").click()
    expect(open_phone.locator("#said")).to_contain_text("Hecho:")
    open_phone.locator("#said").get_by_role("button", name="Deshacer").click()
    expect(open_phone.locator("#said")).to_contain_text("Aún no hecho:")

    open_phone.get_by_role("button", name="English").click()
    expect(open_phone.get_by_text("Next", exact=True)).to_be_visible()


@pytest.mark.parametrize("size", ["Large", "Very large"])
def test_large_letters_stay_chosen_and_nothing_runs_off_the_side(open_phone: Page, size: str) -> None:
    open_phone.locator("#comfort summary").click()
    open_phone.get_by_label(size, exact=True).check()
    open_phone.get_by_role("button", name="Use this").click()

    expect(open_phone.locator("html")).to_have_attribute("data-size", re.compile("large"))
    assert open_phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_page_chosen_dark_is_dark_by_day(open_phone: Page) -> None:
    open_phone.locator("#comfort summary").click()
    open_phone.get_by_label("Dark", exact=True).check()
    open_phone.get_by_role("button", name="Use this").click()

    expect(open_phone.locator("html")).to_have_attribute("data-scheme", "dark")
    ground = open_phone.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert ground == "rgb(17, 25, 28)"


def test_what_is_being_written_is_not_lost_when_the_page_refreshes_itself(open_phone: Page) -> None:
    open_phone.locator(".now details.say summary").first.click()
    open_phone.locator(".now textarea").first.fill("I had a little")

    open_phone.evaluate("htmx.trigger('#list', 'refresh')")
    open_phone.wait_for_timeout(500)

    expect(open_phone.locator(".now textarea").first).to_have_value("I had a little")


def test_everything_to_press_is_as_large_as_a_thumb(open_phone: Page) -> None:
    for summary in open_phone.locator("#list details > summary:visible").all():
        assert summary.bounding_box()["height"] >= THUMB  # type: ignore[index]

    sizes = open_phone.locator("button:visible, .flags-bar > a:visible").evaluate_all(
        "all => all.map(one => [one.getBoundingClientRect(), one.textContent.trim()])"
        ".map(([box, words]) => [box.width, box.height, words])"
    )
    assert [one for one in sizes if min(one[0], one[1]) < THUMB] == []


@pytest.mark.parametrize(("width", "height"), [(180, 370), (320, 256), (320, 568), (360, 740), (1280, 800)])
def test_nothing_runs_out_of_the_page_at_any_zoom(open_phone: Page, width: int, height: int) -> None:
    open_phone.set_viewport_size({"width": width, "height": height})

    assert open_phone.evaluate("document.documentElement.scrollWidth") <= width


def test_without_javascript_one_ticks_and_takes_back(plain: Page) -> None:
    box = last_open_box(plain)
    name = f"#{box.get_attribute('id')}"

    box.click()
    expect(plain.locator(name)).to_have_attribute("aria-checked", "true")
    expect(plain.locator(name)).to_be_in_viewport()

    plain.locator(name).click()
    expect(plain.locator(name)).to_have_attribute("aria-checked", "false")
