"""What reaches a nurse: raising concerns, who sees to them by when, and closing them with a note."""

from procedures.checklists.escalating.closing import (
    AlreadyClosed,
    NoteMissing,
    close,
    close_moot,
    close_settled,
    close_told,
)
from procedures.checklists.escalating.owning import NotOnTheUnit, pass_on, take
from procedures.checklists.escalating.raising import (
    AT_ONCE,
    DEATH,
    SUMMARY_LENGTH,
    raise_if_critical,
    raise_work_item,
)

__all__ = [
    "AT_ONCE",
    "DEATH",
    "SUMMARY_LENGTH",
    "AlreadyClosed",
    "NotOnTheUnit",
    "NoteMissing",
    "close",
    "close_moot",
    "close_settled",
    "close_told",
    "pass_on",
    "raise_if_critical",
    "raise_work_item",
    "take",
]
