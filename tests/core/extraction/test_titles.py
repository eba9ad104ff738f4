"""Titles: short, whole, and different where the tasks are."""

import pytest

from procedures.core.extraction import draft_tasks
from procedures.core.extraction.titles import title_of
from procedures.core.extraction.tokens import words_of
from procedures.core.reading import read_text


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("Stop aspirin and", "Stop aspirin"),
        ("Keep the wound dry, then", "Keep the wound dry"),
        ("Bring your glasses, or,", "Bring your glasses"),
        ("You must fast.", "Fast"),
        ("Limit alcohol: protects the liver", "Limit alcohol: protects the liver"),
    ],
)
def test_a_title_ends_where_its_thought_ends(sentence: str, title: str) -> None:
    assert title_of(words_of(sentence)) == title


def test_a_long_title_is_cut_between_words() -> None:
    sentence = "Do not lift more than 10 lb for 6 weeks or until your surgeon says that you may do so again and again"

    title = title_of(words_of(sentence))

    assert title.endswith("…")
    assert sentence.startswith(title[:-1] + " ")
    assert len(title) <= 80


@pytest.mark.parametrize(
    ("sentence", "titles"),
    [
        ("Follow-up visits at 2, 6 and 12 weeks.", ["at 2 weeks", "at 6 weeks", "at 12 weeks"]),
        ("Have an x-ray at 6 weeks and again at 3 months.", ["at 6 weeks", "at 3 months"]),
        ("Keep the wound dry for 2 days, then shower daily.", ["dry for 2 days", "Shower daily"]),
    ],
)
def test_the_tasks_of_one_sentence_have_titles_of_their_own(sentence: str, titles: list[str]) -> None:
    drafted = [task.title for task in draft_tasks(read_text(f"Recovery\n- {sentence}\n")).tasks]

    assert len(drafted) == len(titles)
    assert all(title.endswith(end) for title, end in zip(drafted, titles, strict=True))
