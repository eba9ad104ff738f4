"""Several things to be done, each by itself: what fails keeps none of the others from being done."""

import logging
from collections.abc import Callable, Mapping

from django.db import InterfaceError, OperationalError, connection

_log = logging.getLogger(__name__)


def each_apart(parts: Mapping[str, Callable[[], int]]) -> dict[str, int | None]:
    """Do every one of `parts`, in order, and return what each returned, by name; None for one that failed.

    Each is a transaction of its own. A database that is away is no part's fault: that goes on to whoever called.
    """
    done: dict[str, int | None] = dict.fromkeys(parts)
    for name, part in parts.items():
        try:
            done[name] = part()
        except (OperationalError, InterfaceError) as error:
            if not connection.is_usable():
                raise
            _tell(name, error)  # too slow, or locked out: the others may not be
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one must not hold up the others
            _tell(name, error)
    return done


def _tell(name: str, error: Exception) -> None:
    # The error's own words may hold a name.
    _log.error("the part %s failed: %s", name, type(error).__name__)
