"""A patient reads the list as suits them: in Spanish, in large letters, dark, zoomed in; and can press all of it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE

pytestmark = pytest.mark.browser
THUMB = 44  # px


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


def test_larger_letters_are_one_tap_from_the_head_of_the_page(open_phone: Page) -> None:
    open_phone.get_by_role("link", name=re.compile("Larger letters")).click()

    expect(open_phone.get_by_label("Very large", exact=True)).to_be_in_viewport()
