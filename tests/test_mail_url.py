"""EMAIL_URL: one line for a mail server, a mail service, or Notify."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from prepapp.mail_url import parse


@pytest.mark.parametrize(
    ("url", "host", "port", "tls", "ssl"),
    [
        ("smtp://mail.example.org", "mail.example.org", 25, False, False),
        ("smtp+tls://ann:p%40ss@mail.example.org:587", "mail.example.org", 587, True, False),
        ("smtp+ssl://ann:p%40ss@mail.example.org:465", "mail.example.org", 465, False, True),
        ("submission://ann:p%40ss@mail.example.org", "mail.example.org", 587, True, False),
    ],
)
def test_a_mail_server_is_named_with_how_it_encrypts(url: str, host: str, port: int, tls: bool, ssl: bool) -> None:
    found = parse(url)

    assert (found.host, found.port, found.use_tls, found.use_ssl) == (host, port, tls, ssl)
    assert found.password in ("", "p@ss")
    assert found.transport == "mail"


def test_a_mail_service_is_named_with_its_key() -> None:
    found = parse("anymail+postmark:?POSTMARK_SERVER_TOKEN=abc%2F1")

    assert found.backend == "anymail.backends.postmark.EmailBackend"
    assert found.anymail == {"POSTMARK_SERVER_TOKEN": "abc/1"}
    assert "abc" not in repr(found)


def test_notify_is_named_by_its_name_alone() -> None:
    assert parse("notify:").transport == "notify_mail"


@pytest.mark.parametrize(
    "url", ["mail.example.org", "pigeon://loft", "anymail+nobody:?KEY=1", "anymail+../mail:?KEY=1", "anymail+postmark:"]
)
def test_what_names_nothing_that_carries_mails_is_refused_with_an_example(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"EMAIL_URL .*smtp\+tls://"):
        parse(url)
