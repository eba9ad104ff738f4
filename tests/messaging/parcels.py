"""What a transport is given to carry."""

from uuid import uuid4

from procedures.messaging.transports import NotStarted, Parcel
from tests.messaging.due import HOUR, NOW


def parcel(**fields: object) -> Parcel:
    values = {
        "reference": uuid4(),
        "address": "+12125550123",
        "sender": "Lakeside",
        "subject": "Lakeside: your visit",
        "text": "Lakeside: See your list.",
        "html": "<p>See your list.</p>",
        "armed_at": NOW,
        "latest_at": NOW + HOUR,
    }
    return Parcel(**(values | fields))  # type: ignore[arg-type]


def mail_parcel(**fields: object) -> Parcel:
    return parcel(**({"address": "maria@example.org"} | fields))


def in_time() -> None:
    """There is time left to start a call."""


def too_late() -> None:
    raise NotStarted
