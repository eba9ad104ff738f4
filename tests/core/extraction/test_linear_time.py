"""No input makes drafting slow: ten times the text takes at most twelve times the work."""

import sys

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
    "- rash  - fever  - hives  - rash  - fever\n",
    "when you have been when you have had for 2 hours\n",
    "it is: take it is: take it is: take\n",
    "because because so that as it as they\n",
    "eat for 6 hours or drink for 2 hours or eat for\n",
]


def steps(text: str) -> int:
    """How many calls reading and drafting `text` makes: unlike seconds, the same on every machine."""
    count = 0

    def notice(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(notice)
    try:
        draft_tasks(read_text(text))
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("trap", TRAPS)
@pytest.mark.parametrize("joint", ["\n", " "], ids=["lines", "one line"])
def test_work_grows_with_length_and_no_faster(trap: str, joint: str) -> None:
    head = "Preparation\n"
    piece = trap.strip("\n") + joint
    small = head + piece * (2_000 // len(piece))
    large = head + piece * (20_000 // len(piece))
    steps(small)  # what is remembered from one text to the next is not counted

    assert steps(large) <= 12 * steps(small)
