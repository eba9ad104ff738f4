"""Several things to be done, each by itself: what fails keeps none of the others from being done.

A database that is *slow* (a statement took too long, a row stayed locked) may be so for one of them alone: the next is
tried all the same. After three such in a row it is the database, and each of the rest would wait as long: they are
left.
A database that is *away* is nobody's fault, and the next would fail as well: that goes on to whoever called, at once.
In each case what was left is done the next time, since whoever calls looks afresh for what is still to be done.
"""

import logging
from collections.abc import Callable, Iterable
from typing import TypeVar

from django.db import InterfaceError, OperationalError, connection

SLOW_IN_A_ROW = 3
_log = logging.getLogger(__name__)
Done = TypeVar("Done")


def each_apart(parts: Iterable[tuple[str, Callable[[], Done]]]) -> dict[str, Done | None]:
    """Do every one of `parts`, each with its name, in order; return what each returned, by name. None for one that
    failed, or was left.

    Each is a transaction of its own. Its name is written to the log where it fails: let it name rows, not people.

    :raises OperationalError, InterfaceError: when the database is away.
    """
    todo = list(parts)
    done: dict[str, Done | None] = dict.fromkeys(name for name, _ in todo)
    slow = 0
    for name, part in todo:
        if slow == SLOW_IN_A_ROW:
            _log.error("the database is too slow: the rest are left for the next time")
            break
        try:
            done[name] = part()
            slow = 0
        except (OperationalError, InterfaceError) as error:
            if not connection.is_usable():
                raise
            _tell(name, error)
            slow += 1
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one must not hold up the others
            _tell(name, error)
            slow = 0
    return done


def _tell(name: str, error: Exception) -> None:
    # The error's own words may hold a name.
    _log.error("%s failed: %s", name, type(error).__name__)
