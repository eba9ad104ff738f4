"""The demo's post shows what patients get; elsewhere there is no such page."""

import mailbox
import uuid
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from procedures.checklists.models import WorkItem
from procedures.messaging.models import IncomingMessage, OutboxMessage
from tests.cast import LONG_AGO, make_patient, make_surgery, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demo(settings: Settings, tmp_path: Path) -> None:
    settings.IS_DEMO = True
    settings.MAILBOX = tmp_path / "mailbox"


def put_text(body: str, address: str = "+12125550123") -> None:
    OutboxMessage.objects.create(reference=uuid.uuid4(), address=address, body=body, accepted_at=LONG_AGO)


def put_mail(folder: Path, to: str, subject: str, text: str) -> None:
    message = EmailMessage()
    message["To"], message["Subject"], message["Date"] = to, subject, "Thu, 01 Jan 2026 13:00:00 -0000"
    message["X-RcptTo"] = to
    message.set_content(text)
    message.add_alternative(f"<p>{text}<script>alert(1)</script></p>", subtype="html")
    mailbox.Maildir(folder).add(message.as_bytes())


def test_outside_the_demo_there_is_no_such_page(client: Client, settings: Settings) -> None:
    settings.IS_DEMO = False

    assert client.get(reverse("outbox")).status_code == 404


def test_with_no_message_yet_it_says_what_to_do(client: Client) -> None:
    assert "No message yet." in client.get(reverse("outbox")).content.decode()


def test_texts_stand_under_the_patient_with_links_to_press(client: Client) -> None:
    make_patient(make_unit())
    put_text("Lakeside: your list: http://localhost:8000/p/abc/ Call us.")

    page = client.get(reverse("outbox")).content.decode()

    assert "Maria Lopez" in page
    assert '<a href="http://localhost:8000/p/abc/"' in page
    assert "Thu 1 Jan, 7:00 in the morning" in page


def test_mails_are_shown_as_text_and_their_html_is_not_trusted(client: Client, settings: Settings) -> None:
    make_patient(make_unit())
    put_mail(settings.MAILBOX, "maria@example.org", "Your list", "See http://localhost:8000/p/abc/ <b>now</b>")

    page = client.get(reverse("outbox")).content.decode()

    assert "Your list" in page
    assert '<a href="http://localhost:8000/p/abc/"' in page
    assert "&lt;b&gt;now&lt;/b&gt;" in page
    assert "alert(1)" not in page


def test_texts_and_mails_of_one_patient_stand_side_by_side(client: Client, settings: Settings) -> None:
    make_patient(make_unit())
    put_text("a text")
    put_mail(settings.MAILBOX, "maria@example.org", "Your list", "a mail")

    page = client.get(reverse("outbox")).content.decode()

    assert "a text" in page
    assert "a mail" in page
    assert "1 text," in page


def test_a_mail_that_cannot_be_read_does_not_hide_the_others(client: Client, settings: Settings) -> None:
    put_mail(settings.MAILBOX, "maria@example.org", "Your list", "Hello")
    (settings.MAILBOX / "new" / "0.broken").write_bytes(
        b"\xff\xfe\x00Content-Type: text/plain; charset=nonsense\n\n\xff"
    )

    assert "Hello" in client.get(f"{reverse('outbox')}?to=maria@example.org").content.decode()


def test_the_newest_comes_first_and_each_number_has_its_own_phone(client: Client) -> None:
    put_text("first to Maria")
    put_text("second to Maria")
    put_text("to someone else", "+12125550199")

    page = client.get(f"{reverse('outbox')}?to=%2B12125550123").content.decode()

    assert page.index("second to Maria") < page.index("first to Maria")
    assert "to someone else" not in page


def test_a_page_that_is_up_to_date_is_left_alone(client: Client) -> None:
    put_text("hello")
    page = client.get(reverse("outbox")).content.decode()
    address = page.partition('hx-get="')[2].partition('"')[0].replace("&amp;", "&")

    same = client.get(address, headers={"HX-Request": "true"})
    put_text("more")
    newer = client.get(address, headers={"HX-Request": "true"})

    assert same.status_code == 204
    assert newer.status_code == 200
    assert "more" in newer.content.decode()


def send_reply(client: Client, body: str, *, event: str = "one") -> None:
    form = {"from": "+12125550123", "to": "patient-1", "event": event, "body": body}
    assert client.post(reverse("outbox-reply"), form).status_code == 302


def test_one_can_answer_as_the_patient_and_a_second_press_is_no_second_text(client: Client) -> None:
    unit = make_unit()
    make_surgery(unit, make_patient(unit))
    put_text("What to do")

    send_reply(client, "May I drink <b>tea</b>?")
    send_reply(client, "May I drink <b>tea</b>?")

    assert WorkItem.objects.get().words == "May I drink <b>tea</b>?"
    page = client.get(reverse("outbox")).content.decode()
    assert 'class="mine"' in page
    assert "May I drink &lt;b&gt;tea&lt;/b&gt;?" in page


def test_an_empty_answer_is_none(client: Client) -> None:
    send_reply(client, "  ")

    assert not IncomingMessage.objects.exists()


def test_outside_the_demo_nobody_can_answer_for_a_patient(client: Client, settings: Settings) -> None:
    settings.IS_DEMO = False

    assert client.post(reverse("outbox-reply"), {"from": "+12125550123", "body": "STOP"}).status_code == 404
    assert not IncomingMessage.objects.exists()
