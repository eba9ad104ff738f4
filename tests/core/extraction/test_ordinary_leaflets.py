"""What ordinary leaflets by strangers taught: stages of a medicine, second halves, lists of conditions, times."""

import pytest

from procedures.core.extraction import draft_tasks
from procedures.core.reading import read_text
from procedures.core.tasks import Category
from tests.core.extraction.drafting import drafted_as


def test_an_order_behind_a_condition_with_two_halves_is_still_a_task() -> None:
    assert drafted_as("Before surgery", "If you smoke and have asthma, stop smoking 4 weeks before surgery.") == (
        "preparation lifestyle: before ..P4W deadline"
    )


@pytest.mark.parametrize(
    ("sentence", "drafted"),
    [
        (
            "Use the drops 4 times a day for 2 weeks, then twice a day for 1 week.",
            "recovery medication: after P0D..P2W interval 4/P1D; recovery medication: after P2W..P3W interval 2/P1D",
        ),
        (
            "Steroid tablets: 3 times a day for 5 days, then once a day for 5 days.",
            "recovery medication: after P0D..P5D interval 3/P1D; recovery medication: after P5D..P10D interval 1/P1D",
        ),
    ],
)
def test_each_stage_of_a_medicine_begins_where_the_one_before_it_ends(sentence: str, drafted: str) -> None:
    assert drafted_as("After surgery", sentence) == drafted


def test_a_ban_on_two_stretches_is_two_tasks_though_an_or_stands_between_them() -> None:
    """Safety rule 1: no half of what is said of a medicine is lost."""
    sentence = "Do not take metformin on the day of your scan or for 48 hours afterwards."

    assert drafted_as("Before your scan", sentence) == (
        "preparation medication: on_day .. due; recovery medication: after P0D..PT48H interval"
    )


def test_a_medicine_given_beside_another_thing_is_a_task_without_the_time_some_others_need() -> None:
    """Safety rule 2: “which some people continue for 28 days” is nobody's time."""
    sentence = "You will wear support stockings and be given a daily injection, which some continue for 28 days."

    assert drafted_as("After surgery", sentence).endswith("; recovery medication: after .. recurring P1D")


@pytest.mark.parametrize(
    ("section", "sentence", "drafted"),
    [
        (
            "After",
            "Avoid heavy lifting and contact sport for 1 to 2 weeks.",
            "recovery activity: after P0D..P2W interval",
        ),
        (
            "After",
            "For one year after a fusion, tell your dentist about the screws.",
            "recovery other: after P0D..P1Y interval",
        ),
        (
            "After",
            "Wear the shield until you are seen the next day.",
            "recovery wound_care: after P0D..P1D interval",
        ),
        (
            "After",
            "Do not drive until you can brake hard, which for most is about 10 days.",
            "recovery activity: after P0D.. vague",
        ),
        (
            "After",
            "A laxative may be needed if your bowels have not moved by day three.",
            "recovery medication: after P3D.. start",
        ),
        ("After", "You can climb stairs from the day you get home.", "recovery activity: after P0D.. start discharge"),
        (
            "After",
            "Wait six weeks before swimming, and until any bleeding has stopped.",
            "recovery activity: after P6W.. start",
        ),
        (
            "Before surgery",
            "Have a blood test the day before or on the morning of your operation.",
            "preparation test: before P1D..PT0S due",
        ),
        (
            "Before surgery",
            "Drink the bottle you were given 3 hours before surgery.",
            "preparation diet: before PT3H..PT3H due",
        ),
    ],
)
def test_times_as_ordinary_leaflets_word_them(section: str, sentence: str, drafted: str) -> None:
    heading = {"After": "After surgery"}.get(section, section)

    assert drafted_as(heading, sentence) == drafted


def test_what_the_order_to_tell_us_lists_is_one_task_with_details() -> None:
    text = "Before your test\nTell us ahead of time if you:\n- Have diabetes\n- Take iron tablets\n- Are pregnant\n"

    tasks = draft_tasks(read_text(text)).tasks

    assert [(task.source_text, len(task.details)) for task in tasks] == [("Tell us ahead of time if you:", 3)]


def test_a_call_right_under_the_signs_of_another_call_is_an_alarm_of_its_own() -> None:
    """Safety rule 4: “Dial 999” is no sign among those for which the ward is rung."""
    text = (
        "## When to seek help\n\nContact the ward if you have:\n- pain that gets worse\n- pus from the wound\n"
        "Dial 999 if you have chest pain or are short of breath.\n"
    )

    tasks = draft_tasks(read_text(text)).tasks

    assert [task.source_text for task in tasks if task.is_red_flag] == [
        "Contact the ward if you have:",
        "Dial 999 if you have chest pain or are short of breath.",
    ]


def test_the_name_of_whom_to_call_is_not_cut_off_the_call() -> None:
    text = (
        "## When to call\n\nCall 911 for:\n- Chest pain\n- Weak legs\n"
        "Call the Spine Center at (555) 013-2200 for:\n- Fever above 101.5°F\n- Swelling of the calf\n"
    )

    tasks = draft_tasks(read_text(text)).tasks

    assert [(task.source_text, len(task.details)) for task in tasks if task.is_red_flag] == [
        ("Call 911 for:", 2),
        ("Call the Spine Center at (555) 013-2200 for:", 2),
    ]


@pytest.mark.parametrize(
    "sentence", ["Do not vacuum or iron for 2 weeks.", "Do not iron for long periods for 4 weeks."]
)
def test_ironing_is_no_medicine(sentence: str) -> None:
    assert "medication" not in drafted_as("After surgery", sentence)


def test_under_medicines_to_stop_an_order_to_come_for_a_test_is_no_ban() -> None:
    order = "Warfarin: stop 5 days before and have your INR checked the day before"
    text = f"## Medicines to stop before surgery\n\n- {order}\n"

    checked = [task for task in draft_tasks(read_text(text)).tasks if task.category is Category.TEST]

    assert [task.polarity for task in checked] == ["do"]


def test_what_may_have_to_be_stopped_is_not_lost_in_the_order_to_tell_of_it() -> None:
    """Safety rule 1: to tell the nurse is one task; the medicine, which a clinician confirms, another."""
    sentence = (
        "If you take medicines such as warfarin, clopidogrel or apixaban, please tell the nurse, "
        "as they may need to be stopped several days before your operation."
    )

    assert drafted_as("Before your operation", sentence) == (
        "preparation assessment: -; preparation medication: before ..PT0S vague"
    )


def test_a_painkiller_that_is_tapered_later_is_not_begun_later() -> None:
    """Safety rule 2."""
    sentence = "Take your pain medicine as prescribed and begin to taper it after the first week."

    assert drafted_as("After surgery", sentence) == (
        "recovery pain_management: -; recovery pain_management: after P1W.. start"
    )


def test_two_clinicians_with_a_time_each_are_two_visits() -> None:
    sentence = "You will see the nurse 2 weeks after surgery for a check and your surgeon at 6 weeks with X-rays."

    assert drafted_as("Follow-up", sentence) == (
        "follow_up appointment: after P2W..P2W due; follow_up appointment: after P6W..P6W due"
    )


def test_to_leave_home_is_no_discharge() -> None:
    text = "## On the day of your operation\n\n- Have a shower before you leave home.\n"

    assert [str(task.timing.relation) for task in draft_tasks(read_text(text)).tasks if task.timing] == ["on_day"]


def test_stages_parted_by_commas_are_each_kept() -> None:
    """Safety rule 1."""
    sentence = "Use the drops 4 times a day for one week, 3 times a day for one week, then twice a day for one week."

    assert drafted_as("After surgery", sentence) == (
        "recovery medication: after P0D..P1W interval 4/P1D; recovery medication: after P1W..P2W interval 3/P1D; "
        "recovery medication: after P2W..P3W interval 2/P1D"
    )


def test_of_two_things_with_a_length_each_the_longer_is_not_lost() -> None:
    sentence = "Stop wearing contact lenses before your operation: soft lenses for 1 week, hard lenses for 3 weeks."

    assert drafted_as("Before surgery", sentence) == (
        "preparation other: before P1W..PT0S interval; preparation other: before P3W..PT0S interval"
    )


def test_who_made_the_leaflet_and_when_it_is_reviewed_is_no_task() -> None:
    assert drafted_as("Follow-up", "Produced by: Upper GI team Review date: June 2027") == "reference"


def test_an_exception_among_the_medicines_to_stop_is_no_ban() -> None:
    """Safety rule 1: "keep taking" under "Medicines to stop" must never be shown as a thing to leave."""
    text = (
        "## Medicines to stop before surgery\n\n- Aspirin: stop 7 days before surgery\n"
        "- Metoprolol and thyroid medicines – keep taking, also on the morning of surgery\n"
        "- Continue your inhalers.\n- Take half of your insulin the night before.\n"
    )

    assert [task.polarity for task in draft_tasks(read_text(text)).tasks] == ["avoid", "do", "do", "do"]


def test_an_order_that_ends_the_sentence_do_not_is_a_ban() -> None:
    tasks = draft_tasks(read_text("After surgery\nDo not:\n- Take aspirin for 2 weeks\n- Drive for 24 hours\n")).tasks

    assert [task.polarity for task in tasks] == ["avoid", "avoid"]
