"""A passkey in a real browser: set up, used without the password, and as the second step, under our strict policy."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.acting import password, sign_in
from tests.servers.stack import Stack

# An authenticator as a laptop has it built in, that always says yes.
BUILT_IN = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
WORK = re.compile("/(board|documents)/$")


def give_passkeys(page: Page) -> None:
    """Let the browser of `page` have one."""
    protocol = page.context.new_cdp_session(page)
    protocol.send("WebAuthn.enable")
    protocol.send("WebAuthn.addVirtualAuthenticator", {"options": BUILT_IN})


def test_a_passkey_signs_in_by_itself_and_after_the_password(desktop: Page, stack: Stack) -> None:
    page = desktop
    give_passkeys(page)
    sign_in(page, stack, "priya")
    page.goto("/my-sign-in/")

    page.get_by_role("link", name="Set up a passkey").click()
    page.get_by_role("button", name="Set it up").click()
    expect(page.get_by_role("heading", name="Your spare codes")).to_be_visible()

    page.goto("/my-sign-in/")
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.get_by_role("button", name="Use a passkey").click()
    expect(page).to_have_url(WORK)

    page.get_by_role("button", name="Sign out", exact=True).click()
    page.get_by_label("Your sign-in name").fill("priya")
    page.get_by_label("Password").fill(password(stack))
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="The second step")).to_be_visible()
    page.get_by_role("button", name="Use your passkey").click()
    expect(page).to_have_url(WORK)

    page.goto("/my-sign-in/")
    page.get_by_role("link", name="Take away the passkey").click()
    page.get_by_role("button", name="Take it away").click()
    expect(page.get_by_text("You have none.")).to_be_visible()


def test_a_page_says_before_it_ends_and_one_press_keeps_it(desktop: Page, stack: Stack) -> None:
    page = desktop
    page.clock.install()
    sign_in(page, stack, "niall")

    page.clock.fast_forward("28:30")
    expect(page.get_by_text("You will be signed out in 2 minutes")).to_be_visible()
    page.get_by_role("button", name="Stay signed in").click()

    expect(page.get_by_text("You will be signed out in 2 minutes")).to_be_hidden()
