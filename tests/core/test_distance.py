"""A length of time reads back as it was written, and one moment is one value."""

from itertools import product

import pytest

from procedures.core.distance import Distance, TimeUnit


@pytest.mark.parametrize(("amount", "unit"), list(product((0, 1, 90), TimeUnit)))
def test_what_is_written_reads_back_as_the_same(amount: int, unit: TimeUnit) -> None:
    distance = Distance(amount, unit)

    assert Distance.parse(distance.isoformat()) == distance


def test_no_minutes_and_no_hours_are_the_moment_itself() -> None:
    assert Distance(0, TimeUnit.MINUTES) == Distance(0, TimeUnit.HOURS) == Distance.parse("PT0M")
