"""The ways out, one file each, and which of them serves a channel."""

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
    "by_name",
    "for_channel",
]

_TRANSPORTS: dict[str, type[Transport]] = {
    each.name: each for each in (Outbox, Twilio, Vonage, NotifyText, Mail, NotifyMail)
}


def by_name(name: str) -> Transport:
    """The transport that a delivery names."""
    return _TRANSPORTS[name]()


def for_channel(channel: str) -> Transport:
    """The transport that this installation uses for `channel`."""
    return by_name(settings.EMAIL_TRANSPORT if channel == Channel.EMAIL else settings.SMS_TRANSPORT.split(",")[0])
