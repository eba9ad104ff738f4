"""Times that a first reading of strangers' leaflets got wrong, most of them of medicines (safety rules 1 and 2)."""

import pytest

from procedures.core.extraction import draft_tasks
from procedures.core.reading import read_text
from procedures.core.tasks import Category
from tests.core.extraction.drafting import drafted_as
from tests.core.extraction.test_times import timing_of, written


@pytest.mark.parametrize(
    ("section", "sentence", "expected"),
    [
        ("Preparation", "Skip any dose that falls in the 7 days before your exam.", "before P7D..PT0S interval"),
        ("Preparation", "Do not have a dose in the 24 hours before surgery.", "before PT24H..PT0S interval"),
        ("Preparation", "Take no more than 8 tablets in 24 hours.", "-"),
        ("Preparation", "You may be given an enema an hour before you go to theatre.", "before PT1H..PT1H due"),
        ("Preparation", "Jardiance should have been stopped 3 days earlier.", "before ..P3D deadline"),
        ("Preparation", "Be at Patient Registration at 0600 hours.", "on_day .. clock 06:00"),
        ("Preparation", "Metformin is not taken on the morning itself.", "on_day .. due"),
        ("Recovery", "Driving is not allowed while you are in the sling.", "after P0D.. vague"),
        ("Recovery", "Throwing sports: 6 months at the earliest.", "after P6M.. start"),
        (
            "Recovery",
            "Do not travel more than 1 hour from a hospital for the first 10 days.",
            "after P0D..P10D interval",
        ),
    ],
)
def test_times_as_strangers_write_them(section: str, sentence: str, expected: str) -> None:
    assert written(timing_of(section, sentence)).split()[:2] == expected.split()[:2]


def test_two_drugs_with_two_times_are_two_tasks() -> None:
    """Safety rule 1: the second drug's days are not lost behind the first one's."""
    said = drafted_as(
        "Preparation", "Ticagrelor (Brilinta) is stopped 3 days before surgery and clopidogrel (Plavix) 5 days before."
    )

    assert said.count("preparation medication") == 2
    assert "P3D" in said
    assert "P5D" in said


def test_the_jug_of_the_bowel_preparation_is_a_medicine_and_no_fast() -> None:
    text = "Preparation\n- Six hours before your arrival time, drink the other half of the jug.\n"

    assert [task.category for task in draft_tasks(read_text(text)).tasks] == [Category.MEDICATION]


def test_while_not_eating_is_a_condition_and_no_time() -> None:
    assert timing_of("Preparation", "Do not take mealtime insulin while you are not eating.") is None


def test_a_letter_instructs_before_its_first_heading() -> None:
    text = (
        "Lakeside Clinic\n\nDear Ms Lee,\n\nYou are to have an endoscopy. Please check in at the front desk by "
        "9:30 AM.\n\nYOUR MEDICINES\n- Stop iron pills 5 days before the exam.\n"
    )

    sources = [task.source_text for task in draft_tasks(read_text(text)).tasks]

    assert "Please check in at the front desk by 9:30 AM." in sources


def test_columns_that_spaces_part_are_a_row_and_no_heading() -> None:
    text = (
        "Follow-up\nA nurse will ring you the day after surgery.\n\n"
        "Hand therapist       2 weeks\nSurgeon        6 weeks\n"
    )

    tasks = draft_tasks(read_text(text)).tasks

    assert [written(task.timing) for task in tasks[1:]] == ["after P2W..P2W due", "after P6W..P6W due"]


def test_a_whole_sentence_over_its_steps_is_the_task() -> None:
    text = "Recovery\n• Pendulum exercises 3 times a day.\n   – Lean over a table.\n   – Ten small circles each way.\n"

    assert draft_tasks(read_text(text)).tasks[0].source_text == "Pendulum exercises 3 times a day."


@pytest.mark.parametrize(
    ("section", "sentence", "expected"),
    [
        ("Preparation", "6 hours before: last bottle of formula.", "preparation fasting: before PT6H..PT0S interval"),
        ("Preparation", "No fasting is needed but stop aspirin 7 days before.", "medication: before ..P7D deadline"),
        ("Preparation", "There is no need to stop your tablets and fast.", "negation"),
        (
            "Recovery",
            "No special diet is needed, but skip sharp foods for the first 3 days.",
            "diet: after P0D..P3D interval",
        ),
        ("Recovery", "Swimming is fine after 2 weeks, and plugs are not necessary.", "activity: after P2W.. start"),
        ("Recovery", "Take small sips; it can take an hour to finish one shake.", "other: -"),
    ],
)
def test_one_half_may_be_needless_and_the_other_not(section: str, sentence: str, expected: str) -> None:
    """Safety rule 1: a negated half gives no fast and no medicine, and takes no order with it."""
    assert expected in drafted_as(section, sentence)


def test_what_about_a_catheter_is_told_to_the_patient() -> None:
    text = (
        "What happens before I come in?\nBring your tablets.\n\nWhat about the catheter?\n"
        "Tell the nurses at once if the catheter stops draining.\n"
    )

    assert len(draft_tasks(read_text(text)).tasks) == 2
