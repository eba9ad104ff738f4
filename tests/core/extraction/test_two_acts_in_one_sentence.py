"""Sentences that tell two things: where one ends, whose it is, and when the second begins."""

import pytest

from procedures.core.extraction import draft_tasks
from procedures.core.reading import read_text
from procedures.core.tasks import Actor
from tests.core.extraction.drafting import drafted_as


@pytest.mark.parametrize(
    ("section", "sentence", "expected"),
    [
        (
            "Recovery",
            "Keep the dressings dry for 48 hours, then remove them and shower.",
            "recovery wound_care: after P0D..PT48H interval; recovery hygiene: after PT48H.. start",
        ),
        (
            "Recovery",
            "Change the dressing on day 3 and then shower.",
            "recovery wound_care: after P3D..P3D due; recovery hygiene: after P3D.. start",
        ),
        (
            "Recovery",
            "The wound may be washed after 24 hours but should not be soaked until it has healed.",
            "recovery wound_care: after PT24H.. start; recovery hygiene: after P0D.. vague",
        ),
        (
            "Preparation",
            "Wear loose clothes and leave your valuables at home.",
            "preparation logistics: -; preparation logistics: -",
        ),
        (
            "Preparation",
            "Stop metformin 48 hours before the test and do not restart it until your kidneys have been checked.",
            "preparation medication: before ..PT48H deadline; recovery medication: after .. vague",
        ),
        (
            "Recovery",
            "Take the antibiotic for 5 days, then take the iron.",
            "recovery medication: after P0D..P5D interval",
        ),
    ],
)
def test_the_second_act_begins_when_the_first_is_over(section: str, sentence: str, expected: str) -> None:
    """Safety rule 2: a medicine keeps only the time that its own words give."""
    assert drafted_as(section, sentence) == expected


def test_two_subjects_of_one_verb_stay_together() -> None:
    """Safety rule 1: no drug may fall out of the sentence that stops it."""
    text = "Recovery\n- Pain is eased with acetaminophen, while aspirin and ibuprofen must be avoided for one week.\n"

    titles = [task.title for task in draft_tasks(read_text(text)).tasks]

    assert titles[-1] == "Aspirin and ibuprofen must be avoided for one week"


def test_the_nurses_work_is_one_task_and_what_the_patient_must_report_another() -> None:
    text = (
        "Preparation\n- A nurse will check your pulse and put on a name band.\n"
        "- The throat is examined by an ear, nose and throat specialist, and any bleeding problem should be reported.\n"
    )

    tasks = draft_tasks(read_text(text)).tasks

    assert [task.actor for task in tasks] == [Actor.CARE_TEAM, Actor.CARE_TEAM, Actor.PATIENT]


def test_each_of_two_days_has_a_whole_title() -> None:
    text = "Preparation\n- Shower the night before and again on the morning of surgery.\n"

    titles = [task.title for task in draft_tasks(read_text(text)).tasks]

    assert titles == ["Shower the night before", "Shower on the morning of surgery"]
