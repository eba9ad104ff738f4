"""docs/security.md answers every requirement of levels 1 and 2 once, with a test for each that it says is met."""

import re
from collections import Counter

from prepapp.settings import BASE_DIR as ROOT

PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
# OWASP ASVS 5.0.0, levels 1 and 2: how many each section has, counted from 1. Its level 3 always stands last. V17 is
# about WebRTC.
SECTIONS = {
    1: (2, 9, 11, 3, 2),
    2: (3, 3, 4, 1),
    3: (0, 2, 4, 6, 5, 0, 2),
    4: (3, 1, 2, 4),
    5: (1, 3, 2, 3),
    6: (3, 12, 4, 4, 5, 3, 0, 4),
    7: (3, 4, 2, 5, 2, 2),
    8: (2, 3, 1, 1),
    9: (3, 4),
    10: (2, 2, 4, 11, 5, 2, 3),
    11: (2, 3, 3, 4, 1, 1),
    12: (3, 2, 4),
    13: (1, 5, 2, 5),
    14: (2, 4, 3),
    15: (3, 3, 7),
    16: (1, 5, 4, 3, 3),
}


def test_every_requirement_has_its_line_once() -> None:
    asked = {
        f"V{chapter}.{section}.{number}"
        for chapter, counts in SECTIONS.items()
        for section, count in enumerate(counts, start=1)
        for number in range(1, count + 1)
    }

    answered = Counter(re.findall(r"V\d+\.\d+\.\d+", PAGE))

    assert asked - answered.keys() == set()
    assert answered.keys() - asked == set()
    assert [number for number, times in answered.items() if times > 1] == []


def test_every_answer_is_one_of_five_words() -> None:
    answers = re.findall(r"^\| V[^|]*\| ([^|]*) \|", PAGE, re.MULTILINE)

    assert answers
    assert set(answers) <= {"met", "partly", "open", "hospital", "not used"}


def test_every_point_that_is_said_to_be_met_names_its_test() -> None:
    met = re.findall(r"^\| (V[^|]*) \| met \| (.*) \|$", PAGE, re.MULTILINE)

    assert met
    assert [point for point, how in met if not re.search(r"`test_\w+`", how)] == []


def test_every_test_that_the_page_names_is_there() -> None:
    named = set(re.findall(r"`(test_\w+)`", PAGE))

    there = {
        name
        for file in (ROOT / "tests").rglob("test_*.py")
        for name in re.findall(r"def (test_\w+)", file.read_text("utf-8"))
    }

    assert named - there == set()
