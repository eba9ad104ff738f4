"""A timing in words for the staff."""

import pytest

from procedures.catalog.timing_words import timing_words
from procedures.core.timing import Timing


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (
            {"relation": "before", "from": "PT8H", "to": "PT0S", "kind": "interval", "anchor": "arrival"},
            "from 8 hours before the arrival until then",
        ),
        (
            {"relation": "before", "from": "PT8H", "to": "PT0S", "min": "PT6H", "kind": "interval"},
            "from 8 hours (or 6 hours) before the operation until then",
        ),
        ({"relation": "before", "from": "P1W", "to": "PT0S", "kind": "due"}, "within 1 week before the operation"),
        ({"relation": "before", "from": "P2W", "to": "P1W", "kind": "due"}, "2 weeks to 1 week before the operation"),
        ({"relation": "before", "to": "P4W", "kind": "deadline"}, "by 4 weeks before the operation"),
        (
            {"relation": "before", "from": "P1D", "kind": "clock", "clock": "24:00"},
            "on the day before the operation at 12 midnight, at the end of that day",
        ),
        (
            {"relation": "before", "from": "P1D", "kind": "clock", "clock": "22:30"},
            "on the day before the operation at 22:30",
        ),
        (
            {"relation": "before", "from": "P1D", "kind": "clock", "clock": "17:00", "working_days": True},
            "on the last working day before the operation at 17:00",
        ),
        (
            {"relation": "before", "to": "P2D", "kind": "deadline", "working_days": True},
            "by 2 working days before the operation",
        ),
        ({"relation": "on_day", "kind": "clock", "clock": "06:00"}, "on the day of the operation at 6:00"),
        ({"relation": "on_day", "part_of_day": "morning"}, "on the day of the operation in the morning"),
        ({"relation": "after", "from": "P0D", "to": "P6W", "kind": "interval"}, "for 6 weeks after the operation"),
        ({"relation": "after", "from": "P7D", "to": "P10D"}, "7 days to 10 days after the operation"),
        ({"relation": "after", "from": "P6W", "to": "P6W", "anchor": "discharge"}, "6 weeks after going home"),
        ({"relation": "after", "from": "PT48H", "kind": "start"}, "from 48 hours after the operation"),
        ({"relation": "after", "from": "P3D", "to": "P7D", "kind": "duration_range"}, "for 3 days to 7 days"),
        ({"relation": "after", "kind": "recurring", "every": "P1D"}, "every day"),
        ({"relation": "after", "kind": "recurring", "every": "4/P1D"}, "4 times a day"),
        ({"relation": "after", "kind": "recurring", "every": "1/P2D"}, "once every 2 days"),
        (
            {"relation": "after", "from": "P0D", "kind": "vague", "raw": "a few days"},
            "no exact time (“a few days”)",
        ),
    ],
)
def test_a_timing_reads_as_it_is_meant(written: dict[str, str], words: str) -> None:
    assert timing_words(Timing.from_json(written)) == words


def test_no_timing_is_said_plainly() -> None:
    assert timing_words(None) == "no set time"
