"""What is repeated "every 1-2 hours" is drafted, and the range stays as it is written."""

import pytest

from procedures.core.extraction import draft_tasks
from procedures.core.reading import read_text


@pytest.mark.parametrize(
    ("line", "every"),
    [
        ("Walk every 1-2 hours", "PT1H-PT2H"),
        ("See your dentist every 6 to 12 months.", "P6M-P12M"),
        ("Walk every hour", "PT1H"),
    ],
)
def test_a_repeat_with_two_ends_is_drafted_with_both(line: str, every: str) -> None:
    (task,) = draft_tasks(read_text(f"Recovery\n- {line}\n")).tasks

    assert task.timing is not None
    assert task.timing.every == every
