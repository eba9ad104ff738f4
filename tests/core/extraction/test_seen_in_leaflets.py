"""What leaflets written by others showed: ways to put an instruction that a first look got wrong."""

import pytest

from procedures.core.extraction import draft_tasks
from procedures.core.extraction.drafts import Draft
from procedures.core.reading import read_text
from procedures.core.tasks import Actor, Category, Phase
from tests.core.extraction.test_times import timing_of, written


def drafted(text: str) -> Draft:
    return draft_tasks(read_text(text))


@pytest.mark.parametrize(
    ("section", "sentence", "expected"),
    [
        ("Recovery", "Do not exceed 3,000 mg of acetaminophen in 24 hours.", "-"),
        ("Recovery", "Take no more than 8 tablets in any 24 hours.", "-"),
        ("Preparation", "Dissolve the sachet in a litre of water and drink it over an hour.", "-"),
        ("Recovery", "You may drive when you have had no strong tablets for 24 hours.", "after P0D.. vague"),
        ("Preparation", "Read this plan to the end, because the diet starts a week ahead.", "-"),
        ("Preparation", "If your child takes medicine every day, ask the anaesthetist about it.", "-"),
        ("Preparation", "Pack an overnight bag.", "-"),
    ],
)
def test_a_number_that_is_no_time_of_the_task_places_it_nowhere(section: str, sentence: str, expected: str) -> None:
    """Safety rule 2: a time is never invented, least of all from a dose."""
    assert written(timing_of(section, sentence)) == expected


@pytest.mark.parametrize(
    ("section", "sentence", "expected"),
    [
        ("Recovery", "Oxycodone 5 mg, 1-2 tabs q4-6h.", "after .. recurring PT4H-PT6H"),
        ("Recovery", "Start the rinses the day after surgery and go on for 4 weeks.", "after P1D..P4W interval"),
        ("Recovery", "Walk four times a day, starting the evening of surgery.", "after P0D.. start 4/P1D"),
        ("Recovery", "Stay close to a hospital until day 14.", "after P0D..P14D interval"),
        ("Recovery", "Keep the strips on for a week to ten days.", "after P0D..P10D interval"),
        ("Preparation", "Take 2 in the morning.", "-"),
        ("Recovery", "Do not drive until the next morning.", "after P0D..P1D interval"),
        ("Preparation", "Give the injection exactly 36 hours before the operation.", "before PT36H..PT36H due"),
        ("Preparation", "Drink extra fluids from the evening before.", "before P1D.. start"),
        ("Preparation", "Fish oil is best left off for the last seven days.", "before P7D..PT0S interval"),
        ("Preparation", "Aspirin must be ceased 10 days before surgery.", "before ..P10D deadline"),
        ("Preparation", "Please post the form back within 7 days of receiving this letter.", "before ..PT0S vague"),
    ],
)
def test_times_as_others_write_them(section: str, sentence: str, expected: str) -> None:
    assert written(timing_of(section, sentence)).split() == expected.split()


@pytest.mark.parametrize(
    ("section", "sentence", "category"),
    [
        ("Preparation", "Seven days before your appointment stop your iron tablets.", Category.MEDICATION),
        ("Preparation", "Take your blood pressure and heart medicines with a sip of water.", Category.MEDICATION),
        ("Preparation", "Do not stop your asthma puffers.", Category.MEDICATION),
        ("Preparation", "Patients with sleep apnea bring their CPAP machine.", Category.LOGISTICS),
        ("Preparation", "Our nurse will ring between 4 pm and 6 pm to confirm your arrival time.", Category.ASSESSMENT),
        ("Recovery", "Apply frozen peas wrapped in a towel.", Category.PAIN_MANAGEMENT),
        ("Recovery", "Come to the clinic to have your stitches taken out.", Category.APPOINTMENT),
        ("Recovery", "Keep the dressing dry and do not take it off.", Category.WOUND_CARE),
    ],
)
def test_what_a_sentence_is_about(section: str, sentence: str, category: Category) -> None:
    tasks = drafted(f"{section}\n- {sentence}\n").tasks

    assert [task.category for task in tasks] == [category]


@pytest.mark.parametrize(
    "sentence",
    [
        "We cannot accept responsibility for lost property.",
        "Bruised toes.",
        "Regular exercises reduce the risk of a return.",
        "Use of a catheter may increase the risk of an infection.",
        "Ask at reception about our new shop: 10% off this month.",
        "The form takes up to 10 days to process.",
    ],
)
def test_what_tells_the_patient_nothing_to_do_is_no_task(sentence: str) -> None:
    assert drafted(f"Recovery\n- {sentence}\n").tasks == ()


def test_food_and_drink_that_end_at_different_hours_are_two_fasts() -> None:
    tasks = drafted("Preparation\nYou must not eat for six hours or drink for two hours before your operation.\n").tasks

    assert [task.category for task in tasks] == [Category.FASTING] * 2
    assert [written(task.timing) for task in tasks] == ["before PT6H..PT0S interval", "before PT2H..PT0S interval"]
    assert all("drink" in task.title for task in tasks)


def test_a_ride_and_a_night_of_company_are_two_tasks() -> None:
    tasks = drafted("Preparation\n- You must be driven home by an adult, who should remain with you overnight.\n").tasks

    assert len(tasks) == 2


def test_the_end_of_a_question_is_answered_by_what_follows_it() -> None:
    draft = drafted("When can I...\n... drive? Usually 3-4 weeks.\n... swim? After 6 weeks.\n")

    assert [written(task.timing) for task in draft.tasks] == ["after P3W.. start", "after P6W.. start"]


def test_no_is_a_whole_answer() -> None:
    draft = drafted("Follow-up\n\nDo I still need smear tests?\nNot usually.\n")

    assert draft.tasks == ()
    assert draft.dismissed[-1].reason == "negation"


def test_visits_in_a_table_need_no_verb() -> None:
    text = "Follow-up\n\n| Visit | When |\n|---|---|\n| Post-op 1 | 5-7 days |\n| Post-op 2 | 3 weeks |\n"

    tasks = drafted(text).tasks

    assert [(task.category, task.phase) for task in tasks] == [(Category.APPOINTMENT, Phase.FOLLOW_UP)] * 2
    assert [written(task.timing) for task in tasks] == ["after P5D..P7D due", "after P3W..P3W due"]


def test_numbered_capitals_open_a_topic() -> None:
    text = "KNEE ARTHROSCOPY: DISCHARGE ADVICE\n\n1. DRESSINGS\n1.1 Keep the wounds dry for 5 days.\n2. REVIEW\n"

    draft = drafted(text + "2.1 You will be seen in the clinic at 6 weeks.\n")

    assert [task.phase for task in draft.tasks] == [Phase.RECOVERY, Phase.FOLLOW_UP]


def test_a_list_that_lost_its_line_breaks_is_still_a_list() -> None:
    text = "Recovery\n\nCall us right away if\n\n- fever  - heavy bleeding  - a hard, painful belly\n"

    tasks = drafted(text).tasks

    assert [(task.is_red_flag, len(task.details)) for task in tasks] == [(True, 3)]


def test_a_label_glued_to_an_item_says_when_the_next_ones_are() -> None:
    text = (
        "Preparation\n- Arrange a ride home Day of Surgery:\n- Wear a loose shirt\n- A nurse will mark the shoulder\n"
    )

    tasks = drafted(text).tasks[1:]

    assert [written(task.timing) for task in tasks] == ["on_day .. due"] * 2
    assert tasks[1].actor is Actor.CARE_TEAM


def test_what_is_in_italics_before_a_paragraph_is_its_heading() -> None:
    text = "## Once you are home\n\n*Eating.* Begin with soup.\n\n*Activity.* No lifting for 2 weeks.\n"

    tasks = draft_tasks(read_text(text)).tasks

    assert [task.source_text for task in tasks] == ["Begin with soup.", "No lifting for 2 weeks."]


def test_a_doubtful_emergency_in_turned_words_is_still_one() -> None:
    text = "Recovery\nShould the bleeding not stop after ten minutes, telephone us straight away.\n"

    tasks = drafted(text).tasks

    assert [(task.is_red_flag, task.category) for task in tasks] == [(True, Category.MONITORING)]


def test_a_neck_that_swells_is_an_emergency() -> None:
    tasks = drafted("Recovery\n- Get help at once (999) if your neck swells or you find it hard to breathe.\n").tasks

    assert [task.is_red_flag for task in tasks] == [True]
