"""What is an instruction, and what is only information."""

import pytest

from procedures.core.extraction import draft_tasks
from procedures.core.extraction.drafts import Draft
from procedures.core.reading import read_text
from procedures.core.tasks import Actor, Category, Phase, Polarity


def drafted(text: str) -> Draft:
    return draft_tasks(read_text(text))


@pytest.mark.parametrize(
    "sentence",
    [
        "No fasting is required.",
        "Fasting is not necessary.",
        "You do not need to stop your blood thinners.",
        "There is no need to fast.",
        "You don't have to stop aspirin.",
        "It is not necessary to stop your medicines.",
        "Fasting isn't needed for this test.",
        "You need not stop any tablets.",
        "Patients are not required to fast.",
    ],
)
def test_a_negated_sentence_gives_no_fasting_or_medicine_task(sentence: str) -> None:
    """Safety rule 1: the software never makes an order of what the document rules out."""
    draft = drafted(f"Preparation\n- {sentence}\n")

    assert draft.tasks == ()
    assert draft.dismissed[-1].reason == "negation"


def test_what_holds_only_under_a_condition_says_so() -> None:
    draft = drafted(
        "Preparation\n- No fasting is required with local anesthesia; fast for 6 hours if sedation is used.\n"
    )

    assert [task.category for task in draft.tasks] == [Category.FASTING]
    assert draft.tasks[0].condition == "if sedation is used"


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Some bruising is normal.", "expected_course"),
        ("You may feel tired for a few days.", "expected_course"),
        ("You may climb stairs.", "permission_without_time"),
        ("The operation takes about 2 hours.", "procedure_fact"),
        ("This helps to prevent clots.", "reason"),
        ("You can go home when you can drink.", "discharge_criteria"),
    ],
)
def test_information_is_dismissed_with_its_reason(sentence: str, reason: str) -> None:
    draft = drafted(f"Recovery\n{sentence}\n")

    assert draft.tasks == ()
    assert draft.dismissed[-1].reason == reason


def test_warning_signs_are_one_red_flag_without_a_time() -> None:
    """Safety rule 4: what is urgent is never put off to a date."""
    draft = drafted("Recovery\n\nFirst 24 Hours\n\nCall us now if you have:\n- fever\n- bleeding\n")

    (task,) = draft.tasks
    assert (task.is_red_flag, task.timing, task.category) == (True, None, Category.MONITORING)
    assert len(task.details) == 2


def test_things_to_bring_are_one_task_with_details() -> None:
    draft = drafted("Preparation\n\nBring the following:\n- photo ID\n- insurance card\n- glasses\n")

    (task,) = draft.tasks
    assert (task.category, len(task.details)) == (Category.LOGISTICS, 3)


def test_lines_under_avoid_are_to_be_left_undone() -> None:
    draft = drafted("Recovery\n\nAvoid:\n- Heavy lifting\n- Driving\n")

    assert [task.polarity for task in draft.tasks] == [Polarity.AVOID, Polarity.AVOID]


def test_what_the_team_does_is_theirs() -> None:
    draft = drafted("Preparation\n- A nurse will call you the day before surgery.\n")

    assert draft.tasks[0].actor is Actor.CARE_TEAM


def test_a_later_contact_belongs_to_follow_up_wherever_it_stands() -> None:
    draft = drafted("Recovery\n- Keep the wound dry; stitches are removed after 10 days.\n")

    assert [task.phase for task in draft.tasks] == [Phase.RECOVERY, Phase.FOLLOW_UP]


def test_a_hole_is_named_and_not_filled() -> None:
    """Safety rule 2."""
    draft = drafted("Preparation\n- Fast for a certain number of hours before surgery.\n")

    (task,) = draft.tasks
    assert task.needs_value
    assert task.timing is not None
    assert task.timing.from_ is None


def test_fasting_and_medicine_tasks_wait_for_a_clinician() -> None:
    """Safety rule 1."""
    draft = drafted("Preparation\n- Fast for 8 hours.\n- Stop aspirin 5 days before surgery.\n- Bring your glasses.\n")

    assert [task.needs_clinician for task in draft.tasks] == [True, True, False]


@pytest.mark.parametrize(
    "sentence",
    [
        "Call (212) 555-0100 right away if the wound opens, bleeds or smells.",
        "Ring the day unit on 01632 960 111 if your wound becomes red, hot or leaks.",
        "If you cannot pass urine, go to the emergency department straight away.",
    ],
)
@pytest.mark.parametrize("heading", ["Recovery", "Who should I contact if I am worried?", "Results and follow-up"])
def test_an_order_to_call_about_a_sign_is_a_red_flag(heading: str, sentence: str) -> None:
    """Safety rule 4."""
    (task,) = drafted(f"{heading}\n\n{sentence}\n").tasks

    assert (task.is_red_flag, task.category, task.source_text) == (True, Category.MONITORING, sentence)


@pytest.mark.parametrize(
    "sentence", ["Call (212) 555-0100 if you have a fever.", "If you get a fever or a rash, please ring us."]
)
def test_a_call_about_a_sign_before_the_operation_is_no_step_to_tick(sentence: str) -> None:
    (task,) = drafted(f"Preparation\n- {sentence}\n").tasks

    assert (task.is_red_flag, task.phase, task.timing) == (True, Phase.PREPARATION, None)


def test_who_cannot_come_has_no_warning_sign() -> None:
    (task,) = drafted("Follow-up\n- Call (212) 555-0100 if you cannot keep your appointment.\n").tasks

    assert not task.is_red_flag


def test_a_call_before_coming_is_no_emergency() -> None:
    (task,) = drafted("Preparation\n- Call (212) 555-0100 before you come if you have a fever.\n").tasks

    assert (task.is_red_flag, task.category) == (False, Category.ASSESSMENT)


@pytest.mark.parametrize("sentence", ["A nurse rings you the day before.", "The ward will phone you the day before."])
def test_a_call_from_the_team_is_theirs(sentence: str) -> None:
    (task,) = drafted(f"Preparation\n- {sentence}\n").tasks

    assert task.actor is Actor.CARE_TEAM


def test_the_drink_that_cleans_the_bowel_is_a_medicine() -> None:
    """Safety rule 1: a drink to take is no fast."""
    draft = drafted("Preparation\n- Drink the first half of the bowel cleansing drink at 6:00 pm\n")

    assert [task.category for task in draft.tasks] == [Category.MEDICATION]


@pytest.mark.parametrize("line", ["Desk job:", "- Desk job:", "Figure 2: Wash your hands before surgery."])
def test_a_bare_label_and_a_caption_are_no_tasks(line: str) -> None:
    assert drafted(f"Recovery\n\n{line}\n").tasks == ()


def test_what_stands_under_a_time_under_avoid_is_to_be_avoided() -> None:
    """Safety rule 1: a ban never becomes an order."""
    (task,) = drafted("# Recovery\n## What to Avoid\n### First 2 Weeks:\n- Lifting over 10 pounds\n").tasks

    assert task.polarity is Polarity.AVOID


@pytest.mark.parametrize(
    "sentence",
    [
        "Schedule your consultation today.",
        "Meet the team!",
        "Get expert guidance from our surgeons.",
        "Book a consultation with us.",
    ],
)
def test_an_advert_is_no_task(sentence: str) -> None:
    draft = drafted(f"Recovery\n- {sentence}\n")

    assert draft.tasks == ()
    assert draft.dismissed[-1].reason == "advert"


@pytest.mark.parametrize(
    "sentence",
    [
        "Any swelling of the neck is an emergency and you should ring 999 without delay.",
        "Tingling in your fingers may mean a low calcium: contact the ward that same day.",
        "Chest pain or trouble breathing? Call 911.",
        "Report heavy bleeding, a fever of 101 F or higher, or a bad smell.",
    ],
)
def test_a_sign_that_stands_before_the_call_belongs_to_it(sentence: str) -> None:
    """Safety rule 4."""
    (task,) = drafted(f"Recovery\n\n{sentence}\n").tasks

    assert (task.is_red_flag, task.source_text, task.timing) == (True, sentence, None)


def test_a_nurse_who_calls_after_discharge_is_no_warning_sign() -> None:
    (task,) = drafted("Recovery\n- Phone call from a nurse 48 hours after discharge\n").tasks

    assert not task.is_red_flag


def test_what_a_sentence_points_back_to_tells_its_kind() -> None:
    """Safety rule 1: a dose without its drug's name still waits for a clinician."""
    draft = drafted("Preparation\nDrink the second half of the bowel prep in the morning. Finish it by 7:00 am.\n")

    assert [task.category for task in draft.tasks] == [Category.MEDICATION, Category.MEDICATION]


@pytest.mark.parametrize("drug", ["edoxaban", "dapagliflozin", "levothyroxine", "candesartan", "liraglutide"])
def test_a_drug_is_told_by_the_ending_of_its_name(drug: str) -> None:
    """Safety rule 1: no list of drugs is whole."""
    (task,) = drafted(f"Preparation\n- Ask whether to go on with {drug}.\n").tasks

    assert task.needs_clinician


@pytest.mark.parametrize("text", ["[ ] Drink water", "[x] Drink water", "See [the plan](https://example.org)"])
def test_a_box_to_tick_is_no_hole(text: str) -> None:
    assert all(task.needs_value == "" for task in drafted(f"Recovery\n- {text}\n").tasks)


@pytest.mark.parametrize("text", ["Arrive at [TIME]", "Arrive at ______ am", "Take your tablets tomorrow"])
def test_a_blank_is_a_hole(text: str) -> None:
    """Safety rule 2."""
    assert all(task.needs_value for task in drafted(f"Preparation\n- {text}\n").tasks)


def test_foods_to_leave_are_one_task() -> None:
    draft = drafted("# Recovery\n## Foods to limit\n- Fried food\n- Fast food\n- Alcohol (at first)\n")

    (task,) = draft.tasks
    assert (task.category, task.polarity, len(task.details)) == (Category.DIET, Polarity.AVOID, 3)
