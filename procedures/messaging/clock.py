"""The clock that the engine is handed: nothing below the tasks reads the time by itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Self


@dataclass(frozen=True, slots=True)
class Clock:
    """`now` is the wall's time, aware and in UTC; `monotonic` is a count of seconds that never jumps or runs back.

    `wait` lets that many seconds pass.
    """

    now: Callable[[], datetime]
    monotonic: Callable[[], float]
    wait: Callable[[float], None]

    @classmethod
    def stopped(cls, now: datetime) -> Self:
        """A clock that always says `now`, and on which no time passes."""
        return cls(now=lambda: now, monotonic=lambda: 0.0, wait=lambda _: None)
