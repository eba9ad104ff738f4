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


@pytest.mark.parametrize(
    "sentence",
    [
        "Do not lift more than 10 lb for 6 weeks or until your surgeon says that you may lift at home",
        "Call the ward on the number above at once if you have a high fever, chills, redness, pus or worse pain",
        "Stop taking clopidogrel and any other blood thinner that your own doctor gave you 7 days before surgery",
    ],
)
def test_a_long_title_loses_no_number_no_ban_and_no_condition(sentence: str) -> None:
    """Safety rules 1 and 2: what stands on the list is what the document says."""
    assert title_of(words_of(sentence)) == sentence


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        (
            "Wash your whole body from the neck down with the special soap (it is a pink liquid that smells a little)",
            "Wash your whole body from the neck down with the special soap",
        ),
        (
            "Keep your leg raised on 2 pillows above your heart as much as you can so that the swelling goes down well",
            "Keep your leg raised on 2 pillows above your heart as much as you can",
        ),
        ("You must not drive for 2 weeks", "Do not drive for 2 weeks"),
    ],
)
def test_a_long_title_leaves_out_reasons_and_asides(sentence: str, title: str) -> None:
    assert title_of(words_of(sentence)) == title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Recovery\n- Desk job: 1-2 weeks\n", "Desk job: 1-2 weeks"),
        ("When can I drive?\nAfter about 2 weeks.\n", "When can I drive? After about 2 weeks"),
        ("Recovery\n- Diet: Eat soft food for 3 days\n", "Eat soft food for 3 days"),
    ],
)
def test_a_bare_time_is_titled_with_what_it_is_about(text: str, title: str) -> None:
    assert [task.title for task in draft_tasks(read_text(text)).tasks] == [title]


@pytest.mark.parametrize(
    ("sentence", "condition"),
    [
        ("Call us if you have a fever, chills or pus", "if you have a fever, chills or pus"),
        ("If you have asthma, bring your inhaler", "If you have asthma"),
        ("Stockings, if you get them, should be worn for 6 weeks", "if you get them"),
        ("If you take warfarin you should ask the clinic", "If you take warfarin"),
    ],
)
def test_a_condition_is_whole(sentence: str, condition: str) -> None:
    """Safety: a sign or a condition is never cut off."""
    (task,) = draft_tasks(read_text(f"Recovery\n- {sentence}\n")).tasks

    assert task.condition == condition


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
