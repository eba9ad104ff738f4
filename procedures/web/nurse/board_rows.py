"""One patient on the board: what is missing, who sees to it, and what became of the last message."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from procedures.checklists.readiness import Row
from procedures.core.wording_of_time import until_words
from procedures.hospitals.models import User
from procedures.messaging import liveness
from procedures.messaging.models import Delivery
from procedures.web.nurse.lacks import Lack, lacks_of

MOST_MISSING = 5


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One surgery, for one reader. `may_act` where the reader is a nurse of its unit."""

    row: Row
    last_message: Delivery | None
    now: datetime
    reader: User
    may_act: bool = False

    @property
    def countdown(self) -> str:
        """For example "in 19 hours", in the last two days; further off the day's heading says enough."""
        starts_at = self.row.surgery.starts_at
        is_near = starts_at is not None and abs(starts_at - self.now) < timedelta(days=2)
        return until_words(starts_at, self.now) if starts_at and is_near else ""

    @property
    def is_mine(self) -> bool:
        """True when the reader sees to this patient."""
        return self.row.surgery.owner_id == self.reader.pk

    @property
    def is_reminder_late(self) -> bool:
        """True when the next reminder should have gone out."""
        at = self.row.next_reminder_at
        return at is not None and (self.now - at).total_seconds() > liveness.WORTH_TELLING

    @property
    def missing(self) -> Sequence[Lack]:
        """The gravest of what is missing, so that one patient does not fill the screen."""
        return lacks_of(self.row.missing[:MOST_MISSING])

    @property
    def more_missing(self) -> int:
        """How many things are missing besides."""
        return len(self.row.missing) - len(self.missing)

    @property
    def has_failed(self) -> bool:
        """True when the last message did not reach the patient."""
        return self.last_message is not None and self.last_message.status in Delivery.FAILED
