"""What takes part when the engine is taken step by step: a provider that does as it is told, and a worker."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from procedures.messaging.engine.arm import Batch
from procedures.messaging.engine.claim import Watermark
from procedures.messaging.engine.send import Outcome
from procedures.messaging.transports import CannotTell, OutcomeUnknown, Parcel, PermanentFailure, TemporaryFailure


@dataclass
class Provider:
    """One way out that does as it is told, in this thread, and keeps what it took."""

    name: str
    can_tell: bool
    check: Callable[[Parcel], None]
    answers: list[str] = field(default_factory=list)
    is_listing: bool = True
    accepted: list[UUID] = field(default_factory=list)
    lanes: int = 1

    def carry(self, parcel: Parcel, *, last_look: Callable[[], None], **_: object) -> str:
        last_look()
        self.check(parcel)
        match self.answers.pop(0) if self.answers else "takes":
            case "throttles":
                raise TemporaryFailure("429", wait=timedelta(seconds=30), is_throttled=True)
            case "is down":
                raise TemporaryFailure("503")
            case "refuses":
                raise PermanentFailure("no such number")
            case "vanishes":
                raise OutcomeUnknown("no answer")
            case "drops":
                self.accepted.append(parcel.reference)
                raise OutcomeUnknown("no answer")
        self.accepted.append(parcel.reference)
        return str(parcel.reference)

    def look_up(self, parcel: Parcel) -> Sequence[str]:
        if not self.can_tell:
            raise CannotTell
        if not self.is_listing:
            raise TemporaryFailure("down")
        return [str(parcel.reference)] if parcel.reference in self.accepted else []


@dataclass
class Worker:
    """A worker between two of its steps. It may die, or be paused, at any of them."""

    token: UUID | None = None
    batch: Batch | None = None
    armed_at: float = 0.0
    outcomes: list[Outcome] | None = None
    watermark: Watermark = field(default_factory=Watermark)
