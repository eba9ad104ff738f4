"""A new edition of a document: what changed, what is carried over, and a nurse who moves patients to it."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.catalog.papers import HIP
from tests.journeys.acting import accept_all, import_file, settle, sign_in
from tests.journeys.own_patient import make_own
from tests.servers.stack import Stack

pytestmark = pytest.mark.browser
NAME = "Hip in two editions"
FIRST = HIP.replace("Total hip replacement", NAME)
SECOND = FIRST.replace("No driving for 6 weeks.", "No driving for 8 weeks.").replace(
    "- Have an X-ray of the hip.", "- Have an X-ray of the hip.\n- Bring your walking frame."
)


def test_a_nurse_moves_one_patient_and_then_all_to_a_new_edition(desktop: Page, stack: Stack, tmp_path: Path) -> None:
    page = desktop
    sign_in(page, stack, "amal")
    import_file(page, tmp_path, FIRST)
    settle(page)
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Published as version 1")).to_be_visible()
    for given_name in ("Ida", "Otto", "Vera"):
        make_own(stack, given_name, NAME)

    take_in_second(page)
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Their lists change only if you say so.")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^Move all"))).to_have_count(0)  # she is no nurse
    patients = page.url

    page.get_by_role("button", name="Sign out").click()
    sign_in(page, stack, "nora")
    page.goto(patients)
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(3)
    expect(rows.first).to_contain_text("Another time: No driving for 8 weeks")
    expect(rows.first).to_contain_text("New: Bring your walking frame")
    rows.filter(has_text="Otto").get_by_role("link", name="Look and decide").click()
    expect(page.get_by_text("Bring your walking frame").first).to_be_visible()
    page.get_by_role("button", name=re.compile("version 2")).click()
    expect(page.get_by_text("The list is on version 2 now.")).to_be_visible()

    page.goto(patients)
    expect(rows).to_have_count(2)
    page.get_by_role("button", name="Move all 2 to version 2").click()

    results = page.get_by_role("region", name="What became of each")
    expect(results).to_be_focused()
    expect(results).to_contain_text("2 lists moved")
    for given_name in ("Ida", "Vera"):
        expect(results.get_by_role("listitem").filter(has_text=given_name)).to_contain_text("moved.")
    expect(page.get_by_text("No patient has a list from an older version.")).to_be_visible()


def take_in_second(page: Page) -> None:
    """Import the new edition from the version's own page, and settle what it left to settle."""
    page.get_by_role("link", name="All versions").click()
    page.get_by_role("link", name=re.compile("new edition")).click()
    page.get_by_label("Text", exact=True).fill(SECOND)
    page.get_by_role("button", name="Import and compare").click()
    expect(page.get_by_role("heading", name="Another time: 1")).to_be_visible()
    expect(page.get_by_role("heading", name="New: 1")).to_be_visible()
    expect(page.get_by_text("What changed is to be reviewed anew.")).to_be_visible()
    page.get_by_role("link", name="Review the draft").click()
    confirm = page.get_by_role("link", name=re.compile("^Read and confirm"))
    for left in reversed(range(confirm.count())):
        confirm.first.click()
        page.get_by_role("button", name=re.compile("^Confirm as")).click()
        expect(confirm).to_have_count(left)
    for name in ("^Accept these", "^Accept:"):
        accept_all(page.get_by_role("button", name=re.compile(name)))
