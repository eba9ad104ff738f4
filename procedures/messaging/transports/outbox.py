"""The local outbox: takes texts into the database, for the demo, where a page shows them as on a phone."""

from collections.abc import Callable, Sequence
from datetime import datetime

from procedures.messaging.models import OutboxMessage
from procedures.messaging.transports.contract import Parcel


class Outbox:
    """Takes everything. Telling it the same reference twice leaves one message."""

    name = "outbox"
    lanes = 1

    def carry(self, parcel: Parcel, *, now: datetime, last_look: Callable[[], None]) -> str:
        """Keep the text; its reference is its id."""
        last_look()
        OutboxMessage.objects.get_or_create(
            reference=parcel.reference, defaults={"address": parcel.address, "body": parcel.text, "accepted_at": now}
        )
        return str(parcel.reference)

    def look_up(self, parcel: Parcel) -> Sequence[str]:
        """Tell whether the text is here."""
        return [str(parcel.reference)] if OutboxMessage.objects.filter(reference=parcel.reference).exists() else []
