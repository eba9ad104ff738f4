"""What a transport is: it answers with the provider's id, or says in one word why not."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Parcel:
    """One message to one address. `reference` is ours, and the provider gets it; after `latest_at` it is no use."""

    reference: UUID
    address: str
    sender: str
    subject: str
    text: str
    html: str
    armed_at: datetime
    latest_at: datetime


class TemporaryFailure(Exception):
    """The provider surely did not take it, and may take it later.

    `wait` is what it asked for. `is_throttled` tells "too many at once", which does not count as an attempt.
    `is_of_the_message`: it is busy with this message or address alone, and works for others.
    """

    def __init__(
        self,
        reason: str,
        *,
        wait: timedelta | None = None,
        is_throttled: bool = False,
        is_of_the_message: bool = False,
    ) -> None:
        super().__init__(reason)
        self.wait = wait
        self.is_throttled = is_throttled
        self.is_of_the_message = is_of_the_message


class PermanentFailure(Exception):
    """The provider will never take it for this address. `is_unsubscribed`: the patient told it to stop."""

    def __init__(self, reason: str, *, is_unsubscribed: bool = False) -> None:
        super().__init__(reason)
        self.is_unsubscribed = is_unsubscribed


class OutcomeUnknown(Exception):
    """The provider was called and may have taken it, but its answer never came."""


class NotStarted(Exception):
    """The time to start a call was over before the provider was told anything."""


class CannotTell(Exception):
    """The provider has no way to look up what it took.

    `patience` is how long after arming its receipt, which carries our reference, may still tell.
    """

    def __init__(self, *, patience: timedelta = timedelta(0)) -> None:
        super().__init__("it cannot be looked up")
        self.patience = patience


class Transport(Protocol):
    """One way out. Every call has a timeout and none is made inside a transaction."""

    @property
    def name(self) -> str:
        """Kept with every delivery; names the transport for later look-ups."""
        ...

    @property
    def lanes(self) -> int:
        """How many calls may run at once. 1 means in the caller's own thread."""
        ...

    def carry(self, parcel: Parcel, *, now: datetime, last_look: Callable[[], None]) -> str:
        """Hand `parcel` to the provider and return the provider's id of it.

        It calls `last_look` as late as it can before the provider is told; that raises NotStarted when time is over.

        :raises TemporaryFailure: it was not taken; later it may be.
        :raises PermanentFailure: it will never be taken.
        :raises OutcomeUnknown: it may have been taken.
        """
        ...

    def look_up(self, parcel: Parcel) -> Sequence[str]:
        """The provider's ids of what may be `parcel`, oldest first; empty means that it was surely never taken.

        :raises CannotTell: the provider has no look-up.
        :raises TemporaryFailure: ask again later.
        """
        ...
