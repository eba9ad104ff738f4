"""Tables: a row is one instruction where its cells say nothing without each other."""

import pytest

from procedures.core.extraction import draft_tasks
from procedures.core.extraction.drafts import Draft
from procedures.core.reading import read
from procedures.core.tasks import Category, Polarity
from tests.core.extraction.test_times import written

MEDICINES = """# Before your operation

| Medicine | What to do | When |
|---|---|---|
| Clopidogrel | Do not take | for 5 days before |
| Apixaban | Last dose | 2 days before |
| Metformin | Leave out | morning of surgery |
"""


def drafted(text: str) -> Draft:
    return draft_tasks(read(text.encode(), filename="leaflet.md"))


def test_a_header_is_no_task_and_a_row_is_one() -> None:
    """Safety rule 1: "Leave out" never stands without the name of the drug."""
    draft = drafted(MEDICINES)

    assert [(task.source_text, written(task.timing)) for task in draft.tasks] == [
        ("Clopidogrel | Do not take | for 5 days before", "before P5D..PT0S interval"),
        ("Apixaban | Last dose | 2 days before", "before ..P2D deadline"),
        ("Metformin | Leave out | morning of surgery", "on_day .. due"),
    ]
    assert {task.category for task in draft.tasks} == {Category.MEDICATION}
    assert draft.dismissed[-1].source_text == "Medicine | What to do | When"


@pytest.mark.parametrize(
    ("header", "polarity", "expected"),
    [
        ("How long to wait", Polarity.AVOID, "after P0D..P2W interval"),
        ("When you can start", Polarity.DO, "after P2W.. start"),
    ],
)
def test_the_header_over_a_time_tells_how_it_is_meant(header: str, polarity: Polarity, expected: str) -> None:
    draft = drafted(f"# After surgery\n\n| Activity | {header} |\n|---|---|\n| Driving a car | 2 weeks |\n")

    (task,) = draft.tasks
    assert (task.polarity, written(task.timing)) == (polarity, expected)


def test_the_header_when_to_stop_makes_a_stop_of_each_row() -> None:
    text = "# Preparation\n\n| Medicine | When to stop |\n|---|---|\n| Warfarin | 5 days before |\n"

    (task,) = drafted(text).tasks

    assert written(task.timing) == "before ..P5D deadline"
