"""The whole job in one story: from the hospital's document to the text in the patient's hand, and what follows.

Texts go through the provider's SDK to a server that speaks its API, mails to a real mail server.
"""

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from procedures.management.serving.ground import free_port
from tests.catalog.papers import HIP
from tests.fakes import mail, twilio
from tests.fakes.mail import FakeMail
from tests.fakes.twilio import FakeTwilio
from tests.journeys.acting import codes_in, fill_in, find_on_board, import_file, in_days, open_list, settle, sign_in
from tests.servers import places
from tests.servers import stack as stacks
from tests.servers.stack import Stack

pytestmark = pytest.mark.browser
OPERATION = "Hip from end to end"
NUMBER = "+12125550177"


@pytest.fixture(scope="module")
def provider() -> Iterator[FakeTwilio]:
    with twilio.serve() as running:
        yield running


@pytest.fixture(scope="module")
def post() -> Iterator[FakeMail]:
    with mail.serve() as running:
        yield running


@pytest.fixture(scope="module")
def stack(provider: FakeTwilio, post: FakeMail) -> Iterator[Stack]:
    """The demo, sending to a provider and a mail server of ours."""
    variables = twilio.environment(provider) | {"EMAIL_URL": f"smtp://127.0.0.1:{post.port}"}
    running = stacks.start(places.own_dir() / "main-job", free_port(), **variables)
    yield running
    running.stop()


def test_from_the_document_to_the_text_in_the_patients_hand(
    desktop: Page, phone: Page, stack: Stack, provider: FakeTwilio, post: FakeMail, tmp_path: Path
) -> None:
    # The author turns a document into a published list.
    sign_in(desktop, stack, "amal")
    import_file(desktop, tmp_path, HIP.replace("Total hip replacement", OPERATION))
    settle(desktop)
    desktop.get_by_role("button", name="Publish").click()
    expect(desktop.get_by_text("Published as version 1")).to_be_visible()
    desktop.get_by_role("button", name="Sign out").click()

    # The nurse assigns it.
    sign_in(desktop, stack)
    desktop.goto("/assign/")
    fill_in(desktop, "Celia", surgery_date=in_days(5), phone=NUMBER)
    choose(desktop, OPERATION)
    desktop.get_by_label("Email", exact=True).fill("celia@example.org")
    desktop.get_by_label("agrees to emails").check()
    desktop.get_by_role("button", name="Assign and tell the patient").last.click()
    expect(desktop.get_by_role("heading", name="Celia Journey")).to_be_visible()
    surgery = desktop.url

    # A worker sends: the list is ready, and her medicines cannot wait. Neither names the operation (safety rule 5).
    wait_until(lambda: len(texts(provider)) >= 2, "the first two texts")
    wait_until(lambda: "celia@example.org" in post.recipients, "the first mail")
    assert any("medicines" in text for text in texts(provider))
    assert not any(re.search("hip|journey", text, re.IGNORECASE) for text in texts(provider))

    # She opens the link from the text and ticks; the nurse sees it at once.
    link = next(found[0] for text in texts(provider) if (found := re.search(r"http\S+/p/[\w-]+/", text)))
    open_list(phone, link, code=lambda _: code_in(provider))
    expect(phone.get_by_text("Ask your team which medicines to change.").first).to_be_visible()
    find_on_board(desktop, "celia")
    expect(desktop.get_by_text(re.compile(r"\b0 of \d+ ticked"))).to_be_visible()
    phone.get_by_role("button", name=re.compile("^Done")).first.click()
    expect(desktop.get_by_text(re.compile(r"\b1 of \d+ ticked"))).to_be_visible(timeout=20_000)

    # The operation moves: one correction, with the new date on her page.
    before = len(texts(provider))
    desktop.goto(f"{surgery}reschedule/")
    desktop.get_by_label("Date of the operation").fill(in_days(9))
    desktop.get_by_role("button", name="See what changes").click()
    desktop.get_by_role("button", name="Move the operation").click()
    expect(desktop.get_by_text("The operation is moved.")).to_be_visible()
    wait_until(lambda: any("moved" in text or "changed" in text for text in texts(provider)[before:]), "the correction")

    # It is cancelled: one word of it, and nothing else goes out any more.
    desktop.goto(f"{surgery}cancel/")
    desktop.get_by_label("Why is it cancelled?").fill("The surgeon is ill")
    desktop.get_by_role("button", name="Cancel the operation").click()
    wait_until(lambda: "cancelled" in texts(provider)[-1], "the cancelling")
    said = len(texts(provider))
    time.sleep(6)
    assert len(texts(provider)) == said
    phone.reload()
    expect(phone.get_by_text(re.compile("cancelled")).first).to_be_visible()


def choose(page: Page, operation: str) -> None:
    """Choose `operation` among the published ones."""
    option = page.locator("#id_surgery-template option", has_text=operation)
    page.locator("#id_surgery-template").select_option(value=option.get_attribute("value"))


def texts(provider: FakeTwilio) -> list[str]:
    """What the provider took for her number, oldest first."""
    return [text.body for text in provider.accepted if text.to == NUMBER]


def code_in(provider: FakeTwilio) -> str:
    """The code that she asked for, from the text that brings it."""
    wait_until(lambda: bool(codes_in("\n".join(texts(provider)))), "the code")
    return codes_in("\n".join(texts(provider))).pop()


def wait_until(is_so: Callable[[], bool], what: str, *, seconds: float = 40) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, f"{what} did not come within {seconds} s"
        time.sleep(0.2)
