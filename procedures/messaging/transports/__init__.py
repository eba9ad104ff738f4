"""The ways out, one file each, and which of them serves a channel."""

from datetime import datetime

from django.conf import settings

from procedures.messaging.transports.contract import (
    CannotTell,
    NotStarted,
    OutcomeUnknown,
    Parcel,
    PermanentFailure,
    TemporaryFailure,
    Transport,
)
from procedures.messaging.transports.mail import Mail
from procedures.messaging.transports.notify import NotifyMail, NotifyText
from procedures.messaging.transports.outbox import Outbox
from procedures.messaging.transports.traffic.control import CONTROL
from procedures.messaging.transports.twilio import Twilio
from procedures.messaging.transports.vonage import Vonage
from procedures.patients.models import Channel

__all__ = [
    "CannotTell",
    "NotStarted",
    "OutcomeUnknown",
    "Parcel",
    "PermanentFailure",
    "TemporaryFailure",
    "Transport",
    "another_is_well",
    "by_name",
    "for_channel",
    "in_use",
]

_TRANSPORTS: dict[str, type[Transport]] = {
    each.name: each for each in (Outbox, Twilio, Vonage, NotifyText, Mail, NotifyMail)
}


def by_name(name: str) -> Transport:
    """The transport that a delivery names."""
    return _TRANSPORTS[name]()


def for_channel(channel: str, *, address: str = "", now: datetime | None = None) -> Transport:
    """The transport that writes to `address` over `channel`.

    Where several may, it is the one whose turn this address is, as long as it is well. Asks nobody.
    """
    names = _names(channel)
    return by_name(names[0] if now is None or len(names) == 1 else CONTROL.pick(names, address, now))


def another_is_well(name: str, now: datetime) -> bool:
    """True when what `name` cannot carry now, another transport of the same channel can."""
    beside = [_names(channel) for channel in Channel.values if name in _names(channel)]
    return any(other != name and not CONTROL.is_left_alone(other, now) for names in beside for other in names)


def in_use() -> list[str]:
    """The names of the transports that this installation uses."""
    return [name for channel in Channel.values for name in _names(channel)]


def _names(channel: str) -> list[str]:
    return [settings.EMAIL_TRANSPORT] if channel == Channel.EMAIL else settings.SMS_TRANSPORT.split(",")
