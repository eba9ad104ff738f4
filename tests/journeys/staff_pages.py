"""Every page of the staff, one after the other, with what a page shows after a mistake."""

import re
from collections.abc import Iterator

from playwright.sync_api import Page

from tests.journeys.acting import fill_in, in_days, password, sign_in
from tests.servers.stack import Stack


def of_staff(page: Page, stack: Stack) -> Iterator[tuple[str, Page]]:
    sign_in(page, stack, "nora")
    yield "board", page
    surgery = page.locator("a[href^='/surgeries/']").first.get_attribute("href") or ""
    page.goto("/work/")
    concern = (page.locator("a[href*='/hand-over/']").first.get_attribute("href") or "").partition("?")[0]
    for name, address in {
        "board-filter": "/board/filter/",
        "board-views": "/board/views/?show=not-ready",
        "work-list": "/work/",
        "work-closed": "/work/?whose=closed",
        "give-patient": f"{surgery}give/",
        "hand-over": concern,
        "close": concern.replace("hand-over", "close"),
        "surgery": surgery,
        "reschedule": f"{surgery}reschedule/",
        "cancel": f"{surgery}cancel/",
        "messages": f"{surgery}messages/",
        "on-paper": f"{surgery}print/",
        "as-patient": f"{surgery}as-patient/",
        "step-add": f"{surgery}steps/add/",
        "medicine-add": f"{surgery}medicines/",
        "visits-book": f"{surgery}visits/several/",
        "caregiver-add": f"{surgery}caregivers/",
        "theatre-list": "/theatre-list/",
        "figures": "/figures/",
        "assign": "/assign/",
        "emergency": "/emergency/",
        "my-sign-in": "/my-sign-in/",
        "my-password": "/my-sign-in/password/",
        "my-passkey": "/my-sign-in/passkey/",
        "my-app": "/my-sign-in/app/",
        "is-it-you": "/my-sign-in/confirm/",
    }.items():
        page.goto(address)
        yield name, page
    yield from of_mistakes(page, surgery)
    yield from of_auditors(page, stack)
    yield from of_authors(page, stack)


def of_mistakes(page: Page, surgery: str) -> Iterator[tuple[str, Page]]:
    """What a nurse sees who left something out, asks what would be sent, or moves an operation to a holiday."""
    page.goto("/assign/")
    fill_in(page, "Ines", surgery_date=in_days(20), phone="(212) 555-0142")  # the demo's Grace Okafor has this number
    page.get_by_label("Start", exact=True).fill("")
    page.get_by_role("button", name="See what will be sent").click()
    yield "assign-wrong", page
    page.get_by_label("Start", exact=True).fill("09:00")
    page.get_by_role("button", name="See what will be sent").click()
    yield "assign-shared-phone", page
    page.get_by_label("Mobile phone").fill("(312) 555-0198")
    page.get_by_role("button", name="See what will be sent").click()
    yield "assign-ahead", page
    page.goto(f"{surgery}reschedule/")
    page.get_by_label("Date of the operation").fill(f"{in_days(400)[:4]}-12-25")
    page.get_by_role("button", name="See what changes").click()
    yield "reschedule-preview", page


def of_auditors(page: Page, stack: Stack) -> Iterator[tuple[str, Page]]:
    page.context.clear_cookies()
    sign_in(page, stack, "olga")
    for name, address in {"openings": "/openings/", "audit": "/audit/"}.items():
        page.goto(address)
        yield name, page
    page.goto(page.locator("a[href^='/audit/patients/']").first.get_attribute("href") or "")
    yield "audit-patient", page
    page.context.clear_cookies()
    page.goto("/sign-in/")  # she begins at Django's own pages
    page.get_by_label("Your sign-in name").fill("ada")
    page.get_by_label("Password").fill(password(stack))
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/admin/")
    page.goto("/records/")
    page.get_by_label("Record number, or the whole name").fill("Okafor")
    page.get_by_role("button", name="Search").click()
    yield "records", page
    page.goto(page.locator("main a[href^='/records/']").first.get_attribute("href") or "")
    yield "record", page
    page.goto("/admin/")
    yield "admin", page


def of_authors(page: Page, stack: Stack) -> Iterator[tuple[str, Page]]:
    page.context.clear_cookies()
    sign_in(page, stack, "amal")
    page.goto("/documents/")
    yield "documents", page
    found = page.locator("a[href^='/documents/']").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    drafts = [address for address in found if re.fullmatch(r"/documents/\d+/", address)]
    for name, address in {"import": "/documents/import/", "review": drafts[0], "review-last": drafts[-1]}.items():
        page.goto(address)
        yield name, page
