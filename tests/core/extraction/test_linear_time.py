"""No input makes drafting slow: ten times the text takes at most twelve times as long, within what a clock can tell."""

import time

import pytest

from procedures.core.extraction import draft_tasks
from procedures.core.reading import read_text

TRAPS = [
    "- Fast for 8 hours before surgery and rest for 2 weeks.\n",
    "before before before before before before\n",
    "1 2 3 4 5 6 7 8 9 or 10 to 11 - 12 -\n",
    "a an the your a an the your after the your the your\n",
    "((((((((((((((((((\n",
    "**__**__**__**__**\n",
    "- - - - - - - - - -\n",
    "until until until until until\n",
    "and and and and then and then and\n",
    "2, 3, 4, 5, 6, 7, 8, 9, 10, 11,\n",
    "#####          #####\n",
    "e.g. e.g. e.g. a.m. p.m. e.g.\n",
    "Call us if: Call us if: Call us if:\n",
]


def seconds(text: str) -> float:
    started = time.process_time()
    draft_tasks(read_text(text))
    return time.process_time() - started


@pytest.mark.parametrize("trap", TRAPS)
@pytest.mark.parametrize("joint", ["\n", " "], ids=["lines", "one line"])
def test_time_grows_with_length_and_no_faster(trap: str, joint: str) -> None:
    head = "Preparation\n"
    piece = trap.strip("\n") + joint
    small = head + piece * (4_000 // len(piece))
    large = head + piece * (40_000 // len(piece))
    seconds(small)

    ratio = seconds(large) / min(seconds(small) for _ in range(3))

    # The measure wanders on a busy machine; anything quadratic would be near 100.
    assert ratio < 30
