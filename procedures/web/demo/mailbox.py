"""The mails that the demo's own mail server took, read from its Maildir."""

import mailbox
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from itertools import islice
from pathlib import Path

NEWEST = 60


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail, as plain text. Its HTML is not shown: a page would have to trust it."""

    key: str
    to: str
    subject: str
    text: str
    at: datetime


def newest_mails(folder: Path) -> list[Mail]:
    """The newest mails in the Maildir `folder`, newest first; none while there is no such folder."""
    if not (folder / "new").is_dir():
        return []
    return sorted(islice(_mails(folder), NEWEST), key=lambda mail: mail.at, reverse=True)


def _mails(folder: Path) -> Iterator[Mail]:
    box = mailbox.Maildir(folder, factory=None, create=False)
    # A key begins with the second of its arrival.
    for key in sorted(box.keys(), reverse=True):
        try:
            yield _mail(key, box.get_bytes(key))
        except (KeyError, OSError, ValueError):
            continue  # taken away, or half written, while we looked


def _mail(key: str, raw: bytes) -> Mail:
    message = message_from_bytes(raw, policy=policy.default)
    body = message.get_body(("plain",))
    return Mail(
        key=key,
        to=str(message.get("X-RcptTo") or message.get("To", "")),
        subject=str(message.get("Subject", "")),
        text=body.get_content().strip() if body else "",
        at=_date(message, key),
    )


def _date(message: EmailMessage, key: str) -> datetime:
    try:
        at = parsedate_to_datetime(str(message["Date"]))
        return at if at.tzinfo else at.replace(tzinfo=UTC)  # "-0000": the hour is UTC, the place is not told
    except (TypeError, ValueError):
        seconds, _dot, _rest = key.partition(".")
        return datetime.fromtimestamp(int(seconds) if seconds.isdigit() else 0, UTC)
