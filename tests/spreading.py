"""How xdist spreads the tests over its workers: file by file, all journeys to one, and what takes long first.

A file's fixtures then start once, and all journeys share one stack. (xdist's own `loadgroup` would do, but with
pytest 9.2 it sees no groups.)
"""

import pytest
from xdist.scheduler import LoadScopeScheduling

JOURNEYS = "tests/journeys/"
LONG = (JOURNEYS, "tests/running/", "tests/messaging/")


class Spreading(LoadScopeScheduling):
    def _split_scope(self, nodeid: str) -> str:
        """The name of what stays together."""
        return JOURNEYS if nodeid.startswith(JOURNEYS) else nodeid.partition("::")[0]


def long_ones_first(items: list[pytest.Item]) -> None:
    """Sort in place; else one worker would end up with them when the other has nothing left to do."""
    items.sort(key=lambda item: next((rank for rank, place in enumerate(LONG) if item.nodeid.startswith(place)), 9))
